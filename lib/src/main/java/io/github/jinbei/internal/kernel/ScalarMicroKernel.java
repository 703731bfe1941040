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
  public void tile(int rows, int columns, int k, float[] a, int aOff, int aRow, int aStep, float[] b, int bOff, int bStep,
      float[] s, int sOff, int sRow, float[] c, int cOff, int cRow) {
    for (int i = 0; i < rows; i++) {
      kernel.row(columns, k, a, aOff + i * aRow, aStep, b, bOff, bStep, s, sOff + i * sRow, c, cOff + i * cRow);
    }
  }

  @Override
  public void micropanels(int columns, int k, float[] a, int aRow, float[] b, int bOff, float[] s, int sOff, int sRow,
      float[] c, int cOff, int cRow) {
    int nr = shape.nr();
    for (int j = 0; j < columns; j += nr) {
      tile(shape.mr(), nr, k, a, 0, aRow, aRow == 1 ? shape.step() : 1, b, bOff + j * k, nr, s, sOff + j, sRow, c, cOff + j,
          cRow);
    }
  }

  @Override
  public void packMicropanels(int columns, int k, float[] a, int aRow, float[] b, int bOff, int bStep, float[] t, int tOff,
      float[] s, int sOff, int sRow, float[] c, int cOff, int cRow) {
    int nr = shape.nr();
    for (int j = 0; j < columns; j += nr) {
      for (int p = 0; p < k; p++) {
        System.arraycopy(b, bOff + j + p * bStep, t, tOff + j * k + p * nr, nr);
      }
    }
    micropanels(columns, k, a, aRow, t, tOff, s, sOff, sRow, c, cOff, cRow);
  }

  @Override
  public void slices(int rows, int columns, int k, float[] a, int aOff, int aStep, float[] b, int bOff, int bStep,
      float[] micropanel, float[] c, int cOff, int cRow) {
    for (int i = 0; i < rows; i++) {
      kernel.row(columns, k, a, aOff + i, aStep, b, bOff, bStep, null, 0, c, cOff + i * cRow);
    }
  }
}
