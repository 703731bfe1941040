package io.github.jinbei.internal.vector;

import static io.github.jinbei.internal.kernel.ScalarMath.A0;
import static io.github.jinbei.internal.kernel.ScalarMath.A1;
import static io.github.jinbei.internal.kernel.ScalarMath.A2;
import static io.github.jinbei.internal.kernel.ScalarMath.A3;
import static io.github.jinbei.internal.kernel.ScalarMath.A4;
import static io.github.jinbei.internal.kernel.ScalarMath.A5;
import static io.github.jinbei.internal.kernel.ScalarMath.A6;
import static io.github.jinbei.internal.kernel.ScalarMath.A7;
import static io.github.jinbei.internal.kernel.ScalarMath.A8;
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
import static io.github.jinbei.internal.kernel.ScalarMath.HALF_PI_HI;
import static io.github.jinbei.internal.kernel.ScalarMath.HALF_PI_LO;
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
import static io.github.jinbei.internal.kernel.ScalarMath.P0;
import static io.github.jinbei.internal.kernel.ScalarMath.P1;
import static io.github.jinbei.internal.kernel.ScalarMath.P2;
import static io.github.jinbei.internal.kernel.ScalarMath.P3;
import static io.github.jinbei.internal.kernel.ScalarMath.P4;
import static io.github.jinbei.internal.kernel.ScalarMath.P5;
import static io.github.jinbei.internal.kernel.ScalarMath.P6;
import static io.github.jinbei.internal.kernel.ScalarMath.P7;
import static io.github.jinbei.internal.kernel.ScalarMath.P8;
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
import static io.github.jinbei.internal.kernel.ScalarMath.UNSCALE;
import static io.github.jinbei.internal.vector.Species.FLOAT;
import static io.github.jinbei.internal.vector.Species.INT;
import static io.github.jinbei.internal.vector.Species.LANES;
import static jdk.incubator.vector.FloatVector.broadcast;

import io.github.jinbei.internal.kernel.ScalarMath;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * {@link ScalarMath} in lanes: line by line the same operations, so every lane holds the same bits as the result of the scalar
 * function (except NaN payloads). Formulas, accuracy and special values are stated there.
 *
 * <p>Each method is one loop over whole vectors and calls only methods of the JDK. A vector that is passed in a call that is
 * not inlined is boxed, and C2 stops inlining methods other than the JDK's own when a compilation has made 18,000 nodes
 * (NodeCountInliningCutoff; a vector operation takes about 400, an operation with a scalar operand up to 300 more, a
 * broadcast 150). So sequences that functions share are repeated in each.
 *
 * <p>Arguments: {@code to[toOff + i] = f(from[fromOff + i])} for 0 ≤ i &lt; end, a multiple of the lanes; the ranges
 * are the same or do not overlap.
 */
final class VectorMath {

  private VectorMath() {}

  /** Computes {@link ScalarMath#exp}; error at most 0.91 ulp. */
  static void exp(float[] from, int fromOff, float[] to, int toOff, int end) {
    FloatVector max = broadcast(FLOAT, EXP_MAX);
    FloatVector min = broadcast(FLOAT, EXP_MIN);
    FloatVector round = broadcast(FLOAT, ROUND + 254);
    FloatVector one = broadcast(FLOAT, 1f);
    for (int i = 0; i < end; i += LANES) {
      FloatVector x = FloatVector.fromArray(FLOAT, from, fromOff + i);
      FloatVector c = x.blend(max, x.compare(VectorOperators.GT, max));
      c = c.blend(min, c.compare(VectorOperators.LT, min));
      FloatVector z = c.fma(broadcast(FLOAT, LOG2_E), round);
      FloatVector n = z.sub(round);
      FloatVector r = n.fma(broadcast(FLOAT, -LN2_LO), n.fma(broadcast(FLOAT, -LN2_HI), c));
      FloatVector q = broadcast(FLOAT, E4).fma(r, broadcast(FLOAT, E3));
      q = q.fma(r, broadcast(FLOAT, E2));
      q = q.fma(r, broadcast(FLOAT, E1));
      q = q.fma(r, broadcast(FLOAT, E0));
      FloatVector p = q.fma(r, one).fma(r, one);
      IntVector bits = z.reinterpretAsInts();
      IntVector half = bits.lanewise(VectorOperators.ASHR, 1);
      FloatVector s1 = half.lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
      FloatVector s2 = bits.sub(half).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
      FloatVector result = p.mul(s1).mul(s2);
      result.intoArray(to, toOff + i);
    }
  }

