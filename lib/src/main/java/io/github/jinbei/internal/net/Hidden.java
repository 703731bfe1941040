package io.github.jinbei.internal.net;

/**
 * What a hidden layer leaves, each [rows][units]: {@code normal}, what its product gave or, with a norm, that normalised;
 * {@code z}, what its function took; {@code a}, what that gave; {@code out}, what the next layer takes. They are one array
 * wherever nothing that is needed later would be lost.
 */
final class Hidden {

  final float[] normal;
  final float[] z;
  final float[] a;
  final float[] out;

  /** Each row's factor of a layer norm; null without one. */
  final float[] scales;

  /** The layer's batch norm; null without one. */
  final BatchNorm batch;

  /** @param training whether deltas will be taken back through the layer, and activations dropped */
  Hidden(Topology t, int l, int capacity, boolean training) {
    int size = capacity * t.out(l);
    this.a = new float[size];
    this.z = training && t.function(l).keepsInput() ? new float[size] : a;
    this.normal = training && t.norm(l) != Normalization.NONE ? new float[size] : z;
    this.out = training && t.dropout(l) > 0 ? new float[size] : a;
    this.scales = t.norm(l) == Normalization.LAYER ? new float[capacity] : null;
    this.batch = t.norm(l) == Normalization.BATCH ? new BatchNorm(t.out(l)) : null;
  }
}
