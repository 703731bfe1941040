package io.github.jinbei.internal.kernel;

/**
 * The fused multiply-add {@code a*b + c}, rounded once. All results of this library are built from it.
 *
 * <p>Without hardware support {@link Math#fma(float, float, float)} takes about a microsecond and allocates. In that case the
 * same value is computed in {@code double} arithmetic: the product of two floats is exact in a {@code double}, and the sum is
 * rounded <em>to odd</em>. A value that is rounded to odd with at least two extra bits rounds to the same {@code float} as the
 * exact sum (Boldo and Melquiond, "Emulation of FMA and correctly rounded sums", 2008).
 */
public final class Fma {

  /** Whether this VM compiles {@code Math.fma} to one instruction. */
  public static final boolean HARDWARE = FmaProbe.hardware();

  private Fma() {}

  /** Computes {@code a*b + c} with one rounding, whatever the hardware. */
  public static float fma(float a, float b, float c) {
    return HARDWARE ? Math.fma(a, b, c) : emulated(a, b, c);
  }

  /** Computes the same in {@code double} arithmetic; allocates nothing. */
  static float emulated(float a, float b, float c) {
    double p = (double) a * b;
    double s = p + c;
    double t = s - p;
    double error = (p - (s - t)) + (c - t); // two-sum (Knuth): p + c = s + error exactly; NaN where s is not finite
    long bits = Double.doubleToRawLongBits(s);
    if (error != 0 && error == error && (bits & 1) == 0) {
      // s is even and inexact: step to the odd neighbour on the side of the exact sum.
      s = Double.longBitsToDouble(error > 0 == s > 0 ? bits + 1 : bits - 1);
    }
    return (float) s;
  }
}
