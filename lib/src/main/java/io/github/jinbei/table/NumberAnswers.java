package io.github.jinbei.table;

import io.github.jinbei.metrics.Metrics;
import io.github.jinbei.metrics.RegressionReport;
import java.util.List;

/** What a regressor answers for rows whose targets are known: a number. */
public final class NumberAnswers extends Answers {

  private final double[] targets;
  private final double[] predictions;

  /** Keeps the arrays, which are not copied. */
  private NumberAnswers(double[] targets, double[] predictions, double[] weights) {
    super(targets.length, weights);
    this.targets = targets;
    this.predictions = predictions;
  }

  /**
   * Returns the answers for rows.
   *
   * @param target the target of each row, all present
   * @param predictions one for each row, which are kept
   * @param weights one for each row, or none; kept
   */
  static NumberAnswers of(Column target, double[] predictions, double[] weights) {
    double[] targets = new double[target.rows()];
    for (int row = 0; row < targets.length; row++) {
      targets[row] = target.number(row);
    }
    return new NumberAnswers(targets, predictions, weights);
  }

  /**
   * Returns the answers for all rows of a table, of which several estimators answered a part each.
   *
   * @param target the target of each row of the table
   * @param parts the answers of each estimator
   * @param rows the rows of the table that each part has
   * @param weights one for each row, or none; kept
   */
  static NumberAnswers join(Column target, List<NumberAnswers> parts, int[][] rows, double[] weights) {
    double[] predictions = new double[target.rows()];
    for (int part = 0; part < rows.length; part++) {
      for (int i = 0; i < rows[part].length; i++) {
        predictions[rows[part][i]] = parts.get(part).predictions[i];
      }
    }
    return of(target, predictions, weights);
  }

  /**
   * Returns the targets.
   *
   * @return one for each row
   */
  public double[] targets() {
    return targets.clone();
  }

  /**
   * Returns the predicted numbers.
   *
   * @return one for each row
   */
  public double[] predictions() {
    return predictions.clone();
  }

  /**
   * Computes all figures.
   *
   * @return the report
   * @throws IllegalArgumentException if the weights are all 0, or one is out of the range of {@link Metrics}
   */
  public RegressionReport report() {
    return RegressionReport.of(targets, predictions, weights);
  }

  @Override
  public double figure(Score score) {
    return switch (score.check(false)) {
      case R2 -> Metrics.r2(targets, predictions, weights);
      case RMSE -> Metrics.rootMeanSquaredError(targets, predictions, weights);
      case MAE -> Metrics.meanAbsoluteError(targets, predictions, weights);
      case MEDIAN_ABSOLUTE_ERROR -> Metrics.medianAbsoluteError(targets, predictions, weights);
      default -> Metrics.explainedVariance(targets, predictions, weights);
    };
  }

  @Override
  public String toString() {
    return report().toString();
  }
}
