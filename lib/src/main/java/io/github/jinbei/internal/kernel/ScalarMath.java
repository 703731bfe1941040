package io.github.jinbei.internal.kernel;

/**
 * The transcendental functions of this library, one float at a time; the error function is in {@link ScalarErf}.
 *
 * <p>Every function is a fixed sequence of {@code fma}, {@code + - * /}, comparisons that choose between two computed
 * values, and integer operations on the bits of a float. {@code VectorMath} performs the same operations in the same
 * order on lanes, so both give the same bits (except NaN payloads) on every machine. A change of one constant here changes
 * the result of every training run.
 *
 * <p>Accuracy is the largest |result - exact| over all 2<sup>32</sup> floats, measured against {@link StrictMath} in
 * {@code double}; an ulp is that of the float nearest to the exact value, {@link Float#MIN_VALUE} below the normal
 * range. {@code ExhaustiveMathCheck} of the test tree measures it again.
 *
 * <p>A float is rounded to an integer by adding {@code 1.5 * 2^23}: the sum has the integer in its low bits. A shift of these
 * bits to the left by 23 puts the integer into the exponent field and removes all bits above it. If the bias 127 of the
 * exponent was added to {@code ROUND} too, the shifted bits are a power of two.
 */
public final class ScalarMath {

  /** {@code 1.5 * 2^23}: a float of this size has no fraction bits. */
  public static final float ROUND = 0x1.8p23f;

  public static final float LOG2_E = 0x1.715476p0f;

  /** ln 2 = LN2_HI + LN2_LO to 49 bits; {@code x - n*LN2_HI} is exact where |n| is below 256. */
  public static final float LN2_HI = 0x1.62e43p-1f;
  public static final float LN2_LO = -0x1.05c61p-29f;

  /** ln 2 = LN2_SHORT + LN2_REST, the first with 15 bits: {@code n*LN2_SHORT} is exact where |n| is below 256. */
  public static final float LN2_SHORT = 0x1.62e4p-1f;
  public static final float LN2_REST = 0x1.7f7d1cp-20f;

  /** {@code (e^r - 1 - r) / r^2 = E0 + E1*r + .. + E4*r^4}, minimax for |r| up to ln(2)/2. */
  public static final float E0 = 0x1.fffffcp-2f;
  public static final float E1 = 0x1.55548ep-3f;
  public static final float E2 = 0x1.5558aap-5f;
  public static final float E3 = 0x1.123958p-7f;
  public static final float E4 = 0x1.6a4c6p-10f;

  /** {@code (log(1+f) - f) / f^2 = L0 + L1*f + .. + L8*f^8}, minimax for 1+f from sqrt(1/2) to sqrt(2). */
  public static final float L0 = -0.5f;
  public static final float L1 = 0x1.555552p-2f;
  public static final float L2 = -0x1.00021cp-2f;
  public static final float L3 = 0x1.99a01ap-3f;
  public static final float L4 = -0x1.5472a2p-3f;
  public static final float L5 = 0x1.22d92p-3f;
  public static final float L6 = -0x1.0d8256p-3f;
  public static final float L7 = 0x1.055decp-3f;
  public static final float L8 = -0x1.38ca4ep-4f;

  /** {@code (tanh(a) - a) / a^3 = T0 + T1*a^2 + .. + T4*a^8}, minimax for |a| up to TANH_SMALL. */
  public static final float T0 = -0x1.5554f8p-2f;
  public static final float T1 = 0x1.10fb0cp-3f;
  public static final float T2 = -0x1.b6c352p-5f;
  public static final float T3 = 0x1.493a34p-6f;
  public static final float T4 = -0x1.50e264p-8f;
  public static final float TANH_SMALL = 0.7f;

