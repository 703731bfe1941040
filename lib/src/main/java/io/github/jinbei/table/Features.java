package io.github.jinbei.table;

import io.github.jinbei.internal.text.Count;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The inputs of a network that the columns of a table become. What this needs (medians, scales, categories) is learned once,
 * from the rows that are trained on, and stays with the model.
 *
 * <ul>
 * <li>A column of numbers becomes one input. A missing value is replaced by the median of the others. If at least 5 values, or
 *     2 % of them, were missing when the column was learned, a second input follows, {@code age missing}: 1 where the value is
 *     missing, else 0.
 * <li>A column of texts with two categories becomes one input: 1 for the first category by code point, -1 for the second.
 * <li>Any other column of texts becomes one input for each category, {@code colour=red}, in the order of code points: 1 for
 *     this category, else 0. If it has more than {@link FeatureOptions#mostCategories} categories, the rarest of them share the
 *     input {@code colour other}; of categories that are equally frequent, those later in the order are taken to be rarer.
 * <li>A missing category is 0 in all inputs of its column. One that was not learned is 1 in {@code colour other}, or 0 in all
 *     inputs where there is no such input.
 * <li>Each input is then scaled ({@link Scaling}) in double, and rounded to float once. All inputs are finite.
 * </ul>
 *
 * <p>The types of the columns are those that were learned. The numbers of a table in a column of texts are taken as texts;
 * texts in a column of numbers must be numbers. The order of the table's columns is free, and further columns are ignored.
 *
 * <p>The features are immutable and safe for several threads. They do not depend on the order of the rows that they were
 * learned from.
 */
public final class Features {

  /** The rows of a table that are transformed at a time: their inputs stay in the cache while column by column is written. */
  private static final int BLOCK = 256;

  private final Scaling scaling;
  private final List<Feature> features;
  private final int inputs;

  /** Makes features of what was learned of each column. */
  Features(Scaling scaling, List<Feature> features) {
    this.scaling = scaling;
    this.features = List.copyOf(features);
    int sum = 0;
    for (Feature feature : features) {
      sum = Math.addExact(sum, feature.scales().size());
    }
    inputs = sum;
    if (inputs == 0) {
      throw new IllegalArgumentException("the columns " + columns()
          + " give no input; expected at least one column with a value");
    }
  }

  /**
   * Learns the features of a table. All its columns are inputs.
   *
   * @param table the rows that are trained on, without the target
   * @param options the settings
   * @return the features
   * @throws IllegalArgumentException if no column gives an input, as none has a value
   * @throws NullPointerException if an argument is null
   */
  public static Features learn(Table table, FeatureOptions options) {
    Objects.requireNonNull(table, "table");
    Objects.requireNonNull(options, "options");
    List<Feature> features = new ArrayList<>();
    for (Column column : table.columns()) {
      features.add(column.isNumeric() ? NumberFeature.learn(column, options.scaling())
          : CategoryFeature.learn(column, options));
    }
    return new Features(options.scaling(), features);
  }

  /**
   * Returns the names of the table's columns, in the order of their inputs.
   *
   * @return the names
   */
  public List<String> columns() {
    return features.stream().map(Feature::name).toList();
  }

  /**
   * Returns the names of the inputs.
   *
   * @return one name for each input
   */
  public List<String> names() {
    return features.stream().flatMap(feature -> feature.inputNames().stream()).toList();
  }

  /**
   * Returns the number of inputs.
   *
   * @return the number of inputs, at least 1
   */
  public int inputs() {
    return inputs;
  }

  /**
   * Returns whether a column holds numbers.
   *
   * @param column the name of a column
   * @return true for numbers, false for texts
   * @throws IllegalArgumentException if there is no such column
   */
  public boolean isNumeric(String column) {
    return feature(column) instanceof NumberFeature;
  }

  /**
   * Returns the type of each column, by which {@link CsvReader} reads further tables.
   *
   * @return from names of columns, in their order, to whether the column holds numbers; not modifiable
   */
  public Map<String, Boolean> types() {
    Map<String, Boolean> types = new LinkedHashMap<>();
    features.forEach(feature -> types.put(feature.name(), feature instanceof NumberFeature));
    return Collections.unmodifiableMap(types);
  }

  /**
   * Returns the categories of a column, in the order of code points.
   *
   * @param column the name of a column
   * @return the categories, without those that share an input; empty for a column of numbers
   * @throws IllegalArgumentException if there is no such column
   */
  public List<String> categories(String column) {
    return feature(column) instanceof CategoryFeature texts ? texts.categories() : List.of();
  }

  /** Returns what was learned of a column. */
  Feature feature(String column) {
    Objects.requireNonNull(column, "column");
    return features.stream().filter(feature -> feature.name().equals(column)).findFirst().orElseThrow(
        () -> new IllegalArgumentException("column = \"" + column + "\"; expected one of " + columns()));
  }

  /** Returns what was learned of each column. */
  List<Feature> features() {
    return features;
  }

  Scaling scaling() {
    return scaling;
  }

  /**
   * Writes the inputs of all rows of a table, [rows][inputs].
   *
   * @param table the rows; further columns are ignored
   * @param to receives the inputs
   * @param toOff the index of the first one
   * @throws IllegalArgumentException if the table does not have one of the columns, or a text in a column of numbers is not a
   *     number; the message names the row and the column, and nothing is written
   * @throws IndexOutOfBoundsException if {@code to} is too short
   * @throws NullPointerException if an argument is null
   */
  public void transform(Table table, float[] to, int toOff) {
    int rows = Objects.requireNonNull(table, "table").rows();
    checkRoom(to, toOff, rows);
    List<Column> columns = new ArrayList<>();
    for (Feature feature : features) {
      columns.add(feature.column(table));
    }
    for (int from = 0; from < rows; from += BLOCK) {
      int end = Math.min(from + BLOCK, rows);
      int at = toOff;
      for (int f = 0; f < columns.size(); f++) {
        Feature feature = features.get(f);
        for (int row = from; row < end; row++) {
          feature.write(columns.get(f), row, to, at + row * inputs);
        }
        at += feature.scales().size();
      }
    }
  }

  /**
   * Returns the inputs of all rows of a table, [rows][inputs].
   *
   * @param table the rows; further columns are ignored
   * @return a new array
   * @throws IllegalArgumentException as {@link #transform(Table, float[], int)}, or if there are more inputs than an array
   *     can hold
   * @throws NullPointerException if an argument is null
   */
  public float[] transform(Table table) {
    long length = (long) Objects.requireNonNull(table, "table").rows() * inputs;
    if (length > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException("table has " + Count.of(table.rows(), "row") + " of " + Count.of(inputs, "input")
          + "; expected fewer than 2^31 inputs in all, so that an array can hold them");
    }
    float[] to = new float[(int) length];
    transform(table, to, 0);
    return to;
  }

  /**
   * Returns the inputs of one row of numbers. All columns must hold numbers.
   *
   * @param row a value for each of the {@link #columns}, in their order; NaN is a missing value
   * @return a new array
   * @throws IllegalArgumentException if a column holds texts, or a value is infinite, or the number of values is not that of
   *     the columns
   * @throws NullPointerException if row is null
   */
  public float[] transform(double[] row) {
    checkRow(Objects.requireNonNull(row, "row"));
    float[] to = new float[inputs];
    int at = 0;
    for (int f = 0; f < row.length; f++) {
      NumberFeature feature = (NumberFeature) features.get(f);
      feature.write(row[f], to, at);
      at += feature.scales().size();
    }
    return to;
  }

  private void checkRow(double[] row) {
    if (row.length != features.size()) {
      throw new IllegalArgumentException("row.length = " + row.length + "; expected " + features.size()
          + ", a value for each of the columns " + columns());
    }
    for (int f = 0; f < row.length; f++) {
      String name = features.get(f).name();
      if (!(features.get(f) instanceof NumberFeature)) {
        throw new IllegalArgumentException("row is an array of numbers, but the column \"" + name
            + "\" holds texts; expected a table, or a map from names of columns to values");
      }
      if (Double.isInfinite(row[f])) {
        throw new IllegalArgumentException("row[" + f + "] = " + row[f] + ", column \"" + name
            + "\"; expected a finite number, or NaN for a missing value");
      }
    }
  }

  private void checkRoom(float[] to, int toOff, int rows) {
    int length = Objects.requireNonNull(to, "to").length;
    if (toOff < 0 || toOff + (long) rows * inputs > length) {
      throw new IndexOutOfBoundsException("to has " + Count.of(length, "element") + "; from offset " + toOff + ", "
          + Count.of(rows, "row") + " of " + Count.of(inputs, "input") + " need " + (toOff + (long) rows * inputs));
    }
  }
}
