package io.github.jinbei.internal.net;

import io.github.jinbei.internal.gemm.Matrix;
import io.github.jinbei.internal.kernel.ReductionKernels;
import io.github.jinbei.internal.parallel.Workers;

/**
 * The gradients of a batch, layer by layer, once its deltas are computed: dW_l = H_(l-1)ᵀ·dZ_l, db_l = 1ᵀ·dZ_l, and those of
 * a norm, of the units' own parameters and of factors of the inputs, all summed over the rows. {@link GradientUpdate} receives
 * each as soon as it is computed. A sum over rows is one chain, rows ascending.
 *
 * <p>Workers divide the gradients in one of two ways. Either each takes disjoint rows of dW and disjoint units of the vectors,
 * over all rows of the batch. Or, where the batch has many more rows than a layer has units, each takes its own rows of the
 * batch, which lie in its caches: it continues the sums of the worker before, which are in the flat gradient ({@link
 * #relayed}).
 */
final class LayerGradients {

  /**
   * From this many rows on, for each unit and input of the widest layer, workers continue each other's sums. T7 has 208 times
   * as many; the figures are in bench/NOTES.md.
   */
  private static final int RELAYED_ROWS = 8;

  private final Topology topology;
  private final ReductionKernels reductions;
  private final LayerBuffers[] layers;
  private final ForwardPass forward;
  private final GradientUpdate gradient;

  /** The factors of the inputs; null if there are none that are trained. */
  private final ParameterRange factors;

  /** The fewest rows of a batch for which workers continue each other's sums. */
  private final int relayedRows;

  LayerGradients(Topology topology, ReductionKernels reductions, LayerBuffers[] layers, ForwardPass forward,
      GradientUpdate gradient) {
    this.topology = topology;
    this.reductions = reductions;
    this.layers = layers;
    this.forward = forward;
    this.gradient = gradient;
    this.factors = gradient.frozen(0) ? null : topology.range(0, ParameterRange.Kind.INPUT_FACTORS);
    this.relayedRows = relayedRows(topology);
  }

  private static int relayedRows(Topology topology) {
    int widest = 0;
    for (int l = 0; l < topology.layers(); l++) {
      if (topology.norm(l) == Normalization.BATCH) {
        // Its sums over all rows are computed with the deltas.
        return Integer.MAX_VALUE;
      }
      widest = Math.max(widest, topology.in(l) + topology.out(l));
    }
    return (int) Math.min(Integer.MAX_VALUE, (long) RELAYED_ROWS * widest);
  }

  /** Returns whether workers continue each other's sums: each then calls {@link #layer} for its rows, after the one before. */
  boolean relayed(int rows, int count) {
    return count > 1 && rows >= relayedRows;
  }

  /** Computes a worker's units of the gradients of all layers that are not frozen, over all rows. */
  void layers(Batch batch, Workspace w, Update update, int worker, int count) {
    for (int l = topology.layers() - 1; l >= gradient.lowest(); l--) {
      layer(batch, w, update, l, worker, count, 0, batch.rows, batch.begins);
    }
  }

  /**
   * Computes gradients of a layer, unless it is frozen; with layer 0, those of the factors of the inputs too.
   *
   * @param update updates the parameters by each gradient; or null, and the flat gradient keeps them
   * @param worker the worker or the piece whose share of the units is computed, of {@code count}
   * @param from the first of the rows that are added up
   * @param to the row after the last one
   * @param begins whether the sums begin with 0; if not, with what the flat gradient holds
   */
  void layer(Batch batch, Workspace w, Update update, int l, int worker, int count, int from, int to, boolean begins) {
    if (!gradient.frozen(l)) {
      weights(batch, w, update, l, worker, count, from, to, begins);
      vectors(w, update, l, worker, count, from, to, begins);
    }
    if (l == 0 && factors != null) {
      factors(batch, w, update, worker, count, from, to, begins);
    }
  }

  /** Computes gradients of the factors of the inputs: Σ x·dL/d(x∘f). */
  private void factors(Batch batch, Workspace w, Update update, int worker, int count, int from, int to, boolean begins) {
    int in = topology.inputs();
    int first = Workers.share(in, ReductionKernels.REDUCTION_LANES, worker, count);
    int n = Workers.share(in, ReductionKernels.REDUCTION_LANES, worker + 1, count) - first;
    if (n > 0) {
      float[] sums = start(w, begins, first, n, n);
      reductions.addProductRows(layers[0].inputDelta, from * in + first, in, batch.x, batch.xOff + from * in + first, in,
          to - from, sums, 0, n);
      gradient.accept(update, factors, first, sums, n);
    }
  }

