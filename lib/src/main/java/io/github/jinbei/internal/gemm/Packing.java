package io.github.jinbei.internal.gemm;

import java.util.Arrays;

/** Copies blocks of A and B to the order in which the micro-kernel reads them (drawn in the package description). */
final class Packing {

  /** Rows of B copied together: eight pages at a time, which the hardware fetches ahead side by side. */
  private static final int ROWS_OF_B = 8;

  private final MicroKernel kernel;
  private final int nr;
  private final int lanes;

  Packing(MicroKernel kernel) {
    this.kernel = kernel;
    this.nr = kernel.columns();
    this.lanes = kernel.lanes();
  }

  /**
   * Columns of the next panel, with {@code remaining} still to do: nc, or all, where less than a vector would be left. The
   * last panel is then up to a vector wider, and never narrower than one unless the whole product is.
   */
  int blockColumns(int remaining, int nc) {
    return remaining - nc < lanes ? remaining : nc;
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

  /** Floats that a packed block of A takes, whichever way A lies, of as many terms as a block may have. */
  static int sizeA(int mb) {
    return mb * MicroKernel.ROW;
  }

  /**
   * Copies rows ic .. ic+mb and terms pc .. pc+kb of A, each element times alpha: as micropanels if the rows of a term lie
   * next to each other, else row by row, {@link MicroKernel#ROW} apart.
   *
   * @return the largest magnitude of what is copied, NaN if a NaN is; or {@link MicroKernel#UNKNOWN}
   */
  float packA(float alpha, Matrix a, int ic, int mb, int pc, int kb, float[] to) {
    boolean adjacent = a.rowStride == 1;
    float largest = MicroKernel.UNKNOWN;
    if (adjacent) {
      kernel.slice(mb, kb, a.data, a.at(ic, pc), a.columnStride, to, 0);
    } else {
      largest = copy(mb, kb, a.data, a.at(ic, pc), a.rowStride, to, 0, MicroKernel.ROW);
    }
    if (alpha != 1) {
      int lines = adjacent ? 1 : mb;
      int length = adjacent ? mb * kb : kb;
      for (int l = 0; l < lines; l++) {
        for (int i = l * MicroKernel.ROW; i < l * MicroKernel.ROW + length; i++) {
          to[i] = alpha * to[i];
        }
      }
    }
    return largest;
  }

  /** Terms pc .. pc+kb and columns jc .. jc+nb of B as micropanels from {@code toOff} on. */
  void packB(Matrix b, int pc, int kb, int jc, int nb, float[] to, int toOff) {
    int grain = b.columnStride == 1 ? ROWS_OF_B : kb;
    for (int p = 0, rows; p < kb; p += rows) {
      rows = Math.min(kb - p, grain);
      for (int jr = 0, columns; jr < nb; jr += columns) {
        columns = panelColumns(nb - jr);
        packPanel(b, pc + p, rows, jc + jr, columns, to, toOff + jr * kb + p * Math.max(columns, lanes));
      }
    }
  }

  /** Terms pc .. pc+kb and columns j .. j+columns of B as one micropanel; narrower than a vector, it is zero-padded. */
  void packPanel(Matrix b, int pc, int kb, int j, int columns, float[] to, int toOff) {
    int width = Math.max(columns, lanes);
    int from = b.at(pc, j);
    if (b.columnStride != 1) {
      kernel.transpose(columns, kb, b.data, from, b.columnStride, to, toOff, width);
    } else {
      copy(kb, columns, b.data, from, b.rowStride, to, toOff, width);
    }
    if (columns < width) {
      for (int p = 0; p < kb; p++) {
        Arrays.fill(to, toOff + p * width + columns, toOff + (p + 1) * width, 0f);
      }
    }
  }

  private float copy(int rows, int columns, float[] from, int fromOff, int fromStep, float[] to, int toOff, int toStep) {
    if (columns >= lanes) {
      return kernel.copy(rows, columns, from, fromOff, fromStep, to, toOff, toStep);
    }
    for (int p = 0; p < rows; p++) {
      for (int j = 0; j < columns; j++) {
        to[toOff + p * toStep + j] = from[fromOff + p * fromStep + j];
      }
    }
    return MicroKernel.UNKNOWN;
  }
}
