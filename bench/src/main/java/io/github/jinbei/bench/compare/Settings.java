package io.github.jinbei.bench.compare;

import io.github.jinbei.bench.results.KeyFilter;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The settings of a comparison.
 *
 * @param alpha the highest probability that any unchanged row of a comparison is called changed. Default: 0.01.
 * @param confidence the confidence level of the intervals. Default: 0.99.
 * @param minEffect the minimum effect: the least change to report, as a fraction. Default: 0.01.
 * @param threshold a row is equivalent if its interval lies within plus or minus this fraction. Default: 0.03.
 * @param allocation the least change of allocation to report, in bytes an operation
 * @param overrides other limits for some benchmarks; the first match counts
 * @param ruler results whose key text matches are the reference of the others; or null
 * @param gate the figures that decide if there is a ruler
 * @param include selects keys whose text matches, or null for all
 * @param exclude excludes keys whose text matches, or null for none
 * @param ignoreEnvironment whether sides of different environments are compared too
 */
public record Settings(double alpha, double confidence, double minEffect, double threshold, double allocation,
    List<Override> overrides, Pattern ruler, Gate gate, Pattern include, Pattern exclude,
    boolean ignoreEnvironment) {

  /** The figures that decide a verdict. */
  public enum Gate {
    /** The figures as they are. */
    RAW,
    /** The figures divided by the ruler's. */
    NORMALISED,
    /** Both: a row is changed only if both agree. */
    BOTH
  }

  /**
   * Other limits for some benchmarks.
   *
   * @param keys a pattern that matches the key texts of these benchmarks
   * @param minEffect the minimum effect of these benchmarks
   * @param threshold the threshold of these benchmarks
   */
  public record Override(Pattern keys, double minEffect, double threshold) {}

  /** Returns the filter of {@code include} and {@code exclude}. */
  public KeyFilter filter() {
    return new KeyFilter(include, exclude);
  }

  /** Returns the defaults of all settings. */
  public static Settings defaults() {
    return new Settings(0.01, 0.99, 0.01, 0.03, 64, List.of(), null, Gate.RAW, null, null, false);
  }
}
