package io.github.jinbei.bench.compare;

import io.github.jinbei.bench.results.Subject;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A check whether two results were measured in the same environment, as far as their files record it. */
final class EnvironmentCheck {

  /** The separator between the values of several files, as a pattern. */
  private static final String SEPARATOR = " \\| ";

  private EnvironmentCheck() {}

  /**
   * Returns the differences, as {@code jdk: 17 / 25; cpu: a / b}; empty if all names that both sides have are equal. Names of
   * {@link Subject} are ignored.
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

  /** Returns the entries that are equal in all. Of a {@link Subject} it returns each value once, as {@code a | b}. */
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
