package io.github.jinbei.internal.net;

import io.github.jinbei.internal.kernel.ArithmeticKernels;
import io.github.jinbei.internal.kernel.Kernels;
import io.github.jinbei.internal.kernel.ReductionKernels;

/**
 * A view of some units of some rows of a layer, for its activation function: element (r, j) of z, a, delta and ownGradient
 * has the index {@code at + r*stride + j} in each array. Each workspace has one view of each layer, which points to one
 * piece after the other.
 */
final class Block {

  final Kernels kernels;

  /** The reductions of {@link #kernels}. Functions of whole rows and losses call them for each row. */
  final ReductionKernels reductions;

  /** {@link Scratch#pieces} and {@link Scratch#lanes}. */
  final float[] scratch;
  final float[] lanes;

  /** Pre-activations, or what f writes in their place; the same array as {@link #a} where they are not kept. */
  final float[] z;

  /** Activations. */
  final float[] a;

  /** dL/da before {@link #backward}, dL/dz after it; null in a hidden layer of a network that only predicts. */
  final float[] delta;

  /** The term of each element in the gradient of its unit's own parameter; null if there is none. */
  final float[] ownGradient;

  final int stride;
  int at;
  int rows;
  int columns;

  /** The flat parameters. The own parameter of the unit in column j is at {@code own + j}. */
  final float[] parameters;
  int own;

  /** For a function of whole rows: receives the row sum of row r at {@code row + r}; null in a hidden layer. */
  final float[] rowSums;
  int row;

  private final LayerBuffers layer;

  Block(Kernels kernels, Scratch scratch, float[] parameters, LayerBuffers layer) {
    this.kernels = kernels;
    this.reductions = kernels.reductions();
    this.scratch = scratch.pieces;
    this.lanes = scratch.lanes;
    this.z = layer.z;
    this.a = layer.a;
    this.delta = layer.zDelta;
    this.ownGradient = layer.ownGradient;
    this.stride = layer.units;
    this.parameters = parameters;
    this.rowSums = layer.rowSums;
    this.layer = layer;
  }

  /** Points to all units of rows from .. to. */
  Block rows(int from, int to) {
    row = from;
    return part(from * stride, to - from, 0, stride);
  }

  /** Points to columns j .. j + columns of some rows; the first element has the index {@code at}. */
  Block part(int at, int rows, int j, int columns) {
    this.at = at;
    this.rows = rows;
    this.columns = columns;
    this.own = layer.ownOffset + j;
    return this;
  }

  /** Computes a = f(z). */
  void forward() {
    layer.function.forward(this);
  }

  /** Replaces dL/da by dL/dz, and writes {@link #ownGradient} if there is one. */
  void backward() {
    layer.function.backward(this);
  }

  /** Multiplies the deltas of rows from .. to of the output layer by the weights of the rows, if these are used. */
  void weighDeltas(int from, int to) {
    if (layer.weighted()) {
      ArithmeticKernels k = kernels.arithmetic();
      for (int r = from; r < to; r++) {
        float weight = layer.rowWeights[r];
        k.scale(delta, r * stride, weight, delta, r * stride, stride);
        if (ownGradient != null) {
          k.scale(ownGradient, r * stride, weight, ownGradient, r * stride, stride);
        }
      }
    }
  }
}
