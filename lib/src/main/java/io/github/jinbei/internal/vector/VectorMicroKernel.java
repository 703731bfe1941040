package io.github.jinbei.internal.vector;

import static io.github.jinbei.internal.vector.Species.FLOAT;
import static io.github.jinbei.internal.vector.Species.LANES;

import io.github.jinbei.internal.gemm.MicroKernel;
import io.github.jinbei.internal.gemm.TileShape;
import io.github.jinbei.internal.warm.FirstCalls;
import jdk.incubator.vector.FloatVector;

/**
 * The micro-kernel in lanes. It calls the method of {@link AdjacentTiles} or {@link ApartTiles} that computes a microtile, or
 * that of {@link MicropanelTiles} or {@link SliceTiles} that computes many. The two vectors of ragged columns overlap.
 *
 * <p>The first calls of each method are cut into short ones: see {@link FirstCalls}.
 */
final class VectorMicroKernel implements MicroKernel {

  private final TileShape shape;
  private final FirstCalls firstCalls;

  VectorMicroKernel(TileShape shape) {
    this.shape = shape;
    this.firstCalls = new FirstCalls(4 * (shape.mr() + 1) + 5);
  }

  /** Returns whether the first calls of all methods for this shape are over: no product is cut into short blocks. */
  boolean warm() {
    boolean warm = firstCalls.warm(4 * (shape.mr() + 1) + 4);
    for (int variant = 0; variant < 4; variant++) {
      warm &= firstCalls.warm(4 * (shape.mr() + 1) + variant);
      for (int rows = 1; rows <= shape.mr(); rows++) {
        warm &= shape.height(rows) < rows || firstCalls.warm(4 * rows + variant);
      }
    }
    return warm;
  }

  @Override
  public void tile(int rows, int columns, int k, float[] a, int aOff, int aRow, int aStep, float[] b, int bOff, int bStep,
      float[] s, int sOff, int sRow, float[] c, int cOff, int cRow) {
    if (aRow != 1 && aRow != TileShape.ROW && rows > 1) {
      throw new IllegalArgumentException("aRow = " + aRow + "; expected 1 or " + TileShape.ROW);
    }
    int tile = 4 * rows + (columns > LANES ? 2 : 0) + (aRow == 1 ? 1 : 0);
    if (firstCalls.cut(tile, k)) {
      tileInBlocks(tile, rows, columns, k, a, aOff, aRow, aStep, b, bOff, bStep, s, sOff, sRow, c, cOff, cRow);
    } else {
      tileOf(rows, columns, k, a, aOff, aRow, aStep, b, bOff, bStep, s, sOff, sRow, c, cOff, cRow);
    }
  }

  /** Computes a tile in short blocks of terms: between them the chains are stored in C, so the bits are the same. */
  private void tileInBlocks(int tile, int height, int columns, int k, float[] a, int ai, int aRow, int aStep, float[] b,
      int bOff, int bStep, float[] s, int si, int sRow, float[] c, int ci, int cRow) {
    int terms = Math.min(firstCalls.terms(tile), k);
    tileOf(height, columns, terms, a, ai, aRow, aStep, b, bOff, bStep, s, si, sRow, c, ci, cRow);
    for (int p = terms; p < k; p += terms) {
      terms = Math.min(firstCalls.terms(tile), k - p);
      tileOf(height, columns, terms, a, ai + p * aStep, aRow, aStep, b, bOff + p * bStep, bStep, c, ci, cRow, c, ci, cRow);
    }
  }

  private static void tileOf(int height, int columns, int k, float[] a, int ai, int aRow, int aStep, float[] b, int bOff,
      int bStep, float[] s, int si, int sRow, float[] c, int ci, int cRow) {
    if (columns > LANES) {
      twoWide(height, k, a, ai, aRow, aStep, b, bOff, bStep, columns - LANES, s, si, sRow, c, ci, cRow);
    } else {
      oneWide(height, k, a, ai, aRow, aStep, b, bOff, bStep, s, si, sRow, c, ci, cRow);
    }
  }

