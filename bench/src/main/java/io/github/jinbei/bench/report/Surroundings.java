package io.github.jinbei.bench.report;

import io.github.jinbei.bench.compare.Comparison;
import io.github.jinbei.bench.results.Subject;
import io.github.jinbei.internal.text.Plain;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One thing known of the sides: what each is, or where it was measured.
 *
 * @param name such as {@code jdk}
 * @param base what it was for the base, {@link Format#NONE} if that is not known
 * @param current what it was for the current side
 */
record Surroundings(String name, String base, String current) {

  /** Whether both sides have the same. */
  boolean same() {
    return base.equals(current);
  }

  /** Returns what was compared, and when it was measured, as far as that is known: files, jars, commits, dates. */
  static List<Surroundings> subjects(Comparison comparison) {
    return Subject.NAMES.stream()
        .filter(name -> comparison.base().containsKey(name) || comparison.current().containsKey(name))
        .map(name -> of(comparison, name)).toList();
  }

  /** Returns all else that is known of either side: where and how it was measured, in the base's order. */
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