  /** Computes rows of dW_l. */
  private void weights(Batch batch, Workspace w, Update update, int l, int worker, int count, int from, int to,
      boolean begins) {
    int in = topology.in(l);
    int out = topology.out(l);
    int first = firstInput(l, w, worker, count);
    int end = firstInput(l, w, worker + 1, count);
    ParameterRange range = topology.range(l, ParameterRange.Kind.WEIGHTS);
    int at = range.from() + first * out;
    Matrix inputs = forward.inputs(batch, l, from, w.c);
    w.a.set(inputs.data(), inputs.at(0, first), 1, in);
    w.b.set(layers[l].productDelta, from * out, out, 1);
    Matrix start = w.product.zero();
    if (update == null || !begins) {
      w.c.set(gradient.values(), at, out, 1);
      start = begins ? start : w.c;
    }
    if (update == null) {
      w.product.multiply(end - first, out, to - from, 1f, w.a, w.b, start, w.c);
    } else {
      w.product.multiply(end - first, out, to - from, 1f, w.a, w.b, null, start, null, w.update.of(update, range, at, out));
    }
  }

  /** Computes gradients of the vectors behind the weights of layer l. */
  private void vectors(Workspace w, Update update, int l, int worker, int count, int from, int to, boolean begins) {
    int first = firstUnit(l, worker, count);
    int n = firstUnit(l, worker + 1, count) - first;
    if (n == 0) {
      return;
    }
    LayerBuffers b = layers[l];
    Normalization norm = topology.norm(l);
    ParameterRange biases = topology.range(l, ParameterRange.Kind.BIASES);
    ParameterRange norms = topology.range(l, ParameterRange.Kind.NORMS);
    ParameterRange own = topology.range(l, ParameterRange.Kind.ACTIVATIONS);
    if (norm == Normalization.BATCH) {
      // Batch norm subtracts the mean, and so whatever a bias adds: its gradient is 0.
      gradient.accept(update, biases, biases.from() + first, w.zeros(n), n);
      summed(w, update, b.batchNorm.scaleGradient, norms, topology.gammaOffset(l) + first, first, n, begins);
      summed(w, update, b.batchNorm.shiftGradient, norms, topology.betaOffset(l) + first, first, n, begins);
    } else {
      sums(w, update, b.productDelta, biases, biases.from() + first, first, n, from, to, begins);
    }
    if (norm == Normalization.LAYER) {
      productSums(w, update, norms, topology.gammaOffset(l) + first, first, n, from, to, begins);
      sums(w, update, b.zDelta, norms, topology.betaOffset(l) + first, first, n, from, to, begins);
    }
    if (own != null) {
      sums(w, update, b.ownGradient, own, own.from() + first, first, n, from, to, begins);
    }
  }

  /** Σx over the rows, for n units from {@code first} on, is the gradient of the parameters of a range from {@code at} on. */
  private void sums(Workspace w, Update update, float[] x, ParameterRange range, int at, int first, int n, int from, int to,
      boolean begins) {
    int out = topology.out(range.layer());
    // A row narrower than a vector is read as a whole vector, which is faster; what is added behind it is not used.
    int width = out < ReductionKernels.REDUCTION_LANES ? ReductionKernels.REDUCTION_LANES : n;
    float[] sums = start(w, begins, at, n, width);
    reductions.addRows(x, from * out + first, out, to - from, sums, 0, width);
    gradient.accept(update, range, at, sums, n);
  }

  /** The same for Σ dy·x̂ of a layer norm: the gradient of γ. */
  private void productSums(Workspace w, Update update, ParameterRange range, int at, int first, int n, int from, int to,
      boolean begins) {
    LayerBuffers b = layers[range.layer()];
    int out = topology.out(range.layer());
    float[] sums = start(w, begins, at, n, n);
    reductions.addProductRows(b.zDelta, from * out + first, out, b.product, from * out + first, out, to - from, sums, 0, n);
    gradient.accept(update, range, at, sums, n);
  }

  /** The same for sums that batch norm has computed already, for all units: those from {@code first} on. */
  private void summed(Workspace w, Update update, float[] x, ParameterRange range, int at, int first, int n, boolean begins) {
    float[] sums = start(w, begins, at, n, n);
    reductions.addRows(x, first, n, 1, sums, 0, n);
    gradient.accept(update, range, at, sums, n);
  }

  /** Returns what the sums begin with: zeros, or n values of the flat gradient from {@code at} on. Has {@code width} values. */
  private float[] start(Workspace w, boolean begins, int at, int n, int width) {
    float[] sums = w.zeros(width);
    if (!begins) {
      System.arraycopy(gradient.values(), at, sums, 0, n);
    }
    return sums;
  }

  /** Returns into how many pieces, of a microtile's rows of dW each, the gradients of layer l can be divided. */
  int pieces(int l, Workspace w) {
    int grain = w.product.rowGrain();
    return (topology.in(l) + grain - 1) / grain;
  }

  /** Returns the first of a worker's rows of dW_l. */
  int firstInput(int l, Workspace w, int worker, int count) {
    return Workers.share(topology.in(l), w.product.rowGrain(), worker, count);
  }

  /** Returns the first of a worker's units of layer l. */
  int firstUnit(int l, int worker, int count) {
    return Workers.share(topology.out(l), ReductionKernels.REDUCTION_LANES, worker, count);
  }
}
