package io.github.jinbei.internal.kernel;

import static io.github.jinbei.internal.kernel.ScalarMath.LN2_HI;
import static io.github.jinbei.internal.kernel.ScalarMath.LN2_LO;
import static io.github.jinbei.internal.kernel.ScalarMath.LOG2_E;
import static io.github.jinbei.internal.kernel.ScalarMath.MAGNITUDE;
import static io.github.jinbei.internal.kernel.ScalarMath.ROUND;
import static io.github.jinbei.internal.kernel.ScalarMath.SIGN;
import static io.github.jinbei.internal.kernel.ScalarMath.UNSCALE;
import static io.github.jinbei.internal.kernel.ScalarMath.expm1Reduced;

/** The error function and its complement, one float at a time, by the rules of {@link ScalarMath}. */
public final class ScalarErf {

  /** {@code erf(x)/x - 1 = F0 + F1*x^2 + .. + F5*x^10}, minimax for |x| up to ERF_SMALL. */
  public static final float F0 = 0x1.06eba8p-3f;
  public static final float F1 = -0x1.812726p-2f;
  public static final float F2 = 0x1.ce256ap-4f;
  public static final float F3 = -0x1.b735eap-6f;
  public static final float F4 = 0x1.4b763p-8f;
  public static final float F5 = -0x1.4cd86p-11f;
  public static final float ERF_SMALL = 0.85f;

  /** {@code log(erfc(-c))/c - 1 = G0 + G1*c + .. + G5*c^5}, minimax for erf where c is from -4 to -ERF_SMALL. */
  public static final float G0 = 0x1.073aa4p-3f;
  public static final float G1 = -0x1.4575fp-1f;
  public static final float G2 = 0x1.af70f2p-4f;
  public static final float G3 = 0x1.77c6fcp-6f;
  public static final float G4 = 0x1.a7466ep-9f;
  public static final float G5 = 0x1.c472f6p-13f;

  /**
   * {@code e^(a^2) erfc(a) / t = H0 + H1*h + .. + H9*h^9} with {@code t = 3 / (3+a)} and {@code h = t - H_CENTRE},
   * minimax for a from 0 to 10.1. The centre is in the middle of the range, so that rounding errors of the higher terms shrink,
   * and at a point where H0 and H1 are close to floats.
   */
  public static final float H0 = 0x1.6bab38p-2f;
  public static final float H1 = 0x1.29a096p-1f;
  public static final float H2 = 0x1.8cc438p-1f;
  public static final float H3 = 0x1.a18cep-1f;
  public static final float H4 = 0x1.42ce6ep-1f;
  public static final float H5 = 0x1.25dba2p-2f;
  public static final float H6 = -0x1.60c262p-6f;
  public static final float H7 = -0x1.09b40cp-3f;
  public static final float H8 = -0x1.6ec602p-5f;
  public static final float H9 = 0x1.d13154p-5f;
  public static final float H_CENTRE = 0x1.fbp-2f;

  /** {@code SLOPE0 + SLOPE1*t = t f'(t) / (3 f(t))} for {@code f(t) = e^(a^2) erfc(a)}, to 0.05. */
  public static final float SLOPE0 = 0.2f;
  public static final float SLOPE1 = 0.9f;

  /** From these |x| on, erf x rounds to ±1 and erfc x to 0. */
  public static final float ERF_MAX = 4f;
  public static final float ERFC_MAX = 10.25f;

  private ScalarErf() {}

