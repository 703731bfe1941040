package io.github.jinbei.internal.warm;

import io.github.jinbei.internal.gemm.MicroKernel;
import io.github.jinbei.internal.gemm.TileShape;
import java.util.List;

/** The micro-kernel: tiles of each height, width and order of A, and calls of many tiles, are scalar until they are warm. */
final class ChangingMicroKernel extends Theme<MicroKernel> implements MicroKernel {

  /** Fused multiply-adds of scalar code in a nanosecond: the unit of work. */
  private static final int UNIT = 4;

  /** Tiles of one height: one or two vectors wide, with the rows of A apart or adjacent. */
  private static final int VARIANTS = 4;

  /** Calls of a warm-up of which one computes something. */
  private static final int COMPUTING = 32;

  /**
   * Slices of a call of {@link #slices} that computes. With 2 slices C2 expected little time in the loops: 784x30x10 TN took
   * 4.0 us, with 8, 16 and 32 slices 3.6 (Zen 5, 512 bits). With 32 the change comes later.
   */
  private static final int SLICES_OF_A = 8;

  /**
   * In a call that computes, slices and tiles of one row have {@value} times as many terms as the other kernels. For 784x30x10
   * TN, 1, 4 and 8 times as many gave 3.65, 3.56 and 3.72 us (3.51 without change-over); for a prediction of T1, 1 and 4 times
   * as many gave 1.50 and 1.39 us (1.39 without; medians, Zen 5, 512 bits). Other tiles gained nothing.
   */
  private static final int MORE_TERMS = 4;

  private static final Kernel MICROPANELS_APART = Kernel.of(1);
  private static final Kernel MICROPANELS_ADJACENT = Kernel.of(1);
  private static final Kernel PACK_MICROPANELS_APART = Kernel.of(1);
  private static final Kernel PACK_MICROPANELS_ADJACENT = Kernel.of(1);
  private static final Kernel SLICES = Kernel.of(1);

  private final TileShape shape;
  /** By {@link #tileNumber}. Null where there is no such tile. */
  private final ChangeOver[] tiles;

  private final int micropanels;
  private final int packMicropanels;
  private final int slices;

  private final MicroKernel scalar;

  ChangingMicroKernel(WarmUp warmUp, TileShape shape, MicroKernel scalar) {
    super(warmUp);
    this.scalar = scalar;
    this.shape = shape;
    this.micropanels = tileNumber(shape.mr() + 1, 0, 0);
    this.packMicropanels = micropanels + 2;
    this.slices = packMicropanels + 2;
    this.tiles = new ChangeOver[micropanels];
    for (int rows = 1; rows <= shape.mr(); rows++) {
      for (int variant = 0; variant < VARIANTS && shape.height(rows) == rows; variant++) {
        // A tile of one row is the same in both orders of A.
        int number = VARIANTS * rows + (rows == 1 ? variant | 1 : variant);
        if (tiles[number] == null) {
          tiles[number] = new ChangeOver(1);
          add(tiles[number], number);
        }
      }
    }
    List<Kernel> ofManyTiles = List.of(MICROPANELS_APART, MICROPANELS_ADJACENT, PACK_MICROPANELS_APART,
        PACK_MICROPANELS_ADJACENT, SLICES);
    for (int i = 0; i < ofManyTiles.size(); i++) {
      add(ofManyTiles.get(i).change(), micropanels + i);
    }
  }

  /** Returns the number of a tile. */
  private int tileNumber(int rows, int columns, int aRow) {
    return VARIANTS * rows + (columns > shape.lanes() ? 2 : 0) + (aRow == 1 ? 1 : 0);
  }

  @Override
  MicroKernel code(boolean vectors) {
    return vectors ? VectorCode.MICRO : scalar;
  }

  /**
   * C2 keeps vectors in registers where it expects to spend time. With one call of 1,024, as for other kernels, it expected
   * little in the loop: a tile of 6x2 took 1.3 times as long as with one of 32, one of 5x2 1.2 times (Zen 3, 140 terms).
   */
  @Override
  int callsPerComputation() {
    return COMPUTING;
  }

  @Override
  void run(MicroKernel code, int kernel, WarmData d) {
    int nr = shape.nr();
    int three = 3 * nr;
    int some = d.k == 0 ? 0 : 1;
    int more = MORE_TERMS * d.k;
    int aRow = kernel % 2 == 0 ? TileShape.ROW : 1;
    if (kernel < micropanels) {
      int rows = kernel / VARIANTS;
      code.tile(rows, kernel % VARIANTS < 2 ? shape.lanes() : nr, rows == 1 ? more : d.k, d.a, 0, aRow,
          aRow == 1 ? shape.step() : 1, d.b, 0, nr, d.c, 0, d.startRow * nr, d.d, 0, nr);
    } else if (kernel == slices) {
      code.slices(some * SLICES_OF_A * shape.mr(), nr, more, d.a, 0, SLICES_OF_A * shape.mr(), d.b, 0, nr, d.e, d.d, 0, nr);
    } else if (kernel < packMicropanels) {
      code.micropanels(some * three, d.k, d.a, aRow, d.b, 0, d.c, 0, d.startRow * three, d.d, 0, three);
    } else {
      code.packMicropanels(some * three, d.k, d.a, aRow, d.b, 0, three, d.e, 0, d.c, 0, d.startRow * three, d.d, 0, three);
    }
  }

  @Override
  public void tile(int rows, int columns, int k, float[] a, int aOff, int aRow, int aStep, float[] b, int bOff, int bStep,
      float[] s, int sOff, int sRow, float[] c, int cOff, int cRow) {
    int number = tileNumber(rows, columns, rows == 1 ? 1 : aRow);
    (tiles[number].vectors(rows * columns * k / UNIT) ? VectorCode.MICRO : scalar).tile(rows, columns, k, a, aOff, aRow, aStep,
        b, bOff, bStep, s, sOff, sRow, c, cOff, cRow);
  }

  @Override
  public void micropanels(int columns, int k, float[] a, int aRow, float[] b, int bOff, float[] s, int sOff, int sRow,
      float[] c, int cOff, int cRow) {
    int work = shape.mr() * columns * k / UNIT;
    boolean vectors = aRow == 1 ? MICROPANELS_ADJACENT.vectors(work) : MICROPANELS_APART.vectors(work);
    (vectors ? VectorCode.MICRO : scalar).micropanels(columns, k, a, aRow, b, bOff, s, sOff, sRow, c, cOff, cRow);
  }

  @Override
  public void packMicropanels(int columns, int k, float[] a, int aRow, float[] b, int bOff, int bStep, float[] t, int tOff,
      float[] s, int sOff, int sRow, float[] c, int cOff, int cRow) {
    int work = shape.mr() * columns * k / UNIT;
    boolean vectors = aRow == 1 ? PACK_MICROPANELS_ADJACENT.vectors(work) : PACK_MICROPANELS_APART.vectors(work);
    (vectors ? VectorCode.MICRO : scalar).packMicropanels(columns, k, a, aRow, b, bOff, bStep, t, tOff, s, sOff, sRow, c, cOff,
        cRow);
  }

  @Override
  public void slices(int rows, int columns, int k, float[] a, int aOff, int aStep, float[] b, int bOff, int bStep,
      float[] micropanel, float[] c, int cOff, int cRow) {
    (SLICES.vectors((long) rows * columns * k / UNIT) ? VectorCode.MICRO : scalar).slices(rows, columns, k, a, aOff, aStep, b,
        bOff, bStep, micropanel, c, cOff, cRow);
  }
}
