package io.github.jinbei.metrics;

import java.util.Arrays;
import java.util.Objects;

/**
 * Rows by descending score. Point 0 has no rows. Each further point adds the rows of the next lower score. Sums run over
 * the rows in this order; rows of equal score keep their order. Rows of weight 0 are left out.
 */
final class Ranking {

  /** The scores of the points, descending. That of point 0 is infinite. */
  final double[] thresholds;

  /** The weights of the positive rows whose score is at least the threshold. */
  final double[] positives;

  /** The same for the negative rows. */
  final double[] negatives;

  private Ranking(double[] thresholds, double[] positives, double[] negatives) {
    this.thresholds = thresholds;
    this.positives = positives;
    this.negatives = negatives;
  }

  /** Ranks rows of two classes after a check. Class 1 is positive. */
  static Ranking of(int[] labels, double[] scores, double[] weights) {
    int rows = Rows.checkRows("labels", Objects.requireNonNull(labels, "labels").length);
    Rows.checkLength("scores", Objects.requireNonNull(scores, "scores").length, rows);
    Rows.checkClasses("labels", labels, 2);
    Rows.checkFinite("scores", scores);
    return of(labels, 1, scores, Rows.weights(weights, rows));
  }

  /** Ranks checked rows. One class is positive, the others are negative. */
  static Ranking of(int[] labels, int positive, double[] scores, double[] weights) {
    double[] negated = new double[scores.length];
    for (int row = 0; row < negated.length; row++) {
      negated[row] = -scores[row];
    }
    double[] thresholds = new double[scores.length + 1];
    double[] positives = new double[scores.length + 1];
    double[] negatives = new double[scores.length + 1];
    thresholds[0] = Double.POSITIVE_INFINITY;
    int point = 0;
    for (int row : Rows.ascending(negated)) {
      if (weights[row] == 0) {
        continue;
      }
      if (scores[row] != thresholds[point]) {
        point++;
        thresholds[point] = scores[row];
        positives[point] = positives[point - 1];
        negatives[point] = negatives[point - 1];
      }
      double[] sums = labels[row] == positive ? positives : negatives;
      sums[point] += weights[row];
    }
    return new Ranking(Arrays.copyOf(thresholds, point + 1), Arrays.copyOf(positives, point + 1),
        Arrays.copyOf(negatives, point + 1));
  }

  /** Returns the weight of all positive rows. */
  double allPositives() {
    return positives[positives.length - 1];
  }

  /** Returns the weight of all negative rows. */
  double allNegatives() {
    return negatives[negatives.length - 1];
  }

  /** Returns the area under the ROC curve by the trapezoidal rule; NaN without positive or without negative rows. */
  double rocArea() {
    double sum = 0;
    for (int i = 1; i < thresholds.length; i++) {
      sum += (negatives[i] - negatives[i - 1]) * (positives[i] + positives[i - 1]) / 2;
    }
    return sum / (allPositives() * allNegatives());
  }

  /** Returns the average precision; NaN without positive rows. */
  double averagePrecision() {
    double sum = 0;
    for (int i = 1; i < thresholds.length; i++) {
      sum += (positives[i] - positives[i - 1]) * (positives[i] / (positives[i] + negatives[i]));
    }
    return sum / allPositives();
  }

  /** Returns sums as parts of the last one: rates from 0 to 1, all NaN if the last sum is 0. */
  static double[] rates(double[] sums) {
    double[] rates = new double[sums.length];
    for (int i = 0; i < rates.length; i++) {
      rates[i] = sums[i] / sums[sums.length - 1];
    }
    return rates;
  }
}
