package io.github.jinbei.table;

import io.github.jinbei.internal.text.Arguments;
import io.github.jinbei.internal.text.Plain;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What an estimator predicts on average if a column has the same value in all rows: its partial dependence (Friedman, "Greedy
 * function approximation", 2001), one mean for each value of the column.
 *
 * <pre>{@code
 * MlpClassifier model = MlpClassifier.builder().units(16).epochs(30).fit(Penguins.train(), "species");
 * System.out.println(PartialDependence.of(model, Penguins.train(), "flipper_length_mm", 5));
 * }</pre>
 *
 * <p>The means include rows whose other columns do not occur together with the value: read with care where columns depend on
 * one another. The means are weighted where the {@linkplain Answers#weights answers} for the rows would be. Immutable.
 */
public final class PartialDependence {

  private static final int POINTS = 20;

  private final String column;
  private final List<String> outputs;
  private final List<Point> points;

  private PartialDependence(String column, List<String> outputs, List<Point> points) {
    this.column = column;
    this.outputs = List.copyOf(outputs);
    this.points = List.copyOf(points);
  }

  /**
   * The mean predictions for a value.
   *
   * @param value the value of the column; a number as {@link Column#text} writes it
   * @param means the mean of each of the {@linkplain PartialDependence#outputs outputs}
   */
  public record Point(String value, List<Double> means) {

    /**
     * Creates a point.
     *
     * @param value the value of the column
     * @param means the means, copied
     */
    public Point {
      means = List.copyOf(means);
    }
  }

  /**
   * Computes the means for at most 20 values: see {@link #of(MlpEstimator, Table, String, int)}.
   *
   * @param model the estimator
   * @param table rows with the columns of the inputs; further columns are ignored
   * @param column the name of one of the inputs
   * @return the means
   * @throws IllegalArgumentException as {@link #of(MlpEstimator, Table, String, int)}
   * @throws NullPointerException if an argument is null
   */
  public static PartialDependence of(MlpEstimator model, Table table, String column) {
    return of(model, table, column, POINTS);
  }

  /**
   * Computes the means. The values of a column of numbers are the least and the greatest one of the table, and quantiles of its
   * different values between them: all of them if there are not more than {@code points}. The values of a column of texts are
   * the {@linkplain Features#categories categories} that the estimator has learned, all of them.
   *
   * @param model the estimator
   * @param table rows with the columns of the inputs; further columns are ignored
   * @param column the name of one of the inputs
   * @param points the most values of a column of numbers, at least 2
   * @return the means, in ascending order of the values
   * @throws IllegalArgumentException if points is below 2, there is no such column, it has no value, a column of the inputs is
   *     missing, a text in a column of numbers is not a number, a weight is wrong, or all are 0
   * @throws NullPointerException if an argument is null
   */
  public static PartialDependence of(MlpEstimator model, Table table, String column, int points) {
    Arguments.atLeast("points", points, 2);
    Features features = Objects.requireNonNull(model, "model").features();
    Objects.requireNonNull(table, "table");
    List<Column> constants = constants(features.feature(column), table, points);
    double[] weights = model.weights(table);
    List<Point> means = new ArrayList<>();
    for (Column constant : constants) {
      means.add(new Point(constant.text(0), means(model, table.with(constant), weights)));
    }
    return new PartialDependence(column, model instanceof MlpClassifier classifier ? classifier.classes()
        : List.of(model.target()), means);
  }

  /** Returns a column for each value, the same value in all rows. */
  private static List<Column> constants(Feature feature, Table table, int points) {
    List<Column> constants = new ArrayList<>();
    if (feature instanceof CategoryFeature texts) {
      String[] values = new String[table.rows()];
      for (String category : texts.categories()) {
        Arrays.fill(values, category);
        constants.add(Column.texts(feature.name(), values));
      }
    } else {
      double[] values = new double[table.rows()];
      for (double value : some(feature.column(table), points)) {
        Arrays.fill(values, value);
        constants.add(Column.numbers(feature.name(), values));
      }
    }
    if (constants.isEmpty()) {
      throw new IllegalArgumentException("column = \"" + feature.name() + "\", of which all values are missing; expected one "
          + "with values");
    }
    return constants;
  }

  /** Returns at most so many of the different numbers of a column, ascending, the least and the greatest among them. */
  private static double[] some(Column column, int points) {
    // -0 + 0 is 0: as zeros predict the same, they count as one value.
    double[] values = IntStream.range(0, column.rows()).filter(row -> !column.isMissing(row))
        .mapToDouble(row -> column.number(row) + 0.0).sorted().distinct().toArray();
    if (values.length <= points) {
      return values;
    }
    double[] some = new double[points];
    for (int i = 0; i < points; i++) {
      some[i] = values[(int) ((long) i * (values.length - 1) / (points - 1))];
    }
    return some;
  }

  /** Returns the mean of each output over the rows. */
  private static List<Double> means(MlpEstimator model, Table table, double[] weights) {
    double[] predicted = model instanceof MlpRegressor regressor ? regressor.predict(table) : model.outputs(table);
    double[] sums = new double[predicted.length / table.rows()];
    double all = 0;
    for (int row = 0; row < table.rows(); row++) {
      double weight = weights.length == 0 ? 1 : weights[row];
      all += weight;
      for (int k = 0; k < sums.length; k++) {
        sums[k] += weight * predicted[row * sums.length + k];
      }
    }
    if (all == 0) {
      throw new IllegalArgumentException("table has weights that are all 0; expected at least one above 0");
    }
    double divisor = all;
    return Arrays.stream(sums).mapToObj(sum -> sum / divisor).toList();
  }

  /**
   * Returns the name of the column.
   *
   * @return the name
   */
  public String column() {
    return column;
  }

  /**
   * Returns what the means are of.
   *
   * @return the classes, whose probabilities they are; or the target, whose prediction they are
   */
  public List<String> outputs() {
    return outputs;
  }

  /**
   * Returns the means.
   *
   * @return an immutable list, in ascending order of the values
   */
  public List<Point> points() {
    return points;
  }

  /** Returns a line for each value, with the mean of each output. */
  @Override
  public String toString() {
    List<List<String>> lines = new ArrayList<>();
    lines.add(Stream.concat(Stream.of(column), outputs.stream()).toList());
    boolean probabilities = outputs.size() > 1;
    for (Point point : points) {
      lines.add(Stream.concat(Stream.of(point.value), point.means.stream().map(
          mean -> probabilities ? String.format(Locale.ROOT, "%.4f", mean) : Plain.number(mean, 5))).toList());
    }
    return Aligned.text("mean predictions, with the same value in all rows:", lines);
  }
}
