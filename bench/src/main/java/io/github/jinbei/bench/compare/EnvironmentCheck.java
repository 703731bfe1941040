package io.github.jinbei.bench.compare;

import io.github.jinbei.bench.results.Subject;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether two results were measured in the same surroundings, as far as their files tell. */
final class EnvironmentCheck {

  /** What stands between the values of several files, as a pattern. */
  private static final String SEPARATOR = " \\| ";

  private EnvironmentCheck() {}

  /**
   * Returns what differs, as {@code jdk: 17 / 25; cpu: a / b}; empty if all that both sides have is equal. {@link Subject}
   * does not count.
   */
  static String differences(Map<String, String> base, Map<String, String> current) {
    StringJoiner differences = new StringJoiner("; ");
    base.forEach((name, value) -> {
      String other = current.get(name);
      if (other != null && !other.equals(value) && !Subject.NAMES.contains(name)) {
        differences.add(name + ": " + value + " / " + other);
      }
    });
    return differences.toString();
  }

  /** Returns what all agree on; of what was measured, and when, each value once, as {@code a | b}. */
  static Map<String, String> common(Collection<Map<String, String>> all) {
    Map<String, String> common = new LinkedHashMap<>();
    all.stream().limit(1).forEach(common::putAll);
    all.forEach(one -> common.entrySet().retainAll(one.entrySet()));
    for (String name : Subject.NAMES) {
      String values = all.stream().flatMap(one -> Stream.ofNullable(one.get(name)))
          .flatMap(value -> Stream.of(value.split(SEPARATOR))).distinct().sorted().collect(Collectors.joining(" | "));
      if (!values.isEmpty()) {
        common.put(name, values);
      }
    }
    return common;
  }
}
