package io.github.jinbei.internal.net;

import io.github.jinbei.internal.kernel.Kernels;
import io.github.jinbei.internal.parallel.Workers;

/**
 * What each worker does in a training step, and where the workers wait for each other. Each method is the work of one worker of
 * {@code count}; all workers of a step call the same method, and each meets the same barriers.
 *
 * <p>Workers take disjoint ranges of rows through all layers, forward and back; after a barrier they take disjoint rows of each
 * dW over the whole batch. Where there are many more rows than units, each takes its own rows for all of dW instead, and
 * continues the sums of the worker before. No sum is divided, so the bits do not depend on the number of workers. Batch norm
 * sums over all rows between two layers: there the workers wait at a barrier, sum some units each, and wait again.
 */
final class WorkerStep {

  /** The fewest rows of a worker: for fewer, reading the weights takes most of the time. */
  static final int LEAST_ROWS = 4;

  private final Topology topology;
  private final LossFunction loss;
  private final float[] parameters;
  private final Kernels kernels;
  private final LayerBuffers[] layers;
  private final LayerBuffers output;
  private final RunningStatistics statistics;
  private final ForwardPass forward;
  private final BackwardPass backward;
  private final LayerGradients gradients;
  private final GradientBounds bounds;
  private final int lowest;
  private final Workspace[] workspaces;
  private final Workers workers;

  /**
   * The work of a step.
   *
   * @param layers the buffers of all layers
   * @param gradient receives the gradients
   * @param workspaces one for each worker
   */
  WorkerStep(Topology topology, LossFunction loss, float[] parameters, Kernels kernels, LayerBuffers[] layers,
      RunningStatistics statistics, GradientUpdate gradient, Workspace[] workspaces, Workers workers) {
    this.topology = topology;
    this.loss = loss;
    this.parameters = parameters;
    this.kernels = kernels;
    this.layers = layers;
    this.output = layers[layers.length - 1];
    this.statistics = statistics;
    this.forward = new ForwardPass(topology, parameters, kernels, layers);
    this.backward = new BackwardPass(topology, parameters, kernels, layers, loss);
    this.gradients = new LayerGradients(topology, kernels.reductions(), layers, forward, gradient);
    this.bounds = new GradientBounds(topology, kernels.reductions(), layers, forward, gradient);
    this.lowest = gradient.lowest();
    this.workspaces = workspaces;
    this.workers = workers;
  }

  /** Runs a worker's rows forward, with their losses. */
  void forward(Batch batch, int worker, int count) {
    Workspace w = workspaces[worker];
    if (batch.packed != null) {
      batch.packed.share(w.product, w.b, worker, count);
      workers.barrier();
    }
    int from = firstRow(batch, worker, count);
    int to = firstRow(batch, worker + 1, count);
    if (batch.loader != null) {
      batch.loader.load(from, to);
    }
    w.beginRows();
    int last = layers.length - 1;
    int first = 0;
    for (int l = 0; l < last; l++) {
      if (topology.norm(l) == Normalization.BATCH) {
        forward.layers(batch, w, first, l, from, to);
        first = l + 1;
        if (statistics.ofBatch(l)) {
          workers.barrier();
          layers[l].batchNorm.measure(kernels, layers[l].product, batch.rows, gradients.firstUnit(l, worker, count),
              gradients.firstUnit(l, worker + 1, count));
          workers.barrier();
        }
      }
    }
    forward.layers(batch, w, first, last, from, to);
    loss.rows(output, w.blocks[last], from, to);
    output.weighLosses(from, to);
  }