  /** {@code (atan(t) - t) / t^3 = A0 + A1*t^2 + .. + A8*t^16}, minimax for |t| up to 1. */
  public static final float A0 = -0x1.55553ep-2f;
  public static final float A1 = 0x1.9991e4p-3f;
  public static final float A2 = -0x1.242086p-3f;
  public static final float A3 = 0x1.c08c5p-4f;
  public static final float A4 = -0x1.58093p-4f;
  public static final float A5 = 0x1.da2aa6p-5f;
  public static final float A6 = -0x1.fd803cp-6f;
  public static final float A7 = 0x1.642888p-7f;
  public static final float A8 = -0x1.d363d8p-10f;

  /** pi/2 = HALF_PI_HI + HALF_PI_LO to 49 bits. */
  public static final float HALF_PI_HI = 0x1.921fb6p0f;
  public static final float HALF_PI_LO = -0x1.777a5cp-25f;

  /** {@code (log(1+u) - u) / u^2 = P0 + P1*u + .. + P8*u^8}, minimax for u from 0 to 1. */
  public static final float P0 = -0x1.ffffd2p-2f;
  public static final float P1 = 0x1.554ddp-2f;
  public static final float P2 = -0x1.ff23e6p-3f;
  public static final float P3 = 0x1.934b54p-3f;
  public static final float P4 = -0x1.3a435ep-3f;
  public static final float P5 = 0x1.b4ae08p-4f;
  public static final float P6 = -0x1.d6b08cp-5f;
  public static final float P7 = 0x1.4917cep-6f;
  public static final float P8 = -0x1.af49cep-9f;

  /** Beyond these bounds e^x is infinite, or rounds to 0. */
  public static final float EXP_MAX = 89f;
  public static final float EXP_MIN = -104f;

  /** Below this bound e^x - 1 rounds to -1. */
  public static final float EXPM1_MIN = -20f;

  /** If |x*x| is below this, e^x - 1 rounds to x. */
  public static final float EXPM1_TINY = 0x1p-50f;

  /** From this 2|x| on, tanh x rounds to 1. */
  public static final float TANH_MAX = 20f;

  /** Where 2^-n may be denormal, it is computed as 2^(64-n), which is normal for n up to 150, times this. */
  public static final float UNSCALE = 0x1p-64f;

  /** The bits of sqrt(1/2), where the mantissa of a logarithm begins, and those of {@link #ROUND}. */
  public static final int SQRT_HALF_BITS = 0x3f3504f3;
  public static final int ROUND_BITS = 0x4b400000;

  /** Denormals are scaled by 2^24 before their bits are taken apart. */
  public static final float DENORMAL_SCALE = 0x1p24f;

  /** The bits of 2^40: the scale of the rounding error of {@code 1 + x}. 2^(40-n) and the product stay in the normal range. */
  public static final int CARRY_BITS = 0x53800000;
  public static final float CARRY_UNSCALE = 0x1p-40f;

  public static final int SIGN = 0x80000000;
  public static final int MAGNITUDE = 0x7fffffff;

  private ScalarMath() {}

  /**
   * Computes {@code e^x = 2^n * e^r} with n the integer nearest to x / ln 2 and {@code r = x - n ln 2}. The power of two is
   * applied in two factors, so that results below the normal range are rounded once and those near the largest float do not
   * overflow on the way.
   *
   * <p>Error at most 0.91 ulp (at 0x1.4cc98p2).
   * {@code exp(±0) = 1}, {@code exp(-Inf) = 0}, {@code exp(Inf) = Inf}, Inf above 88.72284, 0 below -103.97208, NaN to
   * NaN.
   */
  public static float exp(float x) {
    float c = x > EXP_MAX ? EXP_MAX : x;
    c = c < EXP_MIN ? EXP_MIN : c;
    float z = Fma.fma(c, LOG2_E, ROUND + 254); // n + 2*127, one bias for each factor
    float n = z - (ROUND + 254);
    float r = Fma.fma(n, -LN2_LO, Fma.fma(n, -LN2_HI, c));
    float p = Fma.fma(Fma.fma(expTail(r), r, 1f), r, 1f);
    int bits = Float.floatToRawIntBits(z);
    int half = bits >> 1;
    return p * Float.intBitsToFloat(half << 23) * Float.intBitsToFloat((bits - half) << 23);
  }

