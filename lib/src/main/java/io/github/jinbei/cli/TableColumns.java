package io.github.jinbei.cli;

import static io.github.jinbei.cli.DataSource.DATA;

import io.github.jinbei.internal.text.Count;
import io.github.jinbei.table.Column;
import io.github.jinbei.table.Penguins;
import io.github.jinbei.table.Table;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** The columns that options name: the target, the weights of the rows, and the classes of the target. */
final class TableColumns {

  static final Option<String> TARGET = new Option<>("--target", Kind.text(), null,
      "the column to predict; all others are inputs (for the sample, species is the default)");
  static final Option<String> WEIGHTS = new Option<>("--weights",
      Kind.text("COLUMN", "the name of a column"), null,
      "a column of numbers from 0 up, the weights of the rows in training and tests; it is no input (default none)");

  private TableColumns() {}

  /**
   * Returns the name of the target, which has a value in each row.
   *
   * @throws UsageException if there is none
   * @throws UsageException if the table lacks the column or values of it
   */
  static String target(Options.Values values, Table all) {
    String name = values.get(TARGET, values.has(DATA) ? null : Penguins.TARGET);
    if (name == null) {
      throw new UsageException("a table needs " + TARGET.name() + ", the column to predict; give one of "
          + listed(all.names()));
    }
    requireColumn(TARGET, name, all);
    requireValues("target", all.column(name));
    if (all.names().size() == (values.has(WEIGHTS) ? 2 : 1)) {
      throw new UsageException("there is no column besides the target " + name + (values.has(WEIGHTS) ? " and the weights" : "")
          + "; give a table with inputs");
    }
    return name;
  }

  /**
   * Returns the name of the column of weights, or null if there is none.
   *
   * @throws UsageException if it is the target
   * @throws UsageException if the table lacks it, or a value is not a weight
   */
  static String weights(Options.Values values, Table all, String target) {
    String name = values.get(WEIGHTS);
    if (name == null) {
      return null;
    }
    if (name.equals(target)) {
      throw new UsageException(WEIGHTS.name() + " " + name + " is the target; give another column, or leave it out");
    }
    requireColumn(WEIGHTS, name, all);
    requireWeights(all.column(name));
    return name;
  }

  /**
   * Reads the table of a lesson: a target and two columns of numbers.
   *
   * @param target names the target
   * @throws UsageException if no target is given, or the table does not have these columns
   */
  static Table ofPlane(Options.Values values, Option<String> target) throws IOException {
    if (!DataSource.of(values).isTable()) {
      throw new UsageException(DATA.name() + " " + values.get(DATA) + " is a folder; give a table in a CSV file");
    }
    Table all = CsvOptions.read(values.get(DATA), values);
    String name = values.get(target);
    if (name == null) {
      throw new UsageException("a table needs " + target.name() + ", the column of the classes; give one of "
          + listed(all.names()));
    }
    requireColumn(target, name, all);
    List<Column> inputs = all.columns().stream().filter(column -> !column.name().equals(name)).toList();
    if (inputs.size() != 2) {
      throw new UsageException(values.get(DATA) + " has " + Count.of(inputs.size(), "column") + " besides the target " + name
          + (inputs.size() < 2 ? "; give a table with two of numbers"
          : "; leave all but two out, with --drop and some of " + listed(inputs.stream().map(Column::name).toList())));
    }
    for (Column column : inputs) {
      if (!column.isNumeric()) {
        throw new UsageException("the column " + column.name() + " has texts, for example " + example(column)
            + "; leave it out with --drop, and give two columns of numbers");
      }
    }
    return all;
  }

  /** Returns the first text of a column that is not missing and no number. */
  private static String example(Column column) {
    return IntStream.range(0, column.rows()).mapToObj(column::text)
        .filter(text -> text != null && !text.matches(Kind.DECIMAL)).findFirst().orElse("none");
  }

  private static void requireColumn(Option<String> option, String name, Table all) {
    if (!all.hasColumn(name)) {
      throw new UsageException(option.name() + " " + name + ": there is no such column; " + suggestion(name, all.names()));
    }
  }

  private static String suggestion(String name, List<String> names) {
    String near = Closest.to(name, names);
    if (names.size() == 1 && names.get(0).matches(".*[;\t|].*")) {
      return "the only one is " + names.get(0) + ": give the character between its fields with --separator";
    }
    return near == null ? "give one of " + listed(names) : "did you mean " + near + "?";
  }

  private static String listed(List<String> names) {
    int most = 20;
    return String.join(", ", names.subList(0, Math.min(most, names.size()))) + (names.size() > most ? ", ..." : "");
  }

  /** Throws a {@link UsageException} if rows to test on lack the target, or have values that are no weights. */
  static void requireTests(Table test, String target, String weights) {
    requireValues("target", test.column(target));
    if (weights != null && test.hasColumn(weights)) {
      requireWeights(test.column(weights));
    }
  }

  /** Throws a {@link UsageException} if a column lacks values. */
  private static void requireValues(String what, Column column) {
    for (int row = 0; row < column.rows() && column.missing() > 0; row++) {
      if (column.isMissing(row)) {
        throw new UsageException("the " + what + " " + column.name() + " is missing in " + Count.of(column.missing(), "row")
            + ", the first of them row " + (row + 1) + "; leave these rows out of the data");
      }
    }
  }

  /** Throws a {@link UsageException} if a value of a column is not a weight, or all are 0. */
  private static void requireWeights(Column column) {
    String start = "the weights " + column.name();
    if (!column.isNumeric()) {
      throw new UsageException(start + " are text; give a column of numbers from 0 up");
    }
    requireValues("weight", column);
    double most = 0;
    for (int row = 0; row < column.rows(); row++) {
      double weight = column.number(row);
      if (!(weight >= 0 && weight <= Double.MAX_VALUE)) {
        throw new UsageException(start + " have " + column.text(row) + " in row " + (row + 1) + "; give numbers from 0 up");
      }
      most = Math.max(most, weight);
    }
    if (most == 0) {
      throw new UsageException(start + " are 0 in all rows; give at least one above 0");
    }
  }

  /** Throws a {@link UsageException} if {@code --class-weights} names a class that the target does not have. */
  static void requireClasses(Options.Values values, Column target) {
    ClassWeights weights = values.get(ClassWeights.OPTION);
    if (weights == null || weights.named() == null) {
      return;
    }
    Set<String> classes = new LinkedHashSet<>();
    IntStream.range(0, target.rows()).forEach(row -> classes.add(target.text(row)));
    for (String name : weights.named().keySet()) {
      if (!classes.contains(name)) {
        throw new UsageException(ClassWeights.OPTION.name() + ": the target " + target.name() + " has no class " + name + "; "
            + suggestion(name, classes.stream().sorted().toList()));
      }
    }
  }
}
