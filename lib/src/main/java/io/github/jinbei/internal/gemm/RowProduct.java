package io.github.jinbei.internal.gemm;

/**
 * The product row by row, all terms of a row at once, without packing: one row of C (a vector times a matrix, as it is or
 * transposed), or a C of one term (rank one). Nothing is used more than once, so there is nothing to pack or to tile.
 */
final class RowProduct {

  private final MicroKernel micro;
  private final RowKernel kernel;
  private final int lanes;
  private final Blocking blocking;
  private final Scratch scratch;

  RowProduct(ProductKernels kernels, Scratch scratch) {
    this.micro = kernels.micro();
    this.kernel = kernels.rows();
    this.lanes = kernels.shape().lanes();
    this.blocking = new Blocking(kernels.shape());
    this.scratch = scratch;
  }

  /**
   * Computes C by blocks, so that part of a row of C stays in the first-level cache, and a block until its epilogue has run.
   * Either the rows of B are contiguous and C has at least a vector's columns; or the columns of B are contiguous, C has one
   * row, and the row of A is contiguous.
   */
  void multiply(int m, int n, int k, Matrix a, Matrix b, Matrix start, Matrix c, Epilogue epilogue) {
    int nc = blocking.columns(n);
    int mc = blocking.rows(m, nc, epilogue != null);
    for (int jc = 0, nb; jc < n; jc += nb) {
      nb = blocking.blockColumns(n - jc, nc);
      for (int ic = 0, mb; ic < m; ic += mb) {
        mb = Math.min(m - ic, mc);
        Matrix target = c != null ? c : scratch.block(ic, mb, jc, nb);
        if (b.columnStride == 1) {
          rows(ic, mb, jc, nb, k, a, b, start, target);
        } else {
          kernel.rowOfTransposed(nb, k, a.data, a.offset, b.data, b.at(0, jc), b.columnStride,
              start.zero() ? null : start.data, start.at(0, jc), target.data, target.at(0, jc));
        }
        if (epilogue != null) {
          epilogue.accept(ic, jc, mb, nb, target.data, target.at(ic, jc), target.rowStride);
        }
      }
    }
  }

  /** Computes the rows of a block. Columns that fill no whole number of vectors are computed as two overlapping vectors. */
  private void rows(int ic, int mb, int jc, int nb, int k, Matrix a, Matrix b, Matrix start, Matrix c) {
    int ragged = nb % lanes == 0 ? 0 : nb % lanes + lanes;
    int whole = nb < ragged ? 0 : nb - ragged;
    for (int i = ic; i < ic + mb; i++) {
      int aOff = a.at(i, 0);
      if (whole > 0) {
        kernel.row(whole, k, a.data, aOff, a.columnStride, b.data, b.at(0, jc), b.rowStride,
            start.zero() ? null : start.data, start.at(i, jc), c.data, c.at(i, jc));
      }
      if (whole < nb) {
        int j = jc + whole;
        micro.tile(1, nb - whole, k, a.data, aOff, 0, a.columnStride, b.data, b.at(0, j), b.rowStride,
            start.data, start.at(i, j), 0, c.data, c.at(i, j), 0);
      }
    }
  }
}
