package io.github.jinbei.bench.results;

import java.util.Arrays;

/**
 * A measured quantity: a value of each iteration of each fork.
 *
 * @param unit the normalised unit: {@code ops/s} for any throughput, {@code s/op} for any time an operation; other units
 *     (B/op, MB/sec, counts ...) are those of the file
 * @param forks forks x iterations, in that unit; forks may differ in their number of iterations, none is empty. NaN where
 *     the file has no finite number
 */
public record Metric(String unit, double[][] forks) {

  /** Returns the median of each fork's iterations: one value a fork, which is the sample. */
  public double[] medians() {
    return Arrays.stream(forks).mapToDouble(Metric::median).toArray();
  }

  /** Returns the median over forks of {@link #medians()}. */
  public double median() {
    return median(medians());
  }

  /**
   * Returns the middle value, or the mean of the middle two.
   *
   * @return the median; NaN if any value is NaN, or there is none
   */
  public static double median(double[] values) {
    if (values.length == 0) {
      return Double.NaN;
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    if (Double.isNaN(sorted[sorted.length - 1])) { // NaN sorts last
      return Double.NaN;
    }
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
