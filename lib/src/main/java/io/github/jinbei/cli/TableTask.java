package io.github.jinbei.cli;

import io.github.jinbei.table.Column;
import java.util.HashMap;
import java.util.Map;

/** What a model predicts. */
enum TableTask {

  CLASSES, REGRESSION;

  /** Whole numbers are classes if there are at most so many different ones, each in at least so many rows. */
  private static final int MOST_CLASSES = 20;
  private static final int LEAST_ROWS = 5;

  /**
   * A task, and why it was chosen.
   *
   * @param reason the words behind the name of the task
   */
  record Choice(TableTask task, String reason) {

    @Override
    public String toString() {
      return Kind.word(task) + ", " + reason;
    }
  }

  /** Returns the task that the values of a target suggest. */
  static Choice suggestedBy(Column target) {
    if (!target.isNumeric()) {
      return new Choice(CLASSES, "as the target is text");
    }
    Map<Double, Integer> rows = new HashMap<>();
    for (int row = 0; row < target.rows(); row++) {
      double value = target.number(row);
      if (Double.isNaN(value)) {
        continue;
      }
      if (value != Math.rint(value)) {
        return new Choice(REGRESSION, "as the target has numbers that are not whole");
      }
      rows.merge(value + 0.0, 1, Integer::sum);
      if (rows.size() > MOST_CLASSES) {
        return new Choice(REGRESSION, "as the target has more than " + MOST_CLASSES + " different numbers");
      }
    }
    return rows.values().stream().allMatch(count -> count >= LEAST_ROWS)
        ? new Choice(CLASSES, "as the target has " + rows.size() + " different whole numbers, each in " + LEAST_ROWS
            + " rows or more")
        : new Choice(REGRESSION, "as the target has a number in fewer than " + LEAST_ROWS + " rows");
  }
}
