package io.github.jinbei.internal.net;

import io.github.jinbei.internal.kernel.Kernels;

/** What the output layer leaves for the loss: all [rows][units], or [rows]. */
final class Outputs {

  final int units;

  /** Pre-activation; after softmax, less each row's maximum. */
  final float[] z;

  /** Activation: the prediction. */
  final float[] a;

  /** Targets. */
  final float[] y;

  /** dL/dz, with room behind it, so that rows narrower than a vector can be read as whole ones. */
  final float[] delta;

  /** The denominator of each row's softmax. */
  final float[] rowSums;

  /** The loss of each row. */
  final double[] losses;

  Outputs(int rows, int units) {
    this.units = units;
    this.z = new float[rows * units];
    this.a = new float[rows * units];
    this.y = new float[rows * units];
    this.delta = new float[rows * units + Kernels.REDUCTION_LANES];
    this.rowSums = new float[rows];
    this.losses = new double[rows];
  }
}
