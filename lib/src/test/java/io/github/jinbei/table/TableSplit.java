package io.github.jinbei.table;

import java.util.BitSet;

/**
 * A division of a table.
 *
 * @param train the rows to train on
 * @param test the rows to test on
 */
record TableSplit(Table train, Table test) {

  /** Returns the division of a line with the numbers of the test rows, from 0. */
  static TableSplit of(Table table, String line) {
    BitSet tested = new BitSet();
    for (String row : line.trim().split("\\s+")) {
      tested.set(Integer.parseInt(row));
    }
    BitSet trained = new BitSet();
    trained.set(0, table.rows());
    trained.andNot(tested);
    return new TableSplit(table.rows(trained.stream().toArray()), table.rows(tested.stream().toArray()));
  }
}
