package io.github.jinbei.internal.gemm;

import java.util.Arrays;

/** Copies blocks of A and B to the order in which the micro-kernel reads them (drawn in the package description). */
final class Packing {

  /** Floats beyond a block's rows from one step to the next, so that steps do not all meet in the same sets of a cache. */
  private static final int SKEW = 16;

  private final MicroKernel kernel;
  private final int nr;
  private final int lanes;

  Packing(MicroKernel kernel) {
    this.kernel = kernel;
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

  /** Floats from one step to the next of a packed block of A with that many rows. */
  static int stepA(int rows) {
    return rows + SKEW;
  }

  /** Rows ic .. ic+mb and terms pc .. pc+kb of A, each element times alpha, the rows of a step next to each other. */
  void packA(float alpha, Matrix a, int ic, int mb, int pc, int kb, float[] to) {
    int step = stepA(mb);
    int from = a.at(ic, pc);
    if (a.rowStride != 1) {
      kernel.transpose(mb, kb, a.data, from, a.rowStride, to, 0, step);
    } else if (mb >= lanes) {
      kernel.copy(kb, mb, a.data, from, a.columnStride, to, 0, step);
    } else {
      for (int p = 0; p < kb; p++) {
        System.arraycopy(a.data, from + p * a.columnStride, to, p * step, mb);
      }
    }
    if (alpha != 1) {
      for (int i = 0; i < kb * step; i++) {
        to[i] = alpha * to[i];
      }
    }
  }

  /** Terms pc .. pc+kb and columns j .. j+columns of B as one micropanel; narrower than a vector, it is zero-padded. */
  void packB(Matrix b, int pc, int kb, int j, int columns, float[] to, int toOff) {
    int width = Math.max(columns, lanes);
    int from = b.at(pc, j);
    if (b.columnStride != 1) {
      kernel.transpose(columns, kb, b.data, from, b.columnStride, to, toOff, width);
    } else if (columns >= lanes) {
      kernel.copy(kb, columns, b.data, from, b.rowStride, to, toOff, width);
    } else {
      for (int p = 0; p < kb; p++) {
        System.arraycopy(b.data, from + p * b.rowStride, to, toOff + p * width, columns);
      }
    }
    if (columns < width) {
      for (int p = 0; p < kb; p++) {
        Arrays.fill(to, toOff + p * width + columns, toOff + (p + 1) * width, 0f);
      }
    }
  }
}