  /**
   * Computes {@code e^x - 1 = 2^n (e^r - 1) + (2^n - 1)}, with n and r as in {@link #exp}. All but the last doubling is done
   * with 2^(n-1), which is finite wherever the result is.
   *
   * <p>Error at most 1.48 ulp (at 0x1.0fbceep4).
   * {@code expm1(±0) = ±0}, {@code expm1(-Inf) = -1}, {@code expm1(Inf) = Inf}, Inf above 88.72284, NaN to NaN.
   */
  public static float expm1(float x) {
    float c = x > EXP_MAX ? EXP_MAX : x;
    c = c < EXPM1_MIN ? EXPM1_MIN : c;
    float z = Fma.fma(c, LOG2_E, ROUND + 126); // n + 127 - 1
    float n = z - (ROUND + 126);
    float t = expm1Reduced(Fma.fma(n, -LN2_LO, Fma.fma(n, -LN2_HI, c)));
    float s = Float.intBitsToFloat(Float.floatToRawIntBits(z) << 23);
    float y = Fma.fma(s, t, s - 0.5f);
    return x * x < EXPM1_TINY ? x : y + y;
  }

  /**
   * Computes {@code log x = n ln 2 + log(1+f)} with {@code x = 2^n (1+f)} and 1+f from sqrt(1/2) to sqrt(2).
   *
   * <p>Error at most 0.90 ulp (at 0x1.69ce6ap-1).
   * {@code log(±0) = -Inf}, {@code log(Inf) = Inf}, NaN for x below 0 and for NaN; denormals are exact to the same
   * bound.
   */
  public static float log(float x) {
    boolean denormal = x < Float.MIN_NORMAL;
    int bits = Float.floatToRawIntBits(denormal ? x * DENORMAL_SCALE : x);
    int e = (bits - SQRT_HALF_BITS) >> 23;
    float f = Float.intBitsToFloat(bits - (e << 23)) - 1f;
    float n = Float.intBitsToFloat(e + ROUND_BITS) - (denormal ? ROUND + 24 : ROUND);
    float y = logSum(n, f, 0f);
    y = x < 0f ? Float.NaN : y;
    y = x == 0f ? Float.NEGATIVE_INFINITY : y;
    return x < Float.POSITIVE_INFINITY ? y : x;
  }

  /**
   * Computes {@code log(1+x)} as {@link #log} of the rounded {@code u = 1 + x}, with the rounding error added to f. Where n = 0
   * this is exactly x.
   *
   * <p>Error at most 0.99 ulp (at 0x1.a83d8ep-2).
   * {@code log1p(±0) = ±0}, {@code log1p(-1) = -Inf}, {@code log1p(Inf) = Inf}, NaN for x below -1 and for NaN.
   */
  public static float log1p(float x) {
    float u = 1f + x;
    float v = u - 1f;
    float lost = (1f - (u - v)) + (x - v); // two-sum (Knuth): 1 + x = u + lost exactly
    int bits = Float.floatToRawIntBits(u);
    int e = (bits - SQRT_HALF_BITS) >> 23;
    float f = Float.intBitsToFloat(bits - (e << 23)) - 1f;
    float carry = lost * Float.intBitsToFloat(CARRY_BITS - (e << 23));
    float g = Fma.fma(carry, CARRY_UNSCALE, f);
    float gLow = Fma.fma(carry, CARRY_UNSCALE, f - g);
    float y = logSum(Float.intBitsToFloat(e + ROUND_BITS) - ROUND, g, gLow);
    y = u < 0f ? Float.NaN : y;
    y = u == 0f ? Float.NEGATIVE_INFINITY : y;
    y = x < Float.POSITIVE_INFINITY ? y : x;
    return Float.intBitsToFloat(Float.floatToRawIntBits(y) | (Float.floatToRawIntBits(x) & SIGN));
  }

