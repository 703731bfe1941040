package io.github.jinbei.internal.net;

/** Brings the rows of a batch to where a step reads them: each worker its own, which it needs next. */
public interface RowLoader {

  /** Writes the inputs, targets and factors of rows from .. to of the batch that a step begins. Several threads call it. */
  void load(int from, int to);
}
