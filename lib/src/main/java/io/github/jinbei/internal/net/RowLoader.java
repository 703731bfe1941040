package io.github.jinbei.internal.net;

/**
 * Writes the rows of a batch to the arrays that a step reads. Each worker loads its own rows, just before it computes with
 * them.
 */
public interface RowLoader {

  /** Writes the inputs, targets and weights of rows from .. to of the batch. Called by several threads, with disjoint rows. */
  void load(int from, int to);
}
