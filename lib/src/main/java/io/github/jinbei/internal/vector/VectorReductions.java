package io.github.jinbei.internal.vector;

import static io.github.jinbei.internal.vector.Species.FLOAT;
import static io.github.jinbei.internal.vector.Species.INT;
import static io.github.jinbei.internal.vector.Species.LANES;
import static io.github.jinbei.internal.vector.Species.whole;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.MAX;

import io.github.jinbei.internal.kernel.ReductionKernels;
import io.github.jinbei.internal.kernel.ScalarReductions;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/** The reductions in lanes, by the rules of {@link VectorKernels}. */
final class VectorReductions implements ReductionKernels {

  private final ScalarReductions scalar = new ScalarReductions();

  /** A value that is not a number is replaced by minus infinity, so that it never is the greatest. */
  @Override
  public float max(float[] x, int xOff, int n, float[] lanes) {
    if (n <= REDUCTION_LANES) {
      return scalar.shortMax(x, xOff, n);
    }
    Arrays.fill(lanes, 0, REDUCTION_LANES, Float.NEGATIVE_INFINITY);
    int end = whole(n);
    FloatVector least = FloatVector.broadcast(FLOAT, Float.NEGATIVE_INFINITY);
    for (int first = 0; first < REDUCTION_LANES; first += LANES) {
      FloatVector greatest = FloatVector.fromArray(FLOAT, lanes, first);
      for (int i = first; i < end; i += REDUCTION_LANES) {
        FloatVector v = FloatVector.fromArray(FLOAT, x, xOff + i);
        FloatVector number = least.blend(v, v.compare(GT, least));
        greatest = number.blend(greatest, number.compare(LE, greatest));
      }
      greatest.intoArray(lanes, first);
    }
    return scalar.maxInto(lanes, x, xOff, end, n);
  }

  @Override
  public float sum(float[] x, int xOff, int n, float[] lanes) {
    if (n <= REDUCTION_LANES) {
      return scalar.shortSum(x, xOff, n);
    }
    Arrays.fill(lanes, 0, REDUCTION_LANES, 0f);
    int end = whole(n);
    for (int first = 0; first < REDUCTION_LANES; first += LANES) {
      FloatVector total = FloatVector.fromArray(FLOAT, lanes, first);
      for (int i = first; i < end; i += REDUCTION_LANES) {
        total = FloatVector.fromArray(FLOAT, x, xOff + i).add(total);
      }
      total.intoArray(lanes, first);
    }
    return scalar.sumInto(lanes, x, xOff, end, n);
  }

  @Override
  public float dot(float[] x, int xOff, float[] y, int yOff, int n, float[] lanes) {
    if (n <= REDUCTION_LANES) {
      return scalar.shortDot(x, xOff, y, yOff, n);
    }
    Arrays.fill(lanes, 0, REDUCTION_LANES, 0f);
    int end = whole(n);
    for (int first = 0; first < REDUCTION_LANES; first += LANES) {
      FloatVector total = FloatVector.fromArray(FLOAT, lanes, first);
      for (int i = first; i < end; i += REDUCTION_LANES) {
        FloatVector v = FloatVector.fromArray(FLOAT, x, xOff + i);
        total = v.fma(FloatVector.fromArray(FLOAT, y, yOff + i), total);
      }
      total.intoArray(lanes, first);
    }
    return scalar.dotInto(lanes, x, xOff, y, yOff, end, n);
  }

  @Override
  public float sumOfMagnitudes(float[] x, int xOff, int n, float[] lanes) {
    Arrays.fill(lanes, 0, REDUCTION_LANES, 0f);
    int end = whole(n);
    for (int first = 0; first < REDUCTION_LANES; first += LANES) {
      FloatVector total = FloatVector.fromArray(FLOAT, lanes, first);
      for (int i = first; i < end; i += REDUCTION_LANES) {
        total = FloatVector.fromArray(FLOAT, x, xOff + i).abs().add(total);
      }
      total.intoArray(lanes, first);
    }
    return scalar.sumOfMagnitudesInto(lanes, x, xOff, end, n);
  }

  /**
   * Computes in whole vectors, the last one first, then eight in an iteration. Values of the last one may be read a second
   * time, which does not change a maximum. C2 does not inline a method of this length: see {@link VectorKernels}.
   */
  @Override
  public float largestMagnitude(float[] x, int xOff, int n) {
    if (n < LANES) {
      return scalar.largestMagnitude(x, xOff, n);
    }
    IntVector magnitude = IntVector.broadcast(INT, Integer.MAX_VALUE);
    IntVector first = FloatVector.fromArray(FLOAT, x, xOff + n - LANES).reinterpretAsInts().and(magnitude);
    IntVector m0 = first;
    IntVector m1 = first;
    IntVector m2 = first;
    IntVector m3 = first;
    int i = 0;
    for (; i + 8 * LANES <= n; i += 8 * LANES) {
      m0 = FloatVector.fromArray(FLOAT, x, xOff + i).reinterpretAsInts().and(magnitude).max(m0);
      m1 = FloatVector.fromArray(FLOAT, x, xOff + i + LANES).reinterpretAsInts().and(magnitude).max(m1);
      m2 = FloatVector.fromArray(FLOAT, x, xOff + i + 2 * LANES).reinterpretAsInts().and(magnitude).max(m2);
      m3 = FloatVector.fromArray(FLOAT, x, xOff + i + 3 * LANES).reinterpretAsInts().and(magnitude).max(m3);
      m0 = FloatVector.fromArray(FLOAT, x, xOff + i + 4 * LANES).reinterpretAsInts().and(magnitude).max(m0);
      m1 = FloatVector.fromArray(FLOAT, x, xOff + i + 5 * LANES).reinterpretAsInts().and(magnitude).max(m1);
      m2 = FloatVector.fromArray(FLOAT, x, xOff + i + 6 * LANES).reinterpretAsInts().and(magnitude).max(m2);
      m3 = FloatVector.fromArray(FLOAT, x, xOff + i + 7 * LANES).reinterpretAsInts().and(magnitude).max(m3);
    }
    for (; i + LANES <= n; i += LANES) {
      m0 = FloatVector.fromArray(FLOAT, x, xOff + i).reinterpretAsInts().and(magnitude).max(m0);
    }
    return Float.intBitsToFloat(first.max(m0).max(m1).max(m2).max(m3).reduceLanes(MAX));
  }

