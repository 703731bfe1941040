package io.github.jinbei.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A column of numbers: one input, and a second, 1 where the value is missing and else 0, if enough values were missing when
 * the column was learned.
 *
 * @param name the name of the column
 * @param fill what a missing value is replaced by: the median of the others
 * @param scales the scale of each input
 */
record NumberFeature(String name, double fill, List<InputScale> scales) implements Feature {

  /**
   * There is a second input if at least so many values are missing, or one of {@link #MOST_ROWS_OF_ONE} rows. With fewer, the
   * input would stand for single rows and their targets. Two penguins of the sample have no measurements: if one of them is
   * trained on, its species is predicted for the other. What this gains is in {@code bench/NOTES.md}, "Choice of the defaults".
   */
  private static final int LEAST_MISSING = 5;

  private static final int MOST_ROWS_OF_ONE = 50;

  NumberFeature {
    scales = List.copyOf(scales);
  }

  static NumberFeature learn(Column column, Scaling scaling) {
    double[] values = new double[column.rows()];
    int present = 0;
    for (int row = 0; row < values.length; row++) {
      if (!column.isMissing(row)) {
        values[present++] = column.number(row);
      }
    }
    int missing = values.length - present;
    Arrays.sort(values, 0, present);
    double fill = present == 0 ? 0 : Distribution.median(values, present);
    Arrays.fill(values, present, values.length, fill);
    Arrays.sort(values);
    List<InputScale> scales = new ArrayList<>(List.of(InputScale.of(scaling, Distribution.ofSorted(values))));
    if (missing >= LEAST_MISSING || (long) missing * MOST_ROWS_OF_ONE >= values.length) {
      scales.add(InputScale.of(scaling, new Distribution(new double[] {0, 1}, new int[] {present, missing})));
    }
    return new NumberFeature(column.name(), fill, scales);
  }

  @Override
  public List<String> inputNames() {
    return scales.size() == 1 ? List.of(name) : List.of(name, name + " missing");
  }

  @Override
  public Column column(Table table) {
    Column column = table.column(name);
    if (column.isNumeric()) {
      return column;
    }
    double[] numbers = new double[column.rows()];
    for (int row = 0; row < numbers.length; row++) {
      String text = column.text(row);
      numbers[row] = text == null ? Double.NaN : parse(table, row, text);
    }
    return Column.numbers(name, numbers);
  }

  private double parse(Table table, int row, String text) {
    double number = Numbers.parse(text);
    if (!Double.isFinite(number)) {
      throw new IllegalArgumentException(table.place(row) + ": column \"" + name + "\" is \"" + text
          + "\"; expected a number, as in the rows that were trained on");
    }
    return number;
  }

  @Override
  public void write(Column column, int row, float[] to, int at) {
    write(column.number(row), to, at);
  }

  /** Writes the inputs for a value, finite or NaN, from {@code to[at]} on. */
  void write(double value, float[] to, int at) {
    boolean missing = Double.isNaN(value);
    to[at] = scales.get(0).of(missing ? fill : value);
    if (scales.size() > 1) {
      to[at + 1] = scales.get(1).of(missing ? 1 : 0);
    }
  }
}
