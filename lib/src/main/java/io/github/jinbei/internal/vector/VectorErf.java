package io.github.jinbei.internal.vector;

import static io.github.jinbei.internal.kernel.ScalarErf.ERFC_MAX;
import static io.github.jinbei.internal.kernel.ScalarErf.ERF_MAX;
import static io.github.jinbei.internal.kernel.ScalarErf.ERF_SMALL;
import static io.github.jinbei.internal.kernel.ScalarErf.F0;
import static io.github.jinbei.internal.kernel.ScalarErf.F1;
import static io.github.jinbei.internal.kernel.ScalarErf.F2;
import static io.github.jinbei.internal.kernel.ScalarErf.F3;
import static io.github.jinbei.internal.kernel.ScalarErf.F4;
import static io.github.jinbei.internal.kernel.ScalarErf.F5;
import static io.github.jinbei.internal.kernel.ScalarErf.G0;
import static io.github.jinbei.internal.kernel.ScalarErf.G1;
import static io.github.jinbei.internal.kernel.ScalarErf.G2;
import static io.github.jinbei.internal.kernel.ScalarErf.G3;
import static io.github.jinbei.internal.kernel.ScalarErf.G4;
import static io.github.jinbei.internal.kernel.ScalarErf.G5;
import static io.github.jinbei.internal.kernel.ScalarErf.H0;
import static io.github.jinbei.internal.kernel.ScalarErf.H1;
import static io.github.jinbei.internal.kernel.ScalarErf.H2;
import static io.github.jinbei.internal.kernel.ScalarErf.H3;
import static io.github.jinbei.internal.kernel.ScalarErf.H4;
import static io.github.jinbei.internal.kernel.ScalarErf.H5;
import static io.github.jinbei.internal.kernel.ScalarErf.H6;
import static io.github.jinbei.internal.kernel.ScalarErf.H7;
import static io.github.jinbei.internal.kernel.ScalarErf.H8;
import static io.github.jinbei.internal.kernel.ScalarErf.H9;
import static io.github.jinbei.internal.kernel.ScalarErf.H_CENTRE;
import static io.github.jinbei.internal.kernel.ScalarErf.SLOPE0;
import static io.github.jinbei.internal.kernel.ScalarErf.SLOPE1;
import static io.github.jinbei.internal.kernel.ScalarMath.E0;
import static io.github.jinbei.internal.kernel.ScalarMath.E1;
import static io.github.jinbei.internal.kernel.ScalarMath.E2;
import static io.github.jinbei.internal.kernel.ScalarMath.E3;
import static io.github.jinbei.internal.kernel.ScalarMath.E4;
import static io.github.jinbei.internal.kernel.ScalarMath.LN2_HI;
import static io.github.jinbei.internal.kernel.ScalarMath.LN2_LO;
import static io.github.jinbei.internal.kernel.ScalarMath.LOG2_E;
import static io.github.jinbei.internal.kernel.ScalarMath.MAGNITUDE;
import static io.github.jinbei.internal.kernel.ScalarMath.ROUND;
import static io.github.jinbei.internal.kernel.ScalarMath.SIGN;
import static io.github.jinbei.internal.kernel.ScalarMath.UNSCALE;
import static io.github.jinbei.internal.vector.Species.FLOAT;
import static io.github.jinbei.internal.vector.Species.INT;
import static io.github.jinbei.internal.vector.Species.LANES;
import static jdk.incubator.vector.FloatVector.broadcast;

import io.github.jinbei.internal.kernel.ScalarErf;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/** {@link ScalarErf} in lanes, by the rules of {@link VectorMath}. */
final class VectorErf {

  private VectorErf() {}

