package io.github.jinbei.table;

import io.github.jinbei.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One training of {@link TableRuns}, with the errors on the test rows: a line of its output file.
 *
 * @param table the name of the table
 * @param repetition the number of the split, from 0
 * @param seed the seed of the training
 * @param settings the settings of the estimator, as they were given
 * @param rows the number of test rows
 * @param wrong the number of test rows whose class is not predicted; 0 for a regression
 * @param logLoss the mean of -ln p of the class; NaN for a regression
 * @param rmse the root of the mean squared error; NaN for classes
 * @param seconds the time of the training
 */
record TableRun(String table, int repetition, long seed, String settings, int rows, int wrong, double logLoss, double rmse,
    double seconds) {

  /** Returns whether the table has a number as its target. */
  boolean regression() {
    return !Double.isNaN(rmse);
  }

  /** Returns whether this is the training with the given table, split and seed. */
  boolean is(String name, int split, long number) {
    return table.equals(name) && repetition == split && seed == number;
  }

  /** Returns the line, in JSON. */
  String line() {
    String start = String.format(Locale.ROOT, "{\"table\": \"%s\", \"repetition\": %d, \"seed\": %d, \"settings\": \"%s\", "
        + "\"rows\": %d, ", table, repetition, seed, settings, rows);
    String errors = regression() ? "\"rmse\": " + rmse
        : "\"wrong\": " + wrong + ", \"error\": " + (double) wrong / rows + ", \"log_loss\": " + logLoss;
    return start + errors + String.format(Locale.ROOT, ", \"seconds\": %.3f}", seconds);
  }

  /** Parses a line. */
  static TableRun of(String line) {
    Map<String, Object> fields = Json.parse(line);
    boolean regression = fields.containsKey("rmse");
    return new TableRun((String) fields.get("table"), (int) number(fields, "repetition"), (long) number(fields, "seed"),
        (String) fields.get("settings"), (int) number(fields, "rows"), regression ? 0 : (int) number(fields, "wrong"),
        regression ? Double.NaN : number(fields, "log_loss"), regression ? number(fields, "rmse") : Double.NaN,
        number(fields, "seconds"));
  }

  private static double number(Map<String, Object> fields, String name) {
    return (Double) fields.get(name);
  }

  /** Reads an output file; there are none if it does not exist. */
  static List<TableRun> read(Path file) throws IOException {
    List<TableRun> runs = new ArrayList<>();
    for (String line : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
      runs.add(of(line));
    }
    return runs;
  }
}
