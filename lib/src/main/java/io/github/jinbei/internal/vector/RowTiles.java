package io.github.jinbei.internal.vector;

import static io.github.jinbei.internal.vector.Species.FLOAT;
import static io.github.jinbei.internal.vector.Species.LANES;

import jdk.incubator.vector.FloatVector;

/**
 * Pieces of one row of C, a vector times a matrix, and of single elements. Each term is one fma, terms in order.
 *
 * <ul>
 * <li>{@code eightTerms}: {@code c[j] = s[j] + Σ a[p]·b[p][j]} over {@value #TERMS} terms, for 0 ≤ j &lt; columns, a multiple
 *     of the lanes. B is read once, {@value #TERMS} rows side by side, which suits the hardware prefetcher, and C stays in the
 *     first-level cache.
 * <li>{@code twoVectors}: the same over any number of terms, for the lanes of one vector from 0 and of one from j1 on, which
 *     may overlap; C stays in registers. An iteration has {@value #TERMS} terms: a row of so few columns must wait for its own
 *     chain, four cycles a term.
 * <li>{@code eightChains}: {@code c[j] = s[j] + Σ a[p]·b[j][p]}, B transposed, for {@value #CHAINS} columns, one element at a
 *     time: for lanes across the columns B would have to be transposed first, which takes as long. s may be null: zeros.
 * </ul>
 */
final class RowTiles {

  /** Terms of one pass over a row of C. */
  static final int TERMS = 8;

  /** Chains side by side: two FMA units, each with a latency of four cycles. */
  static final int CHAINS = 8;

  private RowTiles() {}

  /** Computes {@code c[j] = s[j] + a[0]·b[j]} for 0 ≤ j &lt; columns, a multiple of the lanes. */
  static void oneTerm(int columns, float[] a, int aOff, float[] b, int bOff, float[] s, int sOff, float[] c, int cOff) {
    FloatVector a0 = FloatVector.broadcast(FLOAT, a[aOff]);
    for (int j = 0; j < columns; j += LANES) {
      FloatVector v = FloatVector.fromArray(FLOAT, s, sOff + j);
      a0.fma(FloatVector.fromArray(FLOAT, b, bOff + j), v).intoArray(c, cOff + j);
    }
  }

  /** Computes the same from zero, which need not be read. */
  static void oneTermAlone(int columns, float[] a, int aOff, float[] b, int bOff, float[] c, int cOff) {
    FloatVector a0 = FloatVector.broadcast(FLOAT, a[aOff]);
    FloatVector zero = FloatVector.zero(FLOAT);
    for (int j = 0; j < columns; j += LANES) {
      a0.fma(FloatVector.fromArray(FLOAT, b, bOff + j), zero).intoArray(c, cOff + j);
    }
  }

  // Generated from here on, by TileSource of the test tree.

  static void eightTerms(int columns, float[] a, int aOff, int aStep, float[] b, int bOff, int bStep, float[] s,
      int sOff, float[] c, int cOff) {
    FloatVector a0 = FloatVector.broadcast(FLOAT, a[aOff]);
    FloatVector a1 = FloatVector.broadcast(FLOAT, a[aOff + aStep]);
    FloatVector a2 = FloatVector.broadcast(FLOAT, a[aOff + 2 * aStep]);
    FloatVector a3 = FloatVector.broadcast(FLOAT, a[aOff + 3 * aStep]);
    FloatVector a4 = FloatVector.broadcast(FLOAT, a[aOff + 4 * aStep]);
    FloatVector a5 = FloatVector.broadcast(FLOAT, a[aOff + 5 * aStep]);
    FloatVector a6 = FloatVector.broadcast(FLOAT, a[aOff + 6 * aStep]);
    FloatVector a7 = FloatVector.broadcast(FLOAT, a[aOff + 7 * aStep]);
    int b0 = bOff;
    int b1 = bOff + bStep;
    int b2 = bOff + 2 * bStep;
    int b3 = bOff + 3 * bStep;
    int b4 = bOff + 4 * bStep;
    int b5 = bOff + 5 * bStep;
    int b6 = bOff + 6 * bStep;
    int b7 = bOff + 7 * bStep;
    for (int j = 0; j < columns; j += LANES) {
      FloatVector v = FloatVector.fromArray(FLOAT, s, sOff + j);
      v = a0.fma(FloatVector.fromArray(FLOAT, b, b0 + j), v);
      v = a1.fma(FloatVector.fromArray(FLOAT, b, b1 + j), v);
      v = a2.fma(FloatVector.fromArray(FLOAT, b, b2 + j), v);
      v = a3.fma(FloatVector.fromArray(FLOAT, b, b3 + j), v);
      v = a4.fma(FloatVector.fromArray(FLOAT, b, b4 + j), v);
      v = a5.fma(FloatVector.fromArray(FLOAT, b, b5 + j), v);
      v = a6.fma(FloatVector.fromArray(FLOAT, b, b6 + j), v);
      v = a7.fma(FloatVector.fromArray(FLOAT, b, b7 + j), v);
      v.intoArray(c, cOff + j);
    }
  }

