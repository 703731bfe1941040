package io.github.jinbei;

import io.github.jinbei.internal.train.EpochTotals;
import io.github.jinbei.internal.train.FitData;
import io.github.jinbei.internal.train.TrainingState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * How far a call of {@code fit} is: the results of the epochs that it has completed, and the rows and sums of the current
 * epoch. The order of the rows need not be kept: it is a function of seed, epoch and number of rows.
 */
final class CallProgress {

  private static final String COMPLETED = "call.epochs";

  private final Map<String, String> data;
  private final List<EpochResult> results = new ArrayList<>();
  private int rows;
  private EpochTotals totals = new EpochTotals();

  /**
   * A call that has done nothing yet.
   *
   * @param data {@link FitData#texts} of its data; empty if it is never saved
   */
  CallProgress(Map<String, String> data) {
    this.data = data;
  }

  /** Returns the results of the completed epochs themselves, not a copy. */
  List<EpochResult> results() {
    return results;
  }

  /** Returns how many rows of the current epoch are done. */
  int rows() {
    return rows;
  }

  /** Returns the sums of the current epoch. */
  EpochTotals totals() {
    return totals;
  }

  /** Counts a batch of that many rows. */
  void addRows(int count) {
    rows += count;
  }

  /** Ends the current epoch. */
  void complete(EpochResult result) {
    results.add(result);
    rows = 0;
    totals = new EpochTotals();
  }

  /** Checks that the arguments of a call that continues this one suit it. */
  void check(Map<String, String> given, FitData sets, int epochs) {
    FitData.checkSame(given, data);
    int begun = results.size() + (rows > 0 ? 1 : 0);
    if (epochs < begun) {
      throw new IllegalArgumentException("epochs = " + epochs + "; expected at least " + begun
          + ", as many as the call in the checkpoint has begun");
    }
    if (rows < 0 || rows >= sets.rowsOfEpoch() || rows % sets.batch() != 0) {
      throw new IllegalArgumentException("the checkpoint has " + rows + " rows done of " + sets.rowsOfEpoch()
          + " in batches of " + sets.batch() + "; expected whole batches");
    }
  }

  void save(TrainingState to) {
    data.forEach(to::put);
    to.put(COMPLETED, results.size());
    to.put("call.rows", rows);
    to.put("call.correct", totals.correct());
    to.put("call.loss", new double[] {totals.loss()});
    to.put("history.loss", column(EpochResult::loss));
    to.put("history.accuracy", column(EpochResult::accuracy));
    boolean validated = !results.isEmpty() && results.get(0).validation() != null;
    to.put("history.validation_rows", validated ? results.get(0).validation().rows() : 0);
    if (validated) {
      to.put("history.validation_loss", column(result -> result.validation().loss()));
      to.put("history.validation_accuracy", column(result -> result.validation().accuracy()));
      to.put("history.validation_correct", column(result -> result.validation().correct()));
    }
  }

  private double[] column(ToDoubleFunction<EpochResult> value) {
    return results.stream().mapToDouble(value).toArray();
  }

  /**
   * Returns the call that {@link #save} put, or null if there is none.
   *
   * @param epochs completed epochs over all calls: the number of the last result
   */
  static CallProgress load(TrainingState from, int epochs) {
    if (!from.texts().containsKey(COMPLETED)) {
      return null;
    }
    CallProgress call = new CallProgress(FitData.textsAmong(from.texts()));
    int count = Math.toIntExact(from.number(COMPLETED));
    double[] loss = from.doubles("history.loss", count);
    double[] accuracy = from.doubles("history.accuracy", count);
    int validationRows = Math.toIntExact(from.number("history.validation_rows"));
    double[][] validation = validationRows == 0 ? null : new double[][] {from.doubles("history.validation_loss", count),
        from.doubles("history.validation_accuracy", count), from.doubles("history.validation_correct", count)};
    for (int i = 0; i < count; i++) {
      Evaluation evaluation = validation == null ? null
          : new Evaluation(validation[0][i], validation[1][i], (int) validation[2][i], validationRows);
      call.results.add(new EpochResult(epochs - count + 1 + i, loss[i], accuracy[i], evaluation));
    }
    call.rows = Math.toIntExact(from.number("call.rows"));
    call.totals = new EpochTotals(from.doubles("call.loss", 1)[0], Math.toIntExact(from.number("call.correct")));
    return call;
  }
}
