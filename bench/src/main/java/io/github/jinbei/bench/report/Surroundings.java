package io.github.jinbei.bench.report;

import io.github.jinbei.bench.compare.Comparison;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One thing known of where a side was measured.
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

  /** All that is known of either side, in the base's order. */
  static List<Surroundings> of(Comparison comparison) {
    Set<String> names = new LinkedHashSet<>(comparison.base().keySet());
    names.addAll(comparison.current().keySet());
    List<Surroundings> all = new ArrayList<>();
    for (String name : names) {
      all.add(new Surroundings(Format.plain(name), Format.plain(comparison.base().getOrDefault(name, Format.NONE)),
          Format.plain(comparison.current().getOrDefault(name, Format.NONE))));
    }
    return all;
  }
}
