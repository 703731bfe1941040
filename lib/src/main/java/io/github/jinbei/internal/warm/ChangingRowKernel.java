package io.github.jinbei.internal.warm;

import io.github.jinbei.internal.gemm.RowKernel;
import io.github.jinbei.internal.gemm.TileShape;

/**
 * The rows of a product: each operation is scalar until its vector code is warm. Single elements are computed without vectors
 * in any case.
 */
final class ChangingRowKernel extends Theme<RowKernel> implements RowKernel {

  private static final Kernel ROW = Kernel.of(1);
  private static final Kernel ROW_OF_TRANSPOSED = Kernel.of(1);

  /** Fused multiply-adds of scalar rows in a nanosecond: the unit of work. */
  private static final int UNIT = 4;

  /** Terms of the calls of a warm-up: two passes of {@link #row}, of eight terms and of one. */
  private static final int TERMS = 9;

  private final TileShape shape;
  private final RowKernel scalar;

  ChangingRowKernel(WarmUp warmUp, TileShape shape, RowKernel scalar) {
    super(warmUp, ROW, ROW_OF_TRANSPOSED);
    this.scalar = scalar;
    this.shape = shape;
  }

  @Override
  RowKernel code(boolean vectors) {
    return vectors ? VectorCode.ROWS : scalar;
  }

  @Override
  void run(RowKernel code, int kernel, WarmData d) {
    int lanes = shape.lanes();
    if (kernel == 0) {
      code.row(d.n / lanes * lanes, TERMS, d.a, 0, 1, d.b, 0, d.n, d.c, 0, d.d, 0);
      // One term without a start, as in the gradient of a batch of one row, runs another method.
      code.row(d.n / lanes * lanes, 1, d.a, 0, 1, d.b, 0, d.n, null, 0, d.d, 0);
    } else {
      code.rowOfTransposed(d.k > 0 || d.sixteenth() ? lanes : 0, d.k + lanes + 1, d.a, 0, d.b, 0, TileShape.ROW, d.c, 0, d.d,
          0);
    }
  }

  @Override
  public void row(int columns, int k, float[] a, int aOff, int aStep, float[] b, int bOff, int bStep, float[] s, int sOff,
      float[] c, int cOff) {
    (ROW.vectors(columns * k / UNIT) ? VectorCode.ROWS : scalar).row(columns, k, a, aOff, aStep, b, bOff, bStep, s, sOff, c,
        cOff);
  }

  @Override
  public void rowOfTransposed(int columns, int k, float[] a, int aOff, float[] b, int bOff, int bColumn, float[] s, int sOff,
      float[] c, int cOff) {
    (ROW_OF_TRANSPOSED.vectors(columns * k) ? VectorCode.ROWS : scalar).rowOfTransposed(columns, k, a, aOff, b, bOff, bColumn,
        s, sOff, c,
        cOff);
  }

  @Override
  public void elements(int rows, int columns, int k, float[] a, int aOff, int aRow, int aStep, float[] b, int bOff, int bRow,
      int bColumn, float[] s, int sOff, int sRow, int sColumn, float[] c, int cOff, int cRow) {
    scalar.elements(rows, columns, k, a, aOff, aRow, aStep, b, bOff, bRow, bColumn, s, sOff, sRow, sColumn, c, cOff, cRow);
  }
}
