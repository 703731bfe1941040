package io.github.jinbei.internal.net;

import io.github.jinbei.internal.kernel.Kernels;

/**
 * The deltas of a batch, layer by layer from the last to the first, each [rows][units]: dZ_L = dL/dz, dZ_(l-1) =
 * (dZ_l·W_lᵀ)·f'(z_(l-1)), and back through the norm of a layer. Rows are independent, except where batch norm needs sums over
 * all rows: workers take disjoint ranges of rows through the layers. The pair of {@link ForwardPass}.
 */
final class BackwardPass {

  private final Topology topology;
  private final float[] parameters;
  private final Kernels kernels;
  private final LayerBuffers[] layers;
  private final LossFunction loss;

  /** A pass that reads the parameters and what a {@link ForwardPass} left in the buffers, and writes the deltas there. */
  BackwardPass(Topology topology, float[] parameters, Kernels kernels, LayerBuffers[] layers, LossFunction loss) {
    this.topology = topology;
    this.parameters = parameters;
    this.kernels = kernels;
    this.layers = layers;
    this.loss = loss;
  }

  /**
   * Takes rows from .. to of a batch from the deltas of layer {@code first} down to those of layer {@code last}; if
   * {@code first} is the output layer, its deltas are computed too. If {@code last} has batch norm, the caller computes the
   * sums over all rows, and then calls {@link #batchNorm}.
   */
  void layers(Batch batch, Workspace w, int first, int last, int from, int to) {
    int piece = topology.rowsOfPiece(to - from);
    for (int r = from; r < to; r += piece) {
      int end = Math.min(r + piece, to);
      if (first == layers.length - 1) {
        loss.delta(layers[first], w.blocks[first], r, end);
        w.blocks[first].weighDeltas(r, end);
      }
      for (int l = first; l > last; l--) {
        layer(batch, w, l, r, end);
      }
    }
  }

  /** Computes the deltas of layer l - 1 from those of layer l; with batch norm, only those after the norm. */
  private void layer(Batch batch, Workspace w, int l, int from, int to) {
    int in = topology.in(l);
    int out = topology.out(l);
    LayerBuffers below = layers[l - 1];
    w.a.set(layers[l].productDelta, from * out, out, 1);
    w.c.set(below.zDelta, from * in, in, 1);
    w.product.multiply(to - from, in, out, 1f, w.a, w.transposed[l], batch.packed == null ? null : batch.packed.backward(l),
        w.product.zero(), w.c, w.derivatives[l - 1]);
    if (topology.norm(l - 1) == Normalization.LAYER) {
      LayerNorm.backward(kernels, below.product, below.zDelta, below.productDelta, from, to, in, parameters,
          topology.gammaOffset(l - 1), below.scales, w.scratch.lanes);
    }
  }

  /** Takes the deltas of rows from .. to back through the batch norm of layer l, given the sums over all rows. */
  void batchNorm(int l, int from, int to) {
    LayerBuffers b = layers[l];
    b.batchNorm.backward(kernels.norms(), b.product, b.zDelta, b.productDelta, from, to);
  }

  /** Writes dL/d(x∘f) of rows from .. to, given the deltas of layer 0, for factors of the inputs that are trained. */
  void scaledInputs(Batch batch, Workspace w, int from, int to) {
    throughFirstWeights(batch, w, from, to, layers[0].inputDelta, from * topology.inputs());
  }

  /** Writes dL/dX of all rows of a batch, [rows][inputs], from {@code off} on, given the deltas of layer 0. */
  void inputs(Batch batch, Workspace w, float[] to, int off) {
    int in = topology.inputs();
    throughFirstWeights(batch, w, 0, batch.rows, to, off);
    for (int r = 0; topology.inputFactors() && r < batch.rows; r++) {
      kernels.arithmetic().multiply(to, off + r * in, parameters, 0, to, off + r * in, in);
    }
  }

  /** Writes dZ_0·W_0ᵀ of rows from .. to, [rows][inputs], from {@code off} on. */
  private void throughFirstWeights(Batch batch, Workspace w, int from, int to, float[] result, int off) {
    int in = topology.inputs();
    int out = topology.out(0);
    w.a.set(layers[0].productDelta, from * out, out, 1);
    w.c.set(result, off, in, 1);
    w.product.multiply(to - from, in, out, 1f, w.a, w.transposed[0], batch.packed == null ? null : batch.packed.backward(0),
        w.product.zero(), w.c, null);
  }
}
