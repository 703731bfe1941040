package io.github.jinbei.internal.net;

import io.github.jinbei.internal.gemm.Matrix;
import io.github.jinbei.internal.kernel.ReductionKernels;
import io.github.jinbei.internal.parallel.Workers;

/**
 * The gradients of a batch, layer by layer, once all its deltas are computed: dW_l = H_(l-1)ᵀ·dZ_l, db_l = 1ᵀ·dZ_l, and those
 * of a norm, of the units' own parameters and of factors of the inputs, all summed over the rows. {@link GradientUpdate}
 * receives each as soon as it is computed. Workers take disjoint rows of dW and disjoint units of the vectors, each over all
 * rows of the batch; a sum over rows is one chain, rows ascending.
 */
final class LayerGradients {

  private final Topology topology;
  private final ReductionKernels reductions;
  private final LayerBuffers[] layers;
  private final ForwardPass forward;
  private final GradientUpdate gradient;

  /** The factors of the inputs; null if there are none that are trained. */
  private final ParameterRange factors;

  LayerGradients(Topology topology, ReductionKernels reductions, LayerBuffers[] layers, ForwardPass forward,
      GradientUpdate gradient) {
    this.topology = topology;
    this.reductions = reductions;
    this.layers = layers;
    this.forward = forward;
    this.gradient = gradient;
    this.factors = gradient.frozen(0) ? null : topology.range(0, ParameterRange.Kind.INPUT_FACTORS);
  }

  /**
   * Computes a worker's share of the gradients of all layers that are not frozen.
   *
   * @param update updates the parameters by each gradient; or null, and the flat gradient keeps them
   */
  void layers(Batch batch, Workspace w, Update update, int worker, int count) {
    for (int l = topology.layers() - 1; l >= gradient.lowest(); l--) {
      if (!gradient.frozen(l)) {
        weights(batch, w, update, l, worker, count);
        vectors(batch, w, update, l, worker, count);
      }
    }
    if (factors != null) {
      factors(batch, w, update, worker, count);
    }
  }

  /** Computes the gradients of a worker's share of the factors of the inputs: Σ x·dL/d(x∘f). */
  private void factors(Batch batch, Workspace w, Update update, int worker, int count) {
    int in = topology.inputs();
    int from = Workers.share(in, ReductionKernels.REDUCTION_LANES, worker, count);
    int n = Workers.share(in, ReductionKernels.REDUCTION_LANES, worker + 1, count) - from;
    if (n > 0) {
      float[] sums = start(batch, w, update, from, n, n);
      reductions.addProductRows(layers[0].inputDelta, from, in, batch.x, batch.xOff + from, in, batch.rows, sums, 0, n);
      gradient.accept(update, factors, from, sums, n);
    }
  }

  /** Computes a worker's rows of dW_l. */
  private void weights(Batch batch, Workspace w, Update update, int l, int worker, int count) {
    int in = topology.in(l);
    int out = topology.out(l);
    int grain = w.product.rowGrain();
    int from = Workers.share(in, grain, worker, count);
    int to = Workers.share(in, grain, worker + 1, count);
    ParameterRange range = topology.range(l, ParameterRange.Kind.WEIGHTS);
    int at = range.from() + from * out;
    Matrix inputs = forward.inputs(batch, l, 0, w.c);
    w.a.set(inputs.data(), inputs.at(0, from), 1, in);
    w.b.set(layers[l].productDelta, 0, out, 1);
    if (update == null) {
      w.c.set(gradient.values(), at, out, 1);
      Matrix start = batch.begins ? w.product.zero() : w.c;
      w.product.multiply(to - from, out, batch.rows, 1f, w.a, w.b, start, w.c);
    } else {
      w.product.multiply(to - from, out, batch.rows, 1f, w.a, w.b, null, w.product.zero(), null,
          w.update.of(update, range, at, out));
    }
  }

  /** Computes the gradients of a worker's units of the vectors behind the weights of layer l. */
  private void vectors(Batch batch, Workspace w, Update update, int l, int worker, int count) {
    int from = firstUnit(l, worker, count);
    int n = firstUnit(l, worker + 1, count) - from;
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
      gradient.accept(update, biases, biases.from() + from, w.zeros(n), n);
      summed(batch, w, update, b.batchNorm.scaleGradient, norms, topology.gammaOffset(l) + from, from, n);
      summed(batch, w, update, b.batchNorm.shiftGradient, norms, topology.betaOffset(l) + from, from, n);
    } else {
      sums(batch, w, update, b.productDelta, biases, biases.from() + from, from, n);
    }
    if (norm == Normalization.LAYER) {
      productSums(batch, w, update, norms, topology.gammaOffset(l) + from, from, n);
      sums(batch, w, update, b.zDelta, norms, topology.betaOffset(l) + from, from, n);
    }
    if (own != null) {
      sums(batch, w, update, b.ownGradient, own, own.from() + from, from, n);
    }
  }

  /** Σx over the rows, for n units from {@code from} on, is the gradient of the parameters of a range from {@code at} on. */
  private void sums(Batch batch, Workspace w, Update update, float[] x, ParameterRange range, int at, int from, int n) {
    int out = topology.out(range.layer());
    // A row narrower than a vector is read as a whole vector, which is faster; what is added behind it is not used.
    int width = out < ReductionKernels.REDUCTION_LANES ? ReductionKernels.REDUCTION_LANES : n;
    float[] sums = start(batch, w, update, at, n, width);
    reductions.addRows(x, from, out, batch.rows, sums, 0, width);
    gradient.accept(update, range, at, sums, n);
  }

  /** The same for Σ dy·x̂ of a layer norm: the gradient of γ. */
  private void productSums(Batch batch, Workspace w, Update update, ParameterRange range, int at, int from, int n) {
    LayerBuffers b = layers[range.layer()];
    int out = topology.out(range.layer());
    float[] sums = start(batch, w, update, at, n, n);
    reductions.addProductRows(b.zDelta, from, out, b.product, from, out, batch.rows, sums, 0, n);
    gradient.accept(update, range, at, sums, n);
  }

  /** The same for sums that batch norm has computed already, for all units: those from {@code from} on. */
  private void summed(Batch batch, Workspace w, Update update, float[] x, ParameterRange range, int at, int from, int n) {
    float[] sums = start(batch, w, update, at, n, n);
    reductions.addRows(x, from, n, 1, sums, 0, n);
    gradient.accept(update, range, at, sums, n);
  }

  /** Returns the n gradients that the parts before this one left at {@code at}, or zeros; with room for {@code width}. */
  private float[] start(Batch batch, Workspace w, Update update, int at, int n, int width) {
    float[] sums = w.zeros(width);
    if (update == null && !batch.begins) {
      System.arraycopy(gradient.values(), at, sums, 0, n);
    }
    return sums;
  }

  /** Returns the first of a worker's units of layer l. */
  int firstUnit(int l, int worker, int count) {
    return Workers.share(topology.out(l), ReductionKernels.REDUCTION_LANES, worker, count);
  }
}
