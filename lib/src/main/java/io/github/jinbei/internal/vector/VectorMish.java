package io.github.jinbei.internal.vector;

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

import io.github.jinbei.internal.kernel.ScalarMish;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/** {@link ScalarMish} in lanes, by the rules of {@link VectorMath}. */
final class VectorMish {

  /** The derivative below {@link ScalarMish#SLOPE_MIN}. */
  private static final float LEAST_SLOPE = ScalarMish.slope(SLOPE_MIN);

  private VectorMish() {}

  /**
   * Computes {@link ScalarMish#mish} of x, error at most 2.64 ulp, and then, if asked for, replaces x by {@link
   * ScalarMish#slope}, which needs the same e.
   */
  static void mish(float[] x, int xOff, float[] y, int yOff, int end, boolean slope) {
    FloatVector max = broadcast(FLOAT, MISH_MAX);
    FloatVector round = broadcast(FLOAT, ROUND + 191);
    FloatVector two = broadcast(FLOAT, 2f);
    FloatVector minusTwo = broadcast(FLOAT, -2f);
    FloatVector four = broadcast(FLOAT, 4f);
    for (int i = 0; i < end; i += LANES) {
      FloatVector v = FloatVector.fromArray(FLOAT, x, xOff + i);
      VectorMask<Float> large = v.compare(VectorOperators.GT, max);
      FloatVector c = v.blend(max, large);
      c = c.blend(broadcast(FLOAT, MISH_MIN), c.compare(VectorOperators.LT, MISH_MIN));
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
      FloatVector s = scale.mul(UNSCALE);
      FloatVector e = s.fma(t, s);
      FloatVector divisor = e.fma(minusTwo.sub(e), minusTwo);
      VectorMask<Float> negative = v.compare(VectorOperators.LT, broadcast(FLOAT, 0f));
      FloatVector b = c.mul(SCALE).blend(scaled.fma(t, scaled), negative);
      FloatVector a = b.fma(two.blend(e.fma(e, e), negative).div(divisor), b).mul(UNSCALE);
      a.blend(v, large).intoArray(y, yOff + i);
      if (slope) {
        FloatVector m = e.fma(e, e.add(e));
        FloatVector sum = m.add(two);
        FloatVector d = four.mul(c).fma(m.sub(e), m.mul(sum)).div(sum.mul(sum));
        d.blend(LEAST_SLOPE, v.compare(VectorOperators.LT, SLOPE_MIN)).intoArray(x, xOff + i);
      }
    }
  }
}
