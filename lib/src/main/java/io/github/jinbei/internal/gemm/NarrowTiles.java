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
   * Computes rows i .. i+rows of a block whose rows end at {@code end}.
   *
   * <p>Where C is dense and not the start, what a row has too much falls on the rows behind it, which are written later: so
   * these tiles go straight to C, but for the last ones, whose excess would fall behind C. Those, and all others, are computed
   * beside C and copied.
   */
  void tile(int rows, int nb, int kb, float[] a, int aOff, int aRow, int aStep, float[] b, int bOff, int bStep, Matrix from,
      Matrix c, int i, int j, int end) {
    int lanes = shape.lanes();
    int width = bStep == 0 ? lanes : bStep;
    boolean direct = c.rowStride == nb && from.rowStride == 0 && from.data != c.data && i + rows <= end - (lanes + nb - 1) / nb;
    copy(direct ? 1 : rows, nb, from.data, from.at(i, j), from.rowStride, edge, 0, lanes);
    if (direct) {
      micro.tile(rows, lanes, kb, a, aOff, aRow, aStep, b, bOff, width, edge, 0, 0, c.data, c.at(i, j), nb);
    } else {
      micro.tile(rows, lanes, kb, a, aOff, aRow, aStep, b, bOff, width, edge, 0, lanes, edge, 0, lanes);
      copy(rows, nb, edge, 0, lanes, c.data, c.at(i, j), c.rowStride);
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
