package io.github.jinbei.table;

/**
 * What an estimator answers for rows whose targets are known, and the figures of its quality.
 *
 * <p>Immutable: arrays are returned as copies. {@code toString()} is the report as people read it.
 */
public abstract sealed class Answers permits ClassAnswers, NumberAnswers {

  /** One for each row, or none. */
  final double[] weights;
  private final int rows;

  /** Keeps the weights, one for each row or none, which are not copied. */
  Answers(int rows, double[] weights) {
    this.rows = rows;
    this.weights = weights;
  }

  /**
   * Returns the number of rows.
   *
   * @return at least 1
   */
  public final int rows() {
    return rows;
  }

  /**
   * Returns the weights of the rows, with which all figures are computed: the column of weights of the estimator, if it has one
   * and the table has it too. Weights of classes are not among them.
   *
   * @return one weight for each row; an empty array if the rows have no weights
   */
  public final double[] weights() {
    return weights.clone();
  }

  /**
   * Computes a figure of quality.
   *
   * @param score which one
   * @return the figure; NaN if it is not defined for these rows
   * @throws IllegalArgumentException if the score is for classes and these are numbers, or the other way round; or if the
   *     weights are all 0, or one is out of the range of {@link io.github.jinbei.metrics.Metrics}
   * @throws NullPointerException if score is null
   */
  public abstract double figure(Score score);
}
