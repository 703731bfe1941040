package io.github.jinbei.internal.kernel;

import static io.github.jinbei.internal.kernel.Fma.fma;

import io.github.jinbei.internal.gemm.MicroKernel;
import java.util.Arrays;

/**
 * The micro-kernel without vectors: a row of C at a time, four terms of the chain in one pass over it. The inner loop
 * is plain enough that C2 makes vector code of it by itself where the hardware has fma.
 */
final class ScalarMicroKernel implements MicroKernel {

  /** Columns of a microtile: four rows of B of this length and one of C stay in the first-level cache. */
  private static final int COLUMNS = 128;

  @Override
  public int rows() {
    return 12;
  }

  @Override
  public int height(int remaining) {
    return Math.min(remaining, rows());
  }

  @Override
  public int columns() {
    return COLUMNS;
  }

  @Override
  public int lanes() {
    return 1;
  }

  @Override
  public void tile(int rows, int columns, int k, float[] a, int aOff, int aRow, int aStep, float[] b, int bOff, int bStep,
      float[] s, int sOff, int sRow, float[] c, int cOff, int cRow) {
    for (int i = 0; i < rows; i++) {
      row(columns, k, a, aOff + i * aRow, aStep, b, bOff, bStep, s, sOff + i * sRow, c, cOff + i * cRow);
    }
  }

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
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        float sum = s[sOff + i * sRow + j * sColumn];
        for (int p = 0; p < k; p++) {
          sum = fma(a[aOff + i * aRow + p * aStep], b[bOff + p * bRow + j * bColumn], sum);
        }
        c[cOff + i * cRow + j] = sum;
      }
    }
  }

  @Override
  public float copy(int rows, int columns, float[] from, int fromOff, int fromStep, float[] to, int toOff, int toStep) {
    for (int p = 0; p < rows; p++) {
      System.arraycopy(from, fromOff + p * fromStep, to, toOff + p * toStep, columns);
    }
    return UNKNOWN;
  }

  @Override
  public void slice(int columns, int count, float[] from, int fromOff, int fromStep, float[] to, int toOff) {
    for (int i = 0, width; i < columns; i += width) {
      width = height(columns - i);
      for (int p = 0; p < count; p++) {
        System.arraycopy(from, fromOff + p * fromStep + i, to, toOff + i * count + p * width, width);
      }
    }
  }

  @Override
  public void transpose(int lines, int count, float[] from, int fromOff, int fromStep, float[] to, int toOff, int toStep) {
    for (int l = 0; l < lines; l++) {
      for (int p = 0; p < count; p++) {
        to[toOff + p * toStep + l] = from[fromOff + l * fromStep + p];
      }
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
