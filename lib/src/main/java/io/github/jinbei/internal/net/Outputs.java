package io.github.jinbei.internal.net;

import io.github.jinbei.internal.kernel.ArithmeticKernels;
import io.github.jinbei.internal.kernel.ReductionKernels;
import java.util.Arrays;

/** What the output layer leaves for the loss: all [rows][units], or [rows]. */
public final class Outputs {

  final int units;
  final ActivationFunction function;

  /** Pre-activation; after softmax, less each row's maximum. */
  final float[] z;

  /** Activation: the prediction. */
  final float[] a;

  /** Targets. */
  final float[] y;

  /** dL/dz, with room behind it, so that rows narrower than a vector can be read as whole ones. */
  final float[] delta;

  /** What each element adds to the gradient of its unit's own parameter, with room behind it; null without those. */
  final float[] own;

  /** The units' own parameters, from {@code ownAt} on. */
  final float[] parameters;
  final int ownAt;

  /** The denominator of each row's softmax. */
  final float[] rowSums;

  /** The loss of each row. */
  final double[] losses;

  /** The factor of each row's loss and delta; all 1 unless written. */
  final float[] weights;

  /** Whether the factors are to be used. */
  boolean weighted;

  Outputs(Topology t, float[] parameters, int rows) {
    this.units = t.outputs();
    this.function = t.outputFunction();
    this.z = new float[rows * units];
    this.a = new float[rows * units];
    this.y = new float[rows * units];
    this.delta = new float[rows * units + ReductionKernels.REDUCTION_LANES];
    this.own = function.ownParameters() ? new float[delta.length] : null;
    this.parameters = parameters;
    this.ownAt = t.ownOffset(t.layers() - 1);
    this.rowSums = new float[rows];
    this.losses = new double[rows];
    this.weights = new float[rows];
    Arrays.fill(weights, 1f);
  }

  /** The sum of what stands in delta of the row whose elements begin at that index. */
  double sum(Block b, int at) {
    return b.reductions.sum(delta, at, units, b.lanes);
  }

  /** Multiplies the losses of rows from .. to by their factors. */
  void weighLosses(int from, int to) {
    if (weighted) {
      for (int r = from; r < to; r++) {
        losses[r] *= weights[r];
      }
    }
  }

  /** Multiplies the deltas of rows from .. to by their factors. */
  void weighDeltas(Block b, int from, int to) {
    if (weighted) {
      ArithmeticKernels k = b.kernels.arithmetic();
      for (int r = from; r < to; r++) {
        k.scale(delta, r * units, weights[r], delta, r * units, units);
        if (own != null) {
          k.scale(own, r * units, weights[r], own, r * units, units);
        }
      }
    }
  }
}
