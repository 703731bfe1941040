package io.github.jinbei.bench.compare;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.StringJoiner;

/** Whether two results were measured in the same surroundings, as far as their files tell. */
final class EnvironmentCheck {

  /** Names that say which code was measured, and when, not where. */
  private static final Set<String> HARMLESS = Set.of("commit", "branch", "date", "jar");

  private EnvironmentCheck() {}

  /** What differs, {@code jdk: 17 / 25; cpu: a / b}; empty if nothing that both sides tell does. */
  static String differences(Map<String, String> base, Map<String, String> current) {
    StringJoiner differences = new StringJoiner("; ");
    base.forEach((name, value) -> {
      String other = current.get(name);
      if (other != null && !other.equals(value) && !HARMLESS.contains(name)) {
        differences.add(name + ": " + value + " / " + other);
      }
    });
    return differences.toString();
  }

  /** What all of the surroundings agree on. */
  static Map<String, String> common(Collection<Map<String, String>> all) {
    Map<String, String> common = null;
    for (Map<String, String> one : all) {
      if (common == null) {
        common = new LinkedHashMap<>(one);
      } else {
        common.entrySet().removeIf(entry -> !Objects.equals(entry.getValue(), one.get(entry.getKey())));
      }
    }
    return common == null ? Map.of() : common;
  }
}
