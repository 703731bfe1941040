package io.github.jinbei.internal.vector;

import static io.github.jinbei.internal.vector.Species.LANES;

import io.github.jinbei.internal.gemm.MicroKernel;
import io.github.jinbei.internal.gemm.TileShape;

/**
 * The micro-kernel in lanes: picks the method of {@link AdjacentTiles} or {@link ApartTiles} that computes a microtile. Ragged
 * columns overlap inside the tile.
 */
final class VectorMicroKernel implements MicroKernel {

  private final TileShape shape;
  private final FirstCalls firstCalls;

  VectorMicroKernel(TileShape shape) {
    this.shape = shape;
    this.firstCalls = new FirstCalls(4 * (shape.mr() + 1));
  }

  @Override
  public TileShape shape() {
    return shape;
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
      case 2 -> ApartTiles.tile2x1(k, a, ai, aStep, b, bOff, bStep, s, si, sRow, c, ci, cRow);
      default -> throw noTile(height);
    }
  }

  private static IllegalArgumentException noTile(int height) {
    return new IllegalArgumentException("rows = " + height + "; there is no tile of this height");
  }
}