  static void eightChains(int k, float[] a, int aOff, float[] b, int bOff, int bColumn, float[] s, int sOff, float[] c,
      int cOff) {
    float c0 = s == null ? 0f : s[sOff];
    float c1 = s == null ? 0f : s[sOff + 1];
    float c2 = s == null ? 0f : s[sOff + 2];
    float c3 = s == null ? 0f : s[sOff + 3];
    float c4 = s == null ? 0f : s[sOff + 4];
    float c5 = s == null ? 0f : s[sOff + 5];
    float c6 = s == null ? 0f : s[sOff + 6];
    float c7 = s == null ? 0f : s[sOff + 7];
    int b0 = bOff;
    int b1 = bOff + bColumn;
    int b2 = bOff + 2 * bColumn;
    int b3 = bOff + 3 * bColumn;
    int b4 = bOff + 4 * bColumn;
    int b5 = bOff + 5 * bColumn;
    int b6 = bOff + 6 * bColumn;
    int b7 = bOff + 7 * bColumn;
    for (int p = 0; p < k; p++) {
      float x = a[aOff + p];
      c0 = Math.fma(x, b[b0 + p], c0);
      c1 = Math.fma(x, b[b1 + p], c1);
      c2 = Math.fma(x, b[b2 + p], c2);
      c3 = Math.fma(x, b[b3 + p], c3);
      c4 = Math.fma(x, b[b4 + p], c4);
      c5 = Math.fma(x, b[b5 + p], c5);
      c6 = Math.fma(x, b[b6 + p], c6);
      c7 = Math.fma(x, b[b7 + p], c7);
    }
    c[cOff] = c0;
    c[cOff + 1] = c1;
    c[cOff + 2] = c2;
    c[cOff + 3] = c3;
    c[cOff + 4] = c4;
    c[cOff + 5] = c5;
    c[cOff + 6] = c6;
    c[cOff + 7] = c7;
  }

  static void twoVectors(int k, float[] a, int aOff, int aStep, float[] b, int bOff, int bStep, int j1, float[] s,
      int sOff, float[] c, int cOff) {
    if (k == 0) {
      return;
    }
    FloatVector v = FloatVector.fromArray(FLOAT, s, sOff);
    FloatVector w = FloatVector.fromArray(FLOAT, s, sOff + j1);
    int ia = aOff;
    int ib = bOff;
    int p = 0;
    for (; p + 8 <= k; p += 8) {
      FloatVector a0 = FloatVector.broadcast(FLOAT, a[ia]);
      v = a0.fma(FloatVector.fromArray(FLOAT, b, ib), v);
      w = a0.fma(FloatVector.fromArray(FLOAT, b, ib + j1), w);
      ia += aStep;
      ib += bStep;
      FloatVector a1 = FloatVector.broadcast(FLOAT, a[ia]);
      v = a1.fma(FloatVector.fromArray(FLOAT, b, ib), v);
      w = a1.fma(FloatVector.fromArray(FLOAT, b, ib + j1), w);
      ia += aStep;
      ib += bStep;
      FloatVector a2 = FloatVector.broadcast(FLOAT, a[ia]);
      v = a2.fma(FloatVector.fromArray(FLOAT, b, ib), v);
      w = a2.fma(FloatVector.fromArray(FLOAT, b, ib + j1), w);
      ia += aStep;
      ib += bStep;
      FloatVector a3 = FloatVector.broadcast(FLOAT, a[ia]);
      v = a3.fma(FloatVector.fromArray(FLOAT, b, ib), v);
      w = a3.fma(FloatVector.fromArray(FLOAT, b, ib + j1), w);
      ia += aStep;
      ib += bStep;
      FloatVector a4 = FloatVector.broadcast(FLOAT, a[ia]);
      v = a4.fma(FloatVector.fromArray(FLOAT, b, ib), v);
      w = a4.fma(FloatVector.fromArray(FLOAT, b, ib + j1), w);
      ia += aStep;
      ib += bStep;
      FloatVector a5 = FloatVector.broadcast(FLOAT, a[ia]);
      v = a5.fma(FloatVector.fromArray(FLOAT, b, ib), v);
      w = a5.fma(FloatVector.fromArray(FLOAT, b, ib + j1), w);
      ia += aStep;
      ib += bStep;
      FloatVector a6 = FloatVector.broadcast(FLOAT, a[ia]);
      v = a6.fma(FloatVector.fromArray(FLOAT, b, ib), v);
      w = a6.fma(FloatVector.fromArray(FLOAT, b, ib + j1), w);
      ia += aStep;
      ib += bStep;
      FloatVector a7 = FloatVector.broadcast(FLOAT, a[ia]);
      v = a7.fma(FloatVector.fromArray(FLOAT, b, ib), v);
      w = a7.fma(FloatVector.fromArray(FLOAT, b, ib + j1), w);
      ia += aStep;
      ib += bStep;
    }
    for (; p < k; p++) {
      FloatVector x = FloatVector.broadcast(FLOAT, a[ia]);
      v = x.fma(FloatVector.fromArray(FLOAT, b, ib), v);
      w = x.fma(FloatVector.fromArray(FLOAT, b, ib + j1), w);
      ia += aStep;
      ib += bStep;
    }
    v.intoArray(c, cOff);
    w.intoArray(c, cOff + j1);
  }
}
