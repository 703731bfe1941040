package io.github.jinbei.bench.report;

import io.github.jinbei.bench.compare.Comparison;
import io.github.jinbei.bench.results.Subject;
import io.github.jinbei.internal.text.Plain;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One entry of the environments of both sides.
 *
 * @param name the name, such as {@code jdk}
 * @param base the value of the base, {@link Format#NONE} if unknown
 * @param current the value of the current side, {@link Format#NONE} if unknown
 */
record Surroundings(String name, String base, String current) {

  /** Returns whether both sides have the same value. */
  boolean same() {
    return base.equals(current);
  }

  /** Returns the entries that describe what was compared, and when: files, jars, commits, dates, as far as known. */
  static List<Surroundings> subjects(Comparison comparison) {
    return Subject.NAMES.stream()
        .filter(name -> comparison.base().containsKey(name) || comparison.current().containsKey(name))
        .map(name -> of(comparison, name)).toList();
  }

  /** Returns all other entries: where and how the sides were measured, in the base's order. */
  static List<Surroundings> of(Comparison comparison) {
    Set<String> names = new LinkedHashSet<>(comparison.base().keySet());
    names.addAll(comparison.current().keySet());
    Subject.NAMES.forEach(names::remove);
    return names.stream().map(name -> of(comparison, name)).toList();
  }

  private static Surroundings of(Comparison comparison, String name) {
    return new Surroundings(Plain.text(name), Plain.text(comparison.base().getOrDefault(name, Format.NONE)),
        Plain.text(comparison.current().getOrDefault(name, Format.NONE)));
  }
}
