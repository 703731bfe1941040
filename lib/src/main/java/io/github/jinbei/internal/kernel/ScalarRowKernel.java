package io.github.jinbei.internal.kernel;

import static io.github.jinbei.internal.kernel.Fma.fma;

import io.github.jinbei.internal.gemm.RowKernel;
import java.util.Arrays;

/**
 * Rows of a product without vectors: four terms of the chain in one pass over a row. The inner loop is so simple that C2
 * vectorises it where the hardware has fma. Elements are computed by {@link ScalarTile}.
 */
public final class ScalarRowKernel implements RowKernel {

  @Override
  public void row(int columns, int k, float[] a, int aOff, int aStep, float[] b, int bOff, int bStep, float[] s, int sOff,
      float[] c, int cOff) {
    if (s == null) {
      Arrays.fill(c, cOff, cOff + columns, 0f);
    } else {
      System.arraycopy(s, sOff, c, cOff, columns);
    }
    int p = 0;
    for (; p + 4 <= k; p += 4) {
      int ai = aOff + p * aStep;
      fourTerms(columns, a[ai], a[ai + aStep], a[ai + 2 * aStep], a[ai + 3 * aStep], b, bOff + p * bStep, bStep, c, cOff);
    }
    for (; p < k; p++) {
      oneTerm(columns, a[aOff + p * aStep], b, bOff + p * bStep, c, cOff);
    }
  }

  @Override
  public void rowOfTransposed(int columns, int k, float[] a, int aOff, float[] b, int bOff, int bColumn, float[] s, int sOff,
      float[] c, int cOff) {
    for (int j = 0; j < columns; j++) {
      float sum = s == null ? 0f : s[sOff + j];
      for (int p = 0; p < k; p++) {
        sum = fma(a[aOff + p], b[bOff + j * bColumn + p], sum);
      }
      c[cOff + j] = sum;
    }
  }

  @Override
  public void elements(int rows, int columns, int k, float[] a, int aOff, int aRow, int aStep, float[] b, int bOff, int bRow,
      int bColumn, float[] s, int sOff, int sRow, int sColumn, float[] c, int cOff, int cRow) {
    if (columns == 1 && cRow == 1) {
      // A column of C is the row of the transposed product: a·b is b·a. Four chains then run side by side.
      ScalarTile.row(rows, k, b, bOff, bRow, a, aOff, aStep, aRow, s, sOff, sRow, c, cOff);
      return;
    }
    for (int i = 0; i < rows; i++) {
      ScalarTile.row(columns, k, a, aOff + i * aRow, aStep, b, bOff, bRow, bColumn, s, sOff + i * sRow, sColumn, c,
          cOff + i * cRow);
    }
  }

  private static void fourTerms(int columns, float a0, float a1, float a2, float a3, float[] b, int b0, int bStep,
      float[] c, int ci) {
    int b1 = b0 + bStep;
    int b2 = b1 + bStep;
    int b3 = b2 + bStep;
    for (int j = 0; j < columns; j++) {
      c[ci + j] = fma(a3, b[b3 + j], fma(a2, b[b2 + j], fma(a1, b[b1 + j], fma(a0, b[b0 + j], c[ci + j]))));
    }
  }

  private static void oneTerm(int columns, float a, float[] b, int bOff, float[] c, int ci) {
    for (int j = 0; j < columns; j++) {
      c[ci + j] = fma(a, b[bOff + j], c[ci + j]);
    }
  }
}
