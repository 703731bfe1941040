package io.github.jinbei.bench.results;

import java.util.Arrays;

/**
 * A measured quantity: a value of each iteration of each fork.
 *
 * @param unit its unit, one of the normalised ones: {@code ops/s} for any throughput, {@code s/op} for any time an
 *     operation; others (B/op, MB/sec, counts ...) as the file has them
 * @param forks forks x iterations, in that unit; forks may have unlike numbers of iterations, none is empty. NaN where
 *     the file has no finite number
 */
public record Metric(String unit, double[][] forks) {

  /** The median of each fork's iterations: one value a fork, which is the sample. */
  public double[] medians() {
    return Arrays.stream(forks).mapToDouble(Metric::median).toArray();
  }

  /** The median over forks of {@link #medians()}. */
  public double median() {
    return median(medians());
  }

  /**
   * The middle one, or the mean of the middle two.
   *
   * @return NaN if any value is NaN, or there is none
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
