package io.github.jinbei.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * How well probabilities of class 1 agree with what was observed. The rows are divided into bins of equal width by their
 * probability. In each bin, the mean probability is compared with the share of rows of class 1, both by weight.
 *
 * @param bins the bins that have rows of a weight above 0, ascending
 */
public record Calibration(List<Bin> bins) {

  /**
   * The rows whose probability is at least {@code from} and below {@code to}; in the last bin it may be 1.
   *
   * @param from the lower end
   * @param to the upper end
   * @param weight the sum of the weights of the rows, above 0
   * @param predicted the mean of their probabilities
   * @param observed the share of rows of class 1 among them
   */
  public record Bin(double from, double to, double weight, double predicted, double observed) {}

  /**
   * Copies the list.
   *
   * @param bins the bins
   * @throws NullPointerException if the list or a bin is null
   */
  public Calibration {
    bins = List.copyOf(Objects.requireNonNull(bins, "bins"));
  }

  /** Divides checked rows. */
  static Calibration of(int[] labels, double[] probabilities, int bins, double[] weights) {
    double[] sums = new double[bins];
    double[] predicted = new double[bins];
    double[] observed = new double[bins];
    for (int row = 0; row < labels.length; row++) {
      int bin = bin(probabilities[row], bins);
      sums[bin] += weights[row];
      predicted[bin] += weights[row] * probabilities[row];
      observed[bin] += weights[row] * labels[row];
    }
    List<Bin> used = new ArrayList<>();
    for (int i = 0; i < bins; i++) {
      if (sums[i] > 0) {
        used.add(new Bin((double) i / bins, (i + 1.0) / bins, sums[i], predicted[i] / sums[i], observed[i] / sums[i]));
      }
    }
    return new Calibration(used);
  }

  /** Returns the bin of a probability. The product may be rounded across an end of a bin; the ends decide. */
  private static int bin(double probability, int bins) {
    int bin = Math.min((int) (probability * bins), bins - 1);
    if (probability < (double) bin / bins) {
      return bin - 1;
    }
    return bin < bins - 1 && probability >= (bin + 1.0) / bins ? bin + 1 : bin;
  }

  /**
   * Returns the expected calibration error: the mean over the bins of |predicted − observed|, each bin weighted by its weight
   * (Naeini, Cooper and Hauskrecht 2015).
   *
   * @return 0 to 1; 0 if probabilities and observations agree in each bin; NaN without bins
   */
  public double expectedError() {
    double sum = 0;
    double all = 0;
    for (Bin bin : bins) {
      sum += bin.weight * Math.abs(bin.predicted - bin.observed);
      all += bin.weight;
    }
    return sum / all;
  }
}