  /** Computes {@link ScalarMath#expm1}; error at most 1.48 ulp. */
  static void expm1(float[] from, int fromOff, float[] to, int toOff, int end) {
    FloatVector max = broadcast(FLOAT, EXP_MAX);
    FloatVector min = broadcast(FLOAT, EXPM1_MIN);
    FloatVector round = broadcast(FLOAT, ROUND + 126);
    for (int i = 0; i < end; i += LANES) {
      FloatVector x = FloatVector.fromArray(FLOAT, from, fromOff + i);
      FloatVector c = x.blend(max, x.compare(VectorOperators.GT, max));
      c = c.blend(min, c.compare(VectorOperators.LT, min));
      FloatVector z = c.fma(broadcast(FLOAT, LOG2_E), round);
      FloatVector n = z.sub(round);
      FloatVector r = n.fma(broadcast(FLOAT, -LN2_LO), n.fma(broadcast(FLOAT, -LN2_HI), c));
      FloatVector e = broadcast(FLOAT, E4).fma(r, broadcast(FLOAT, E3));
      e = e.fma(r, broadcast(FLOAT, E2));
      e = e.fma(r, broadcast(FLOAT, E1));
      e = e.fma(r, broadcast(FLOAT, E0));
      FloatVector t = r.mul(r).fma(e, r);
      FloatVector s = z.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
      FloatVector y = s.fma(t, s.sub(broadcast(FLOAT, 0.5f)));
      FloatVector result = y.add(y).blend(x, x.mul(x).compare(VectorOperators.LT, broadcast(FLOAT, EXPM1_TINY)));
      result.intoArray(to, toOff + i);
    }
  }

  /** Computes {@link ScalarMath#log}; error at most 0.90 ulp. */
  static void log(float[] from, int fromOff, float[] to, int toOff, int end) {
    FloatVector zero = broadcast(FLOAT, 0f);
    for (int i = 0; i < end; i += LANES) {
      FloatVector x = FloatVector.fromArray(FLOAT, from, fromOff + i);
      VectorMask<Float> denormal = x.compare(VectorOperators.LT, broadcast(FLOAT, Float.MIN_NORMAL));
      IntVector bits = x.blend(x.mul(broadcast(FLOAT, DENORMAL_SCALE)), denormal).reinterpretAsInts();
      IntVector e = bits.sub(IntVector.broadcast(INT, SQRT_HALF_BITS)).lanewise(VectorOperators.ASHR, 23);
      FloatVector m = bits.sub(e.lanewise(VectorOperators.LSHL, 23)).reinterpretAsFloats();
      FloatVector f = m.sub(broadcast(FLOAT, 1f));
      FloatVector round = broadcast(FLOAT, ROUND).blend(broadcast(FLOAT, ROUND + 24), denormal);
      FloatVector n = e.add(IntVector.broadcast(INT, ROUND_BITS)).reinterpretAsFloats().sub(round);
      FloatVector q = broadcast(FLOAT, L8).fma(f, broadcast(FLOAT, L7));
      q = q.fma(f, broadcast(FLOAT, L6));
      q = q.fma(f, broadcast(FLOAT, L5));
      q = q.fma(f, broadcast(FLOAT, L4));
      q = q.fma(f, broadcast(FLOAT, L3));
      q = q.fma(f, broadcast(FLOAT, L2));
      q = q.fma(f, broadcast(FLOAT, L1));
      q = q.fma(f, broadcast(FLOAT, L0));
      FloatVector b = n.mul(broadcast(FLOAT, LN2_SHORT));
      FloatVector sum = b.add(f);
      FloatVector rest = f.sub(sum.sub(b)).add(zero);
      FloatVector y = sum.add(n.fma(broadcast(FLOAT, LN2_REST), f.mul(f).mul(q)).add(rest));
      y = y.blend(broadcast(FLOAT, Float.NaN), x.compare(VectorOperators.LT, zero));
      y = y.blend(broadcast(FLOAT, Float.NEGATIVE_INFINITY), x.compare(VectorOperators.EQ, zero));
      FloatVector result = x.blend(y, x.compare(VectorOperators.LT, broadcast(FLOAT, Float.POSITIVE_INFINITY)));
      result.intoArray(to, toOff + i);
    }
  }

