package io.github.jinbei.internal.vector;

import static io.github.jinbei.internal.vector.Species.FLOAT;
import static io.github.jinbei.internal.vector.Species.INT;
import static io.github.jinbei.internal.vector.Species.LANES;
import static jdk.incubator.vector.VectorOperators.MAX;

import io.github.jinbei.internal.gemm.MicroKernel;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/**
 * The micro-kernel in lanes: picks from {@link AdjacentTiles} or {@link ApartTiles} what covers a microtile. Rows that
 * do not fill the register block are split into lower heights over the same operands; ragged columns overlap inside the
 * tile.
 */
final class VectorMicroKernel implements MicroKernel {

  private static final int BLOCK = 16;

  /**
   * Lines a multiple of this many floats (4 KB) apart meet in one set of the first-level cache: there transposing in
   * registers lost to scalar chains, 6.9 to 7.6 GFLOP/s, while it won elsewhere, 14 to 8 (Zen 4).
   */
  private static final int ALIASED = 1024;

  private static final int TALLEST = 12;

  /** The height of the next tile where so many rows are left; there are tiles of 1, 2, 4, 5, 6, 8, 10 and 12 rows. */
  private static final int[] HEIGHTS = {
      0, 1, 2, 2, 4, 5, 6, 5, 8, 5, 10, 6, 12, 8, 8, 10, 8, 12, 10, 10, 10, 12, 12, 12};

  /**
   * Whether copies of long rows also compute the largest magnitude. On JDK 17 the maximum made C2 box vectors for good, in
   * other kernels too: in 18 of 36 virtual machines that ran AllocationTest under load with 128-bit vectors. Without the
   * maximum it did so in 0 of 20.
   */
  private static final boolean MEASURES = Runtime.version().feature() >= OperatorProfile.FIRST_SOUND_JDK;

  private final int rows;
  private final FirstCalls firstCalls = new FirstCalls(4 * (TALLEST + 1));

  /** @param rows height of the tallest tile: 5, 10 or 12 */
  VectorMicroKernel(int rows) {
    this.rows = rows;
  }

