package io.github.jinbei.table;

import io.github.jinbei.Activation;
import io.github.jinbei.data.Dataset;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/**
 * A regressor: predicts a number for each row of a table.
 *
 * <pre>{@code
 * Table houses = Table.of(Column.numbers("rooms", 2, 3, 4, 5, 6), Column.texts("garden", "no", "no", "yes", "no", "yes"),
 *     Column.numbers("price", 110, 150, 230, 250, 330));
 * MlpRegressor model = MlpRegressor.builder().units(8).epochs(20).fit(houses, "price");
 * double price = model.predict(Map.of("rooms", 4, "garden", "no"));
 * }</pre>
 *
 * <p>Immutable and thread-safe. The networks learn the target minus its mean, divided by its standard deviation. If the target
 * has the same value in all rows, the model predicts that value.
 */
public final class MlpRegressor extends MlpEstimator {

  private final TargetScale scale;

  /** Creates a regressor whose networks have one output. */
  MlpRegressor(Fitted fitted, TargetScale scale) {
    super(fitted);
    this.scale = scale;
  }

  /**
   * Trains a regressor with default settings, as {@link MlpRegressorBuilder#fit(Table, String)} does.
   *
   * @param table the inputs, and the target; at least 2 rows
   * @param target the name of the column to predict; all other columns are inputs
   * @return the regressor
   * @throws IllegalArgumentException if there is no such column, it has texts, a target is missing, or there are fewer than 2
   *     rows or no inputs
   * @throws io.github.jinbei.NonFiniteLossException if the loss of a batch or a result of its update is not finite
   * @throws java.util.concurrent.CancellationException if the training was ended before a network had completed an epoch
   * @throws NullPointerException if an argument is null
   */
  public static MlpRegressor fit(Table table, String target) {
    return builder().fit(table, target);
  }

  /**
   * Returns a builder with default settings.
   *
   * @return the builder
   */
  public static MlpRegressorBuilder builder() {
    return new MlpRegressorBuilder();
  }

  /**
   * Reads a regressor that {@link #save} wrote.
   *
   * @param file the file
   * @param custom the user's own activations that the networks may contain
   * @return the regressor
   * @throws io.github.jinbei.format.FileFormatException if the file is not a valid regressor
   * @throws IOException if the file cannot be read
   * @throws NullPointerException if an argument is null
   */
  public static MlpRegressor load(Path file, Activation... custom) throws IOException {
    return EstimatorFile.read(Objects.requireNonNull(file, "file"), MlpRegressor.class, custom);
  }

  /**
   * Predicts the values of rows.
   *
   * @param table rows with the columns of the inputs; further columns are ignored
   * @return one value for each row
   * @throws IllegalArgumentException if a column is missing, or a text in a column of numbers is not a number
   * @throws NullPointerException if table is null
   */
  public double[] predict(Table table) {
    double[] values = outputs(Objects.requireNonNull(table, "table"));
    for (int row = 0; row < values.length; row++) {
      values[row] = scale.value(values[row]);
    }
    return values;
  }

  /**
   * Predicts the value of a row of numbers.
   *
   * @param row a value for each of the {@linkplain Features#columns columns}, in their order; NaN is missing
   * @return the value
   * @throws IllegalArgumentException if a column has texts, a value is infinite, or the number of values is wrong
   * @throws NullPointerException if row is null
   */
  public double predict(double[] row) {
    return scale.value(outputs(row)[0]);
  }

  /**
   * Predicts the value of a row.
   *
   * @param row the value of each column by name: a {@link Number}, a text, or null if it is missing; further values are ignored
   * @return the value
   * @throws IllegalArgumentException if a column is missing, or a text in a column of numbers is not a number
   * @throws NullPointerException if row is null
   */
  public double predict(Map<String, ?> row) {
    return scale.value(outputs(row)[0]);
  }

  @Override
  public NumberAnswers answers(Table table) {
    Column expected = targets(Objects.requireNonNull(table, "table"));
    TargetScale.checkNumeric(expected);
    return NumberAnswers.of(expected, predict(table), weights(table));
  }

  /**
   * Returns R²: 1 − Σ(y − prediction)² / Σ(y − mean of y)². If all targets are equal, 1 if the predictions are right, else 0.
   * Rows are weighted where the {@link #answers} have weights.
   *
   * @param table rows with the columns of the inputs and the target
   * @return at most 1
   * @throws IllegalArgumentException if a column or a target is missing, the target has texts, a text in a column of numbers is
   *     not a number, or a weight is wrong
   * @throws NullPointerException if table is null
   */
  @Override
  public double score(Table table) {
    return answers(table).figure(Score.R2);
  }

  /**
   * Continues the training on new rows, as {@link MlpEstimator#partialFit} says.
   *
   * @param rows at least one row, with the columns of the inputs and the target, and the column of the {@link #weights} if
   *     there is one; further columns are ignored
   * @param rate the learning rate, finite and above 0
   * @return the new regressor
   * @throws IllegalArgumentException if a column is missing or of a wrong type, a target is missing, a weight is wrong, rate is
   *     not finite or not above 0, or the targets of the first training were all equal
   * @throws io.github.jinbei.NonFiniteLossException if the loss of a batch or a result of its update is not finite
   * @throws NullPointerException if rows is null
   */
  @Override
  public MlpRegressor partialFit(Table rows, float rate) {
    Column expected = targets(Objects.requireNonNull(rows, "rows"));
    TargetScale.checkNumeric(expected);
    if (scale.deviation() == 0) {
      throw new IllegalArgumentException("the target \"" + target() + "\" was " + scale.mean()
          + " in all rows of the first training; expected rows that differ, so that targets have a scale");
    }
    Dataset data = Dataset.ofTargets(features().transform(rows), features().inputs(), scale.standardised(expected), 1);
    return new MlpRegressor(updated(rows, data, rate), scale);
  }

  /** Returns the scale of the targets. */
  TargetScale scale() {
    return scale;
  }
}
