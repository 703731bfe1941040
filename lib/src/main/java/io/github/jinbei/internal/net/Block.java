package io.github.jinbei.internal.net;

import io.github.jinbei.internal.kernel.Kernels;
import io.github.jinbei.internal.kernel.ReductionKernels;

/**
 * Some units of some rows of a layer, for its function to work on: element (r, j) of z, a, d and e stands at index {@code
 * at + r*stride + j} of each. A view that a worker has of each layer, and aims anew for each piece of work.
 */
final class Block {

  final Kernels kernels;

  /** The reductions of {@link #kernels}. Functions of whole rows and losses call them for each row. */
  final ReductionKernels reductions;

  /** {@link Scratch#pieces} and {@link Scratch#lanes}. */
  final float[] scratch;
  final float[] lanes;

  /** Pre-activations; the same array as {@link #a} where they are not kept. */
  final float[] z;

  /** Activations. */
  final float[] a;

  /** Deltas: dL/da before {@link #backward}, dL/dz after it; null in a network that only predicts. */
  final float[] d;

  /** What each element adds to the gradient of its unit's own parameter; null without those, or without deltas. */
  final float[] e;

  final int stride;
  int at;
  int rows;
  int columns;

  /** The units' own parameters: that of column j at {@code own + j}. */
  final float[] parameters;
  int own;

  /** For a function of whole rows: what it leaves about row r, at {@code row + r}; null in a hidden layer. */
  final float[] rowSums;
  int row;

  private final ActivationFunction function;
  private final int firstOwn;

  /** Blocks of a hidden layer. */
  Block(Kernels kernels, Scratch scratch, Topology t, int l, float[] parameters, Hidden h, Deltas deltas) {
    this.kernels = kernels;
    this.reductions = kernels.reductions();
    this.scratch = scratch.pieces;
    this.lanes = scratch.lanes;
    this.z = h.z;
    this.a = h.a;
    this.d = deltas == null ? null : deltas.y;
    this.e = deltas == null ? null : deltas.own;
    this.stride = t.out(l);
    this.parameters = parameters;
    this.rowSums = null;
    this.function = t.function(l);
    this.firstOwn = t.ownOffset(l);
  }

  /** Blocks of the output layer. */
  Block(Kernels kernels, Scratch scratch, Outputs o) {
    this.kernels = kernels;
    this.reductions = kernels.reductions();
    this.scratch = scratch.pieces;
    this.lanes = scratch.lanes;
    this.z = o.z;
    this.a = o.a;
    this.d = o.delta;
    this.e = o.own;
    this.stride = o.units;
    this.parameters = o.parameters;
    this.rowSums = o.rowSums;
    this.function = o.function;
    this.firstOwn = o.ownAt;
  }

  /** Aims at rows from .. to, whole ones. */
  Block rows(int from, int to) {
    row = from;
    return part(from * stride, to - from, 0, stride);
  }

  /** Aims at columns j .. j + columns of some rows, the first element of which has the given index. */
  Block part(int at, int rows, int j, int columns) {
    this.at = at;
    this.rows = rows;
    this.columns = columns;
    this.own = firstOwn + j;
    return this;
  }

  /** a = f(z). */
  void forward() {
    function.forward(this);
  }

  /** dL/da becomes dL/dz. */
  void backward() {
    function.backward(this);
  }
}
