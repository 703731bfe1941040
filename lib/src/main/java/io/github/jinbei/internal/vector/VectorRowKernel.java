package io.github.jinbei.internal.vector;

import static io.github.jinbei.internal.vector.Species.LANES;

import io.github.jinbei.internal.gemm.RowKernel;
import io.github.jinbei.internal.kernel.ScalarRowKernel;
import java.util.Arrays;

/**
 * Rows of a product in lanes: loops over the pieces that {@link RowTiles} and {@link Transpose16} compute. Single elements are
 * computed by {@link ScalarRowKernel}.
 */
final class VectorRowKernel implements RowKernel {

  /**
   * Lines that lie a multiple of this many floats (4 KB) apart fall into one set of the first-level cache. There scalar chains
   * were faster than transposing in registers, 7.6 against 6.9 GFLOP/s. Elsewhere they were slower, 8 against 14 (Zen 4).
   */
  private static final int ALIASED = 1024;

  private final ScalarRowKernel scalar = new ScalarRowKernel();

  @Override
  public void row(int columns, int k, float[] a, int aOff, int aStep, float[] b, int bOff, int bStep, float[] s, int sOff,
      float[] c, int cOff) {
    if (s == null && k == 1) {
      RowTiles.oneTermAlone(columns, a, aOff, b, bOff, c, cOff);
      return;
    }
    float[] from = s != null ? s : c;
    int fromOff = s != null ? sOff : cOff;
    if (s == null) {
      Arrays.fill(c, cOff, cOff + columns, 0f);
    }
    int p = 0;
    for (; p + RowTiles.TERMS <= k; p += RowTiles.TERMS) {
      RowTiles.eightTerms(columns, a, aOff + p * aStep, aStep, b, bOff + p * bStep, bStep, from, fromOff, c, cOff);
      from = c;
      fromOff = cOff;
    }
    for (; p < k; p++) {
      RowTiles.oneTerm(columns, a, aOff + p * aStep, b, bOff + p * bStep, from, fromOff, c, cOff);
      from = c;
      fromOff = cOff;
    }
  }

  @Override
  public void rowOfTransposed(int columns, int k, float[] a, int aOff, float[] b, int bOff, int bColumn, float[] s, int sOff,
      float[] c, int cOff) {
    int j = 0;
    int whole = LANES >= Transpose8.SIZE && bColumn % ALIASED != 0 ? k & -LANES : 0;
    for (; whole > 0 && j + LANES <= columns; j += LANES) {
      if (LANES == Transpose8.SIZE) {
        Transpose8.rowOfTransposed(whole, a, aOff, b, bOff + j * bColumn, bColumn, s, sOff + j, c, cOff + j);
      } else {
        Transpose16.rowOfTransposed(whole, a, aOff, b, bOff + j * bColumn, bColumn, s, sOff + j, c, cOff + j);
      }
      for (int i = j; whole < k && i < j + LANES; i += RowTiles.CHAINS) {
        RowTiles.eightChains(k - whole, a, aOff + whole, b, bOff + i * bColumn + whole, bColumn, c, cOff + i, c, cOff + i);
      }
    }
    for (; j + RowTiles.CHAINS <= columns; j += RowTiles.CHAINS) {
      RowTiles.eightChains(k, a, aOff, b, bOff + j * bColumn, bColumn, s, sOff + j, c, cOff + j);
    }
    for (; j < columns; j++) {
      float sum = s == null ? 0f : s[sOff + j];
      for (int p = 0; p < k; p++) {
        sum = Math.fma(a[aOff + p], b[bOff + j * bColumn + p], sum);
      }
      c[cOff + j] = sum;
    }
  }

  @Override
  public void elements(int rows, int columns, int k, float[] a, int aOff, int aRow, int aStep, float[] b, int bOff, int bRow,
      int bColumn, float[] s, int sOff, int sRow, int sColumn, float[] c, int cOff, int cRow) {
    scalar.elements(rows, columns, k, a, aOff, aRow, aStep, b, bOff, bRow, bColumn, s, sOff, sRow, sColumn, c, cOff, cRow);
  }
}
