package io.github.jinbei.internal.gemm;

import java.util.Arrays;

/**
 * Copies blocks of A and B to the order in which the micro-kernel reads them (see the package description for a
 * drawing). One routine a side: strides make the transposed cases the same code.
 */
final class Packing {

  private final MicroKernel kernel;
  private final int mr;
  private final int nr;
  private final int lanes;

  Packing(MicroKernel kernel) {
    this.kernel = kernel;
    this.mr = kernel.rows();
    this.nr = kernel.columns();
    this.lanes = kernel.lanes();
  }

  /**
   * Columns of the next micropanel, with {@code remaining} still to do: nr, as long as what is then left is nothing or
   * at least a vector wide, so that a ragged panel is never narrower than a vector unless the whole product is.
   */
  int panelColumns(int remaining) {
    if (remaining <= nr) {
      return remaining;
    }
    return remaining - nr >= lanes ? nr : nr - lanes;
  }

  /** Rows ic .. ic+mb and terms pc .. pc+kb of A, each element times alpha, as micropanels of mr rows (the last: fewer). */
  void packA(float alpha, Matrix a, int ic, int mb, int pc, int kb, float[] to) {
    for (int ir = 0; ir < mb; ir += mr) {
      int rows = Math.min(mb - ir, mr);
      int from = a.at(ic + ir, pc);
      packLines(alpha, a.data, from, a.rowStride, a.columnStride, rows, kb, to, ir * kb, rows);
    }
  }

  /** Terms pc .. pc+kb and columns jc .. jc+nb of B as micropanels; a lone panel narrower than a vector is zero-padded. */
  void packB(Matrix b, int pc, int kb, int jc, int nb, float[] to, int offTo) {
    for (int jr = 0, columns; jr < nb; jr += columns) {
      columns = panelColumns(nb - jr);
      int width = Math.max(columns, lanes);
      int panel = offTo + jr * kb;
      if (b.columnStride == 1 && columns >= lanes) {
        kernel.copyPanel(columns, kb, b.data, b.at(pc, jc + jr), b.rowStride, to, panel);
        continue;
      }
      packLines(1f, b.data, b.at(pc, jc + jr), b.columnStride, b.rowStride, columns, kb, to, panel, width);
      if (columns < width) {
        for (int p = 0; p < kb; p++) {
          Arrays.fill(to, panel + p * width + columns, panel + (p + 1) * width, 0f);
        }
      }
    }
  }

  /**
   * Copies lines, rows of A or columns of B, into a micropanel, one behind the other at each step of k:
   * {@code to[offTo + p*width + l] = alpha * from[offFrom + l*lineStride + p*step]} for 0 ≤ l &lt; lines, 0 ≤ p &lt;
   * count. One of the two strides is 1, which decides how: lines that lie side by side are copied step by step, lines
   * that stretch along k are transposed, four at a time, so that the stores of a step lie together.
   */
  private static void packLines(float alpha, float[] from, int offFrom, int lineStride, int step, int lines, int count,
      float[] to, int offTo, int width) {
    if (lineStride == 1) {
      for (int p = 0; p < count; p++) {
        copyScaled(alpha, from, offFrom + p * step, lines, to, offTo + p * width);
      }
      return;
    }
    int l = 0;
    for (; l + 4 <= lines; l += 4) {
      transposeFour(alpha, from, offFrom + l * lineStride, lineStride, count, to, offTo + l, width);
    }
    for (; l < lines; l++) {
      transposeOne(alpha, from, offFrom + l * lineStride, count, to, offTo + l, width);
    }
  }

  private static void copyScaled(float alpha, float[] from, int f, int count, float[] to, int t) {
    if (alpha == 1) {
      System.arraycopy(from, f, to, t, count);
      return;
    }
    for (int l = 0; l < count; l++) {
      to[t + l] = alpha * from[f + l];
    }
  }

  private static void transposeFour(float alpha, float[] from, int f0, int lineStride, int count, float[] to, int offTo,
      int width) {
    int f1 = f0 + lineStride;
    int f2 = f1 + lineStride;
    int f3 = f2 + lineStride;
    for (int p = 0; p < count; p++) {
      int t = offTo + p * width;
      to[t] = alpha * from[f0 + p];
      to[t + 1] = alpha * from[f1 + p];
      to[t + 2] = alpha * from[f2 + p];
      to[t + 3] = alpha * from[f3 + p];
    }
  }

  private static void transposeOne(float alpha, float[] from, int f, int count, float[] to, int offTo, int width) {
    for (int p = 0; p < count; p++) {
      to[offTo + p * width] = alpha * from[f + p];
    }
  }
}
