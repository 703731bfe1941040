package io.github.jinbei.internal.net;

import io.github.jinbei.internal.gemm.Matrix;
import io.github.jinbei.internal.kernel.Kernels;
import io.github.jinbei.internal.parallel.Workers;

/**
 * One step down the gradient of a mini-batch, in this order: forward, loss, deltas from the last layer to the first,
 * gradients and update.
 * <pre>
 *   dZ_L = dL/dz;  dZ_(l-1) = (dZ_l·W_lᵀ)·f'(z_(l-1));  dW_l = H_(l-1)ᵀ·dZ_l;  db_l = 1ᵀ·dZ_l
 * </pre>
 * The update takes each block of a dW as its product finishes it, so that no gradient is kept ({@link #descend}); or the
 * whole gradient is, laid out like the parameters ({@link #backward}), and used later ({@link #apply}): same bits.
 *
 * <p>Workers take disjoint ranges of rows through all layers, forward and back, and then disjoint rows of each dW over the
 * whole batch. No sum is ever split, so the bits do not depend on how many there are; sums over rows are one chain, rows
 * ascending. Allocates nothing after the first step. One caller at a time.
 */
public final class TrainingStep {

  private static final int NORM_BLOCK = 4096;

  /** Rows that a worker takes at least; fewer would only read the weights. */
  private static final int LEAST_ROWS = 4;

  /** Rows of a worker from which on large weights are packed, once for all: with fewer, products read them as they lie. */
  private static final int ROWS_THAT_SHARE = 48;

  /** Floating-point operations of a step that are worth a worker: some 30 µs, against one or two to call it. */
  private static final double FLOPS_A_WORKER = 3e6;

  private final Topology topology;
  private final LossFunction loss;
  private final float[] parameters;
  private final ForwardPass forward;
  private final Workers workers;
  private final Lane[] lanes;
  private final float[][] hiddenDeltas;
  private final PackedWeights packed;
  private final Workers.Task forwardTask = this::forward;
  private final Workers.Task backwardTask = this::backward;
  private float[] gradient;

  /** What the tasks work on. */
  private int rows;
  private boolean shared;
  private Update update;
  private WeightDecay decay;

  /**
   * Buffers for batches of up to {@code capacity} rows; {@code parameters} is updated in place.
   *
   * @param workers what the work of a large step is divided among
   */
  public TrainingStep(Topology topology, LossFunction loss, float[] parameters, int capacity, Workers workers) {
    this.topology = topology;
    this.loss = loss;
    this.parameters = parameters;
    this.workers = workers;
    this.forward = new ForwardPass(topology, parameters, capacity);
    this.lanes = new Lane[count(capacity)];
    for (int w = 0; w < lanes.length; w++) {
      lanes[w] = new Lane(forward.kernels);
    }
    this.packed = new PackedWeights(topology, parameters, true);
    int layers = topology.layers();
    this.hiddenDeltas = new float[layers - 1][];
    for (int l = 0; l < layers - 1; l++) {
      hiddenDeltas[l] = new float[capacity * topology.out(l) + Kernels.REDUCTION_LANES];
    }
  }

  /** The forward half: its targets are to be written before {@link #forward(float[], int, int)}. */
  public ForwardPass forward() {
    return forward;
  }

  /** The flat gradient that {@link #backward} computed, laid out like the parameters: a sum over the rows. */
  public float[] gradient() {
    return gradient;
  }

  /** Workers that a batch of that many rows is worth, of those there are. */
  int count(int rows) {
    double flops = 6.0 * rows * topology.parameterCount();
    int worth = (int) Math.min(Math.min(rows / LEAST_ROWS, flops / FLOPS_A_WORKER), workers.limit());
    return Math.max(1, worth);
  }

  /** Runs the batch forward and returns its loss, summed over rows, without any decay. */
  public double forward(float[] x, int xOff, int rows) {
    forward.begin(x, xOff);
    this.rows = rows;
    int count = count(rows);
    shared = count > 1 && rows / count >= ROWS_THAT_SHARE;
    if (shared) {
      packed.reserve(lanes[0].product);
    }
    workers.run(count, forwardTask);
    return forward.totalLoss(rows);
  }

