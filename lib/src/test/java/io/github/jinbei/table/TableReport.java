package io.github.jinbei.table;

import io.github.jinbei.table.TableReference.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The report of {@link TableRuns}: errors and ratios by table, and geometric means of the ratios over tables. */
final class TableReport {

  private static final int RESAMPLES = 10_000;
  private static final long SEED = 1;

  /** The largest ratio to the better of {@link Method#ONE} and {@link Method#SKLEARN}. */
  private static final double LIMIT = 1.15;

  private final Map<String, List<TableRun>> runs;
  private final TableReference reference;
  private final StringBuilder text = new StringBuilder();

  private TableReport(List<TableRun> runs, TableReference reference) {
    this.runs = runs.stream().collect(Collectors.groupingBy(TableRun::table, TreeMap::new, Collectors.toList()));
    this.reference = reference;
  }

  /** Returns the report. */
  static String of(List<TableRun> runs, TableReference reference) {
    TableReport report = new TableReport(runs, reference);
    report.addErrors();
    report.addRatios();
    report.addMeans();
    report.addWorst();
    return report.text.toString();
  }

  /** Returns the ratios to scikit-learn's network, ours and those of boosting, by table and their geometric mean, as CSV. */
  static String chart(List<TableRun> runs, TableReference reference) {
    TableReport report = new TableReport(runs, reference);
    report.line("table,Jinbei,gradient boosting");
    double ofOurs = 0;
    double ofBoosting = 0;
    for (Map.Entry<String, List<TableRun>> table : report.runs.entrySet()) {
      double ours = TableComparison.of(table.getValue(), reference, Method.SKLEARN).ratio();
      double boosting = ours / TableComparison.of(table.getValue(), reference, Method.BOOSTING).ratio();
      report.line("%s,%.3f,%.3f", table.getKey(), ours, boosting);
      ofOurs += Math.log(ours);
      ofBoosting += Math.log(boosting);
    }
    int tables = report.runs.size();
    report.line("geometric mean,%.3f,%.3f", Math.exp(ofOurs / tables), Math.exp(ofBoosting / tables));
    return report.text.toString();
  }

  private void line(String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
  }

  private void header(String title) {
    StringBuilder methods = new StringBuilder();
    for (Method method : Method.values()) {
      methods.append(String.format(Locale.ROOT, " %9s", method.label));
    }
    line("%-24s%s", title, methods);
  }

  /** Adds the errors of each table: wrong rows in percent, or RMSE. */
  private void addErrors() {
    line("Errors: wrong test rows in %%, or RMSE; seconds of a training");
    header(String.format(Locale.ROOT, "%-24s %5s %9s %9s", "table", "runs", "seconds", "jinbei"));
    runs.forEach((table, ofTable) -> {
      double scale = reference.regression(table) ? 1 : 100;
      StringBuilder errors = new StringBuilder();
      for (Method method : Method.values()) {
        TableComparison comparison = TableComparison.of(ofTable, reference, method);
        errors.append(comparison.possible() ? String.format(Locale.ROOT, " %9s", digits(scale * comparison.referenceError()))
            : "         -");
      }
      double own = new TableComparison(ofTable, new double[reference.repetitions(table)]).error();
      double seconds = ofTable.stream().mapToDouble(TableRun::seconds).average().orElseThrow();
      line("%-24s %5d %9.2f %9s%s", table, ofTable.size(), seconds, digits(scale * own), errors);
    });
    line("");
  }

  private static String digits(double value) {
    return String.format(Locale.ROOT, value < 100 ? "%.3f" : "%.1f", value);
  }

  /** Adds the ratio of the errors to those of each method, by table. */
  private void addRatios() {
    line("Ratios: (wrong rows + 1/2) / (the same of the method), or of RMSEs");
    header("table");
    runs.forEach((table, ofTable) -> {
      StringBuilder ratios = new StringBuilder();
      for (Method method : Method.values()) {
        TableComparison comparison = TableComparison.of(ofTable, reference, method);
        ratios.append(comparison.possible() ? String.format(Locale.ROOT, " %9.3f", comparison.ratio()) : "         -");
      }
      line("%-24s%s", table, ratios);
    });
    line("");
  }

  /** Adds the geometric means over all tables, and over every second of all tables of the reference by name. */
  private void addMeans() {
    line("Geometric means of the ratios, with bootstrap errors over tables");
    List<String> names = reference.tables();
    List<String> first = new ArrayList<>();
    List<String> second = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      (i % 2 == 0 ? first : second).add(names.get(i));
    }
    for (Method method : Method.values()) {
      line("%-9s all %s   first half %s   second half %s", method.label, mean(names, method), mean(first, method),
          mean(second, method));
    }
    line("");
  }

  private String mean(List<String> names, Method method) {
    double[] logs = names.stream().filter(runs::containsKey)
        .map(table -> TableComparison.of(runs.get(table), reference, method)).filter(TableComparison::possible)
        .mapToDouble(comparison -> Math.log(comparison.ratio())).toArray();
    return logs.length == 0 ? "-" : String.format(Locale.ROOT, "%.3f ± %.3f (%d)", Math.exp(mean(logs)), bootstrapError(logs),
        logs.length);
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  /** Returns the standard deviation of the geometric mean over tables that are drawn with replacement. */
  static double bootstrapError(double[] logs) {
    Random random = new Random(SEED);
    double[] means = new double[RESAMPLES];
    for (int i = 0; i < RESAMPLES; i++) {
      double sum = 0;
      for (int j = 0; j < logs.length; j++) {
        sum += logs[random.nextInt(logs.length)];
      }
      means[i] = Math.exp(sum / logs.length);
    }
    double mean = mean(means);
    double squares = 0;
    for (double value : means) {
      squares += (value - mean) * (value - mean);
    }
    return Math.sqrt(squares / RESAMPLES);
  }

  /** Adds, for each table, the ratio to the better of one RealMLP and scikit-learn's network. */
  private void addWorst() {
    line("Ratio to the better of %s and %s, with the standard error of paired differences over the repetitions",
        Method.ONE.label, Method.SKLEARN.label);
    runs.forEach((table, ofTable) -> {
      TableComparison one = TableComparison.of(ofTable, reference, Method.ONE);
      TableComparison sklearn = TableComparison.of(ofTable, reference, Method.SKLEARN);
      TableComparison better = one.ratio() > sklearn.ratio() ? one : sklearn;
      boolean surely = better.ratio() - 2 * better.standardError() > LIMIT;
      String remark = surely ? "  above " + LIMIT + " by more than two standard errors"
          : better.ratio() > LIMIT ? "  above " + LIMIT : "";
      line("%-24s %.3f ± %.3f  %-8s%s", table, better.ratio(), better.standardError(),
          (better == one ? Method.ONE : Method.SKLEARN).label, remark);
    });
  }
}
