package io.github.jinbei.metrics;

import java.util.Objects;

/** The differences target − prediction of weighted rows, and the figures of a regression. All sums are in row order. */
final class Errors {

  private final double[] targets;
  private final double[] differences;
  private final double[] weights;
  private final double weight;

  /** Checks the rows and computes the differences. */
  Errors(double[] targets, double[] predicted, double[] weights) {
    int rows = Rows.checkRows("targets", Objects.requireNonNull(targets, "targets").length);
    Rows.checkLength("predicted", Objects.requireNonNull(predicted, "predicted").length, rows);
    Rows.checkFinite("targets", targets);
    Rows.checkFinite("predicted", predicted);
    this.targets = targets;
    this.weights = Rows.weights(weights, rows);
    weight = Rows.sum(this.weights);
    differences = new double[rows];
    for (int row = 0; row < rows; row++) {
      differences[row] = targets[row] - predicted[row];
    }
  }

  double meanSquared() {
    return squares(differences, 0) / weight;
  }

  double meanAbsolute() {
    double sum = 0;
    for (int row = 0; row < differences.length; row++) {
      sum += weights[row] * Math.abs(differences[row]);
    }
    return sum / weight;
  }

  /**
   * Returns the weighted median of the absolute differences. Compares two sums, one from each end of the sorted rows: with
   * equal weights both have the same bits wherever both have the same number of rows.
   */
  double medianAbsolute() {
    double[] absolute = new double[differences.length];
    for (int row = 0; row < absolute.length; row++) {
      absolute[row] = Math.abs(differences[row]);
    }
    int[] order = Rows.ascending(absolute);
    double[] above = new double[order.length + 1];
    for (int i = order.length - 1; i >= 0; i--) {
      above[i] = above[i + 1] + weights[order[i]];
    }
    double below = 0;
    int i = 0;
    while (below + weights[order[i]] < above[i + 1] || weights[order[i]] == 0) {
      below += weights[order[i]];
      i++;
    }
    double median = absolute[order[i]];
    if (below + weights[order[i]] > above[i + 1]) {
      return median;
    }
    int next = i + 1;
    while (weights[order[next]] == 0) {
      next++;
    }
    return (median + absolute[order[next]]) / 2;
  }

  double r2() {
    return explained(squares(differences, 0));
  }

  double explainedVariance() {
    return explained(deviations(differences));
  }

  /** Returns 1 − left / Σ w·(target − mean)²; if all targets are equal, 1 if nothing is left, else 0. */
  private double explained(double left) {
    double all = deviations(targets);
    return all > 0 ? 1 - left / all : left == 0 ? 1 : 0;
  }

  /** Returns Σ w·(v − mean)², exactly 0 if the values of all rows that count are equal. */
  private double deviations(double[] values) {
    double sum = 0;
    double least = Double.POSITIVE_INFINITY;
    double greatest = Double.NEGATIVE_INFINITY;
    for (int row = 0; row < values.length; row++) {
      sum += weights[row] * values[row];
      if (weights[row] > 0) {
        least = Math.min(least, values[row]);
        greatest = Math.max(greatest, values[row]);
      }
    }
    return least == greatest ? 0 : squares(values, sum / weight);
  }

  /** Returns Σ w·(v − mean)². */
  private double squares(double[] values, double mean) {
    double sum = 0;
    for (int row = 0; row < values.length; row++) {
      double difference = values[row] - mean;
      sum += weights[row] * (difference * difference);
    }
    return sum;
  }
}
