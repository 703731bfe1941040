package io.github.jinbei.internal.vector;

import static io.github.jinbei.internal.vector.Species.FLOAT;
import static io.github.jinbei.internal.vector.Species.LANES;

import jdk.incubator.vector.FloatVector;

/**
 * One row of C, a vector times a matrix: several terms of the chain in one pass over the row, so that B streams past once,
 * row beside row, as the hardware prefetches it, and C stays in the first-level cache.
 */
final class RowKernel {

  /** Terms of a pass. */
  static final int TERMS = 8;

  private RowKernel() {}

  /** {@code c[j] = s[j] + Σ a[p]·b[p][j]} over {@value #TERMS} terms, for 0 ≤ j &lt; columns, a multiple of the lanes. */
  static void eightTerms(int columns, float[] a, int aOff, int aStep, float[] b, int bOff, int bStep, float[] s, int sOff,
      float[] c, int cOff) {
    FloatVector a0 = FloatVector.broadcast(FLOAT, a[aOff]);
    FloatVector a1 = FloatVector.broadcast(FLOAT, a[aOff + aStep]);
    FloatVector a2 = FloatVector.broadcast(FLOAT, a[aOff + 2 * aStep]);
    FloatVector a3 = FloatVector.broadcast(FLOAT, a[aOff + 3 * aStep]);
    FloatVector a4 = FloatVector.broadcast(FLOAT, a[aOff + 4 * aStep]);
    FloatVector a5 = FloatVector.broadcast(FLOAT, a[aOff + 5 * aStep]);
    FloatVector a6 = FloatVector.broadcast(FLOAT, a[aOff + 6 * aStep]);
    FloatVector a7 = FloatVector.broadcast(FLOAT, a[aOff + 7 * aStep]);
    int b1 = bOff + bStep;
    int b2 = b1 + bStep;
    int b3 = b2 + bStep;
    int b4 = b3 + bStep;
    int b5 = b4 + bStep;
    int b6 = b5 + bStep;
    int b7 = b6 + bStep;
    for (int j = 0; j < columns; j += LANES) {
      FloatVector v = FloatVector.fromArray(FLOAT, s, sOff + j);
      v = a0.fma(FloatVector.fromArray(FLOAT, b, bOff + j), v);
      v = a1.fma(FloatVector.fromArray(FLOAT, b, b1 + j), v);
      v = a2.fma(FloatVector.fromArray(FLOAT, b, b2 + j), v);
      v = a3.fma(FloatVector.fromArray(FLOAT, b, b3 + j), v);
      v = a4.fma(FloatVector.fromArray(FLOAT, b, b4 + j), v);
      v = a5.fma(FloatVector.fromArray(FLOAT, b, b5 + j), v);
      v = a6.fma(FloatVector.fromArray(FLOAT, b, b6 + j), v);
      a7.fma(FloatVector.fromArray(FLOAT, b, b7 + j), v).intoArray(c, cOff + j);
    }
  }

  /** The same over one term. */
  static void oneTerm(int columns, float[] a, int aOff, float[] b, int bOff, float[] s, int sOff, float[] c, int cOff) {
    FloatVector a0 = FloatVector.broadcast(FLOAT, a[aOff]);
    for (int j = 0; j < columns; j += LANES) {
      FloatVector v = FloatVector.fromArray(FLOAT, s, sOff + j);
      a0.fma(FloatVector.fromArray(FLOAT, b, bOff + j), v).intoArray(c, cOff + j);
    }
  }
}
