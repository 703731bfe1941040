package io.github.jinbei.metrics;

import io.github.jinbei.internal.text.Plain;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The figures of a regression. {@link #toString} prints them. Immutable. */
public final class RegressionReport {

  private static final int DIGITS = 5;

  /** The columns of a name. */
  private static final int NAME = 23;

  private final Map<String, Double> figures;

  private RegressionReport(Errors errors) {
    Map<String, Double> all = new LinkedHashMap<>();
    all.put("rmse", Math.sqrt(errors.meanSquared()));
    all.put("mae", errors.meanAbsolute());
    all.put("median_absolute_error", errors.medianAbsolute());
    all.put("mse", errors.meanSquared());
    all.put("r2", errors.r2());
    all.put("explained_variance", errors.explainedVariance());
    figures = Collections.unmodifiableMap(all);
  }

  /**
   * Computes the figures of predictions. Arrays and exceptions are those of {@link Metrics}.
   *
   * @param targets the desired values
   * @param predicted the predicted values
   * @param weights the weights of the rows, or none
   * @return the figures
   */
  public static RegressionReport of(double[] targets, double[] predicted, double... weights) {
    return new RegressionReport(new Errors(targets, predicted, weights));
  }

  /**
   * Returns the mean squared error.
   *
   * @return that of {@link Metrics#meanSquaredError}
   */
  public double meanSquaredError() {
    return figures.get("mse");
  }

  /**
   * Returns the root of the mean squared error.
   *
   * @return that of {@link Metrics#rootMeanSquaredError}
   */
  public double rootMeanSquaredError() {
    return figures.get("rmse");
  }

  /**
   * Returns the mean absolute error.
   *
   * @return that of {@link Metrics#meanAbsoluteError}
   */
  public double meanAbsoluteError() {
    return figures.get("mae");
  }

  /**
   * Returns the median absolute error.
   *
   * @return that of {@link Metrics#medianAbsoluteError}
   */
  public double medianAbsoluteError() {
    return figures.get("median_absolute_error");
  }

  /**
   * Returns R².
   *
   * @return that of {@link Metrics#r2}
   */
  public double r2() {
    return figures.get("r2");
  }

  /**
   * Returns the explained variance.
   *
   * @return that of {@link Metrics#explainedVariance}
   */
  public double explainedVariance() {
    return figures.get("explained_variance");
  }

  /**
   * Returns all figures by name: rmse, mae, median_absolute_error, mse, r2, explained_variance.
   *
   * @return an unmodifiable map in this order
   */
  public Map<String, Double> figures() {
    return figures;
  }

  /**
   * Returns the figures except the mean squared error, one on each line, without a line break at the end: the errors in the
   * unit of the targets, then R² and the explained variance.
   */
  @Override
  public String toString() {
    return line("RMSE", rootMeanSquaredError()) + line("MAE", meanAbsoluteError())
        + line("median absolute error", medianAbsoluteError()) + line("R2", r2())
        + line("explained variance", explainedVariance()).stripTrailing();
  }

  private static String line(String name, double value) {
    return name + " ".repeat(NAME - name.length()) + Plain.number(value, DIGITS) + "\n";
  }
}