  /** Computes {@link ScalarMath#log1p}; error at most 0.99 ulp. */
  static void log1p(float[] from, int fromOff, float[] to, int toOff, int end) {
    FloatVector one = broadcast(FLOAT, 1f);
    FloatVector unscale = broadcast(FLOAT, CARRY_UNSCALE);
    FloatVector zero = broadcast(FLOAT, 0f);
    for (int i = 0; i < end; i += LANES) {
      FloatVector x = FloatVector.fromArray(FLOAT, from, fromOff + i);
      FloatVector u = one.add(x);
      FloatVector v = u.sub(one);
      FloatVector lost = one.sub(u.sub(v)).add(x.sub(v));
      IntVector bits = u.reinterpretAsInts();
      IntVector e = bits.sub(IntVector.broadcast(INT, SQRT_HALF_BITS)).lanewise(VectorOperators.ASHR, 23);
      IntVector shifted = e.lanewise(VectorOperators.LSHL, 23);
      FloatVector f = bits.sub(shifted).reinterpretAsFloats().sub(one);
      FloatVector carry = lost.mul(IntVector.broadcast(INT, CARRY_BITS).sub(shifted).reinterpretAsFloats());
      FloatVector g = carry.fma(unscale, f);
      FloatVector gLow = carry.fma(unscale, f.sub(g));
      FloatVector n = e.add(IntVector.broadcast(INT, ROUND_BITS)).reinterpretAsFloats().sub(broadcast(FLOAT, ROUND));
      FloatVector q = broadcast(FLOAT, L8).fma(g, broadcast(FLOAT, L7));
      q = q.fma(g, broadcast(FLOAT, L6));
      q = q.fma(g, broadcast(FLOAT, L5));
      q = q.fma(g, broadcast(FLOAT, L4));
      q = q.fma(g, broadcast(FLOAT, L3));
      q = q.fma(g, broadcast(FLOAT, L2));
      q = q.fma(g, broadcast(FLOAT, L1));
      q = q.fma(g, broadcast(FLOAT, L0));
      FloatVector b = n.mul(broadcast(FLOAT, LN2_SHORT));
      FloatVector sum = b.add(g);
      FloatVector rest = g.sub(sum.sub(b)).add(gLow);
      FloatVector y = sum.add(n.fma(broadcast(FLOAT, LN2_REST), g.mul(g).mul(q)).add(rest));
      y = y.blend(broadcast(FLOAT, Float.NaN), u.compare(VectorOperators.LT, zero));
      y = y.blend(broadcast(FLOAT, Float.NEGATIVE_INFINITY), u.compare(VectorOperators.EQ, zero));
      y = x.blend(y, x.compare(VectorOperators.LT, broadcast(FLOAT, Float.POSITIVE_INFINITY)));
      IntVector sign = x.reinterpretAsInts().and(IntVector.broadcast(INT, SIGN));
      FloatVector result = y.reinterpretAsInts().or(sign).reinterpretAsFloats();
      result.intoArray(to, toOff + i);
    }
  }

