package io.github.jinbei.internal.kernel;

import static io.github.jinbei.internal.kernel.Kernels.LEAST_DELTA;

/** The steps on one element that several themes share. */
final class ScalarElements {

  private static final int LEAST_DELTA_BITS = Float.floatToRawIntBits(LEAST_DELTA);

  private ScalarElements() {}

  /**
   * Returns 0 for what is below {@link Kernels#LEAST_DELTA} in magnitude, else d. There is no branch: C2 leaves out a branch
   * that was never taken. Where a first tiny delta turns up late, in the tail of a vector loop, C2 would throw away the
   * compiled loop, which then boxes its vectors until it is compiled again.
   */
  static float delta(float d) {
    int bits = Float.floatToRawIntBits(d);
    int tiny = (bits & Integer.MAX_VALUE) - LEAST_DELTA_BITS >> Integer.SIZE - 1; // all ones or none
    return Float.intBitsToFloat(bits & ~tiny);
  }

  /** Returns v, clipped to [-bound, bound]; NaN stays. There is no branch, for the reason that {@link #delta} states. */
  static float clamped(float v, float bound) {
    return Math.max(-bound, Math.min(v, bound));
  }
}
