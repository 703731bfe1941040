package io.github.jinbei.metrics;

import java.util.Arrays;

/**
 * Precision over recall of the scores of two classes, for each threshold. At a threshold t, the rows of score ≥ t are
 * predicted as positive (class 1). The precision is the fraction of these rows that are of class 1, the recall the fraction
 * of the rows of class 1 that are among them, both by weight.
 *
 * <p>Each different score makes one point, from the highest to the lowest; at the last one the recall is 1. Without rows of
 * class 1 the recalls are NaN. Immutable.
 */
public final class PrecisionRecallCurve {

  private final Ranking ranking;

  PrecisionRecallCurve(Ranking ranking) {
    this.ranking = ranking;
  }

  /**
   * Returns the precisions.
   *
   * @return a new array, one element for each point
   */
  public double[] precisions() {
    double[] precisions = new double[ranking.thresholds.length - 1];
    for (int i = 0; i < precisions.length; i++) {
      precisions[i] = ranking.positives[i + 1] / (ranking.positives[i + 1] + ranking.negatives[i + 1]);
    }
    return precisions;
  }

  /**
   * Returns the recalls, ascending.
   *
   * @return a new array, one element for each point
   */
  public double[] recalls() {
    return withoutFirst(Ranking.rates(ranking.positives));
  }

  /**
   * Returns the thresholds, descending.
   *
   * @return a new array, one element for each point
   */
  public double[] thresholds() {
    return withoutFirst(ranking.thresholds);
  }

  /**
   * Returns the average precision: the sum over the points of the precision times the increase of the recall from the point
   * before, or from 0. The area under the curve as steps.
   *
   * @return 0 to 1; NaN without rows of class 1
   */
  public double area() {
    return ranking.averagePrecision();
  }

  private static double[] withoutFirst(double[] values) {
    return Arrays.copyOfRange(values, 1, values.length);
  }

  /** Returns the number of points and the area. */
  @Override
  public String toString() {
    return "PrecisionRecallCurve[points=" + (ranking.thresholds.length - 1) + ", area=" + area() + "]";
  }
}
