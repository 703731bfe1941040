package io.github.jinbei.internal.vector;

import static io.github.jinbei.internal.kernel.Kernels.LEAST_DELTA;
import static io.github.jinbei.internal.kernel.ScalarMath.E0;
import static io.github.jinbei.internal.kernel.ScalarMath.E1;
import static io.github.jinbei.internal.kernel.ScalarMath.E2;
import static io.github.jinbei.internal.kernel.ScalarMath.E3;
import static io.github.jinbei.internal.kernel.ScalarMath.E4;
import static io.github.jinbei.internal.kernel.ScalarMath.LN2_HI;
import static io.github.jinbei.internal.kernel.ScalarMath.LN2_LO;
import static io.github.jinbei.internal.kernel.ScalarMath.LOG2_E;
import static io.github.jinbei.internal.kernel.ScalarMath.ROUND;
import static io.github.jinbei.internal.kernel.ScalarMath.UNSCALE;
import static io.github.jinbei.internal.kernel.ScalarMish.MISH_MAX;
import static io.github.jinbei.internal.kernel.ScalarMish.MISH_MIN;
import static io.github.jinbei.internal.kernel.ScalarMish.SCALE;
import static io.github.jinbei.internal.kernel.ScalarMish.SLOPE_MIN;
import static io.github.jinbei.internal.vector.Species.FLOAT;
import static io.github.jinbei.internal.vector.Species.LANES;
import static jdk.incubator.vector.FloatVector.broadcast;

import io.github.jinbei.internal.kernel.DerivativeKernels;
import io.github.jinbei.internal.kernel.ScalarMish;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/** {@link ScalarMish} in lanes, by the rules of {@link VectorMath}. */
final class VectorMish {

  private VectorMish() {}

  /** Computes {@link ScalarMish#mish}; error at most 2.64 ulp. */
  static void mish(float[] from, int fromOff, float[] to, int toOff, int end) {
    FloatVector max = broadcast(FLOAT, MISH_MAX);
    FloatVector min = broadcast(FLOAT, MISH_MIN);
    FloatVector round = broadcast(FLOAT, ROUND + 191);
    FloatVector unscale = broadcast(FLOAT, UNSCALE);
    FloatVector two = broadcast(FLOAT, 2f);
    FloatVector minusTwo = broadcast(FLOAT, -2f);
    for (int i = 0; i < end; i += LANES) {
      FloatVector x = FloatVector.fromArray(FLOAT, from, fromOff + i);
      VectorMask<Float> large = x.compare(VectorOperators.GT, max);
      FloatVector c = x.blend(max, large);
      c = c.blend(min, c.compare(VectorOperators.LT, min));
      FloatVector z = c.fma(broadcast(FLOAT, LOG2_E), round);
      FloatVector n = z.sub(round);
      FloatVector r = n.fma(broadcast(FLOAT, -LN2_LO), n.fma(broadcast(FLOAT, -LN2_HI), c));
      FloatVector q = broadcast(FLOAT, E4).fma(r, broadcast(FLOAT, E3));
      q = q.fma(r, broadcast(FLOAT, E2));
      q = q.fma(r, broadcast(FLOAT, E1));
      q = q.fma(r, broadcast(FLOAT, E0));
      FloatVector t = r.mul(r).fma(q, r);
      FloatVector scale = z.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
      FloatVector scaled = c.mul(scale);
      FloatVector s = scale.mul(unscale);
      FloatVector e = s.fma(t, s);
      FloatVector divisor = e.fma(minusTwo.sub(e), minusTwo);
      VectorMask<Float> negative = x.compare(VectorOperators.LT, broadcast(FLOAT, 0f));
      FloatVector b = c.mul(broadcast(FLOAT, SCALE)).blend(scaled.fma(t, scaled), negative);
      FloatVector y = b.fma(two.blend(e.fma(e, e), negative).div(divisor), b).mul(unscale);
      y.blend(x, large).intoArray(to, toOff + i);
    }
  }

  /** Computes {@link DerivativeKernels#mishGradient}: {@code d = d * slope(z)}, a delta. */
  static void gradient(float[] from, int fromOff, float[] d, int dOff, int end) {
    FloatVector max = broadcast(FLOAT, MISH_MAX);
    FloatVector min = broadcast(FLOAT, SLOPE_MIN);
    FloatVector round = broadcast(FLOAT, ROUND + 127);
    FloatVector zero = broadcast(FLOAT, 0f);
    FloatVector two = broadcast(FLOAT, 2f);
    FloatVector four = broadcast(FLOAT, 4f);
    for (int i = 0; i < end; i += LANES) {
      FloatVector x = FloatVector.fromArray(FLOAT, from, fromOff + i);
      FloatVector c = x.blend(min, x.compare(VectorOperators.LT, min));
      c = c.blend(max, c.compare(VectorOperators.GT, max));
      FloatVector z = c.fma(broadcast(FLOAT, LOG2_E), round);
      FloatVector n = z.sub(round);
      FloatVector r = n.fma(broadcast(FLOAT, -LN2_LO), n.fma(broadcast(FLOAT, -LN2_HI), c));
      FloatVector q = broadcast(FLOAT, E4).fma(r, broadcast(FLOAT, E3));
      q = q.fma(r, broadcast(FLOAT, E2));
      q = q.fma(r, broadcast(FLOAT, E1));
      q = q.fma(r, broadcast(FLOAT, E0));
      FloatVector t = r.mul(r).fma(q, r);
      FloatVector scale = z.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
      FloatVector e = scale.fma(t, scale);
      FloatVector m = e.fma(e, e.add(e));
      FloatVector sum = m.add(two);
      FloatVector slope = four.mul(c).fma(m.sub(e), m.mul(sum)).div(sum.mul(sum));
      FloatVector delta = FloatVector.fromArray(FLOAT, d, dOff + i).mul(slope);
      delta.blend(zero, delta.abs().compare(VectorOperators.LT, LEAST_DELTA)).intoArray(d, dOff + i);
    }
  }
}