  private static void twoWide(int height, int k, float[] a, int ai, int aRow, int aStep, float[] b, int bOff, int bStep,
      int j1, float[] s, int si, int sRow, float[] c, int ci, int cRow) {
    if (aRow == 1 || height == 1) {
      switch (height) {
        case 12 -> AdjacentTiles.tile12x2(k, a, ai, aStep, b, bOff, bStep, j1, s, si, sRow, c, ci, cRow);
        case 10 -> AdjacentTiles.tile10x2(k, a, ai, aStep, b, bOff, bStep, j1, s, si, sRow, c, ci, cRow);
        case 8 -> AdjacentTiles.tile8x2(k, a, ai, aStep, b, bOff, bStep, j1, s, si, sRow, c, ci, cRow);
        case 6 -> AdjacentTiles.tile6x2(k, a, ai, aStep, b, bOff, bStep, j1, s, si, sRow, c, ci, cRow);
        case 5 -> AdjacentTiles.tile5x2(k, a, ai, aStep, b, bOff, bStep, j1, s, si, sRow, c, ci, cRow);
        case 4 -> AdjacentTiles.tile4x2(k, a, ai, aStep, b, bOff, bStep, j1, s, si, sRow, c, ci, cRow);
        case 3 -> AdjacentTiles.tile3x2(k, a, ai, aStep, b, bOff, bStep, j1, s, si, sRow, c, ci, cRow);
        case 2 -> AdjacentTiles.tile2x2(k, a, ai, aStep, b, bOff, bStep, j1, s, si, sRow, c, ci, cRow);
        case 1 -> RowTiles.twoVectors(k, a, ai, aStep, b, bOff, bStep, j1, s, si, c, ci);
        default -> throw noTile(height);
      }
      return;
    }
    switch (height) {
      case 12 -> ApartTiles.tile12x2(k, a, ai, aStep, b, bOff, bStep, j1, s, si, sRow, c, ci, cRow);
      case 10 -> ApartTiles.tile10x2(k, a, ai, aStep, b, bOff, bStep, j1, s, si, sRow, c, ci, cRow);
      case 8 -> ApartTiles.tile8x2(k, a, ai, aStep, b, bOff, bStep, j1, s, si, sRow, c, ci, cRow);
      case 6 -> ApartTiles.tile6x2(k, a, ai, aStep, b, bOff, bStep, j1, s, si, sRow, c, ci, cRow);
      case 5 -> ApartTiles.tile5x2(k, a, ai, aStep, b, bOff, bStep, j1, s, si, sRow, c, ci, cRow);
      case 4 -> ApartTiles.tile4x2(k, a, ai, aStep, b, bOff, bStep, j1, s, si, sRow, c, ci, cRow);
      case 3 -> ApartTiles.tile3x2(k, a, ai, aStep, b, bOff, bStep, j1, s, si, sRow, c, ci, cRow);
      case 2 -> ApartTiles.tile2x2(k, a, ai, aStep, b, bOff, bStep, j1, s, si, sRow, c, ci, cRow);
      default -> throw noTile(height);
    }
  }

  private static void oneWide(int height, int k, float[] a, int ai, int aRow, int aStep, float[] b, int bOff, int bStep,
      float[] s, int si, int sRow, float[] c, int ci, int cRow) {
    if (aRow == 1 || height == 1) {
      switch (height) {
        case 12 -> AdjacentTiles.tile12x1(k, a, ai, aStep, b, bOff, bStep, s, si, sRow, c, ci, cRow);
        case 10 -> AdjacentTiles.tile10x1(k, a, ai, aStep, b, bOff, bStep, s, si, sRow, c, ci, cRow);
        case 8 -> AdjacentTiles.tile8x1(k, a, ai, aStep, b, bOff, bStep, s, si, sRow, c, ci, cRow);
        case 6 -> AdjacentTiles.tile6x1(k, a, ai, aStep, b, bOff, bStep, s, si, sRow, c, ci, cRow);
        case 5 -> AdjacentTiles.tile5x1(k, a, ai, aStep, b, bOff, bStep, s, si, sRow, c, ci, cRow);
        case 4 -> AdjacentTiles.tile4x1(k, a, ai, aStep, b, bOff, bStep, s, si, sRow, c, ci, cRow);
        case 3 -> AdjacentTiles.tile3x1(k, a, ai, aStep, b, bOff, bStep, s, si, sRow, c, ci, cRow);
        case 2 -> AdjacentTiles.tile2x1(k, a, ai, aStep, b, bOff, bStep, s, si, sRow, c, ci, cRow);
        case 1 -> AdjacentTiles.tile1x1(k, a, ai, aStep, b, bOff, bStep, s, si, sRow, c, ci, cRow);
        default -> throw noTile(height);
      }
      return;
    }
    switch (height) {
      case 12 -> ApartTiles.tile12x1(k, a, ai, aStep, b, bOff, bStep, s, si, sRow, c, ci, cRow);
      case 10 -> ApartTiles.tile10x1(k, a, ai, aStep, b, bOff, bStep, s, si, sRow, c, ci, cRow);
      case 8 -> ApartTiles.tile8x1(k, a, ai, aStep, b, bOff, bStep, s, si, sRow, c, ci, cRow);
      case 6 -> ApartTiles.tile6x1(k, a, ai, aStep, b, bOff, bStep, s, si, sRow, c, ci, cRow);
      case 5 -> ApartTiles.tile5x1(k, a, ai, aStep, b, bOff, bStep, s, si, sRow, c, ci, cRow);
      case 4 -> ApartTiles.tile4x1(k, a, ai, aStep, b, bOff, bStep, s, si, sRow, c, ci, cRow);
      case 3 -> ApartTiles.tile3x1(k, a, ai, aStep, b, bOff, bStep, s, si, sRow, c, ci, cRow);
      case 2 -> ApartTiles.tile2x1(k, a, ai, aStep, b, bOff, bStep, s, si, sRow, c, ci, cRow);
      default -> throw noTile(height);
    }
  }

