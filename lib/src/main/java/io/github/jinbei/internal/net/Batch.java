package io.github.jinbei.internal.net;

/**
 * One batch, or a part of one, on its way through a step: which rows it has, and how the step works on them. One object is
 * used again for each batch, so that a step allocates nothing.
 */
public final class Batch {

  /** The inputs, [rows][inputs], from {@link #xOff} on. They may not change until the step is done. */
  float[] x;
  int xOff;

  int rows;

  /** The number of the step, and the row of the whole batch that the part begins with: dropout depends on both. */
  long step;
  long firstRow;

  /** Whether the part begins a batch: its gradient does not add to that of parts before it. */
  boolean begins;

  /** Writes inputs, targets and weights of the rows; null if the caller has written them. */
  RowLoader loader;

  /** The workers that the rows are divided among, from the forward pass to the update: what each measures is of its rows. */
  int workers;

  /** The packed weights that all workers read; null if each product reads the weights where they are. */
  PackedWeights packed;

  /** The update that receives the gradients as they are computed; only read by a step that descends. */
  Update update;

  /** A batch without rows. */
  public Batch() {}

  /**
   * Sets the rows to those of a whole batch of step 0.
   *
   * @param x the inputs, [rows][inputs], from xOff on
   * @param rows number of rows, at least 1
   * @return this
   */
  public Batch whole(float[] x, int xOff, int rows) {
    return part(x, xOff, rows, 0, 0, true);
  }

  /**
   * Sets the rows to those of a part of a batch.
   *
   * @param x the inputs of the part, [rows][inputs], from xOff on
   * @param rows rows of the part, at least 1
   * @param step the number of the step
   * @param firstRow the row of the whole batch that the part begins with
   * @param begins whether the part begins a batch: its gradient does not add to that of parts before it
   * @return this
   */
  public Batch part(float[] x, int xOff, int rows, long step, long firstRow, boolean begins) {
    this.x = x;
    this.xOff = xOff;
    this.rows = rows;
    this.step = step;
    this.firstRow = firstRow;
    this.begins = begins;
    return this;
  }

  /**
   * Sets what loads the rows of this and all later parts.
   *
   * @param loader called by each worker for its rows, before it computes with them
   * @return this
   */
  public Batch loadedBy(RowLoader loader) {
    this.loader = loader;
    return this;
  }
}
