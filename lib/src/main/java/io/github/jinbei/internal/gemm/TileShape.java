package io.github.jinbei.internal.gemm;

import java.util.Arrays;

/**
 * The shape of the microtiles, the sizes of blocks, and the limits of packing and of each algorithm. No other class has any of
 * them. None changes a bit of a result.
 *
 * <table>
 * <caption>Sizes (floats are 4 bytes)</caption>
 * <tr><th>size</th><th>what it is</th><th>what limits it</th></tr>
 * <tr><td>mr, nr</td><td>rows and columns of a full microtile; nr is two vectors</td><td>the vector registers</td></tr>
 * <tr><td>heights</td><td>rows that a microtile may have, 1 and mr among them</td><td>the tiles that exist</td></tr>
 * <tr><td>kc</td><td>most terms of a block: loop 4</td><td>a slice of A, mr·kc floats, stays in the first-level cache</td></tr>
 * <tr><td>mc</td><td>most rows of a block: loop 3</td><td>nothing without an epilogue; a finished block that an epilogue reads
 *     stays in the first-level cache</td></tr>
 * <tr><td>nc</td><td>most columns of a block: loop 5</td><td>a packed block of B, kc·nc floats, stays in the last-level cache;
 *     a wider block gives longer rows of C</td></tr>
 * </table>
 *
 * <p>A microtile of h rows takes 2h + 3 registers: 2h sums, two vectors of B and one of A. C2 loads several values of A ahead
 * and needs registers for them too. If there are too few, sums spill to the stack.
 *
 * <table>
 * <caption>mr by vector registers</caption>
 * <tr><th>vectors</th><th>registers</th><th>mr</th><th>a taller tile</th></tr>
 * <tr><td>AVX-512, SVE of 256 or 512 bits</td><td>32</td><td>12</td><td>14x2 spills</td></tr>
 * <tr><td>NEON (128 bits)</td><td>32</td><td>10</td><td>12x2 spills: 14 accesses to the stack for 24 fma, and 3.8 instructions
 *     an fma against 3.3 (JDK 17)</td></tr>
 * <tr><td>AVX2, AVX</td><td>16</td><td>6</td><td>8x2 spills; so does 6x2 without separators</td></tr>
 * <tr><td>none (scalar)</td><td></td><td>12</td><td>two rows by four columns in registers at a time</td></tr>
 * </table>
 */
public final class TileShape {

  /**
   * Floats from row to row of an A whose rows have been copied: a constant, see ApartTiles. It bounds the terms of a block.
   * It is an odd number of cache lines, so that the rows of a tile do not all fall into one set of the first-level cache.
   */
  public static final int ROW = 528;

  /** Heights of the tiles in lanes, those up to mr. Selected without a stream: the first one of a VM takes milliseconds. */
  private static final int[] HEIGHTS = {1, 2, 3, 4, 5, 6, 8, 10, 12};

  /** The heights that a full tile may have. */
  private static final int[] FULL = {6, 10, 12};

  /** Columns of a scalar microtile. A row of packed B is then one cache line. 32 columns were as fast (T1 to T3, Zen 3). */
  private static final int SCALAR_COLUMNS = 16;

  /**
   * Floats of the largest block of B (1 MB) that the first slice of A packs as it reads it. The copy then costs nothing but
   * stores: 128x512x784 NN 109 to 117 GFLOP/s (Zen 5, 256 bits). A larger block is evicted from the second-level cache before
   * the second slice reads it, and is better packed by lines: 256x1024x1024 NN 107 GFLOP/s by the slice, 112 by lines.
   */
  private static final int PACKED_AS_READ = 1 << 18;

  /**
   * Slices of a transposed A that are copied together. A cache line holds parts of several slices, so it is read once or twice,
   * not once for each slice.
   * 128x128x128 TN 97, 104, 103, 108, 106 GFLOP/s with 1, 2, 4, 8, 16 (Zen 5, 256 bits).
   */
  private static final int SLICES_TOGETHER = 8;

  /**
   * Rows of A that are copied together if no slice must begin at index 0 of its array: with 12, 256x256x256 NN reached 0.945 of
   * the speed of oneDNN, with 24 0.96 (Zen 4).
   */
  private static final int ROWS_TOGETHER = 24;

  /**
   * The fewest slices for which, with 32 registers, a narrow product of a transposed A is computed by micropanels: see {@link
   * #byMicropanels}. With fewer slices the copy of the micropanel costs more than it saves. T1's step, whose blocks are 11
   * slices, took 6 % longer when this was 4 (Zen 5, medians of three forks).
   */
  private static final int SLICES_THAT_PAY = 16;

