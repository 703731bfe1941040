package io.github.jinbei.metrics;

/**
 * The receiver operating characteristic (ROC) of the scores of two classes: the true positive rate over the false positive
 * rate for each threshold. At a threshold t, the rows of score ≥ t are predicted as positive (class 1). The true positive
 * rate is the fraction of the rows of class 1 that are predicted as positive, the false positive rate that of the rows of
 * class 0, both by weight.
 *
 * <p>Point 0 has the threshold ∞ and both rates 0. Each different score makes one more point, from the highest to the
 * lowest; at the last one both rates are 1. Without rows of class 1 the true positive rates are NaN, without rows of class
 * 0 the false positive rates. Immutable.
 */
public final class RocCurve {

  private final Ranking ranking;

  RocCurve(Ranking ranking) {
    this.ranking = ranking;
  }

  /**
   * Returns the false positive rates, ascending.
   *
   * @return a new array, one element for each point
   */
  public double[] falsePositiveRates() {
    return Ranking.rates(ranking.negatives);
  }

  /**
   * Returns the true positive rates, ascending.
   *
   * @return a new array, one element for each point
   */
  public double[] truePositiveRates() {
    return Ranking.rates(ranking.positives);
  }

  /**
   * Returns the thresholds, descending. The first is infinite.
   *
   * @return a new array, one element for each point
   */
  public double[] thresholds() {
    return ranking.thresholds.clone();
  }

  /**
   * Returns the area under the curve (AUC) by the trapezoidal rule. It is the probability that a row of class 1 has a higher
   * score than a row of class 0, where an equal score counts one half.
   *
   * @return 0 to 1; NaN if all rows are of one class
   */
  public double area() {
    return ranking.rocArea();
  }

  /** Returns the number of points and the area. */
  @Override
  public String toString() {
    return "RocCurve[points=" + ranking.thresholds.length + ", area=" + area() + "]";
  }
}
