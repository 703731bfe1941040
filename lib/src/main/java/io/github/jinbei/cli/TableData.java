package io.github.jinbei.cli;

import io.github.jinbei.data.Dataset;
import io.github.jinbei.internal.text.Count;
import io.github.jinbei.table.Column;
import io.github.jinbei.table.CsvFormat;
import io.github.jinbei.table.Penguins;
import io.github.jinbei.table.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The tables of a training.
 *
 * @param name the name of the data, as it is printed
 * @param train the rows to train on
 * @param test the rows to test on
 * @param origin where the rows to test on come from, as it is printed
 */
record TableData(String name, Table train, Table test, String origin) {

  private static final String SAMPLE = "embedded penguins";

  private static final double TEST_SHARE = 0.2;

  /** A number of a row is divided into two, each of which a float holds exactly. */
  private static final int DIGITS = 1 << 16;

  /** Returns the sample. */
  static TableData sample() {
    return new TableData(SAMPLE, Penguins.train(), Penguins.heldOut(), "every fifth row");
  }

  /**
   * Reads the rows to test on, which have the types of the rows to train on.
   *
   * @param weights a column that the rows to test on may lack, or null
   */
  static TableData of(String name, Table train, Path test, CsvFormat format, String weights) throws IOException {
    Map<String, Boolean> types = train.columns().stream().filter(column -> !column.name().equals(weights))
        .collect(Collectors.toMap(Column::name, Column::isNumeric));
    return new TableData(name, train, CsvOptions.read(test, format, types, weights), test.toString());
  }

  /**
   * Sets a fifth of the rows aside to test on: of each class alike, if there are classes.
   *
   * @param target the target if it has classes, else null
   */
  static TableData divided(String name, Table all, Column target, long seed) {
    int rows = all.rows();
    float[] numbers = new float[2 * rows];
    for (int row = 0; row < rows; row++) {
      numbers[2 * row] = row / DIGITS;
      numbers[2 * row + 1] = row % DIGITS;
    }
    Dataset places = target == null ? Dataset.ofTargets(numbers, 2, new float[rows], 1)
        : places(numbers, classes(target));
    try {
      Dataset.Split split = places.split(TEST_SHARE, seed);
      return new TableData(name, all.rows(rows(split.train())), all.rows(rows(split.validation())),
          "a fifth, drawn by the seed" + (target == null ? "" : ", of each class alike"));
    } catch (IllegalArgumentException e) {
      throw new UsageException(name + " has " + Count.of(rows, "row") + ", of which no fifth can be set aside to test on"
          + (target == null ? "" : ", as each class keeps a row to train on") + "; give more rows, or others with --test FILE");
    }
  }

  private static Dataset places(float[] numbers, int[] classes) {
    return Dataset.ofClasses(numbers, 2, classes, 1 + IntStream.of(classes).max().getAsInt());
  }

  /** Returns a number for each class, in the order of their first rows. */
  private static int[] classes(Column target) {
    Map<String, Integer> numbers = new HashMap<>();
    int[] classes = new int[target.rows()];
    for (int row = 0; row < classes.length; row++) {
      Integer next = numbers.size();
      Integer known = numbers.putIfAbsent(target.text(row), next);
      classes[row] = known == null ? next : known;
    }
    return classes;
  }

  private static int[] rows(Dataset places) {
    float[] numbers = new float[2 * places.rows()];
    places.copyInputs(0, places.rows(), numbers, 0);
    int[] rows = new int[places.rows()];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = (int) numbers[2 * i] * DIGITS + (int) numbers[2 * i + 1];
    }
    return rows;
  }

  /**
   * Reads the rows that a model is tested on.
   *
   * @param types from the columns of the model and its target to whether they have numbers
   * @param weights a column of numbers that the rows may lack, or null
   */
  static Table forTesting(Options.Values values, Map<String, Boolean> types, String weights) throws IOException {
    return values.has(DataSource.DATA)
        ? CsvOptions.read(values.get(DataSource.DATA), CsvOptions.format(values), types, weights) : Penguins.heldOut();
  }

  /** Returns the name of the data that the options name. */
  static String name(Options.Values values) {
    return values.has(DataSource.DATA) ? values.get(DataSource.DATA).toString() : SAMPLE;
  }
}
