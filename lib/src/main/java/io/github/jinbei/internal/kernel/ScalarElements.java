package io.github.jinbei.internal.kernel;

import static io.github.jinbei.internal.kernel.Kernels.LEAST_DELTA;

/** The operations on one element that several themes share. */
final class ScalarElements {

  private static final int LEAST_DELTA_BITS = Float.floatToRawIntBits(LEAST_DELTA);

  private ScalarElements() {}

  /**
   * Returns 0 if d is below {@link Kernels#LEAST_DELTA} in magnitude, else d. There is no branch, because C2 does not compile a
   * branch that was never taken. If the first tiny delta then came late, in the tail of a vector loop, the VM would discard the
   * compiled loop, and vectors would be boxed until it is compiled again.
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
