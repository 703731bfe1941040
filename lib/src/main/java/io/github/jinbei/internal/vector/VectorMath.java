package io.github.jinbei.internal.vector;

import static io.github.jinbei.internal.kernel.ScalarMath.CARRY_BITS;
import static io.github.jinbei.internal.kernel.ScalarMath.CARRY_UNSCALE;
import static io.github.jinbei.internal.kernel.ScalarMath.DENORMAL_SCALE;
import static io.github.jinbei.internal.kernel.ScalarMath.E0;
import static io.github.jinbei.internal.kernel.ScalarMath.E1;
import static io.github.jinbei.internal.kernel.ScalarMath.E2;
import static io.github.jinbei.internal.kernel.ScalarMath.E3;
import static io.github.jinbei.internal.kernel.ScalarMath.E4;
import static io.github.jinbei.internal.kernel.ScalarMath.EXPM1_MIN;
import static io.github.jinbei.internal.kernel.ScalarMath.EXPM1_TINY;
import static io.github.jinbei.internal.kernel.ScalarMath.EXP_MAX;
import static io.github.jinbei.internal.kernel.ScalarMath.EXP_MIN;
import static io.github.jinbei.internal.kernel.ScalarMath.L0;
import static io.github.jinbei.internal.kernel.ScalarMath.L1;
import static io.github.jinbei.internal.kernel.ScalarMath.L2;
import static io.github.jinbei.internal.kernel.ScalarMath.L3;
import static io.github.jinbei.internal.kernel.ScalarMath.L4;
import static io.github.jinbei.internal.kernel.ScalarMath.L5;
import static io.github.jinbei.internal.kernel.ScalarMath.L6;
import static io.github.jinbei.internal.kernel.ScalarMath.L7;
import static io.github.jinbei.internal.kernel.ScalarMath.L8;
import static io.github.jinbei.internal.kernel.ScalarMath.LN2_HI;
import static io.github.jinbei.internal.kernel.ScalarMath.LN2_LO;
import static io.github.jinbei.internal.kernel.ScalarMath.LN2_REST;
import static io.github.jinbei.internal.kernel.ScalarMath.LN2_SHORT;
import static io.github.jinbei.internal.kernel.ScalarMath.LOG2_E;
import static io.github.jinbei.internal.kernel.ScalarMath.MAGNITUDE;
import static io.github.jinbei.internal.kernel.ScalarMath.ROUND;
import static io.github.jinbei.internal.kernel.ScalarMath.ROUND_BITS;
import static io.github.jinbei.internal.kernel.ScalarMath.SIGN;
import static io.github.jinbei.internal.kernel.ScalarMath.SQRT_HALF_BITS;
import static io.github.jinbei.internal.kernel.ScalarMath.T0;
import static io.github.jinbei.internal.kernel.ScalarMath.T1;
import static io.github.jinbei.internal.kernel.ScalarMath.T2;
import static io.github.jinbei.internal.kernel.ScalarMath.T3;
import static io.github.jinbei.internal.kernel.ScalarMath.T4;
import static io.github.jinbei.internal.kernel.ScalarMath.TANH_MAX;
import static io.github.jinbei.internal.kernel.ScalarMath.TANH_SMALL;

import io.github.jinbei.internal.kernel.ScalarMath;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * {@link ScalarMath} in lanes: line by line the same operations, so every lane holds the bits that the scalar function
 * gives (NaN payloads apart). Formulas, accuracy and special values are stated there.
 *
 * <p>The methods are short enough for C2 to inline them into the caller's loop, where it keeps the constants in
 * registers; a vector that crosses a call that is not inlined is boxed.
 */
final class VectorMath {

  private VectorMath() {}

