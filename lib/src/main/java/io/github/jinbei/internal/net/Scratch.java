package io.github.jinbei.internal.net;

import io.github.jinbei.internal.kernel.ReductionKernels;

/** The room that the functions and reductions of one worker need. */
final class Scratch {

  /** Elements of a piece: small enough to stay in the first-level cache. */
  static final int PIECE = 1024;

  /** Two pieces. */
  final float[] pieces = new float[2 * PIECE];

  /** The virtual lanes of a reduction. */
  final float[] lanes = new float[ReductionKernels.REDUCTION_LANES];
}
