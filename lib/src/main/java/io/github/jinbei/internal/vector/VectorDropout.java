package io.github.jinbei.internal.vector;

import static io.github.jinbei.internal.vector.Species.FLOAT;
import static io.github.jinbei.internal.vector.Species.INT;
import static io.github.jinbei.internal.vector.Species.LANES;
import static io.github.jinbei.internal.vector.Species.whole;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.XOR;

import io.github.jinbei.internal.kernel.DropoutKernels;
import io.github.jinbei.internal.kernel.ScalarDropout;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/** Dropout in lanes, by the rules of {@link VectorKernels}. */
final class VectorDropout implements DropoutKernels {

  /** {@link #UNIT_STEP} times 0, 1, 2 and so on, one for each lane. */
  private static final int[] UNIT_STEPS = new int[LANES];

  static {
    for (int i = 0; i < LANES; i++) {
      UNIT_STEPS[i] = i * UNIT_STEP;
    }
  }

  private final ScalarDropout scalar = new ScalarDropout();

  /**
   * Computes two vectors in an iteration. In the end, h is less than 2^24, and so is the greatest value that drops a unit.
   * That value minus h is negative where the unit is kept; its sign, shifted to all bits, is the mask. C2 does not inline a
   * method of this length: see {@link VectorKernels}.
   */
  @Override
  public void dropout(float[] x, int xOff, int key, int firstUnit, int threshold, float factor, float[] y, int yOff,
      int n) {
    int end = whole(n);
    FloatVector f = FloatVector.broadcast(FLOAT, factor);
    IntVector greatestDropped = IntVector.broadcast(INT, threshold - 1);
    IntVector mix1 = IntVector.broadcast(INT, MIX1);
    IntVector mix2 = IntVector.broadcast(INT, MIX2);
    IntVector start = IntVector.broadcast(INT, key + firstUnit * UNIT_STEP);
    IntVector first = IntVector.fromArray(INT, UNIT_STEPS, 0).add(start);
    int i = 0;
    for (; i + 2 * LANES <= end; i += 2 * LANES) {
      IntVector h0 = first.add(IntVector.broadcast(INT, i * UNIT_STEP));
      h0 = h0.lanewise(XOR, h0.lanewise(LSHR, 16)).mul(mix1);
      h0 = h0.lanewise(XOR, h0.lanewise(LSHR, 15)).mul(mix2);
      h0 = h0.lanewise(XOR, h0.lanewise(LSHR, 16)).lanewise(LSHR, 8);
      IntVector bits0 = FloatVector.fromArray(FLOAT, x, xOff + i).mul(f).reinterpretAsInts();
      bits0.and(greatestDropped.sub(h0).lanewise(ASHR, 31)).reinterpretAsFloats().intoArray(y, yOff + i);
      IntVector h1 = first.add(IntVector.broadcast(INT, (i + LANES) * UNIT_STEP));
      h1 = h1.lanewise(XOR, h1.lanewise(LSHR, 16)).mul(mix1);
      h1 = h1.lanewise(XOR, h1.lanewise(LSHR, 15)).mul(mix2);
      h1 = h1.lanewise(XOR, h1.lanewise(LSHR, 16)).lanewise(LSHR, 8);
      IntVector bits1 = FloatVector.fromArray(FLOAT, x, xOff + i + LANES).mul(f).reinterpretAsInts();
      bits1.and(greatestDropped.sub(h1).lanewise(ASHR, 31)).reinterpretAsFloats().intoArray(y, yOff + i + LANES);
    }
    for (; i < end; i += LANES) {
      IntVector h = first.add(IntVector.broadcast(INT, i * UNIT_STEP));
      h = h.lanewise(XOR, h.lanewise(LSHR, 16)).mul(mix1);
      h = h.lanewise(XOR, h.lanewise(LSHR, 15)).mul(mix2);
      h = h.lanewise(XOR, h.lanewise(LSHR, 16)).lanewise(LSHR, 8);
      IntVector bits = FloatVector.fromArray(FLOAT, x, xOff + i).mul(f).reinterpretAsInts();
      bits.and(greatestDropped.sub(h).lanewise(ASHR, 31)).reinterpretAsFloats().intoArray(y, yOff + i);
    }
    scalar.dropout(x, xOff + end, key, firstUnit + end, threshold, factor, y, yOff + end, n - end);
  }
}
