package io.github.jinbei.internal.net;

import io.github.jinbei.internal.kernel.ReductionKernels;

/**
 * The deltas of a layer, each [rows][units] with room behind it, so that rows narrower than a vector can be read as whole
 * ones: {@code y}, dL by what the function took, and {@code z}, dL/dz, the same array unless a norm lies between.
 */
final class Deltas {

  final float[] y;
  final float[] z;

  /** What each element adds to the gradient of its unit's own parameter; null without those. */
  final float[] own;

  /** Deltas of a hidden layer. */
  Deltas(Topology t, int l, int capacity) {
    int size = capacity * t.out(l) + ReductionKernels.REDUCTION_LANES;
    this.y = new float[size];
    this.z = t.norm(l) == Normalization.NONE ? y : new float[size];
    this.own = t.function(l).ownParameters() ? new float[size] : null;
  }

  /** Those of the output layer. */
  Deltas(Outputs o) {
    this.y = o.delta;
    this.z = o.delta;
    this.own = o.own;
  }
}