  @Override
  public void micropanels(int columns, int k, float[] a, int aRow, float[] b, int bOff, float[] s, int sOff, int sRow,
      float[] c, int cOff, int cRow) {
    int tile = 4 * (shape.mr() + 1) + (aRow == 1 ? 1 : 0);
    if (firstCalls.cut(tile, Math.max(k, columns - shape.nr()))) {
      micropanelsInBlocks(tile, 0, columns, k, a, aRow, b, bOff, s, sOff, sRow, c, cOff, cRow);
    } else {
      micropanelsOf(columns, k, a, aRow, b, bOff, s, sOff, sRow, c, cOff, cRow);
    }
  }

  /**
   * Computes the micropanels one by one, from term {@code first} on in short blocks of terms, each with a copy of its part of
   * A. It allocates this copy, as it runs only in the first calls.
   */
  private void micropanelsInBlocks(int tile, int first, int columns, int k, float[] a, int aRow, float[] b, int bOff, float[] s,
      int sOff, int sRow, float[] c, int cOff, int cRow) {
    int nr = shape.nr();
    float[] part = new float[a.length];
    for (int j = 0; j < columns; j += nr) {
      for (int p = first, terms; p < k; p += terms) {
        terms = Math.min(firstCalls.terms(tile), k - p);
        if (aRow == 1) {
          System.arraycopy(a, p * shape.step(), part, 0, terms * shape.step());
        } else {
          for (int i = 0; i < shape.mr(); i++) {
            System.arraycopy(a, i * aRow + p, part, i * aRow, terms);
          }
        }
        boolean start = p == 0;
        micropanelsOf(nr, terms, part, aRow, b, bOff + j * k + p * nr, start ? s : c, start ? sOff + j : cOff + j,
            start ? sRow : cRow, c, cOff + j, cRow);
      }
    }
  }

  private void micropanelsOf(int columns, int k, float[] a, int aRow, float[] b, int bOff, float[] s, int sOff, int sRow,
      float[] c, int cOff, int cRow) {
    if (aRow == 1) {
      switch (shape.mr()) {
        case 12 -> MicropanelTiles.adjacent12x2(columns, k, a, b, bOff, s, sOff, sRow, c, cOff, cRow);
        case 10 -> MicropanelTiles.adjacent10x2(columns, k, a, b, bOff, s, sOff, sRow, c, cOff, cRow);
        default -> MicropanelTiles.adjacent6x2(columns, k, a, b, bOff, s, sOff, sRow, c, cOff, cRow);
      }
      return;
    }
    switch (shape.mr()) {
      case 12 -> MicropanelTiles.apart12x2(columns, k, a, b, bOff, s, sOff, sRow, c, cOff, cRow);
      case 10 -> MicropanelTiles.apart10x2(columns, k, a, b, bOff, s, sOff, sRow, c, cOff, cRow);
      default -> MicropanelTiles.apart6x2(columns, k, a, b, bOff, s, sOff, sRow, c, cOff, cRow);
    }
  }

