package io.github.jinbei.bench.compare;

import java.util.Arrays;

/**
 * The mean without the smallest and the largest three tenths: a fork in four that met a neighbour's burst, or that the
 * compiler treated otherwise, does not move it, and where noise is normal its error is but an eighth more than the mean's.
 */
final class TrimmedMean {

  private static final double TRIMMED = 0.3;

  private TrimmedMean() {}

  /** The trimmed mean of at least one value; sorts the values in place. */
  static double of(double[] values) {
    Arrays.sort(values);
    int cut = (int) (TRIMMED * values.length);
    double sum = 0;
    for (int i = cut; i < values.length - cut; i++) {
      sum += values[i];
    }
    return sum / (values.length - 2 * cut);
  }
}
