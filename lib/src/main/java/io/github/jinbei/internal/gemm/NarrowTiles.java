package io.github.jinbei.internal.gemm;

/** The macro-kernel of a C with fewer columns than a vector has lanes: its microtiles are computed at the width of a vector. */
final class NarrowTiles {

  private final MicroKernel micro;
  private final TileShape shape;
  private final float[] edge;

  NarrowTiles(TileShape shape, MicroKernel micro) {
    this.micro = micro;
    this.shape = shape;
    this.edge = new float[shape.mr() * shape.lanes()];
  }

  /**
   * Computes rows i .. i+m of a block whose rows end at {@code end}. If {@code bStep} is 0, b holds a micropanel.
   *
   * <p>If C is dense and all its rows have the same start, which is not in C, tiles are stored directly to C: the excess
   * columns of a row overwrite rows below it, which are stored later. The excess of the last tiles would lie beyond C. These
   * tiles, and all tiles of any other C, are computed in a buffer and copied.
   */
  void tiles(int m, int nb, int kb, float[] a, int aOff, int aRow, int aStep, float[] b, int bOff, int bStep, Matrix from,
      Matrix c, int i, int j, int end) {
    int lanes = shape.lanes();
    int width = bStep == 0 ? lanes : bStep;
    int direct = 0;
    if (c.rowStride == nb && from.rowStride == 0 && from.data != c.data) {
      direct = end - (lanes + nb - 1) / nb - i;
      copy(1, nb, from.data, from.at(i, j), 0, edge, 0, lanes);
    }
    for (int ir = 0, rows; ir < m; ir += rows) {
      rows = shape.height(end - i - ir);
      int slice = aOff + ir * aRow;
      int cOff = c.at(i + ir, j);
      if (ir + rows <= direct) {
        micro.tile(rows, lanes, kb, a, slice, aRow, aStep, b, bOff, width, edge, 0, 0, c.data, cOff, nb);
      } else {
        copy(rows, nb, from.data, from.at(i + ir, j), from.rowStride, edge, 0, lanes);
        micro.tile(rows, lanes, kb, a, slice, aRow, aStep, b, bOff, width, edge, 0, lanes, edge, 0, lanes);
        copy(rows, nb, edge, 0, lanes, c.data, cOff, c.rowStride);
      }
    }
  }

  private static void copy(int rows, int columns, float[] from, int f, int fStep, float[] to, int t, int tStep) {
    for (int r = 0; r < rows; r++) {
      for (int j = 0; j < columns; j++) {
        to[t + r * tStep + j] = from[f + r * fStep + j];
      }
    }
  }
}