  /** Computes the flat gradient of the rows last run forward. */
  public void backward(int rows) {
    if (gradient == null) {
      gradient = new float[parameters.length];
    }
    this.rows = rows;
    update = null;
    workers.run(count(rows), backwardTask);
  }

  /**
   * Moves the parameters by the gradient of the rows last run forward, block by block.
   *
   * @param rate the learning rate of this step
   */
  public void descend(int rows, Update update, float rate, WeightDecay decay) {
    this.rows = rows;
    this.update = update;
    this.decay = decay;
    update.begin(rows, rate, decay);
    workers.run(count(rows), backwardTask);
  }

  /**
   * Moves the parameters by the flat gradient that {@link #backward} computed, a sum over {@code rows} rows. If it is
   * clipped, then after the decay's part is added (not the decoupled decay's, which is none of it): each element by value
   * first, then all by the global norm. The array is used up.
   *
   * @param rate the learning rate of this step
   * @param clipValue the largest magnitude of an element, or infinity
   * @param clipNorm the largest norm of the whole, or infinity
   * @return the norm before it was clipped; 0 if there is no limit to it. If it is not finite, nothing was moved, and no
   *     step was counted.
   */
  public double apply(int rows, Update update, float rate, WeightDecay decay, float clipValue, float clipNorm) {
    if (clipValue == Float.POSITIVE_INFINITY && clipNorm == Float.POSITIVE_INFINITY) {
      update.begin(rows, rate, decay);
      move(update, decay);
      return 0;
    }
    settle(rows, decay);
    if (clipValue < Float.POSITIVE_INFINITY) {
      forward.kernels.clamp(gradient, 0, clipValue, gradient.length);
    }
    double norm = 0;
    if (clipNorm < Float.POSITIVE_INFINITY) {
      norm = Math.sqrt(addSquares(0, gradient, 0, gradient.length));
      if (!Double.isFinite(norm)) {
        return norm;
      }
      if (norm > clipNorm) {
        forward.kernels.scale(gradient, 0, (float) (clipNorm / norm), gradient, 0, gradient.length);
      }
    }
    update.beginSettled(rate, decay);
    move(update, decay);
    return norm;
  }

  private void settle(int rows, WeightDecay decay) {
    for (int l = 0; l < topology.layers(); l++) {
      int w = topology.weightOffset(l);
      int b = topology.biasOffset(l);
      Update.settle(forward.kernels, parameters, w, gradient, topology.weightCount(l), rows, decay, true);
      Update.settle(forward.kernels, parameters, b, gradient, topology.out(l), rows, decay, decay.biases());
    }
  }

  private void move(Update update, WeightDecay decay) {
    for (int l = 0; l < topology.layers(); l++) {
      int w = topology.weightOffset(l);
      int b = topology.biasOffset(l);
      update.apply(forward.kernels, parameters, w, gradient, w, topology.weightCount(l), true);
      update.apply(forward.kernels, parameters, b, gradient, b, topology.out(l), decay.biases());
    }
  }

  /** Σw² over the weights of all layers. */
  public double weightSquares() {
    double total = 0;
    for (int l = 0; l < topology.layers(); l++) {
      total = addSquares(total, parameters, topology.weightOffset(l), topology.biasOffset(l));
    }
    return total;
  }

  /** Σ|w| over the weights of all layers. */
  public double weightMagnitudes() {
    double total = 0;
    for (int l = 0; l < topology.layers(); l++) {
      int end = topology.biasOffset(l);
      for (int i = topology.weightOffset(l); i < end; i += NORM_BLOCK) {
        total += forward.kernels.sumOfMagnitudes(parameters, i, Math.min(NORM_BLOCK, end - i), lanes[0].lanes);
      }
    }
    return total;
  }

  /** total + Σx² from {@code from} up to {@code end}: blocks of 4,096, whose sums are added in double, in order. */
  private double addSquares(double total, float[] x, int from, int end) {
    for (int i = from; i < end; i += NORM_BLOCK) {
      total += forward.kernels.dot(x, i, x, i, Math.min(NORM_BLOCK, end - i), lanes[0].lanes);
    }
    return total;
  }

