package io.github.jinbei.internal.kernel;

import io.github.jinbei.internal.gemm.MicroKernel;
import io.github.jinbei.internal.gemm.RowKernel;
import io.github.jinbei.internal.gemm.TileShape;

/** The micro-kernel without vectors: the rows of a microtile one after the other. */
final class ScalarMicroKernel implements MicroKernel {

  private final TileShape shape;
  private final RowKernel kernel;

  ScalarMicroKernel(TileShape shape, RowKernel kernel) {
    this.shape = shape;
    this.kernel = kernel;
  }

  @Override
  public TileShape shape() {
    return shape;
  }

  @Override
  public void tile(int rows, int columns, int k, float[] a, int aOff, int aRow, int aStep, float[] b, int bOff, int bStep,
      float[] s, int sOff, int sRow, float[] c, int cOff, int cRow) {
    for (int i = 0; i < rows; i++) {
      kernel.row(columns, k, a, aOff + i * aRow, aStep, b, bOff, bStep, s, sOff + i * sRow, c, cOff + i * cRow);
    }
  }
}
