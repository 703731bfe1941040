package io.github.jinbei.internal.net;

import io.github.jinbei.internal.kernel.Kernels;

/**
 * Some units of some rows of a layer, for its function to work on: element (r, j) of z, a, d and e stands at index {@code
 * at + r*stride + j} of each. A view that a worker aims anew for each piece of work.
 */
final class Block {

  /** Elements of a piece for which the scratch has room: small enough to stay in the first-level cache. */
  static final int PIECE = 1024;

  final Kernels kernels;

  /** Pre-activations; the same array as {@link #a} where they are not kept. */
  float[] z;

  /** Activations. */
  float[] a;

  /** Deltas: dL/da before {@link ActivationFunction#backward}, dL/dz after it. */
  float[] d;

  /** What each element adds to the gradient of its unit's own parameter. */
  float[] e;

  int at;
  int stride;
  int rows;
  int columns;

  /** The units' own parameters: that of column j at {@code own + j}. */
  float[] parameters;
  int own;

  /** For a function of whole rows: what it leaves about row r, at {@code row + r}. */
  float[] rowSums;
  int row;

  /** Two pieces for a function that needs room, and the virtual lanes of a reduction. */
  final float[] scratch = new float[2 * PIECE];
  final float[] lanes = new float[Kernels.REDUCTION_LANES];

  Block(Kernels kernels) {
    this.kernels = kernels;
  }

  /** Aims at rows from .. to of the outputs, whole ones. */
  Block outputs(Outputs o, int from, int to) {
    z = o.z;
    a = o.a;
    d = o.delta;
    e = o.own;
    at = from * o.units;
    stride = o.units;
    rows = to - from;
    columns = o.units;
    rowSums = o.rowSums;
    row = from;
    parameters = o.parameters;
    own = o.ownAt;
    return this;
  }
}
