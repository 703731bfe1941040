package io.github.jinbei.bench.compare;

import java.util.Arrays;

/**
 * The mean without the smallest and the largest three tenths. If one fork in four is an outlier, because of other programs or
 * different JIT-compiled code, it does not move. For normal noise its error is only an eighth more than the mean's.
 */
final class TrimmedMean {

  private static final double TRIMMED = 0.3;

  private TrimmedMean() {}

  /** Returns the trimmed mean of at least one value; sorts the values in place. */
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