  /** Takes a worker's rows back through the layers, down to the deltas of layer {@code bottom}. */
  void deltas(Batch batch, int bottom, int worker, int count) {
    Workspace w = workspaces[worker];
    int from = firstRow(batch, worker, count);
    int to = firstRow(batch, worker + 1, count);
    int first = layers.length - 1;
    for (int l = first; l >= bottom; l--) {
      boolean batchNorm = topology.norm(l) == Normalization.BATCH;
      if (batchNorm || l == bottom) {
        backward.layers(batch, w, first, l, from, to);
        first = l;
      }
      if (batchNorm) {
        if (statistics.ofBatch(l)) {
          workers.barrier();
          layers[l].batchNorm.sum(kernels.reductions(), layers[l].product, layers[l].zDelta, batch.rows,
              gradients.firstUnit(l, worker, count), gradients.firstUnit(l, worker + 1, count), parameters,
              topology.gammaOffset(l));
          workers.barrier();
        }
        backward.batchNorm(l, from, to);
      }
    }
  }

  /**
   * Computes a worker's share of the gradients: of some units, after the deltas of all rows; or of its rows, after its deltas.
   * The last worker has the whole sums then, and updates, when all others have computed all their deltas.
   */
  void gradients(Batch batch, Update update, int worker, int count) {
    Workspace w = workspaces[worker];
    if (!gradients.relayed(batch.rows, count)) {
      gradients.layers(batch, w, update, worker, count);
      return;
    }
    int from = firstRow(batch, worker, count);
    int to = firstRow(batch, worker + 1, count);
    boolean begins = worker == 0 && batch.begins;
    Update own = worker == count - 1 ? update : null;
    int times = 0;
    for (int l = layers.length - 1; l >= lowest; l--) {
      // In pieces: the next worker waits for the first piece only, not for a layer.
      int pieces = gradients.pieces(l, w);
      for (int piece = 0; piece < pieces; piece++) {
        workers.awaitHandOver(worker, ++times);
        gradients.layer(batch, w, own, l, piece, pieces, from, to, begins);
        workers.handOn(worker, times);
      }
    }
  }

  /** Waits for the deltas of all rows, if a worker reads those of others next. */
  private void awaitDeltas(Batch batch, int count) {
    if (!gradients.relayed(batch.rows, count)) {
      workers.barrier();
    }
  }

  /** Takes a worker's rows back, as far as gradients need them. */
  private void deltas(Batch batch, int worker, int count) {
    deltas(batch, lowest, worker, count);
    if (layers[0].inputDelta != null) {
      backward.scaledInputs(batch, workspaces[worker], firstRow(batch, worker, count), firstRow(batch, worker + 1, count));
    }
  }

  /** Takes a worker's rows back, then computes its share of the flat gradient. */
  void backward(Batch batch, int worker, int count) {
    deltas(batch, worker, count);
    awaitDeltas(batch, count);
    gradients(batch, null, worker, count);
  }

  /** Takes a worker's rows back, then updates its share of the parameters. */
  void descend(Batch batch, int worker, int count) {
    deltas(batch, worker, count);
    awaitDeltas(batch, count);
    gradients(batch, batch.update, worker, count);
  }

  /** The same, but updates only if the bounds of all workers show that all results are finite. */
  void descendIfFinite(Batch batch, int worker, int count) {
    deltas(batch, worker, count);
    Workspace w = workspaces[worker];
    w.boundOfTerms = bounds.ofTerms(batch, w, firstRow(batch, worker, count), firstRow(batch, worker + 1, count));
    workers.barrier();
    if (batch.update.staysFinite(GradientBounds.ofSums(batch, workspaces, count))) {
      gradients(batch, batch.update, worker, count);
    }
  }

  /** Returns whether {@link #gradients} uses the flat gradient also if it updates. */
  boolean relayed(int rows, int count) {
    return gradients.relayed(rows, count);
  }

  /** Writes dL/dX of all rows, [rows][inputs], from {@code off} on, after the deltas of layer 0. For one worker. */
  void inputGradient(Batch batch, float[] to, int off) {
    backward.inputs(batch, workspaces[0], to, off);
  }

  /** Returns the first of a worker's rows. */
  private static int firstRow(Batch batch, int worker, int count) {
    return Workers.share(batch.rows, LEAST_ROWS, worker, count);
  }
}