  /** {@link ScalarMath#exp}; error at most @EXP@. */
  static FloatVector exp(FloatVector x) {
    FloatVector c = x.blend(EXP_MAX, x.compare(VectorOperators.GT, EXP_MAX));
    c = c.blend(EXP_MIN, c.compare(VectorOperators.LT, EXP_MIN));
    FloatVector z = c.fma(all(LOG2_E), all(ROUND + 254));
    FloatVector n = z.sub(ROUND + 254);
    FloatVector r = n.fma(all(-LN2_LO), n.fma(all(-LN2_HI), c));
    FloatVector p = expTail(r).fma(r, all(1f)).fma(r, all(1f));
    IntVector bits = z.reinterpretAsInts();
    IntVector half = bits.lanewise(VectorOperators.ASHR, 1);
    return p.mul(power(half)).mul(power(bits.sub(half)));
  }

  /** {@link ScalarMath#expm1}; error at most @EXPM1@. */
  static FloatVector expm1(FloatVector x) {
    FloatVector c = x.blend(EXP_MAX, x.compare(VectorOperators.GT, EXP_MAX));
    c = c.blend(EXPM1_MIN, c.compare(VectorOperators.LT, EXPM1_MIN));
    FloatVector z = c.fma(all(LOG2_E), all(ROUND + 126));
    FloatVector n = z.sub(ROUND + 126);
    FloatVector t = expm1Reduced(n.fma(all(-LN2_LO), n.fma(all(-LN2_HI), c)));
    FloatVector s = power(z.reinterpretAsInts());
    FloatVector y = s.fma(t, s.sub(0.5f));
    return y.add(y).blend(x, x.mul(x).compare(VectorOperators.LT, EXPM1_TINY));
  }

  /** {@link ScalarMath#log}; error at most @LOG@. */
  static FloatVector log(FloatVector x) {
    VectorMask<Float> denormal = x.compare(VectorOperators.LT, Float.MIN_NORMAL);
    IntVector bits = x.blend(x.mul(DENORMAL_SCALE), denormal).reinterpretAsInts();
    IntVector e = bits.sub(SQRT_HALF_BITS).lanewise(VectorOperators.ASHR, 23);
    FloatVector f = bits.sub(e.lanewise(VectorOperators.LSHL, 23)).reinterpretAsFloats().sub(1f);
    FloatVector n = e.add(ROUND_BITS).reinterpretAsFloats().sub(all(ROUND).blend(ROUND + 24, denormal));
    FloatVector y = logSum(n, f, all(0f));
    y = y.blend(Float.NaN, x.compare(VectorOperators.LT, 0f));
    y = y.blend(Float.NEGATIVE_INFINITY, x.compare(VectorOperators.EQ, 0f));
    return x.blend(y, x.compare(VectorOperators.LT, Float.POSITIVE_INFINITY));
  }

  /** {@link ScalarMath#log1p}; error at most @LOG1P@. */
  static FloatVector log1p(FloatVector x) {
    FloatVector u = x.add(1f);
    FloatVector v = u.sub(1f);
    FloatVector lost = all(1f).sub(u.sub(v)).add(x.sub(v));
    IntVector bits = u.reinterpretAsInts();
    IntVector e = bits.sub(SQRT_HALF_BITS).lanewise(VectorOperators.ASHR, 23);
    IntVector shifted = e.lanewise(VectorOperators.LSHL, 23);
    FloatVector f = bits.sub(shifted).reinterpretAsFloats().sub(1f);
    FloatVector carry = lost.mul(IntVector.broadcast(Species.INT, CARRY_BITS).sub(shifted).reinterpretAsFloats());
    FloatVector g = carry.fma(all(CARRY_UNSCALE), f);
    FloatVector gLow = carry.fma(all(CARRY_UNSCALE), f.sub(g));
    FloatVector y = logSum(e.add(ROUND_BITS).reinterpretAsFloats().sub(ROUND), g, gLow);
    y = y.blend(Float.NaN, u.compare(VectorOperators.LT, 0f));
    y = y.blend(Float.NEGATIVE_INFINITY, u.compare(VectorOperators.EQ, 0f));
    return withSign(x, x.blend(y, x.compare(VectorOperators.LT, Float.POSITIVE_INFINITY)));
  }

