package io.github.jinbei.internal.net;

import io.github.jinbei.internal.gemm.Matrix;
import io.github.jinbei.internal.gemm.PackedB;
import io.github.jinbei.internal.gemm.Product;
import io.github.jinbei.internal.parallel.Workers;

/**
 * Packed copies of the weights of a network: of W for the forward products and, for training, of Wᵀ for the backward products.
 * They are packed once for several workers, or for several runs. Not packed are layers so small or narrow that products read
 * them in place, and layers so large that a copy would take too much memory.
 */
final class PackedWeights {

  /** Layers with fewer weights than this (128 KB) gain nothing by a copy. */
  private static final int LEAST = 1 << 15;

  /** Layers with more weights than this (256 MB) are not copied, to save memory. */
  private static final int MOST = 1 << 26;

  /** The lanes of the widest vector: fewer columns would be padded to it. */
  private static final int LEAST_COLUMNS = 16;

  private final Topology topology;
  private final float[] parameters;
  private final PackedB[] forward;
  private final PackedB[] backward;
  private final Matrix view = new Matrix();
  private long version = -1;

  PackedWeights(Topology topology, float[] parameters, boolean bothWays) {
    this.topology = topology;
    this.parameters = parameters;
    this.forward = new PackedB[topology.layers()];
    this.backward = new PackedB[topology.layers()];
    for (int l = 0; l < topology.layers(); l++) {
      int weights = topology.weightCount(l);
      if (weights >= LEAST && weights <= MOST) {
        forward[l] = topology.out(l) >= LEAST_COLUMNS ? new PackedB() : null;
        backward[l] = bothWays && (l > 0 || topology.inputFactors()) && topology.in(l) >= LEAST_COLUMNS ? new PackedB() : null;
      }
    }
  }

  /** Returns W of layer l, packed; null if the layer is not packed. */
  PackedB forward(int l) {
    return forward[l];
  }

  /** Returns Wᵀ of layer l, packed; null if the layer is not packed. */
  PackedB backward(int l) {
    return backward[l];
  }

  /** Packs all layers, unless they are packed for this version already. */
  void pack(Product product, long version) {
    if (this.version != version) {
      reserve(product);
      share(product, view, 0, 1);
      this.version = version;
    }
  }

  /** Allocates the copies. One thread calls this before the workers pack their shares. */
  void reserve(Product product) {
    for (int l = 0; l < topology.layers(); l++) {
      if (forward[l] != null) {
        product.reserve(topology.in(l), topology.out(l), forward[l]);
      }
      if (backward[l] != null) {
        product.reserve(topology.out(l), topology.in(l), backward[l]);
      }
    }
  }

  /** Packs one worker's share of all layers. */
  void share(Product product, Matrix view, int worker, int count) {
    for (int l = 0; l < topology.layers(); l++) {
      int in = topology.in(l);
      int out = topology.out(l);
      if (forward[l] != null) {
        view.set(parameters, topology.weightOffset(l), out, 1);
        pack(product, view, in, out, forward[l], worker, count);
      }
      if (backward[l] != null) {
        view.set(parameters, topology.weightOffset(l), 1, out);
        pack(product, view, out, in, backward[l], worker, count);
      }
    }
  }

  private static void pack(Product product, Matrix b, int k, int n, PackedB packedB, int worker, int count) {
    int grain = product.grain();
    product.pack(b, k, n, Workers.share(n, grain, worker, count), Workers.share(n, grain, worker + 1, count), packedB);
  }
}
