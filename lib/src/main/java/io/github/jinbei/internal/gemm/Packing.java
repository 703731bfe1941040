package io.github.jinbei.internal.gemm;

/**
 * Copies blocks of A and B to the order in which the micro-kernel reads them (see the package description for a
 * drawing). One routine a side: strides make the transposed cases the same code.
 */
final class Packing {

  private final int mr;
  private final int nr;
  private final int lanes;

  Packing(MicroKernel kernel) {
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
  void packB(Matrix b, int pc, int kb, int jc, int nb, float[] to) {
    for (int jr = 0, columns; jr < nb; jr += columns) {
      columns = panelColumns(nb - jr);
      int width = Math.max(columns, lanes);
      int panel = jr * kb;
      int from = b.at(pc, jc + jr);
      if (b.columnStride == 1) {
        for (int p = 0; p < kb; p++) {
          System.arraycopy(b.data, from + p * b.rowStride, to, panel + p * width, columns);
        }
      } else {
        packLines(1f, b.data, from, b.columnStride, b.rowStride, columns, kb, to, panel, width);
      }
      for (int j = columns; j < width; j++) {
        for (int p = 0; p < kb; p++) {
          to[panel + p * width + j] = 0f;
        }
      }
    }
  }

  /**
   * Transposes lines into a micropanel: {@code to[offTo + p*width + l] = alpha * from[offFrom + l*lineStride + p*step]}
   * for 0 ≤ l &lt; lines and 0 ≤ p &lt; count. Four lines at a time: the stores of a step then lie together.
   */
  private static void packLines(float alpha, float[] from, int offFrom, int lineStride, int step, int lines, int count,
      float[] to, int offTo, int width) {
    int l = 0;
    for (; l + 4 <= lines; l += 4) {
      packFour(alpha, from, offFrom + l * lineStride, lineStride, step, count, to, offTo + l, width);
    }
    for (; l < lines; l++) {
      packOne(alpha, from, offFrom + l * lineStride, step, count, to, offTo + l, width);
    }
  }

  private static void packFour(float alpha, float[] from, int f0, int lineStride, int step, int count, float[] to,
      int offTo, int width) {
    int f1 = f0 + lineStride;
    int f2 = f1 + lineStride;
    int f3 = f2 + lineStride;
    int t = offTo;
    for (int p = 0; p < count; p++) {
      int at = p * step;
      to[t] = alpha * from[f0 + at];
      to[t + 1] = alpha * from[f1 + at];
      to[t + 2] = alpha * from[f2 + at];
      to[t + 3] = alpha * from[f3 + at];
      t += width;
    }
  }

  private static void packOne(float alpha, float[] from, int offFrom, int step, int count, float[] to, int offTo,
      int width) {
    for (int p = 0; p < count; p++) {
      to[offTo + p * width] = alpha * from[offFrom + p * step];
    }
  }
}