  /** Keeps four vectors of sums in registers while the rows of x are read: one alone would wait for each addition. */
  @Override
  public void addRows(float[] x, int xOff, int xRow, int rows, float[] s, int sOff, int n) {
    int end = whole(n);
    int i = 0;
    for (; i + 4 * LANES <= end; i += 4 * LANES) {
      FloatVector t0 = FloatVector.fromArray(FLOAT, s, sOff + i);
      FloatVector t1 = FloatVector.fromArray(FLOAT, s, sOff + i + LANES);
      FloatVector t2 = FloatVector.fromArray(FLOAT, s, sOff + i + 2 * LANES);
      FloatVector t3 = FloatVector.fromArray(FLOAT, s, sOff + i + 3 * LANES);
      for (int r = 0; r < rows; r++) {
        int row = xOff + r * xRow + i;
        t0 = FloatVector.fromArray(FLOAT, x, row).add(t0);
        t1 = FloatVector.fromArray(FLOAT, x, row + LANES).add(t1);
        t2 = FloatVector.fromArray(FLOAT, x, row + 2 * LANES).add(t2);
        t3 = FloatVector.fromArray(FLOAT, x, row + 3 * LANES).add(t3);
      }
      t0.intoArray(s, sOff + i);
      t1.intoArray(s, sOff + i + LANES);
      t2.intoArray(s, sOff + i + 2 * LANES);
      t3.intoArray(s, sOff + i + 3 * LANES);
    }
    for (; i < end; i += LANES) {
      FloatVector total = FloatVector.fromArray(FLOAT, s, sOff + i);
      for (int r = 0; r < rows; r++) {
        total = FloatVector.fromArray(FLOAT, x, xOff + r * xRow + i).add(total);
      }
      total.intoArray(s, sOff + i);
    }
    // Without columns it would still count all rows: 2 ns each on 512 bits, four times what the sums take.
    if (end < n) {
      scalar.addRows(x, xOff + end, xRow, rows, s, sOff + end, n - end);
    }
  }

  /** Computes four vectors at a time, as {@link #addRows} does. */
  @Override
  public void addProductRows(float[] x, int xOff, int xRow, float[] y, int yOff, int yRow, int rows, float[] s,
      int sOff, int n) {
    int end = whole(n);
    int i = 0;
    for (; i + 4 * LANES <= end; i += 4 * LANES) {
      FloatVector t0 = FloatVector.fromArray(FLOAT, s, sOff + i);
      FloatVector t1 = FloatVector.fromArray(FLOAT, s, sOff + i + LANES);
      FloatVector t2 = FloatVector.fromArray(FLOAT, s, sOff + i + 2 * LANES);
      FloatVector t3 = FloatVector.fromArray(FLOAT, s, sOff + i + 3 * LANES);
      for (int r = 0; r < rows; r++) {
        int a = xOff + r * xRow + i;
        int b = yOff + r * yRow + i;
        t0 = FloatVector.fromArray(FLOAT, x, a).fma(FloatVector.fromArray(FLOAT, y, b), t0);
        t1 = FloatVector.fromArray(FLOAT, x, a + LANES).fma(FloatVector.fromArray(FLOAT, y, b + LANES), t1);
        t2 = FloatVector.fromArray(FLOAT, x, a + 2 * LANES).fma(FloatVector.fromArray(FLOAT, y, b + 2 * LANES), t2);
        t3 = FloatVector.fromArray(FLOAT, x, a + 3 * LANES).fma(FloatVector.fromArray(FLOAT, y, b + 3 * LANES), t3);
      }
      t0.intoArray(s, sOff + i);
      t1.intoArray(s, sOff + i + LANES);
      t2.intoArray(s, sOff + i + 2 * LANES);
      t3.intoArray(s, sOff + i + 3 * LANES);
    }
    for (; i < end; i += LANES) {
      FloatVector total = FloatVector.fromArray(FLOAT, s, sOff + i);
      for (int r = 0; r < rows; r++) {
        FloatVector v = FloatVector.fromArray(FLOAT, x, xOff + r * xRow + i);
        total = v.fma(FloatVector.fromArray(FLOAT, y, yOff + r * yRow + i), total);
      }
      total.intoArray(s, sOff + i);
    }
    if (end < n) {
      scalar.addProductRows(x, xOff + end, xRow, y, yOff + end, yRow, rows, s, sOff + end, n - end);
    }
  }
}