  @Override
  public void packMicropanels(int columns, int k, float[] a, int aRow, float[] b, int bOff, int bStep, float[] t, int tOff,
      float[] s, int sOff, int sRow, float[] c, int cOff, int cRow) {
    int tile = 4 * (shape.mr() + 1) + 2 + (aRow == 1 ? 1 : 0);
    if (firstCalls.cut(tile, Math.max(k, columns - shape.nr()))) {
      int nr = shape.nr();
      int terms = Math.min(firstCalls.terms(tile), k);
      for (int j = 0; j < columns; j += nr) {
        for (int p = terms; p < k; p++) {
          System.arraycopy(b, bOff + j + p * bStep, t, tOff + j * k + p * nr, nr);
        }
        firstCalls.terms(tile);
        packMicropanelsOf(nr, terms, a, aRow, b, bOff + j, bStep, t, tOff + j * k, s, sOff + j, sRow, c, cOff + j, cRow);
      }
      micropanelsInBlocks(tile - 2, terms, columns, k, a, aRow, t, tOff, s, sOff, sRow, c, cOff, cRow);
      return;
    }
    packMicropanelsOf(columns, k, a, aRow, b, bOff, bStep, t, tOff, s, sOff, sRow, c, cOff, cRow);
  }

  private void packMicropanelsOf(int columns, int k, float[] a, int aRow, float[] b, int bOff, int bStep, float[] t, int tOff,
      float[] s, int sOff, int sRow, float[] c, int cOff, int cRow) {
    if (aRow == 1) {
      switch (shape.mr()) {
        case 12 -> MicropanelTiles.packAdjacent12x2(columns, k, a, b, bOff, bStep, t, tOff, s, sOff, sRow, c, cOff, cRow);
        case 10 -> MicropanelTiles.packAdjacent10x2(columns, k, a, b, bOff, bStep, t, tOff, s, sOff, sRow, c, cOff, cRow);
        default -> MicropanelTiles.packAdjacent6x2(columns, k, a, b, bOff, bStep, t, tOff, s, sOff, sRow, c, cOff, cRow);
      }
      return;
    }
    switch (shape.mr()) {
      case 12 -> MicropanelTiles.packApart12x2(columns, k, a, b, bOff, bStep, t, tOff, s, sOff, sRow, c, cOff, cRow);
      case 10 -> MicropanelTiles.packApart10x2(columns, k, a, b, bOff, bStep, t, tOff, s, sOff, sRow, c, cOff, cRow);
      default -> MicropanelTiles.packApart6x2(columns, k, a, b, bOff, bStep, t, tOff, s, sOff, sRow, c, cOff, cRow);
    }
  }

  @Override
  public void slices(int rows, int columns, int k, float[] a, int aOff, int aStep, float[] b, int bOff, int bStep,
      float[] micropanel, float[] c, int cOff, int cRow) {
    int j1 = columns - LANES;
    for (int p = 0; p < k; p++) {
      FloatVector.fromArray(FLOAT, b, bOff + p * bStep).intoArray(micropanel, p * 2 * LANES);
      FloatVector.fromArray(FLOAT, b, bOff + p * bStep + j1).intoArray(micropanel, p * 2 * LANES + LANES);
    }
    int mr = shape.mr();
    int tile = 4 * (mr + 1) + 4;
    if (!firstCalls.cut(tile, Math.max(k, rows - mr))) {
      slicesOf(rows, k, a, aOff, aStep, micropanel, j1, c, cOff, cRow);
      return;
    }
    for (int i = 0; i < rows; i += mr) {
      int terms = Math.min(firstCalls.terms(tile), k);
      slicesOf(mr, terms, a, aOff + i, aStep, micropanel, j1, c, cOff + i * cRow, cRow);
      if (terms < k) {
        tile(mr, columns, k - terms, a, aOff + i + terms * aStep, 1, aStep, b, bOff + terms * bStep, bStep,
            c, cOff + i * cRow, cRow, c, cOff + i * cRow, cRow);
      }
    }
  }

  private void slicesOf(int rows, int k, float[] a, int aOff, int aStep, float[] micropanel, int j1, float[] c, int cOff,
      int cRow) {
    switch (shape.mr()) {
      case 12 -> SliceTiles.slices12x2(rows, k, a, aOff, aStep, micropanel, j1, c, cOff, cRow);
      case 10 -> SliceTiles.slices10x2(rows, k, a, aOff, aStep, micropanel, j1, c, cOff, cRow);
      default -> SliceTiles.slices6x2(rows, k, a, aOff, aStep, micropanel, j1, c, cOff, cRow);
    }
  }

  private static IllegalArgumentException noTile(int height) {
    return new IllegalArgumentException("rows = " + height + "; expected the height of a tile");
  }
}
