package io.github.jinbei.internal.warm;

import io.github.jinbei.internal.gemm.RowKernel;
import io.github.jinbei.internal.gemm.TileShape;
import io.github.jinbei.internal.kernel.Kernels;

/**
 * The rows of a product: each operation is scalar until its vector code is warm. Single elements are computed without vectors
 * in any case.
 */
final class ChangingRowKernel extends Theme implements RowKernel {

  /** Fused multiply-adds of scalar rows in a nanosecond: the unit of work. */
  private static final int UNIT = 4;

  /** Terms of the calls of a warm-up: two passes of {@link #row}, of eight terms and of one. */
  private static final int TERMS = 9;

  private final TileShape shape;
  private final RowKernel scalar;
  private RowKernel vector;
  private final ChangeOver row = change(0, 1);
  private final ChangeOver rowOfTransposed = change(1, 1);

  ChangingRowKernel(WarmUp warmUp, TileShape shape, RowKernel scalar) {
    super(warmUp);
    this.shape = shape;
    this.scalar = scalar;
  }

  @Override
  void vectors(Kernels vectors) {
    vector = vectors.product().rows();
  }

  @Override
  void run(int kernel, WarmData d) {
    int lanes = shape.lanes();
    if (kernel == 0) {
      row(d.n / lanes * lanes, TERMS, d.a, 0, 1, d.b, 0, d.n, d.c, 0, d.d, 0);
    } else {
      rowOfTransposed(d.k > 0 || d.sixteenth() ? lanes : 0, d.k + lanes + 1, d.a, 0, d.b, 0, TileShape.ROW, d.c, 0, d.d, 0);
    }
  }

  @Override
  public void row(int columns, int k, float[] a, int aOff, int aStep, float[] b, int bOff, int bStep, float[] s, int sOff,
      float[] c, int cOff) {
    (row.vectors(columns * k / UNIT) ? vector : scalar).row(columns, k, a, aOff, aStep, b, bOff, bStep, s, sOff, c, cOff);
  }

  @Override
  public void rowOfTransposed(int columns, int k, float[] a, int aOff, float[] b, int bOff, int bColumn, float[] s, int sOff,
      float[] c, int cOff) {
    (rowOfTransposed.vectors(columns * k) ? vector : scalar).rowOfTransposed(columns, k, a, aOff, b, bOff, bColumn, s, sOff, c,
        cOff);
  }

  @Override
  public void elements(int rows, int columns, int k, float[] a, int aOff, int aRow, int aStep, float[] b, int bOff, int bRow,
      int bColumn, float[] s, int sOff, int sRow, int sColumn, float[] c, int cOff, int cRow) {
    scalar.elements(rows, columns, k, a, aOff, aRow, aStep, b, bOff, bRow, bColumn, s, sOff, sRow, sColumn, c, cOff, cRow);
  }
}