  /**
   * Computes {@code tanh x = sign(x) (1 - 2 / (1 + e^(2|x|)))}; where |x| is below 0.7, {@code x + x^3 T(x^2)}.
   *
   * <p>Error at most 1.07 ulp (at 0x1.8678c6p-1).
   * {@code tanh(±0) = ±0}, {@code tanh(±Inf) = ±1}, never beyond ±1, NaN to NaN.
   */
  public static float tanh(float x) {
    float a = Float.intBitsToFloat(Float.floatToRawIntBits(x) & MAGNITUDE);
    float c = a + a;
    c = c > TANH_MAX ? TANH_MAX : c;
    float z = Fma.fma(c, -LOG2_E, ROUND + 127);
    float n = (ROUND + 127) - z;
    float t = expm1Reduced(Fma.fma(n, -LN2_LO, Fma.fma(n, -LN2_HI, c)));
    float s = Float.intBitsToFloat(Float.floatToRawIntBits(z) << 23); // 2^-n: 1 / (1 + e^c) = s / (s + 1 + t)
    float large = 1f - (s + s) / ((s + 1f) + t);
    float w = a * a;
    float q = Fma.fma(T4, w, T3);
    q = Fma.fma(q, w, T2);
    q = Fma.fma(q, w, T1);
    q = Fma.fma(q, w, T0);
    float small = Fma.fma(a * w, q, a);
    float y = a < TANH_SMALL ? small : large;
    return Float.intBitsToFloat(Float.floatToRawIntBits(y) | (Float.floatToRawIntBits(x) & SIGN));
  }

  /**
   * Computes {@code sigmoid x = 1 / (1 + e^-x)}, from {@code q = sigmoid(-|x|) = 1 / (1 + e^|x|)}: q for x below 0, else 1 - q.
   *
   * <p>Error at most 1.11 ulp (at -0x1.4cd2b8p2).
   * {@code sigmoid(±0) = 0.5}, {@code sigmoid(-Inf) = 0}, {@code sigmoid(Inf) = 1}, NaN to NaN.
   */
  public static float sigmoid(float x) {
    float a = Float.intBitsToFloat(Float.floatToRawIntBits(x) & MAGNITUDE);
    float c = a > -EXP_MIN ? -EXP_MIN : a;
    float z = Fma.fma(c, -LOG2_E, ROUND + 191); // 127 + 64 - n
    float n = (ROUND + 191) - z;
    float t = expm1Reduced(Fma.fma(n, -LN2_LO, Fma.fma(n, -LN2_HI, c)));
    float scale = Float.intBitsToFloat(Float.floatToRawIntBits(z) << 23);
    float s = scale * UNSCALE; // 2^-n: q = s y with y = 1 / (1 + t + s)
    float y = 1f / ((s + 1f) + t);
    float excess = Fma.fma(y, t, Fma.fma(y, s, y - 1f)); // y (1 + t + s) - 1: one Newton step
    float q = (y - excess * y) * scale * UNSCALE;
    return x < 0f ? q : 1f - q;
  }

