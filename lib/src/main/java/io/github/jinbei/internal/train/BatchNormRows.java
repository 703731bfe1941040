package io.github.jinbei.internal.train;

import io.github.jinbei.internal.net.Topology;
import io.github.jinbei.internal.text.Count;

/** A check that each batch, or each part of a batch, has at least two rows for batch norm: a single row has no variance. */
public final class BatchNormRows {

  private final TrainerSettings settings;

  /** Whether a layer normalises by the rows of the batch. */
  private final boolean needed;

  /** The check for one network and its settings; without batch norm it accepts all. */
  public BatchNormRows(Topology topology, TrainerSettings settings) {
    this.settings = settings;
    this.needed = topology.normalisesByBatch(settings.frozen());
  }

  /** Checks one batch of that many rows. */
  public void checkBatch(int rows) {
    if (needed && hasSingleRow(rows)) {
      throw new IllegalArgumentException(described(rows) + " has " + singleRow(rows)
          + "; expected at least 2 for batch norm, so use another batch size or drop a row");
    }
  }

  /**
   * Checks the batches of an epoch.
   *
   * @param rows rows to train on
   * @param setAside rows to validate with, for the message
   */
  public void checkEpoch(int rows, int setAside) {
    int batch = settings.batch(rows);
    int batches = (rows - 1) / batch + 1;
    if (!needed || batchesSuit(rows, batch)) {
      return;
    }
    boolean first = hasSingleRow(batch);
    int refused = first ? batch : rows % batch;
    throw new IllegalArgumentException("batch " + (first ? 1 : batches) + " of " + batches + ", "
        + described(refused) + ", has " + singleRow(refused) + ": there are " + Count.of(rows, "row") + " to train on, "
        + (setAside == 0 ? "" : setAside + " set aside for validation, ") + "in batches of " + batch
        + "; expected at least 2 for batch norm, " + remedy(rows, batch));
  }

  private String remedy(int rows, int batch) {
    if (rows == 1) {
      return "so use more rows";
    }
    for (int distance = 1; distance < rows; distance++) {
      for (int other : new int[] {batch - distance, batch + distance}) {
        if (other >= 2 && other <= rows && batchesSuit(rows, other)) {
          return "as in batches of " + other;
        }
      }
    }
    return "so use larger parts of a batch";
  }

  private boolean batchesSuit(int rows, int batch) {
    return !hasSingleRow(batch)
        && (settings.dropPartialBatch() || rows % batch == 0 || !hasSingleRow(rows % batch));
  }

  private boolean hasSingleRow(int rows) {
    int part = settings.part(rows);
    return part == 1 || rows % part == 1;
  }

  private String singleRow(int rows) {
    return (settings.part(rows) < rows ? "a part of " : "") + "a single row";
  }

  private String described(int rows) {
    int part = settings.part(rows);
    return "a batch of " + Count.of(rows, "row") + (part < rows ? " in parts of " + part : "");
  }
}