  /** A B of at most this many floats (256 KB) is read in place: see {@link #packsB}. */
  private static final int UNPACKED_B = 1 << 16;

  /**
   * A transposed A of at most this many floats (512 KB), times mr/12, is read in place with 32 registers. Each microtile takes
   * mr floats of a line, so low microtiles read all lines more often.
   */
  private static final int UNPACKED_A = 1 << 17;

  /** Products of fewer columns than a vector and at most this many terms are computed element by element. */
  private static final int SMALL = 512;

  /** The most terms of a block: 512. With rows of 1,040 floats and up to 1,024 terms, products were slower (Zen 4). */
  final int kc = ROW - 16;

  /** The most columns of a block of B. To oneDNN, over seven large shapes: 512 0.92, 1,024 0.95, 2,048 0.96 (Zen 4). */
  final int nc = 2048;

  /**
   * Floats of the largest block of C that an epilogue reads (16 KB). A block of this size is still in the first-level cache
   * when the epilogue runs, together with as many parameters, which an update changes. A block of mr rows may be twice as
   * large. Where even mr rows are larger, short blocks gain nothing: T4's step, with rows of 1,024, took 22.8 ms with short
   * blocks and 22.6 ms without (Zen 5).
   */
  final int floatsForEpilogue = 1 << 12;

  /**
   * B is packed for products of at least this many rows: 36 with 16 registers, where tiles of packed B alone have few enough
   * instructions, else 48. With fewer rows the copy costs more than it saves.
   */
  private final int rowsThatPayForPacking;

  /**
   * A B of at most this many floats is read in place if A is copied: 64 K (256 KB) with 32 registers, none with 16.
   */
  private final int unpackedB;

  private final int lanes;
  private final int mr;
  private final int nr;

  /** The height of the next tile for each number of remaining rows, up to 2·mr. */
  private final byte[] next;

  private TileShape(int lanes, int mr, int nr, int[] heights) {
    this.lanes = lanes;
    this.mr = mr;
    this.nr = nr;
    this.rowsThatPayForPacking = fewRegisters() ? 36 : 48;
    this.unpackedB = fewRegisters() ? 0 : UNPACKED_B;
    this.next = nextHeights(heights, 2 * mr);
  }

  /**
   * Returns the shape that suits a processor.
   *
   * @param bits width of a vector
   * @param arch the system property {@code os.arch}
   */
  public static TileShape of(int bits, String arch) {
    int mr = registers(bits, arch) == 16 ? 6 : bits == 128 ? 10 : 12;
    return inLanes(bits / Float.SIZE, mr);
  }

  /** Returns the number of vector registers of a processor: see {@link #of}. */
  static int registers(int bits, String arch) {
    return bits == 512 || arch.equals("aarch64") ? 32 : 16;
  }

  /**
   * Returns the shape of tiles of at most mr rows in vectors of that number of lanes, whether it suits the processor or not.
   *
   * @param mr 6, 10 or 12: the heights of full tiles
   */
  public static TileShape inLanes(int lanes, int mr) {
    if (Arrays.binarySearch(FULL, mr) < 0) {
      throw new IllegalArgumentException("mr = " + mr + "; expected one of " + Arrays.toString(FULL));
    }
    return new TileShape(lanes, mr, 2 * lanes, Arrays.copyOf(HEIGHTS, Arrays.binarySearch(HEIGHTS, mr) + 1));
  }

  /** Returns the shape of microtiles without vectors. */
  public static TileShape scalar() {
    int[] heights = new int[12];
    for (int i = 0; i < heights.length; i++) {
      heights[i] = i + 1;
    }
    return new TileShape(1, heights.length, SCALAR_COLUMNS, heights);
  }

  /** Returns the floats in a vector: the least number of columns that a microtile may have. */
  public int lanes() {
    return lanes;
  }

  /** Returns the rows of a full microtile. */
  public int mr() {
    return mr;
  }

  /** Returns the columns of a full microtile, a multiple of {@link #lanes}. */
  public int nr() {
    return nr;
  }

  /**
   * Returns the rows of the next microtile: mr where more than 2·mr rows are left. The last 2·mr rows are cut into as few tiles
   * as possible, whose lowest is as tall as possible: the lower a tile, the more other instructions it needs for each fma.
   *
   * @param remaining the rows that are left, at least 1
   */
  public int height(int remaining) {
    return remaining < next.length ? next[remaining] : mr;
  }