  /** Computes {@link ScalarErf#erf}; error at most 0.95 ulp. */
  static void erf(float[] from, int fromOff, float[] to, int toOff, int end) {
    FloatVector min = broadcast(FLOAT, -ERF_MAX);
    FloatVector round = broadcast(FLOAT, ROUND + 127);
    FloatVector one = broadcast(FLOAT, 1f);
    for (int i = 0; i < end; i += LANES) {
      FloatVector x = FloatVector.fromArray(FLOAT, from, fromOff + i);
      FloatVector w = x.mul(x);
      FloatVector q = broadcast(FLOAT, F5).fma(w, broadcast(FLOAT, F4));
      q = q.fma(w, broadcast(FLOAT, F3));
      q = q.fma(w, broadcast(FLOAT, F2));
      q = q.fma(w, broadcast(FLOAT, F1));
      q = q.fma(w, broadcast(FLOAT, F0));
      FloatVector small = x.fma(q, x);
      IntVector xBits = x.reinterpretAsInts();
      FloatVector a = xBits.or(IntVector.broadcast(INT, SIGN)).reinterpretAsFloats();
      FloatVector c = a.blend(min, a.compare(VectorOperators.LT, min));
      FloatVector g = broadcast(FLOAT, G5).fma(c, broadcast(FLOAT, G4));
      g = g.fma(c, broadcast(FLOAT, G3));
      g = g.fma(c, broadcast(FLOAT, G2));
      g = g.fma(c, broadcast(FLOAT, G1));
      g = g.fma(c, broadcast(FLOAT, G0));
      FloatVector l = g.fma(c, c);
      FloatVector z = l.fma(broadcast(FLOAT, LOG2_E), round);
      FloatVector n = z.sub(round);
      FloatVector r = n.fma(broadcast(FLOAT, -LN2_LO), n.fma(broadcast(FLOAT, -LN2_HI), l));
      FloatVector e = broadcast(FLOAT, E4).fma(r, broadcast(FLOAT, E3));
      e = e.fma(r, broadcast(FLOAT, E2));
      e = e.fma(r, broadcast(FLOAT, E1));
      e = e.fma(r, broadcast(FLOAT, E0));
      FloatVector t = r.mul(r).fma(e, r);
      FloatVector s = z.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
      FloatVector large = s.neg().fma(t, one.sub(s));
      FloatVector y = large.blend(small, a.compare(VectorOperators.GT, broadcast(FLOAT, -ERF_SMALL)));
      FloatVector result = y.reinterpretAsInts().or(xBits.and(IntVector.broadcast(INT, SIGN))).reinterpretAsFloats();
      result.intoArray(to, toOff + i);
    }
  }

  /** Computes {@link ScalarErf#erfc}; error at most 1.94 ulp. */
  static void erfc(float[] from, int fromOff, float[] to, int toOff, int end) {
    FloatVector max = broadcast(FLOAT, ERFC_MAX);
    FloatVector round = broadcast(FLOAT, ROUND + 191);
    FloatVector three = broadcast(FLOAT, 3f);
    for (int i = 0; i < end; i += LANES) {
      FloatVector x = FloatVector.fromArray(FLOAT, from, fromOff + i);
      FloatVector a = x.reinterpretAsInts().and(IntVector.broadcast(INT, MAGNITUDE)).reinterpretAsFloats();
      FloatVector c = a.blend(max, a.compare(VectorOperators.GT, max));
      FloatVector d = c.add(three);
      FloatVector dLow = c.sub(d.sub(three));
      FloatVector t = three.div(d);
      FloatVector tNeg = t.neg();
      FloatVector tLost = tNeg.fma(dLow, tNeg.fma(d, three));
      FloatVector h = t.sub(broadcast(FLOAT, H_CENTRE));
      FloatVector q = broadcast(FLOAT, H9).fma(h, broadcast(FLOAT, H8));
      q = q.fma(h, broadcast(FLOAT, H7));
      q = q.fma(h, broadcast(FLOAT, H6));
      q = q.fma(h, broadcast(FLOAT, H5));
      q = q.fma(h, broadcast(FLOAT, H4));
      q = q.fma(h, broadcast(FLOAT, H3));
      q = q.fma(h, broadcast(FLOAT, H2));
      q = q.fma(h, broadcast(FLOAT, H1));
      FloatVector h0 = broadcast(FLOAT, H0);
      FloatVector p = q.fma(h, h0);
      FloatVector pLow = q.fma(h, h0.sub(p));
      FloatVector f = t.mul(p);
      FloatVector low = pLow.fma(t, t.fma(p, f.neg()));
      FloatVector s = c.mul(c);
      FloatVector sLow = c.neg().fma(c, s);
      FloatVector z = s.fma(broadcast(FLOAT, -LOG2_E), round);
      FloatVector n = round.sub(z);
      FloatVector slope = t.fma(broadcast(FLOAT, SLOPE1), broadcast(FLOAT, SLOPE0));
      FloatVector correction = tLost.fma(slope, sLow);
      FloatVector rHigh = n.fma(broadcast(FLOAT, LN2_HI), s.neg());
      FloatVector r = rHigh.add(n.fma(broadcast(FLOAT, LN2_LO), correction));
      FloatVector e = broadcast(FLOAT, E4).fma(r, broadcast(FLOAT, E3));
      e = e.fma(r, broadcast(FLOAT, E2));
      e = e.fma(r, broadcast(FLOAT, E1));
      e = e.fma(r, broadcast(FLOAT, E0));
      e = r.mul(r).fma(e, r);
      FloatVector y = f.fma(e, low).add(f);
      FloatVector scale = z.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
      y = y.mul(scale).mul(broadcast(FLOAT, UNSCALE));
      FloatVector result = y.blend(broadcast(FLOAT, 2f).sub(y), x.compare(VectorOperators.LT, broadcast(FLOAT, 0f)));
      result.intoArray(to, toOff + i);
    }
  }
}