  /**
   * Computes {@code softplus x = log(1 + e^x) = max(x, 0) + log(1+u)} with {@code u = e^-|x|}, {@code log(1+u) = u + u^2 P(u)}.
   * The rounding error of u is added with the slope {@code 1 / (1+u)}, about {@code 1 - u/2}.
   *
   * <p>Error at most 1.68 ulp (at 0x1.f91d92p-6).
   * {@code softplus(-Inf) = 0}, {@code softplus(Inf) = Inf}, 0 below -103.97208, NaN to NaN.
   */
  public static float softplus(float x) {
    float c = Float.intBitsToFloat(Float.floatToRawIntBits(x) | SIGN);
    c = c < EXP_MIN ? EXP_MIN : c;
    float z = Fma.fma(c, LOG2_E, ROUND + 191); // n + 127 + 64
    float n = z - (ROUND + 191);
    float t = expm1Reduced(Fma.fma(n, -LN2_LO, Fma.fma(n, -LN2_HI, c)));
    float scale = Float.intBitsToFloat(Float.floatToRawIntBits(z) << 23);
    float p = 1f + t;
    float u = p * scale * UNSCALE;
    float lost = (t - (p - 1f)) * scale * UNSCALE; // fast two-sum (Dekker)
    float q = Fma.fma(P8, u, P7);
    q = Fma.fma(q, u, P6);
    q = Fma.fma(q, u, P5);
    q = Fma.fma(q, u, P4);
    q = Fma.fma(q, u, P3);
    q = Fma.fma(q, u, P2);
    q = Fma.fma(q, u, P1);
    q = Fma.fma(q, u, P0);
    float tail = Fma.fma(u * u, q, Fma.fma(lost * u, -0.5f, lost));
    float positive = x <= 0f ? 0f : x;
    return (positive + tail) + u;
  }

  /**
   * Computes {@code atan x = sign(x) (b + t + t^3 A(t^2))} with t = |x| and b = 0 for |x| up to 1, else t = -1/|x|, b = pi/2.
   *
   * <p>Error at most 1.22 ulp (at 0x1.016b92p0).
   * {@code atan(±0) = ±0}, {@code atan(±Inf) = ±pi/2} rounded to nearest, NaN to NaN.
   */
  public static float atan(float x) {
    float a = Float.intBitsToFloat(Float.floatToRawIntBits(x) & MAGNITUDE);
    boolean large = a > 1f;
    float t = large ? -1f / a : a;
    float high = large ? HALF_PI_HI : 0f;
    float low = large ? HALF_PI_LO : 0f;
    float w = t * t;
    float q = Fma.fma(A8, w, A7);
    q = Fma.fma(q, w, A6);
    q = Fma.fma(q, w, A5);
    q = Fma.fma(q, w, A4);
    q = Fma.fma(q, w, A3);
    q = Fma.fma(q, w, A2);
    q = Fma.fma(q, w, A1);
    q = Fma.fma(q, w, A0);
    float sum = high + t;
    float rest = (t - (sum - high)) + low; // fast two-sum (Dekker): high is 0 or above |t|
    float y = sum + Fma.fma(t * w, q, rest);
    return Float.intBitsToFloat(Float.floatToRawIntBits(y) | (Float.floatToRawIntBits(x) & SIGN));
  }

  /** Computes {@code (e^r - 1 - r) / r^2} for |r| up to ln(2)/2. */
  private static float expTail(float r) {
    float q = Fma.fma(E4, r, E3);
    q = Fma.fma(q, r, E2);
    q = Fma.fma(q, r, E1);
    return Fma.fma(q, r, E0);
  }

  /** Computes {@code e^r - 1} for |r| up to ln(2)/2. */
  static float expm1Reduced(float r) {
    return Fma.fma(r * r, expTail(r), r);
  }

  /** Computes {@code n ln 2 + log(1+f) + low}, for a {@code low} below the last bit of f. */
  private static float logSum(float n, float f, float low) {
    float q = Fma.fma(L8, f, L7);
    q = Fma.fma(q, f, L6);
    q = Fma.fma(q, f, L5);
    q = Fma.fma(q, f, L4);
    q = Fma.fma(q, f, L3);
    q = Fma.fma(q, f, L2);
    q = Fma.fma(q, f, L1);
    q = Fma.fma(q, f, L0);
    float b = n * LN2_SHORT;
    float sum = b + f;
    float rest = (f - (sum - b)) + low; // fast two-sum (Dekker): |b| is 0 or above |f|
    return sum + (Fma.fma(n, LN2_REST, (f * f) * q) + rest);
  }
}
