package io.github.jinbei.internal.net;

import io.github.jinbei.internal.kernel.Kernels;

/** Small buffers that operations along rows need. */
final class Scratch {

  /** The virtual lanes of a reduction. */
  final float[] lanes = new float[Kernels.REDUCTION_LANES];

  /** The denominator of each row's softmax. */
  final float[] rowSums;

  Scratch(int rows) {
    this.rowSums = new float[rows];
  }
}
