package io.github.jinbei.internal.vector;

import static io.github.jinbei.internal.vector.Species.FLOAT;
import static io.github.jinbei.internal.vector.Species.LANES;

import io.github.jinbei.internal.gemm.MicroKernel;
import io.github.jinbei.internal.gemm.TileShape;
import jdk.incubator.vector.FloatVector;

/**
 * The micro-kernel in lanes. It calls the method of {@link AdjacentTiles} or {@link ApartTiles} that computes a microtile, or
 * that of {@link MicropanelTiles} or {@link SliceTiles} that computes many. The two vectors of ragged columns overlap.
 */
final class VectorMicroKernel implements MicroKernel {

  private final TileShape shape;

  VectorMicroKernel(TileShape shape) {
    this.shape = shape;
  }

  @Override
  public void tile(int rows, int columns, int k, float[] a, int aOff, int aRow, int aStep, float[] b, int bOff, int bStep,
      float[] s, int sOff, int sRow, float[] c, int cOff, int cRow) {
    if (aRow != 1 && aRow != TileShape.ROW && rows > 1) {
      throw new IllegalArgumentException("aRow = " + aRow + "; expected 1 or " + TileShape.ROW);
    }
    tileOf(rows, columns, k, a, aOff, aRow, aStep, b, bOff, bStep, s, sOff, sRow, c, cOff, cRow);
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
    micropanelsOf(columns, k, a, aRow, b, bOff, s, sOff, sRow, c, cOff, cRow);
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
    slicesOf(rows, k, a, aOff, aStep, micropanel, j1, c, cOff, cRow);
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
