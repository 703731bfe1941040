package io.github.jinbei.internal.net;

import io.github.jinbei.internal.gemm.Matrix;
import io.github.jinbei.internal.gemm.PackedB;
import io.github.jinbei.internal.gemm.Product;
import io.github.jinbei.internal.parallel.Workers;

/**
 * The weights of a network as packed operands: for the forward products, and if asked for transposed too, for those that
 * carry deltas back. Packed once for several workers, or for several runs. Left out are layers so small or narrow that
 * products read them where they lie, and those so large that a copy would cost too much memory.
 */
final class PackedWeights {

  /** Layers with fewer weights than this (128 KB) are not worth it; with more than this (256 MB) they are not copied. */
  private static final int LEAST = 1 << 15;
  private static final int MOST = 1 << 26;

  /** Fewer columns than the widest vector has lanes would be padded. */
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
        backward[l] = bothWays && l > 0 && topology.in(l) >= LEAST_COLUMNS ? new PackedB() : null;
      }
    }
  }

  /** W of layer l, packed; null if it is left out. */
  PackedB forward(int l) {
    return forward[l];
  }

  /** Wᵀ of layer l, packed; null if it is left out. */
  PackedB backward(int l) {
    return backward[l];
  }

  /** Packs all, unless that was done for this version already. */
  void pack(Product product, long version) {
    if (this.version != version) {
      reserve(product);
      share(product, view, 0, 1);
      this.version = version;
    }
  }

  /** Makes room: by one thread, before workers pack their shares. */
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

  /** Packs one worker's share of all. */
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
