package io.github.jinbei.internal.net;

import io.github.jinbei.internal.gemm.Matrix;
import io.github.jinbei.internal.kernel.Kernels;

/**
 * The activations of a batch, layer by layer: H_0 = X, or X∘f with factors f of the inputs, and H_l = f(norm(H_(l-1)·W_l +
 * b_l)), each [rows][units]. Rows are independent, except where batch norm needs sums over all rows: workers take disjoint
 * ranges of rows through the layers. The pair of {@link BackwardPass}.
 */
final class ForwardPass {

  private final Topology topology;
  private final float[] parameters;
  private final Kernels kernels;
  private final LayerBuffers[] layers;

  /** A pass that reads the parameters and writes the buffers of the layers. */
  ForwardPass(Topology topology, float[] parameters, Kernels kernels, LayerBuffers[] layers) {
    this.topology = topology;
    this.parameters = parameters;
    this.kernels = kernels;
    this.layers = layers;
  }

  /**
   * Takes rows from .. to of a batch through layers first .. last. A layer before {@code first} with batch norm is finished
   * first; if {@code last} has batch norm, the caller computes the statistics of all rows before the layers that follow.
   */
  void layers(Batch batch, Workspace w, int first, int last, int from, int to) {
    int piece = topology.rowsOfPiece(to - from);
    for (int r = from; r < to; r += piece) {
      int end = Math.min(r + piece, to);
      if (first > 0 && topology.norm(first - 1) == Normalization.BATCH) {
        batchNorm(w, first - 1, r, end);
      }
      for (int l = first; l <= last; l++) {
        layer(batch, w, l, r, end);
      }
    }
  }

  /** Computes the product of layer l, and all that follows it in the layer except batch norm. */
  private void layer(Batch batch, Workspace w, int l, int from, int to) {
    int in = topology.in(l);
    int out = topology.out(l);
    boolean output = l == layers.length - 1;
    Normalization norm = topology.norm(l);
    if (l == 0 && topology.inputFactors()) {
      scaleInputs(batch, from, to);
    }
    inputs(batch, l, from, w.a);
    w.c.set(layers[l].product, from * out, out, 1);
    float largest = w.product.multiply(to - from, out, in, 1f, w.a, w.weights[l],
        batch.packed == null ? null : batch.packed.forward(l), w.biases[l], w.c,
        norm == Normalization.NONE ? w.activations[l] : null);
    w.addInputs(l, largest);
    if (output) {
      w.blocks[l].rows(from, to).forward();
    } else if (norm == Normalization.LAYER) {
      LayerBuffers b = layers[l];
      LayerNorm.forward(kernels, b.product, b.z, from, to, out, parameters, topology.gammaOffset(l),
          topology.betaOffset(l), b.scales, w.scratch.lanes);
      w.activations[l].rows(from, to);
    }
  }

  /** Computes what follows the statistics of a batch norm in layer l. */
  private void batchNorm(Workspace w, int l, int from, int to) {
    LayerBuffers b = layers[l];
    b.batchNorm.forward(kernels, b.product, b.z, from, to, parameters, topology.gammaOffset(l), topology.betaOffset(l));
    w.activations[l].rows(from, to);
  }

  /** Multiplies the inputs of rows from .. to by their factors. */
  private void scaleInputs(Batch batch, int from, int to) {
    int in = topology.inputs();
    for (int r = from; r < to; r++) {
      kernels.arithmetic().multiply(batch.x, batch.xOff + r * in, parameters, 0, layers[0].scaledInputs, r * in, in);
    }
  }

  /** Points a view to H_(l-1), the inputs of layer l, from a row on, and returns it. */
  Matrix inputs(Batch batch, int l, int row, Matrix view) {
    int in = topology.in(l);
    if (l > 0) {
      return view.set(layers[l - 1].out, row * in, in, 1);
    }
    return topology.inputFactors() ? view.set(layers[0].scaledInputs, row * in, in, 1)
        : view.set(batch.x, batch.xOff + row * in, in, 1);
  }
}
