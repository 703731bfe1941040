package io.github.jinbei.internal.vector;

import io.github.jinbei.internal.gemm.MicroKernel;
import jdk.incubator.vector.FloatVector;

/**
 * The micro-kernel in lanes: picks from {@link Tiles} what covers a microtile. Rows that do not fill the register block
 * are split into heights 6, 4, 2 and 1 over the same micropanel; ragged columns overlap inside the tile.
 */
final class VectorMicroKernel implements MicroKernel {

  private static final int LANES = Species.LANES;

  private final int rows;

  /** @param registers vector registers of the machine at this width: 32 take the 12x2 tile, 16 the 6x2 */
  VectorMicroKernel(int registers) {
    this.rows = registers >= 32 ? 12 : 6;
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public int columns() {
    return 2 * LANES;
  }

  @Override
  public int lanes() {
    return LANES;
  }

  /** A row is one or two vectors, which overlap where it is ragged: a call of arraycopy a row took longer than the copy. */
  @Override
  public void copyPanel(int columns, int k, float[] b, int bOff, int bStep, float[] to, int toOff) {
    int j1 = columns - LANES;
    for (int p = 0; p < k; p++) {
      int from = bOff + p * bStep;
      int into = toOff + p * columns;
      FloatVector.fromArray(Species.FLOAT, b, from).intoArray(to, into);
      FloatVector.fromArray(Species.FLOAT, b, from + j1).intoArray(to, into + j1);
    }
  }

  @Override
  public void tile(int rows, int columns, int k, float[] a, int aOff, int aStep, float[] b, int bOff, int bStep,
      float[] s, int sOff, int sRow, float[] c, int cOff, int cRow) {
    if (columns == LANES) {
      oneWide(rows, k, a, aOff, aStep, b, bOff, bStep, s, sOff, sRow, c, cOff, cRow);
    } else {
      twoWide(rows, k, a, aOff, aStep, b, bOff, bStep, columns - LANES, s, sOff, sRow, c, cOff, cRow);
    }
  }

  private static void twoWide(int rows, int k, float[] a, int aOff, int aStep, float[] b, int bOff, int bStep, int j1,
      float[] s, int sOff, int sRow, float[] c, int cOff, int cRow) {
    for (int i = 0, height; i < rows; i += height) {
      height = height(rows - i);
      int ai = aOff + i;
      int si = sOff + i * sRow;
      int ci = cOff + i * cRow;
      switch (height) {
        case 12 -> Tiles.tile12x2(k, a, ai, aStep, b, bOff, bStep, j1, s, si, sRow, c, ci, cRow);
        case 6 -> Tiles.tile6x2(k, a, ai, aStep, b, bOff, bStep, j1, s, si, sRow, c, ci, cRow);
        case 4 -> Tiles.tile4x2(k, a, ai, aStep, b, bOff, bStep, j1, s, si, sRow, c, ci, cRow);
        case 2 -> Tiles.tile2x2(k, a, ai, aStep, b, bOff, bStep, j1, s, si, sRow, c, ci, cRow);
        default -> Tiles.tile1x2(k, a, ai, aStep, b, bOff, bStep, j1, s, si, sRow, c, ci, cRow);
      }
    }
  }

  private static void oneWide(int rows, int k, float[] a, int aOff, int aStep, float[] b, int bOff, int bStep,
      float[] s, int sOff, int sRow, float[] c, int cOff, int cRow) {
    for (int i = 0, height; i < rows; i += height) {
      height = height(rows - i);
      int ai = aOff + i;
      int si = sOff + i * sRow;
      int ci = cOff + i * cRow;
      switch (height) {
        case 12 -> Tiles.tile12x1(k, a, ai, aStep, b, bOff, bStep, s, si, sRow, c, ci, cRow);
        case 6 -> Tiles.tile6x1(k, a, ai, aStep, b, bOff, bStep, s, si, sRow, c, ci, cRow);
        case 4 -> Tiles.tile4x1(k, a, ai, aStep, b, bOff, bStep, s, si, sRow, c, ci, cRow);
        case 2 -> Tiles.tile2x1(k, a, ai, aStep, b, bOff, bStep, s, si, sRow, c, ci, cRow);
        default -> Tiles.tile1x1(k, a, ai, aStep, b, bOff, bStep, s, si, sRow, c, ci, cRow);
      }
    }
  }

  /** The tallest tile that fits. */
  private static int height(int rows) {
    if (rows >= 12) {
      return 12;
    }
    if (rows >= 6) {
      return 6;
    }
    return rows >= 4 ? 4 : rows >= 2 ? 2 : 1;
  }
}