  /** {@link ScalarMath#tanh}; error at most @TANH@. */
  static FloatVector tanh(FloatVector x) {
    FloatVector a = magnitude(x);
    FloatVector c = a.add(a);
    c = c.blend(TANH_MAX, c.compare(VectorOperators.GT, TANH_MAX));
    FloatVector z = c.fma(all(-LOG2_E), all(ROUND + 127));
    FloatVector n = all(ROUND + 127).sub(z);
    FloatVector t = expm1Reduced(n.fma(all(-LN2_LO), n.fma(all(-LN2_HI), c)));
    FloatVector s = power(z.reinterpretAsInts());
    FloatVector large = all(1f).sub(s.add(s).div(s.add(1f).add(t)));
    FloatVector w = a.mul(a);
    FloatVector q = all(T4).fma(w, all(T3));
    q = q.fma(w, all(T2));
    q = q.fma(w, all(T1));
    q = q.fma(w, all(T0));
    FloatVector small = a.mul(w).fma(q, a);
    return withSign(x, large.blend(small, a.compare(VectorOperators.LT, TANH_SMALL)));
  }

  /** {@link ScalarMath#sigmoid}; error at most @SIGMOID@. */
  static FloatVector sigmoid(FloatVector x) {
    FloatVector a = magnitude(x);
    FloatVector c = a.blend(-EXP_MIN, a.compare(VectorOperators.GT, -EXP_MIN));
    FloatVector z = c.fma(all(-LOG2_E), all(ROUND + 254));
    FloatVector n = all(ROUND + 254).sub(z);
    FloatVector t = expm1Reduced(n.fma(all(-LN2_LO), n.fma(all(-LN2_HI), c)));
    IntVector bits = z.reinterpretAsInts();
    IntVector half = bits.lanewise(VectorOperators.ASHR, 1);
    FloatVector s1 = power(half);
    FloatVector s2 = power(bits.sub(half));
    FloatVector s = s1.mul(s2);
    FloatVector y = all(1f).div(s.add(1f).add(t));
    FloatVector excess = y.fma(t, y.fma(s, y.sub(1f)));
    FloatVector q = y.sub(excess.mul(y)).mul(s1).mul(s2);
    return all(1f).sub(q).blend(q, x.compare(VectorOperators.LT, 0f));
  }

  private static FloatVector expTail(FloatVector r) {
    FloatVector q = all(E4).fma(r, all(E3));
    q = q.fma(r, all(E2));
    q = q.fma(r, all(E1));
    return q.fma(r, all(E0));
  }

  private static FloatVector expm1Reduced(FloatVector r) {
    return r.mul(r).fma(expTail(r), r);
  }

  private static FloatVector logSum(FloatVector n, FloatVector f, FloatVector low) {
    FloatVector q = all(L8).fma(f, all(L7));
    q = q.fma(f, all(L6));
    q = q.fma(f, all(L5));
    q = q.fma(f, all(L4));
    q = q.fma(f, all(L3));
    q = q.fma(f, all(L2));
    q = q.fma(f, all(L1));
    q = q.fma(f, all(L0));
    FloatVector b = n.mul(LN2_SHORT);
    FloatVector sum = b.add(f);
    FloatVector rest = f.sub(sum.sub(b)).add(low);
    return sum.add(n.fma(all(LN2_REST), f.mul(f).mul(q)).add(rest));
  }

  /** The low bits of each lane as an exponent field: 2^(k - 127). */
  private static FloatVector power(IntVector k) {
    return k.lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
  }

  private static FloatVector magnitude(FloatVector x) {
    return x.reinterpretAsInts().and(MAGNITUDE).reinterpretAsFloats();
  }

  /** y of either sign bit 0, or that of x, with the sign bit of x. */
  private static FloatVector withSign(FloatVector x, FloatVector y) {
    return y.reinterpretAsInts().or(x.reinterpretAsInts().and(SIGN)).reinterpretAsFloats();
  }

  private static FloatVector all(float value) {
    return FloatVector.broadcast(Species.FLOAT, value);
  }
}
