package io.github.jinbei.table;

import java.util.List;

/** What was learned of one column of a table: how a value of it becomes inputs of a network. */
sealed interface Feature permits NumberFeature, CategoryFeature {

  /** Returns the name of the column. */
  String name();

  /** Returns the names of the inputs, in their order; their number is that of the scales. */
  List<String> inputNames();

  /** Returns the scale of each input. */
  List<InputScale> scales();

  /**
   * Returns the column of a table as {@link #write} needs it.
   *
   * @throws IllegalArgumentException if the table does not have the column, or its values are of the wrong kind
   */
  Column column(Table table);

  /** Writes the inputs for a row of a column, from {@code to[at]} on. */
  void write(Column column, int row, float[] to, int at);
}