  /** Returns, for 0 to {@code most} rows, the height of the first of their tiles; of equally good ones the tallest. */
  private static byte[] nextHeights(int[] heights, int most) {
    byte[] next = new byte[most + 1];
    int[] tiles = new int[most + 1];
    int[] lowest = new int[most + 1];
    lowest[0] = most;
    for (int rows = 1; rows <= most; rows++) {
      tiles[rows] = Integer.MAX_VALUE;
      for (int h : heights) {
        if (h > rows) {
          continue;
        }
        int count = tiles[rows - h] + 1;
        int low = Math.min(h, lowest[rows - h]);
        if (count < tiles[rows] || (count == tiles[rows] && low >= lowest[rows])) {
          tiles[rows] = count;
          lowest[rows] = low;
          next[rows] = (byte) h;
        }
      }
    }
    return next;
  }

  /** Returns whether a product of few columns is so small that vectors do not pay. */
  boolean small(int m, int n, int k) {
    return n < lanes && (long) m * n * k <= SMALL;
  }

  /** Returns whether a product of several rows is at most one full microtile over one block of terms. */
  boolean oneTile(int m, int n, int k) {
    return m > 1 && m <= mr && n <= nr && k <= kc;
  }

  /** Returns whether a product of at least a vector's columns is computed row by row where B's rows are contiguous. */
  boolean rowByRow(int m, int n, int k) {
    return m == 1 || (k == 1 && n > nr);
  }

  /** Returns whether the shape is made for 16 vector registers: one of six rows. */
  private boolean fewRegisters() {
    return mr == 6;
  }

  /**
   * Returns whether to pack a B whose rows are contiguous.
   *
   * @param sliced whether A is copied
   */
  boolean packsB(int m, int n, int k, boolean sliced) {
    return m >= rowsThatPayForPacking && n >= nr && (long) n * k > (sliced ? unpackedB : UNPACKED_B);
  }

  /**
   * Returns whether a packed block of B has so many columns that one call computes a slice by all its micropanels. Fewer are
   * computed tile by tile: a 6x2 tile over 16 terms took 41, 32, 29 ns in calls of 1, 2, 4 micropanels, and 32 ns in a call of
   * its own (Zen 5, 256 bits).
   */
  boolean manyMicropanels(int n) {
    return n >= 3 * nr;
  }

  /** Returns whether the first slice of m rows packs a block of B, n columns and k terms, as it reads it. */
  boolean packsAsRead(int m, int n, int k) {
    return height(m) == mr && manyMicropanels(n) && (long) n * k <= PACKED_AS_READ;
  }

  /**
   * Returns whether to copy an A whose rows lie next to each other. With 16 registers an A that is read in place costs more
   * instructions in each term, and the copy pays from five micropanels on. With 32 registers A is read in place up to 128 K
   * floats (512 KB): 128-784-512 TN 0.93 of the best peer with copies, 0.97 without (Zen 4).
   */
  boolean slicesTransposedA(int m, int n, int k) {
    return fewRegisters() ? n > 4 * nr : n > 2 * nr && (long) m * k > UNPACKED_A / 12 * mr;
  }

  /**
   * Returns how many of the remaining rows are copied together next.
   *
   * @param alone whether a slice whose rows lie apart must begin at index 0 of its array
   */
  int rowsCopiedTogether(int remaining, boolean transposed, boolean alone) {
    if (alone && !transposed) {
      return height(remaining);
    }
    // The last 2·mr rows stay with the rows before them, so that they are cut in the same way as in the whole block.
    int rows = (transposed ? SLICES_TOGETHER : ROWS_TOGETHER / mr) * mr;
    return remaining <= rows + 2 * mr ? remaining : rows;
  }

  /** Returns the largest number of slices in the rows that {@link #rowsCopiedTogether} returns. */
  static int mostSlicesTogether() {
    return SLICES_TOGETHER + 3;
  }

  /** Returns the rows of a block of m that full slices cover: those before the first lower one. */
  int rowsOfFullSlices(int m) {
    int rows = Math.max(0, (m / mr - 2) * mr);
    while (rows < m && height(m - rows) == mr) {
      rows += mr;
    }
    return rows;
  }

  /** Returns whether one micropanel of B after the other is multiplied by all slices of A, in place of the reverse. */
  boolean byMicropanels(int m, int n) {
    return n > lanes && height(m) == mr && (fewRegisters() || (n <= nr && m >= SLICES_THAT_PAY * mr));
  }

  /** Returns the floats from term to term of a slice whose rows lie next to each other. For six rows 8: a simpler index. */
  public int step() {
    return mr == 6 ? 8 : mr;
  }

  /** Returns the floats of a slice whose rows lie next to each other, with room for a vector that extends beyond it. */
  int sliceFloats() {
    return kc * step() + lanes;
  }

  /** Returns the floats of the most rows that are copied together where they lie apart. */
  int floatsOfRows() {
    return (ROWS_TOGETHER / mr + 2) * mr * ROW;
  }
}
