package io.github.jinbei.table;

import io.github.jinbei.table.TableReference.Method;
import java.util.List;

/**
 * The errors on one table, beside those of a method, over the repetitions that both have. For each repetition: the mean over
 * the seeds of the number of wrong rows, or of ln RMSE.
 */
final class TableComparison {

  private final boolean regression;
  private final double[] ours;
  private final double[] theirs;
  private final int rows;

  /** Compares runs of one table with the errors of a method. */
  TableComparison(List<TableRun> runs, double[] errors) {
    regression = runs.get(0).regression();
    int[] repetitions = runs.stream().mapToInt(TableRun::repetition).filter(r -> r < errors.length).distinct().sorted()
        .toArray();
    ours = new double[repetitions.length];
    theirs = new double[repetitions.length];
    int testRows = 0;
    for (int i = 0; i < repetitions.length; i++) {
      int repetition = repetitions[i];
      List<TableRun> seeds = runs.stream().filter(run -> run.repetition() == repetition).toList();
      ours[i] = seeds.stream().mapToDouble(run -> regression ? Math.log(run.rmse()) : run.wrong()).average().orElseThrow();
      double error = errors[repetition];
      theirs[i] = regression ? Math.log(error) : Math.round(error * seeds.get(0).rows());
      testRows += seeds.get(0).rows();
    }
    rows = testRows;
  }

  /** Compares runs of one table with a method of the reference. */
  static TableComparison of(List<TableRun> runs, TableReference reference, Method method) {
    return new TableComparison(runs, reference.errors(runs.get(0).table(), method));
  }

  /** Returns whether there are repetitions that both have. */
  boolean possible() {
    return ours.length > 0;
  }

  /** Returns our errors: the share of wrong rows, or the geometric mean of the RMSEs. */
  double error() {
    return error(ours);
  }

  /** Returns the errors of the method. */
  double referenceError() {
    return error(theirs);
  }

  private double error(double[] errors) {
    return regression ? Math.exp(sum(errors) / errors.length) : sum(errors) / rows;
  }

  /** Returns (errors + ½) / (reference errors + ½), or the ratio of the geometric means of the RMSEs. */
  double ratio() {
    return regression ? Math.exp((sum(ours) - sum(theirs)) / ours.length) : (sum(ours) + 0.5) / (sum(theirs) + 0.5);
  }

  /** Returns the standard error of the ratio, from the differences of the repetitions; NaN if there is one only. */
  double standardError() {
    int n = ours.length;
    double mean = (sum(ours) - sum(theirs)) / n;
    double squares = 0;
    for (int i = 0; i < n; i++) {
      squares += Math.pow(ours[i] - theirs[i] - mean, 2);
    }
    double ofMean = n == 1 ? Double.NaN : Math.sqrt(squares / (n - 1) / n);
    return regression ? ratio() * ofMean : n * ofMean / (sum(theirs) + 0.5);
  }

  private static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }
}