  /**
   * Computes {@code erf x = x + x F(x^2)} where |x| is below 0.85, else {@code sign(x) (1 - erfc|x|)} with
   * {@code erfc|x| = e^l = 2^n e^r}, l a polynomial in |x|.
   *
   * <p>Error at most 0.95 ulp (at 0x1.e1bca4p-1).
   * {@code erf(±0) = ±0}, {@code erf(±Inf) = ±1}, never beyond ±1, NaN to NaN.
   */
  public static float erf(float x) {
    float w = x * x;
    float q = Fma.fma(F5, w, F4);
    q = Fma.fma(q, w, F3);
    q = Fma.fma(q, w, F2);
    q = Fma.fma(q, w, F1);
    q = Fma.fma(q, w, F0);
    float small = Fma.fma(x, q, x);
    float a = Float.intBitsToFloat(Float.floatToRawIntBits(x) | SIGN);
    float c = a < -ERF_MAX ? -ERF_MAX : a;
    float g = Fma.fma(G5, c, G4);
    g = Fma.fma(g, c, G3);
    g = Fma.fma(g, c, G2);
    g = Fma.fma(g, c, G1);
    g = Fma.fma(g, c, G0);
    float l = Fma.fma(g, c, c);
    float z = Fma.fma(l, LOG2_E, ROUND + 127);
    float n = z - (ROUND + 127);
    float t = expm1Reduced(Fma.fma(n, -LN2_LO, Fma.fma(n, -LN2_HI, l)));
    float s = Float.intBitsToFloat(Float.floatToRawIntBits(z) << 23);
    float large = Fma.fma(-s, t, 1f - s);
    float y = a > -ERF_SMALL ? small : large;
    return Float.intBitsToFloat(Float.floatToRawIntBits(y) | (Float.floatToRawIntBits(x) & SIGN));
  }

  /**
   * Computes {@code erfc|x| = e^(-x^2) t H(h)} with {@code t = 3 / (3+|x|)}; for x below 0, 2 minus that. Since the result must
   * be accurate to its last bits where it is tiny, rounding errors are carried along: those of x^2 and of t in the exponent, as
   * factors {@code 1 + d = e^d}; those of {@code H} and {@code t H} in {@code low}.
   *
   * <p>Error at most 1.94 ulp (at 0x1.0123cap-1).
   * {@code erfc(±0) = 1}, {@code erfc(-Inf) = 2}, {@code erfc(Inf) = 0}, 0 above 10.054194, NaN to NaN.
   */
  public static float erfc(float x) {
    float a = Float.intBitsToFloat(Float.floatToRawIntBits(x) & MAGNITUDE);
    float c = a > ERFC_MAX ? ERFC_MAX : a;
    float d = c + 3f;
    float dLow = c - (d - 3f); // exact: d - 3 is a float on either side of c = 3
    float t = 3f / d;
    float tLost = Fma.fma(-t, dLow, Fma.fma(-t, d, 3f)); // 3 - t (3+c): three times the relative error of t
    float h = t - H_CENTRE;
    float q = Fma.fma(H9, h, H8);
    q = Fma.fma(q, h, H7);
    q = Fma.fma(q, h, H6);
    q = Fma.fma(q, h, H5);
    q = Fma.fma(q, h, H4);
    q = Fma.fma(q, h, H3);
    q = Fma.fma(q, h, H2);
    q = Fma.fma(q, h, H1);
    float p = Fma.fma(q, h, H0);
    float pLow = Fma.fma(q, h, H0 - p);
    float f = t * p;
    float low = Fma.fma(pLow, t, Fma.fma(t, p, -f));
    float s = c * c;
    float sLow = Fma.fma(-c, c, s); // -c^2 = sLow - s
    float z = Fma.fma(s, -LOG2_E, ROUND + 191); // 127 + 64 - n
    float n = (ROUND + 191) - z;
    float correction = Fma.fma(tLost, Fma.fma(t, SLOPE1, SLOPE0), sLow);
    float e = expm1Reduced(Fma.fma(n, LN2_HI, -s) + Fma.fma(n, LN2_LO, correction));
    float y = Fma.fma(f, e, low) + f;
    y = y * Float.intBitsToFloat(Float.floatToRawIntBits(z) << 23) * UNSCALE;
    return x < 0f ? 2f - y : y;
  }
}
