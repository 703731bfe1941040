package io.github.jinbei.internal.kernel;

import static io.github.jinbei.internal.kernel.ScalarMath.LN2_HI;
import static io.github.jinbei.internal.kernel.ScalarMath.LN2_LO;
import static io.github.jinbei.internal.kernel.ScalarMath.LOG2_E;
import static io.github.jinbei.internal.kernel.ScalarMath.ROUND;
import static io.github.jinbei.internal.kernel.ScalarMath.UNSCALE;
import static io.github.jinbei.internal.kernel.ScalarMath.expm1Reduced;

/**
 * Mish and its derivative, one float at a time, by the rules of {@link ScalarMath}. With {@code e = e^x} and {@code m = e^2 +
 * 2e}, tanh(log(1 + e)) is {@code m / (m + 2)}.
 */
public final class ScalarMish {

  /** From this x on, mish x rounds to x, and the derivative to 1. */
  public static final float MISH_MAX = 16f;

  /** Below this bound mish x rounds to -0. */
  public static final float MISH_MIN = -110f;

  /** Below this bound e^x is not normal. The derivative there is the one at the bound, -1.4e-36. */
  public static final float SLOPE_MIN = -87f;

  /** The inverse of {@link ScalarMath#UNSCALE}. */
  public static final float SCALE = 0x1p64f;

  private ScalarMish() {}

  /**
   * Computes {@code mish x = x tanh(log(1 + e^x))}: for x below 0 it is {@code b - b (e^2 + e) / (m + 2)} with {@code b = x e},
   * else {@code x - x 2 / (m + 2)}. 2^n, of e^x = 2^n e^r, is scaled, so that b is normal where the result is not.
   *
   * <p>Error at most 2.64 ulp (at -0x1.e5dadap-3).
   * {@code mish(±0) = 0}, {@code mish(-Inf) = -0}, {@code mish(Inf) = Inf}, -0 below -108.67, NaN to NaN.
   */
  public static float mish(float x) {
    float c = x > MISH_MAX ? MISH_MAX : x;
    c = c < MISH_MIN ? MISH_MIN : c;
    float z = Fma.fma(c, LOG2_E, ROUND + 191); // n + 127 + 64
    float n = z - (ROUND + 191);
    float t = expm1Reduced(Fma.fma(n, -LN2_LO, Fma.fma(n, -LN2_HI, c)));
    float scale = Float.intBitsToFloat(Float.floatToRawIntBits(z) << 23);
    float scaled = c * scale;
    float s = scale * UNSCALE;
    float e = Fma.fma(s, t, s);
    float divisor = Fma.fma(e, -2f - e, -2f); // -(m + 2)
    float b = x < 0f ? Fma.fma(scaled, t, scaled) : c * SCALE;
    float q = (x < 0f ? Fma.fma(e, e, e) : 2f) / divisor;
    float y = Fma.fma(b, q, b) * UNSCALE;
    return x > MISH_MAX ? x : y;
  }

  /**
   * Computes the derivative of mish, {@code m / (m + 2) + 4x (e^2 + e) / (m + 2)^2}, as one quotient.
   *
   * <p>Error at most 3e-7 (at 0x1.f27fb4p0). 0.6 at ±0, 1 at Inf, -1.4e-36 at -Inf, NaN to NaN.
   */
  public static float slope(float x) {
    float c = x < SLOPE_MIN ? SLOPE_MIN : x;
    c = c > MISH_MAX ? MISH_MAX : c;
    float z = Fma.fma(c, LOG2_E, ROUND + 127);
    float n = z - (ROUND + 127);
    float t = expm1Reduced(Fma.fma(n, -LN2_LO, Fma.fma(n, -LN2_HI, c)));
    float scale = Float.intBitsToFloat(Float.floatToRawIntBits(z) << 23);
    float e = Fma.fma(scale, t, scale);
    float m = Fma.fma(e, e, e + e);
    float d = m + 2f;
    return Fma.fma(4f * c, m - e, m * d) / (d * d);
  }
}
