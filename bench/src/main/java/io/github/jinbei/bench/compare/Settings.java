package io.github.jinbei.bench.compare;

import io.github.jinbei.bench.results.KeyFilter;
import java.util.List;
import java.util.regex.Pattern;

/**
 * By what a comparison judges.
 *
 * @param alpha the most probability that any row of a comparison in which nothing changed is called changed: 0.01
 * @param confidence that of the intervals: 0.99
 * @param minEffect a change of less than this is none worth reporting, as a fraction: 0.01
 * @param threshold a row is equivalent if its interval lies within plus or minus this fraction: 0.03
 * @param allocation more or fewer bytes an operation than this are a change
 * @param overrides other thresholds for some benchmarks; the first that fits counts
 * @param ruler results whose key text it finds are the reference that others may be divided by, or null
 * @param gate on what the verdict rests where there is a ruler
 * @param include only keys whose text it finds, or null
 * @param exclude no keys whose text it finds, or null
 * @param ignoreEnvironment whether sides measured in different surroundings are compared all the same
 */
public record Settings(double alpha, double confidence, double minEffect, double threshold, double allocation,
    List<Override> overrides, Pattern ruler, Gate gate, Pattern include, Pattern exclude,
    boolean ignoreEnvironment) {

  /** On what a verdict rests. */
  public enum Gate {
    /** The figures as they are. */
    RAW,
    /** The figures divided by the ruler's. */
    NORMALISED,
    /** Changed only if both say so. */
    BOTH
  }

  /**
   * Other thresholds for some benchmarks.
   *
   * @param keys those whose key text it finds
   * @param minEffect in place of the general one
   * @param threshold in place of the general one
   */
  public record Override(Pattern keys, double minEffect, double threshold) {}

  /** The choice that {@code include} and {@code exclude} make. */
  public KeyFilter filter() {
    return new KeyFilter(include, exclude);
  }

  /** The default of every setting. */
  public static Settings defaults() {
    return new Settings(0.01, 0.99, 0.01, 0.03, 64, List.of(), null, Gate.RAW, null, null, false);
  }
}