  /** Computes {@link ScalarMath#tanh}; error at most 1.07 ulp. */
  static void tanh(float[] from, int fromOff, float[] to, int toOff, int end) {
    FloatVector max = broadcast(FLOAT, TANH_MAX);
    FloatVector round = broadcast(FLOAT, ROUND + 127);
    FloatVector one = broadcast(FLOAT, 1f);
    for (int i = 0; i < end; i += LANES) {
      FloatVector x = FloatVector.fromArray(FLOAT, from, fromOff + i);
      IntVector xBits = x.reinterpretAsInts();
      FloatVector a = xBits.and(IntVector.broadcast(INT, MAGNITUDE)).reinterpretAsFloats();
      FloatVector c = a.add(a);
      c = c.blend(max, c.compare(VectorOperators.GT, max));
      FloatVector z = c.fma(broadcast(FLOAT, -LOG2_E), round);
      FloatVector n = round.sub(z);
      FloatVector r = n.fma(broadcast(FLOAT, -LN2_LO), n.fma(broadcast(FLOAT, -LN2_HI), c));
      FloatVector e = broadcast(FLOAT, E4).fma(r, broadcast(FLOAT, E3));
      e = e.fma(r, broadcast(FLOAT, E2));
      e = e.fma(r, broadcast(FLOAT, E1));
      e = e.fma(r, broadcast(FLOAT, E0));
      FloatVector t = r.mul(r).fma(e, r);
      FloatVector s = z.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
      FloatVector large = one.sub(s.add(s).div(s.add(one).add(t)));
      FloatVector w = a.mul(a);
      FloatVector q = broadcast(FLOAT, T4).fma(w, broadcast(FLOAT, T3));
      q = q.fma(w, broadcast(FLOAT, T2));
      q = q.fma(w, broadcast(FLOAT, T1));
      q = q.fma(w, broadcast(FLOAT, T0));
      FloatVector small = a.mul(w).fma(q, a);
      FloatVector y = large.blend(small, a.compare(VectorOperators.LT, broadcast(FLOAT, TANH_SMALL)));
      FloatVector result = y.reinterpretAsInts().or(xBits.and(IntVector.broadcast(INT, SIGN))).reinterpretAsFloats();
      result.intoArray(to, toOff + i);
    }
  }

  /** Computes {@link ScalarMath#sigmoid}; error at most 1.11 ulp. */
  static void sigmoid(float[] from, int fromOff, float[] to, int toOff, int end) {
    FloatVector max = broadcast(FLOAT, -EXP_MIN);
    FloatVector round = broadcast(FLOAT, ROUND + 191);
    FloatVector one = broadcast(FLOAT, 1f);
    FloatVector unscale = broadcast(FLOAT, UNSCALE);
    for (int i = 0; i < end; i += LANES) {
      FloatVector x = FloatVector.fromArray(FLOAT, from, fromOff + i);
      FloatVector a = x.reinterpretAsInts().and(IntVector.broadcast(INT, MAGNITUDE)).reinterpretAsFloats();
      FloatVector c = a.blend(max, a.compare(VectorOperators.GT, max));
      FloatVector z = c.fma(broadcast(FLOAT, -LOG2_E), round);
      FloatVector n = round.sub(z);
      FloatVector r = n.fma(broadcast(FLOAT, -LN2_LO), n.fma(broadcast(FLOAT, -LN2_HI), c));
      FloatVector e = broadcast(FLOAT, E4).fma(r, broadcast(FLOAT, E3));
      e = e.fma(r, broadcast(FLOAT, E2));
      e = e.fma(r, broadcast(FLOAT, E1));
      e = e.fma(r, broadcast(FLOAT, E0));
      FloatVector t = r.mul(r).fma(e, r);
      FloatVector scale = z.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
      FloatVector s = scale.mul(unscale);
      FloatVector y = one.div(s.add(one).add(t));
      FloatVector excess = y.fma(t, y.fma(s, y.sub(one)));
      FloatVector p = y.sub(excess.mul(y)).mul(scale).mul(unscale);
      FloatVector result = one.sub(p).blend(p, x.compare(VectorOperators.LT, broadcast(FLOAT, 0f)));
      result.intoArray(to, toOff + i);
    }
  }

