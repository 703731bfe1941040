package io.github.jinbei.table;

import io.github.jinbei.internal.text.Plain;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * The mean of some numbers and its standard error.
 *
 * @param mean the mean
 * @param standardError the standard deviation, divided by n - 1, divided by √n; 0 for a single number
 */
record Spread(double mean, double standardError) {

  /** Computes both, with sums in the order of the numbers. NaN in a number is NaN in both. */
  static Spread of(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    double mean = sum / values.length;
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    int n = values.length;
    return new Spread(mean, n == 1 ? 0 : Math.sqrt(squares / (n - 1) / n));
  }

  /** Returns {@code 0.9855 +- 0.0056}: two digits of the standard error, and as many decimals of the mean. */
  @Override
  public String toString() {
    if (Double.isNaN(mean)) {
      return "not defined";
    }
    if (!(standardError > 0)) {
      return Plain.number(mean, 4);
    }
    int decimals = Math.max(0, Plain.rounded(standardError, 2).scale());
    return decimal(mean, decimals) + " +- " + decimal(standardError, decimals);
  }

  private static String decimal(double value, int decimals) {
    return new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
  }
}
