package io.github.jinbei.bench.cold;

import java.util.Arrays;

/** The median of some values. */
public final class Medians {

  private Medians() {}

  /**
   * Returns the median: of an even number the mean of the two in the middle. Unlike {@code Metric.median}, a NaN is a value
   * that was not reached: it counts as larger than all numbers.
   *
   * @param values at least one
   * @return the median; NaN if there are too many of them
   */
  public static double of(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : sorted[half - 1] / 2 + sorted[half] / 2;
  }
}
