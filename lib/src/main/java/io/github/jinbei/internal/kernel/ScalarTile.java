package io.github.jinbei.internal.kernel;

import static io.github.jinbei.internal.kernel.Fma.fma;

/**
 * A microtile without vectors, in registers: two rows by four columns at a time. Its eight chains keep two FMA units busy,
 * whose latency is four cycles, with six loads for eight fma. It was 1.4 to 1.5 times as fast as rows whose loop C2 vectorises
 * (steps of T1 to T3, Zen 3, {@code bench/NOTES.md}). A last odd row, and rows of C that overlap, are computed one at a time.
 */
final class ScalarTile {

  private ScalarTile() {}

  /** Computes a microtile of any size: the formula is in {@link io.github.jinbei.internal.gemm.MicroKernel}. */
  static void tile(int rows, int columns, int k, float[] a, int aOff, int aRow, int aStep, float[] b, int bOff, int bStep,
      float[] s, int sOff, int sRow, float[] c, int cOff, int cRow) {
    int i = 0;
    // If the rows of C overlap, each must be complete before the next one begins.
    boolean overlapping = cRow < columns;
    for (; i + 2 <= rows && !overlapping; i += 2) {
      int ia = aOff + i * aRow;
      int si = sOff + i * sRow;
      int ci = cOff + i * cRow;
      int j = 0;
      for (; j + 4 <= columns; j += 4) {
        twoRows(k, a, ia, aRow, aStep, b, bOff + j, bStep, s, si + j, sRow, c, ci + j, cRow);
      }
      for (; j < columns; j++) {
        twoElements(k, a, ia, aRow, aStep, b, bOff + j, bStep, s, si + j, sRow, c, ci + j, cRow);
      }
    }
    for (; i < rows; i++) {
      row(columns, k, a, aOff + i * aRow, aStep, b, bOff, bStep, 1, s, sOff + i * sRow, 1, c, cOff + i * cRow);
    }
  }

  /** Computes one row of elements: B[p][j] = {@code b[bOff + p*bStep + j*bColumn]}, S[j] = {@code s[sOff + j*sColumn]}. */
  static void row(int columns, int k, float[] a, int aOff, int aStep, float[] b, int bOff, int bStep, int bColumn, float[] s,
      int sOff, int sColumn, float[] c, int cOff) {
    int j = 0;
    for (; j + 4 <= columns; j += 4) {
      fourElements(k, a, aOff, aStep, b, bOff + j * bColumn, bStep, bColumn, s, sOff + j * sColumn, sColumn, c, cOff + j);
    }
    for (; j < columns; j++) {
      float sum = s[sOff + j * sColumn];
      for (int p = 0; p < k; p++) {
        sum = fma(a[aOff + p * aStep], b[bOff + p * bStep + j * bColumn], sum);
      }
      c[cOff + j] = sum;
    }
  }

  private static void twoRows(int k, float[] a, int aOff, int aRow, int aStep, float[] b, int bOff, int bStep, float[] s,
      int sOff, int sRow, float[] c, int cOff, int cRow) {
    float c00 = s[sOff];
    float c01 = s[sOff + 1];
    float c02 = s[sOff + 2];
    float c03 = s[sOff + 3];
    float c10 = s[sOff + sRow];
    float c11 = s[sOff + sRow + 1];
    float c12 = s[sOff + sRow + 2];
    float c13 = s[sOff + sRow + 3];
    int ia = aOff;
    int ja = aOff + aRow;
    int ib = bOff;
    for (int p = 0; p < k; p++) {
      float a0 = a[ia];
      float a1 = a[ja];
      float b0 = b[ib];
      c00 = fma(a0, b0, c00);
      c10 = fma(a1, b0, c10);
      float b1 = b[ib + 1];
      c01 = fma(a0, b1, c01);
      c11 = fma(a1, b1, c11);
      float b2 = b[ib + 2];
      c02 = fma(a0, b2, c02);
      c12 = fma(a1, b2, c12);
      float b3 = b[ib + 3];
      c03 = fma(a0, b3, c03);
      c13 = fma(a1, b3, c13);
      ia += aStep;
      ja += aStep;
      ib += bStep;
    }
    c[cOff] = c00;
    c[cOff + 1] = c01;
    c[cOff + 2] = c02;
    c[cOff + 3] = c03;
    c[cOff + cRow] = c10;
    c[cOff + cRow + 1] = c11;
    c[cOff + cRow + 2] = c12;
    c[cOff + cRow + 3] = c13;
  }

  private static void twoElements(int k, float[] a, int aOff, int aRow, int aStep, float[] b, int bOff, int bStep, float[] s,
      int sOff, int sRow, float[] c, int cOff, int cRow) {
    float c0 = s[sOff];
    float c1 = s[sOff + sRow];
    for (int p = 0; p < k; p++) {
      int ia = aOff + p * aStep;
      float b0 = b[bOff + p * bStep];
      c0 = fma(a[ia], b0, c0);
      c1 = fma(a[ia + aRow], b0, c1);
    }
    c[cOff] = c0;
    c[cOff + cRow] = c1;
  }

  private static void fourElements(int k, float[] a, int aOff, int aStep, float[] b, int bOff, int bStep, int bColumn,
      float[] s, int sOff, int sColumn, float[] c, int cOff) {
    float c0 = s[sOff];
    float c1 = s[sOff + sColumn];
    float c2 = s[sOff + 2 * sColumn];
    float c3 = s[sOff + 3 * sColumn];
    int ia = aOff;
    int ib = bOff;
    for (int p = 0; p < k; p++) {
      float x = a[ia];
      c0 = fma(x, b[ib], c0);
      c1 = fma(x, b[ib + bColumn], c1);
      c2 = fma(x, b[ib + 2 * bColumn], c2);
      c3 = fma(x, b[ib + 3 * bColumn], c3);
      ia += aStep;
      ib += bStep;
    }
    c[cOff] = c0;
    c[cOff + 1] = c1;
    c[cOff + 2] = c2;
    c[cOff + 3] = c3;
  }
}