  /** One worker's rows forward, with their losses. */
  private void forward(int worker, int count) {
    Lane lane = lanes[worker];
    if (shared) {
      packed.share(lane.product, lane.b, worker, count);
      workers.barrier();
    }
    int from = Workers.share(rows, LEAST_ROWS, worker, count);
    int to = Workers.share(rows, LEAST_ROWS, worker + 1, count);
    forward.forward(lane, from, to, shared ? packed : null);
    loss.rows(forward.kernels, forward.outputs, from, to, lane.lanes);
  }

  /** One worker's rows back through all layers, then its share of the gradients. */
  private void backward(int worker, int count) {
    Lane lane = lanes[worker];
    int from = Workers.share(rows, LEAST_ROWS, worker, count);
    int to = Workers.share(rows, LEAST_ROWS, worker + 1, count);
    int piece = topology.rowsOfPiece(to - from);
    for (int r = from; r < to; r += piece) {
      int end = Math.min(r + piece, to);
      loss.delta(forward.kernels, forward.outputs, topology.outputFunction(), r, end, lane.lanes);
      for (int l = topology.layers() - 1; l > 0; l--) {
        deltasBelow(lane, l, r, end);
      }
    }
    workers.barrier();
    for (int l = topology.layers() - 1; l >= 0; l--) {
      weights(lane, l, worker, count);
      biases(lane, l, worker, count);
    }
  }

  /** dZ_(l-1) of rows from .. to. */
  private void deltasBelow(Lane lane, int l, int from, int to) {
    int in = topology.in(l);
    int out = topology.out(l);
    lane.a.set(delta(l), from * out, out, 1);
    lane.b.set(parameters, topology.weightOffset(l), 1, out);
    lane.c.set(hiddenDeltas[l - 1], from * in, in, 1);
    lane.function = topology.function(l - 1);
    lane.activations = forward.hidden(l - 1);
    lane.aOff = from * in;
    lane.width = in;
    lane.product.multiply(to - from, in, out, 1f, lane.a, lane.b, shared ? packed.backward(l) : null,
        lane.product.zero(), lane.c, lane.differentiate);
  }

  /** A worker's rows of dW_l, handed to the update or kept. */
  private void weights(Lane lane, int l, int worker, int count) {
    int in = topology.in(l);
    int out = topology.out(l);
    int grain = lane.product.rowGrain();
    int from = Workers.share(in, grain, worker, count);
    int to = Workers.share(in, grain, worker + 1, count);
    int at = topology.weightOffset(l) + from * out;
    Matrix input = forward.inputOf(l, 0, lane.c);
    lane.a.set(input.data(), input.at(0, from), 1, in);
    lane.b.set(delta(l), 0, out, 1);
    if (update == null) {
      lane.c.set(gradient, at, out, 1);
      lane.product.multiply(to - from, out, rows, 1f, lane.a, lane.b, lane.product.zero(), lane.c);
      return;
    }
    lane.update = update;
    lane.parameters = parameters;
    lane.at = at;
    lane.width = out;
    lane.product.multiply(to - from, out, rows, 1f, lane.a, lane.b, null, lane.product.zero(), null, lane.descend);
  }

  /** A worker's columns of db_l, handed to the update or kept. */
  private void biases(Lane lane, int l, int worker, int count) {
    int out = topology.out(l);
    int from = Workers.share(out, Kernels.REDUCTION_LANES, worker, count);
    int n = Workers.share(out, Kernels.REDUCTION_LANES, worker + 1, count) - from;
    // A row narrower than a vector is added with what follows it, which does no harm: the deltas have room behind them.
    int width = Math.max(n, out < Kernels.REDUCTION_LANES && n > 0 ? Kernels.REDUCTION_LANES : 0);
    float[] sums = lane.sums(width);
    forward.kernels.addRows(delta(l), from, out, rows, sums, 0, width);
    int at = topology.biasOffset(l) + from;
    if (update == null) {
      System.arraycopy(sums, 0, gradient, at, n);
    } else {
      update.apply(forward.kernels, parameters, at, sums, 0, n, decay.biases());
    }
  }

  private float[] delta(int l) {
    return l < topology.layers() - 1 ? hiddenDeltas[l] : forward.outputs.delta;
  }
}
