package io.github.jinbei.internal.net;

import io.github.jinbei.internal.kernel.ReductionKernels;

/** The scratch arrays of one worker, for activation functions and reductions. */
final class Scratch {

  /** Elements of a piece: small enough to stay in the first-level cache. */
  static final int PIECE = 1024;

  /** Two pieces. */
  final float[] pieces = new float[2 * PIECE];

  /** The 16 sums of a reduction, one for each of its virtual lanes. */
  final float[] lanes = new float[ReductionKernels.REDUCTION_LANES];
}
