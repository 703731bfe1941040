package io.github.jinbei.internal.net;

import io.github.jinbei.internal.kernel.ReductionKernels;

/**
 * The running means and variances of the batch norms of a network, and their next values. Each part of a batch moves the next
 * values; the update of the parameters makes them the running ones. All arrays are laid out as {@link Topology} says.
 */
public final class RunningStatistics {

  private final Topology topology;
  private final boolean[] frozen;
  private final float[] running;
  private final float[] next;
  private final float[] part;

  /** @param running the running statistics, which {@link #commit} writes */
  RunningStatistics(Topology topology, float[] running, boolean[] frozen) {
    this.topology = topology;
    this.frozen = frozen;
    this.running = running;
    this.next = running.clone();
    this.part = running.clone();
  }

  /** Returns whether no layer has batch norm. */
  boolean none() {
    return running.length == 0;
  }

  /** Returns whether layer l is normalized by the statistics of the batch: its batch norm is not frozen. */
  boolean ofBatch(int l) {
    return topology.norm(l) == Normalization.BATCH && !frozen[l];
  }

  /** Starts a batch: sets the next values to the running ones. */
  void begin() {
    System.arraycopy(running, 0, next, 0, running.length);
  }

  /** Sets mean and variance of each frozen batch norm to the running ones. */
  void recall(LayerBuffers[] layers, float[] parameters) {
    for (int l = 0; l < layers.length; l++) {
      if (topology.norm(l) == Normalization.BATCH && frozen[l]) {
        layers[l].batchNorm.recall(running, topology.meanOffset(l), topology.varianceOffset(l), parameters,
            topology.gammaOffset(l));
      }
    }
  }

  /** Moves the next values towards the statistics of a part of a batch, which the batch norms have measured. */
  void addPart(LayerBuffers[] layers, int rows) {
    System.arraycopy(running, 0, part, 0, running.length);
    for (int l = 0; l < layers.length; l++) {
      if (ofBatch(l)) {
        layers[l].batchNorm.write(rows, part, topology.meanOffset(l), topology.varianceOffset(l));
      }
    }
    move(part, 0);
  }

  /**
   * Returns the means and variances of the rows last run forward, the variances with n - 1 for n; for frozen layers the
   * running ones. The next rows overwrite the array.
   */
  public float[] part() {
    return part;
  }

  /**
   * Starts a batch, and moves the next values towards the statistics of its parts, one after the other.
   *
   * @param parts {@link #part} of each part, one behind the other
   */
  public void setParts(float[] parts) {
    begin();
    for (int at = 0; at < parts.length; at += running.length) {
      move(parts, at);
    }
  }

  private void move(float[] values, int from) {
    for (int l = 0; l < topology.layers(); l++) {
      if (ofBatch(l)) {
        int at = topology.meanOffset(l);
        BatchNorm.move(next, at, values, from + at, 2 * topology.out(l));
      }
    }
  }

  /** Returns whether all next values are finite. */
  boolean areFinite(ReductionKernels k) {
    return running.length == 0 || Float.isFinite(k.largestMagnitude(next, 0, next.length));
  }

  /** Makes the next values the running ones. */
  void commit() {
    System.arraycopy(next, 0, running, 0, running.length);
  }
}