  /**
   * Returns the height of the tallest tile whose loop C2 keeps in registers. A tile of h rows takes 2h + 3 of them, and C2
   * loads several values of A ahead.
   *
   * <table>
   * <caption>The choice</caption>
   * <tr><th>vectors</th><th>registers</th><th>height</th><th>taller</th></tr>
   * <tr><td>AVX-512, SVE of 256 or 512 bits</td><td>32</td><td>12</td><td>14x2 spills</td></tr>
   * <tr><td>NEON (128 bits)</td><td>32</td><td>10</td><td>12x2 spills: 14 accesses to the stack for 24 fma, and 3.8
   *     instructions an fma against 3.3 (JDK 17)</td></tr>
   * <tr><td>AVX2, AVX</td><td>16</td><td>5</td><td>6x2 spills: 0.55 of the peak against 0.75 (Zen 4, 256 bits)</td></tr>
   * </table>
   *
   * @param bits width of a vector
   * @param arch the system property {@code os.arch}
   */
  static int tallest(int bits, String arch) {
    if (bits == 512) {
      return TALLEST;
    }
    return arch.equals("aarch64") ? bits == 128 ? 10 : TALLEST : 5;
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

  @Override
  public void tile(int rows, int columns, int k, float[] a, int aOff, int aRow, int aStep, float[] b, int bOff, int bStep,
      float[] s, int sOff, int sRow, float[] c, int cOff, int cRow) {
    if (aRow != 1 && aRow != ROW && rows > 1) {
      throw new IllegalArgumentException("aRow = " + aRow + "; expected 1 or " + ROW);
    }
    for (int i = 0, height; i < rows; i += height) {
      height = height(rows - i);
      int ai = aOff + i * aRow;
      int si = sOff + i * sRow;
      int ci = cOff + i * cRow;
      int tile = 4 * height + (columns > LANES ? 2 : 0) + (aRow == 1 ? 1 : 0);
      if (firstCalls.cut(tile, k)) {
        tileInBlocks(tile, height, columns, k, a, ai, aRow, aStep, b, bOff, bStep, s, si, sRow, c, ci, cRow);
      } else {
        tileOf(height, columns, k, a, ai, aRow, aStep, b, bOff, bStep, s, si, sRow, c, ci, cRow);
      }
    }
  }

  /** A tile in short blocks of terms: between them the chains are stored in C, so the bits are the same. */
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
        default -> RowTiles.twoVectors(k, a, ai, aStep, b, bOff, bStep, j1, s, si, c, ci);
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
      default -> ApartTiles.tile2x2(k, a, ai, aStep, b, bOff, bStep, j1, s, si, sRow, c, ci, cRow);
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
        default -> AdjacentTiles.tile1x1(k, a, ai, aStep, b, bOff, bStep, s, si, sRow, c, ci, cRow);
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
      default -> ApartTiles.tile2x1(k, a, ai, aStep, b, bOff, bStep, s, si, sRow, c, ci, cRow);
    }
  }

  /**
   * Tiles are the faster the higher they are, as an fma needs the less besides it; so what is left of a product of 13 to 24
   * rows is divided evenly, 16 as 8 and 8; so are 12 rows where tiles have at most 10.
   */
  @Override
  public int height(int remaining) {
    if (remaining == 12 && rows == 10) {
      return 6;
    }
    return Math.min(remaining >= HEIGHTS.length ? TALLEST : HEIGHTS[remaining], rows);
  }

  @Override
  public void row(int columns, int k, float[] a, int aOff, int aStep, float[] b, int bOff, int bStep, float[] s, int sOff,
      float[] c, int cOff) {
    if (s == null && k == 1) {
      RowTiles.oneTermAlone(columns, a, aOff, b, bOff, c, cOff);
      return;
    }
    float[] from = s != null ? s : c;
    int fromOff = s != null ? sOff : cOff;
    if (s == null) {
      Arrays.fill(c, cOff, cOff + columns, 0f);
    }
    int p = 0;
    for (; p + RowTiles.TERMS <= k; p += RowTiles.TERMS) {
      RowTiles.eightTerms(columns, a, aOff + p * aStep, aStep, b, bOff + p * bStep, bStep, from, fromOff, c, cOff);
      from = c;
      fromOff = cOff;
    }
    for (; p < k; p++) {
      RowTiles.oneTerm(columns, a, aOff + p * aStep, b, bOff + p * bStep, from, fromOff, c, cOff);
      from = c;
      fromOff = cOff;
    }
  }

  @Override
  public void rowOfTransposed(int columns, int k, float[] a, int aOff, float[] b, int bOff, int bColumn, float[] s, int sOff,
      float[] c, int cOff) {
    int j = 0;
    int whole = LANES == BLOCK && bColumn % ALIASED != 0 ? k & -BLOCK : 0;
    for (; whole > 0 && j + BLOCK <= columns; j += BLOCK) {
      Transpose16.rowOfTransposed(whole, a, aOff, b, bOff + j * bColumn, bColumn, s, sOff + j, c, cOff + j);
      if (whole < k) {
        RowTiles.eightChains(k - whole, a, aOff + whole, b, bOff + j * bColumn + whole, bColumn, c, cOff + j, c, cOff + j);
        RowTiles.eightChains(k - whole, a, aOff + whole, b, bOff + (j + 8) * bColumn + whole, bColumn, c, cOff + j + 8, c,
            cOff + j + 8);
      }
    }
    for (; j + RowTiles.CHAINS <= columns; j += RowTiles.CHAINS) {
      RowTiles.eightChains(k, a, aOff, b, bOff + j * bColumn, bColumn, s, sOff + j, c, cOff + j);
    }
    for (; j < columns; j++) {
      float sum = s == null ? 0f : s[sOff + j];
      for (int p = 0; p < k; p++) {
        sum = Math.fma(a[aOff + p], b[bOff + j * bColumn + p], sum);
      }
      c[cOff + j] = sum;
    }
  }

  @Override
  public void elements(int rows, int columns, int k, float[] a, int aOff, int aRow, int aStep, float[] b, int bOff, int bRow,
      int bColumn, float[] s, int sOff, int sRow, int sColumn, float[] c, int cOff, int cRow) {
    int first = 0;
    if (columns == 1 && cRow == 1) {
      // A column of C is the row of the transposed product: a·b is b·a.
      for (; first + 4 <= rows; first += 4) {
        RowTiles.fourElements(k, b, bOff, bRow, a, aOff + first * aRow, aStep, aRow, s, sOff + first * sRow, sRow, c,
            cOff + first);
      }
    }
    for (int i = first; i < rows; i++) {
      int ai = aOff + i * aRow;
      int si = sOff + i * sRow;
      int ci = cOff + i * cRow;
      int j = 0;
      for (; j + 4 <= columns; j += 4) {
        RowTiles.fourElements(k, a, ai, aStep, b, bOff + j * bColumn, bRow, bColumn, s, si + j * sColumn, sColumn, c,
            ci + j);
      }
      for (; j < columns; j++) {
        float sum = s[si + j * sColumn];
        for (int p = 0; p < k; p++) {
          sum = Math.fma(a[ai + p * aStep], b[bOff + p * bRow + j * bColumn], sum);
        }
        c[ci + j] = sum;
      }
    }
  }

  /** Whole vectors of a row, the last overlapping: a call of arraycopy a row took longer than the copy. */
  @Override
  public float copy(int rows, int columns, float[] from, int fromOff, int fromStep, float[] to, int toOff, int toStep) {
    int last = columns - LANES;
    if (last <= LANES) {
      for (int p = 0; p < rows; p++) {
        int f = fromOff + p * fromStep;
        int t = toOff + p * toStep;
        FloatVector.fromArray(FLOAT, from, f).intoArray(to, t);
        FloatVector.fromArray(FLOAT, from, f + last).intoArray(to, t + last);
      }
      return UNKNOWN;
    }
    if (MEASURES) {
      return copyAndMeasure(rows, columns, from, fromOff, fromStep, to, toOff, toStep);
    }
    copyLong(rows, columns, from, fromOff, fromStep, to, toOff, toStep);
    return UNKNOWN;
  }

  /**
   * Copies four vectors a turn. On JDK 17 one vector a turn made T1's gradient 5 % slower: medians of eight forks in turns,
   * 147,300 and 140,400 batches/s (Zen 5).
   */
  private static void copyLong(int rows, int columns, float[] from, int fromOff, int fromStep, float[] to, int toOff,
      int toStep) {
    int last = columns - LANES;
    for (int p = 0; p < rows; p++) {
      int f = fromOff + p * fromStep;
      int t = toOff + p * toStep;
      int j = 0;
      for (; j + 4 * LANES <= columns; j += 4 * LANES) {
        FloatVector.fromArray(FLOAT, from, f + j).intoArray(to, t + j);
        FloatVector.fromArray(FLOAT, from, f + j + LANES).intoArray(to, t + j + LANES);
        FloatVector.fromArray(FLOAT, from, f + j + 2 * LANES).intoArray(to, t + j + 2 * LANES);
        FloatVector.fromArray(FLOAT, from, f + j + 3 * LANES).intoArray(to, t + j + 3 * LANES);
      }
      if (j == columns) {
        continue;
      }
      for (; j < last; j += LANES) {
        FloatVector.fromArray(FLOAT, from, f + j).intoArray(to, t + j);
      }
      FloatVector.fromArray(FLOAT, from, f + last).intoArray(to, t + last);
    }
  }

  /** Copies and returns the largest magnitude. The copy waits for memory, so the maximum costs no extra time. */
  private static float copyAndMeasure(int rows, int columns, float[] from, int fromOff, int fromStep, float[] to, int toOff,
      int toStep) {
    IntVector magnitude = IntVector.broadcast(INT, Integer.MAX_VALUE);
    IntVector largest = IntVector.zero(INT);
    int last = columns - LANES;
    for (int p = 0; p < rows; p++) {
      int f = fromOff + p * fromStep;
      int t = toOff + p * toStep;
      for (int j = 0; j < last; j += LANES) {
        FloatVector v = FloatVector.fromArray(FLOAT, from, f + j);
        v.intoArray(to, t + j);
        largest = largest.max(v.reinterpretAsInts().and(magnitude));
      }
      FloatVector v = FloatVector.fromArray(FLOAT, from, f + last);
      v.intoArray(to, t + last);
      largest = largest.max(v.reinterpretAsInts().and(magnitude));
    }
    return Float.intBitsToFloat(largest.reduceLanes(MAX));
  }

  /**
   * Micropanels of the full height side by side, in vectors that run over into the next term, which is copied after: so the
   * last term is not copied so, behind which the next micropanel begins.
   */
  @Override
  public void slice(int columns, int count, float[] from, int fromOff, int fromStep, float[] to, int toOff) {
    int full = 0;
    while (columns - full >= rows + LANES && height(columns - full) == rows) {
      full += rows;
    }
    for (int p = 0; p < count - 1; p++) {
      int f = fromOff + p * fromStep;
      int t = toOff + p * rows;
      for (int i = 0; i < full; i += rows) {
        for (int j = 0; j < rows; j += LANES) {
          FloatVector.fromArray(FLOAT, from, f + i + j).intoArray(to, t + i * count + j);
        }
      }
    }
    for (int i = 0, width; i < columns; i += width) {
      width = height(columns - i);
      for (int p = i < full ? count - 1 : 0; p < count; p++) {
        for (int j = 0; j < width; j++) {
          to[toOff + i * count + p * width + j] = from[fromOff + p * fromStep + i + j];
        }
      }
    }
  }

  @Override
  public void transpose(int lines, int count, float[] from, int fromOff, int fromStep, float[] to, int toOff, int toStep) {
    if (LANES != BLOCK || lines < BLOCK || count < BLOCK) {
      transposeFours(lines, count, from, fromOff, fromStep, to, toOff, toStep);
      return;
    }
    for (int l = 0; l < lines; l += BLOCK) {
      int line = Math.min(l, lines - BLOCK);
      for (int p = 0; p < count; p += BLOCK) {
        int step = Math.min(p, count - BLOCK);
        Transpose16.block(from, fromOff + line * fromStep + step, fromStep, to, toOff + step * toStep + line, toStep);
      }
    }
  }

  /** Four lines at a time, so that the stores of a step lie together. */
  private static void transposeFours(int lines, int count, float[] from, int fromOff, int fromStep, float[] to, int toOff,
      int toStep) {
    int l = 0;
    for (; l + 4 <= lines; l += 4) {
      int f0 = fromOff + l * fromStep;
      int f1 = f0 + fromStep;
      int f2 = f1 + fromStep;
      int f3 = f2 + fromStep;
      for (int p = 0; p < count; p++) {
        int t = toOff + p * toStep + l;
        to[t] = from[f0 + p];
        to[t + 1] = from[f1 + p];
        to[t + 2] = from[f2 + p];
        to[t + 3] = from[f3 + p];
      }
    }
    for (; l < lines; l++) {
      int f = fromOff + l * fromStep;
      for (int p = 0; p < count; p++) {
        to[toOff + p * toStep + l] = from[f + p];
      }
    }
  }
}
