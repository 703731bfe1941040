package io.github.jinbei.internal.warm;

import io.github.jinbei.internal.gemm.MicroKernel;
import io.github.jinbei.internal.gemm.TileShape;
import io.github.jinbei.internal.kernel.Kernels;

/** The micro-kernel: tiles of each height, width and order of A, and calls of many tiles, are scalar until they are warm. */
final class ChangingMicroKernel extends Theme implements MicroKernel {

  /** Fused multiply-adds of scalar code in a nanosecond: the unit of work. */
  private static final int UNIT = 4;

  /** Tiles of one height: one or two vectors wide, with the rows of A apart or adjacent. */
  private static final int VARIANTS = 4;

  private final TileShape shape;
  private final MicroKernel scalar;
  private MicroKernel vector;

  /** By {@link #tileNumber}; then those of many tiles. Null where there is no such tile. */
  private final ChangeOver[] tiles;

  private final int micropanels;
  private final int packMicropanels;
  private final int slices;

  ChangingMicroKernel(WarmUp warmUp, TileShape shape, MicroKernel scalar) {
    super(warmUp);
    this.shape = shape;
    this.scalar = scalar;
    this.micropanels = tileNumber(shape.mr() + 1, 0, 0);
    this.packMicropanels = micropanels + 2;
    this.slices = packMicropanels + 2;
    this.tiles = new ChangeOver[slices + 1];
    for (int rows = 1; rows <= shape.mr(); rows++) {
      for (int variant = 0; variant < VARIANTS && shape.height(rows) == rows; variant++) {
        // A tile of one row is the same in both orders of A.
        int number = VARIANTS * rows + (rows == 1 ? variant | 1 : variant);
        tiles[number] = tiles[number] == null ? change(number, 1) : tiles[number];
      }
    }
    for (int number = micropanels; number <= slices; number++) {
      tiles[number] = change(number, 1);
    }
  }

  /** Returns the number of a tile. */
  private int tileNumber(int rows, int columns, int aRow) {
    return VARIANTS * rows + (columns > shape.lanes() ? 2 : 0) + (aRow == 1 ? 1 : 0);
  }

  @Override
  void vectors(Kernels vectors) {
    vector = vectors.product().micro();
  }

  @Override
  void run(int kernel, WarmData d) {
    int nr = shape.nr();
    int three = 3 * nr;
    int some = d.k == 0 ? 0 : 1;
    int aRow = kernel % 2 == 0 ? TileShape.ROW : 1;
    if (kernel < micropanels) {
      int rows = kernel / VARIANTS;
      tile(rows, kernel % VARIANTS < 2 ? shape.lanes() : nr, d.k, d.a, 0, aRow, aRow == 1 ? shape.step() : 1, d.b, 0, nr,
          d.c, 0, d.startRow * nr, d.d, 0, nr);
    } else if (kernel == slices) {
      slices(some * 2 * shape.mr(), nr, d.k, d.a, 0, 2 * shape.mr(), d.b, 0, nr, d.e, d.d, 0, nr);
    } else if (kernel < packMicropanels) {
      micropanels(some * three, d.k, d.a, aRow, d.b, 0, d.c, 0, d.startRow * three, d.d, 0, three);
    } else {
      packMicropanels(some * three, d.k, d.a, aRow, d.b, 0, three, d.e, 0, d.c, 0, d.startRow * three, d.d, 0, three);
    }
  }

  @Override
  public void tile(int rows, int columns, int k, float[] a, int aOff, int aRow, int aStep, float[] b, int bOff, int bStep,
      float[] s, int sOff, int sRow, float[] c, int cOff, int cRow) {
    int number = tileNumber(rows, columns, rows == 1 ? 1 : aRow);
    (tiles[number].vectors(rows * columns * k / UNIT) ? vector : scalar).tile(rows, columns, k, a, aOff, aRow, aStep, b, bOff,
        bStep, s, sOff, sRow, c, cOff, cRow);
  }

  @Override
  public void micropanels(int columns, int k, float[] a, int aRow, float[] b, int bOff, float[] s, int sOff, int sRow,
      float[] c, int cOff, int cRow) {
    ChangeOver change = tiles[micropanels + (aRow == 1 ? 1 : 0)];
    (change.vectors(shape.mr() * columns * k / UNIT) ? vector : scalar).micropanels(columns, k, a, aRow, b, bOff, s, sOff, sRow,
        c, cOff, cRow);
  }

  @Override
  public void packMicropanels(int columns, int k, float[] a, int aRow, float[] b, int bOff, int bStep, float[] t, int tOff,
      float[] s, int sOff, int sRow, float[] c, int cOff, int cRow) {
    ChangeOver change = tiles[packMicropanels + (aRow == 1 ? 1 : 0)];
    (change.vectors(shape.mr() * columns * k / UNIT) ? vector : scalar).packMicropanels(columns, k, a, aRow, b, bOff, bStep, t,
        tOff, s, sOff, sRow, c, cOff, cRow);
  }

  @Override
  public void slices(int rows, int columns, int k, float[] a, int aOff, int aStep, float[] b, int bOff, int bStep,
      float[] micropanel, float[] c, int cOff, int cRow) {
    (tiles[slices].vectors(rows * columns * k / UNIT) ? vector : scalar).slices(rows, columns, k, a, aOff, aStep, b, bOff,
        bStep, micropanel, c, cOff, cRow);
  }
}