  /** Computes {@link ScalarMath#softplus}; error at most 1.68 ulp. */
  static void softplus(float[] from, int fromOff, float[] to, int toOff, int end) {
    FloatVector min = broadcast(FLOAT, EXP_MIN);
    FloatVector round = broadcast(FLOAT, ROUND + 191);
    FloatVector one = broadcast(FLOAT, 1f);
    FloatVector unscale = broadcast(FLOAT, UNSCALE);
    FloatVector zero = broadcast(FLOAT, 0f);
    for (int i = 0; i < end; i += LANES) {
      FloatVector x = FloatVector.fromArray(FLOAT, from, fromOff + i);
      FloatVector c = x.reinterpretAsInts().or(IntVector.broadcast(INT, SIGN)).reinterpretAsFloats();
      c = c.blend(min, c.compare(VectorOperators.LT, min));
      FloatVector z = c.fma(broadcast(FLOAT, LOG2_E), round);
      FloatVector n = z.sub(round);
      FloatVector r = n.fma(broadcast(FLOAT, -LN2_LO), n.fma(broadcast(FLOAT, -LN2_HI), c));
      FloatVector e = broadcast(FLOAT, E4).fma(r, broadcast(FLOAT, E3));
      e = e.fma(r, broadcast(FLOAT, E2));
      e = e.fma(r, broadcast(FLOAT, E1));
      e = e.fma(r, broadcast(FLOAT, E0));
      FloatVector t = r.mul(r).fma(e, r);
      FloatVector scale = z.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
      FloatVector p = one.add(t);
      FloatVector u = p.mul(scale).mul(unscale);
      FloatVector lost = t.sub(p.sub(one)).mul(scale).mul(unscale);
      FloatVector q = broadcast(FLOAT, P8).fma(u, broadcast(FLOAT, P7));
      q = q.fma(u, broadcast(FLOAT, P6));
      q = q.fma(u, broadcast(FLOAT, P5));
      q = q.fma(u, broadcast(FLOAT, P4));
      q = q.fma(u, broadcast(FLOAT, P3));
      q = q.fma(u, broadcast(FLOAT, P2));
      q = q.fma(u, broadcast(FLOAT, P1));
      q = q.fma(u, broadcast(FLOAT, P0));
      FloatVector tail = u.mul(u).fma(q, lost.mul(u).fma(broadcast(FLOAT, -0.5f), lost));
      FloatVector positive = x.blend(zero, x.compare(VectorOperators.LE, zero));
      FloatVector result = positive.add(tail).add(u);
      result.intoArray(to, toOff + i);
    }
  }

  /** Computes {@link ScalarMath#atan}; error at most 1.22 ulp. */
  static void atan(float[] from, int fromOff, float[] to, int toOff, int end) {
    FloatVector one = broadcast(FLOAT, 1f);
    FloatVector zero = broadcast(FLOAT, 0f);
    for (int i = 0; i < end; i += LANES) {
      FloatVector x = FloatVector.fromArray(FLOAT, from, fromOff + i);
      IntVector xBits = x.reinterpretAsInts();
      FloatVector a = xBits.and(IntVector.broadcast(INT, MAGNITUDE)).reinterpretAsFloats();
      VectorMask<Float> large = a.compare(VectorOperators.GT, one);
      FloatVector t = a.blend(broadcast(FLOAT, -1f).div(a), large);
      FloatVector high = zero.blend(broadcast(FLOAT, HALF_PI_HI), large);
      FloatVector low = zero.blend(broadcast(FLOAT, HALF_PI_LO), large);
      FloatVector w = t.mul(t);
      FloatVector q = broadcast(FLOAT, A8).fma(w, broadcast(FLOAT, A7));
      q = q.fma(w, broadcast(FLOAT, A6));
      q = q.fma(w, broadcast(FLOAT, A5));
      q = q.fma(w, broadcast(FLOAT, A4));
      q = q.fma(w, broadcast(FLOAT, A3));
      q = q.fma(w, broadcast(FLOAT, A2));
      q = q.fma(w, broadcast(FLOAT, A1));
      q = q.fma(w, broadcast(FLOAT, A0));
      FloatVector sum = high.add(t);
      FloatVector rest = t.sub(sum.sub(high)).add(low);
      FloatVector y = sum.add(t.mul(w).fma(q, rest));
      FloatVector result = y.reinterpretAsInts().or(xBits.and(IntVector.broadcast(INT, SIGN))).reinterpretAsFloats();
      result.intoArray(to, toOff + i);
    }
  }
}
