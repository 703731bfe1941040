package io.github.jinbei.internal.gemm;

import java.util.Arrays;

/** The packing of A and B: copies of blocks in the order in which the micro-kernel reads them (see the package description). */
final class Packing {

  /** Rows of B that are copied together: eight pages at a time, which the hardware prefetches side by side. */
  private static final int ROWS_OF_B = 8;

  private final PackKernel kernel;
  private final TileShape shape;
  private final Blocking blocking;
  private final float[][] slices;

  Packing(ProductKernels kernels) {
    this.kernel = kernels.pack();
    this.shape = kernels.shape();
    this.blocking = new Blocking(shape);
    this.slices = new float[TileShape.mostSlicesTogether()][];
  }

  /** Returns whether to pack B, k x n, for a product of m rows; a B whose rows are not contiguous is always packed. */
  boolean packsB(int m, int n, int k, Matrix b, boolean sliceA) {
    return b.columnStride != 1 || tooNarrow(k, n, b) || shape.packsB(m, n, k, sliceA);
  }

  /** Returns whether reading whole vectors from the rows of B would go beyond its array. */
  private boolean tooNarrow(int k, int n, Matrix b) {
    return n < shape.lanes() && b.at(k - 1, 0) + shape.lanes() > b.data.length;
  }

  /** Returns a slice of A that {@link #packA} filled, from index 0 on. If rows lie apart, slice 0 holds all of them. */
  float[] slice(int number) {
    return slices[number];
  }

  /**
   * Copies rows i .. i+mb and terms pc .. pc+kb of A, each element times alpha: as slices if the rows of a term lie next to
   * each other, else all rows to slice 0, {@link TileShape#ROW} apart.
   *
   * @param mb the result of {@link TileShape#rowsCopiedTogether}
   * @return the largest magnitude of the copied elements, NaN if one is NaN; or {@link PackKernel#UNKNOWN}
   */
  float packA(float alpha, Matrix a, int i, int mb, int pc, int kb) {
    if (a.rowStride != 1) {
      float[] rows = room(0, shape.floatsOfRows());
      float largest = copy(mb, kb, a.data, a.at(i, pc), a.rowStride, rows, 0, TileShape.ROW);
      scale(alpha, rows, mb, kb, TileShape.ROW);
      return largest;
    }
    int count = 0;
    for (int ir = 0; ir < mb; ir += shape.height(mb - ir)) {
      room(count++, shape.sliceFloats());
    }
    kernel.slices(mb, kb, a.data, a.at(i, pc), a.columnStride, slices);
    for (int number = 0; number < count; number++) {
      scale(alpha, slices[number], kb, shape.mr(), shape.step());
    }
    return PackKernel.UNKNOWN;
  }

  private float[] room(int number, int floats) {
    if (slices[number] == null || slices[number].length < floats) {
      slices[number] = new float[floats];
    }
    return slices[number];
  }

  private static void scale(float alpha, float[] x, int lines, int length, int step) {
    if (alpha == 1) {
      return;
    }
    for (int l = 0; l < lines; l++) {
      for (int i = l * step; i < l * step + length; i++) {
        x[i] = alpha * x[i];
      }
    }
  }

  /** Copies terms pc .. pc+kb and columns jc .. jc+nb of B as micropanels from {@code toOff} on. */
  void packB(Matrix b, int pc, int kb, int jc, int nb, float[] to, int toOff) {
    int grain = b.columnStride == 1 ? ROWS_OF_B : kb;
    for (int p = 0, rows; p < kb; p += rows) {
      rows = Math.min(kb - p, grain);
      for (int jr = 0, columns; jr < nb; jr += columns) {
        columns = blocking.micropanelColumns(nb - jr);
        packMicropanel(b, pc + p, rows, jc + jr, columns, to, toOff + jr * kb + p * Math.max(columns, shape.lanes()));
      }
    }
  }

  /** Copies the columns of a block of B, kb x nb, that are in no whole micropanel: see {@link Blocking#wholeMicropanels}. */
  void packRagged(int whole, int nb, int kb, float[] b, int bOff, int bStep, float[] to, int toOff) {
    for (int jr = whole, columns; jr < nb; jr += columns) {
      columns = blocking.micropanelColumns(nb - jr);
      kernel.copy(kb, columns, b, bOff + jr, bStep, to, toOff + jr * kb, columns);
    }
  }

  /** Copies the micropanels of a whole B that begin in columns from .. to: see {@link Product#pack}. */
  void packColumns(Matrix b, int k, int n, int from, int to, PackedB packedB) {
    int kc = blocking.terms(k);
    int nc = blocking.columns(n);
    for (int jc = 0, nb; jc < n; jc += nb) {
      nb = blocking.blockColumns(n - jc, nc);
      for (int jr = 0, columns; jr < nb; jr += columns) {
        columns = blocking.micropanelColumns(nb - jr);
        if (jc + jr < from || jc + jr >= to) {
          continue;
        }
        for (int pc = 0, kb; pc < k; pc += kb) {
          kb = Math.min(k - pc, kc);
          int at = packedB.block(jc, k, pc, Math.max(nb, shape.lanes())) + jr * kb;
          packMicropanel(b, pc, kb, jc + jr, columns, packedB.data, at);
        }
      }
    }
  }

  /** Copies terms pc .. pc+kb and columns j .. j+columns of B as one micropanel, a vector wide at least. */
  private void packMicropanel(Matrix b, int pc, int kb, int j, int columns, float[] to, int toOff) {
    int width = Math.max(columns, shape.lanes());
    int from = b.at(pc, j);
    if (columns < width) {
      int whole = b.columnStride == 1 ? rowsOfVectors(kb, b.data, from, b.rowStride) : 0;
      Arrays.fill(to, toOff + whole * width, toOff + kb * width, 0f);
    }
    if (b.columnStride != 1) {
      kernel.transpose(columns, kb, b.data, from, b.columnStride, to, toOff, width);
    } else {
      copy(kb, columns, b.data, from, b.rowStride, to, toOff, width);
    }
  }

  /**
   * Copies rows. If they are narrower than a vector, the floats behind them are copied with them where the array has whole
   * vectors: this takes 1 ns a row, single floats 4 (rows of 4 floats, Zen 5). The excess is in no result.
   *
   * @param toStep at least a vector
   */
  private float copy(int rows, int columns, float[] from, int fromOff, int fromStep, float[] to, int toOff, int toStep) {
    if (columns >= shape.lanes()) {
      return kernel.copy(rows, columns, from, fromOff, fromStep, to, toOff, toStep);
    }
    int whole = rowsOfVectors(rows, from, fromOff, fromStep);
    if (whole > 0) {
      kernel.copy(whole, shape.lanes(), from, fromOff, fromStep, to, toOff, toStep);
    }
    for (int p = whole; p < rows; p++) {
      for (int j = 0; j < columns; j++) {
        to[toOff + p * toStep + j] = from[fromOff + p * fromStep + j];
      }
    }
    return PackKernel.UNKNOWN;
  }

  /** Returns how many of the rows begin a whole vector before the end of the array. */
  private int rowsOfVectors(int rows, float[] x, int xOff, int xStep) {
    int room = x.length - shape.lanes() - xOff;
    return room < 0 ? 0 : Math.min(rows, room / xStep + 1);
  }
}
