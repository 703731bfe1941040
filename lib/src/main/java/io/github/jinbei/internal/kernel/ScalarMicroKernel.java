package io.github.jinbei.internal.kernel;

import io.github.jinbei.internal.gemm.MicroKernel;
import io.github.jinbei.internal.gemm.TileShape;

/** The micro-kernel without vectors, for the shape of any backend. */
final class ScalarMicroKernel implements MicroKernel {

  private final TileShape shape;

  /** The start of {@link #slices}: a row of zeros. */
  private final float[] zero;

  ScalarMicroKernel(TileShape shape) {
    this.shape = shape;
    this.zero = new float[shape.nr()];
  }

  @Override
  public void tile(int rows, int columns, int k, float[] a, int aOff, int aRow, int aStep, float[] b, int bOff, int bStep,
      float[] s, int sOff, int sRow, float[] c, int cOff, int cRow) {
    ScalarTile.tile(rows, columns, k, a, aOff, aRow, aStep, b, bOff, bStep, s, sOff, sRow, c, cOff, cRow);
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
    ScalarTile.tile(rows, columns, k, a, aOff, 1, aStep, b, bOff, bStep, zero, 0, 0, c, cOff, cRow);
  }
}
