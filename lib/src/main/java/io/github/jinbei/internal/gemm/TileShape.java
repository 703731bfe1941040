package io.github.jinbei.internal.gemm;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The shape of the microtiles, and with it the sizes of blocks and the limits of packing and of each algorithm. They stand
 * here alone. None of them changes a bit of a result.
 *
 * <table>
 * <caption>Sizes (floats are 4 bytes)</caption>
 * <tr><th>size</th><th>what it is</th><th>what limits it</th></tr>
 * <tr><td>mr, nr</td><td>rows and columns of a full microtile; nr is two vectors</td><td>the vector registers</td></tr>
 * <tr><td>heights</td><td>rows that a microtile may have, 1 and mr among them</td><td>the tiles that are written</td></tr>
 * <tr><td>kc</td><td>most terms of a block: loop 4</td><td>a slice of A, mr·kc floats, stays in the first-level cache</td></tr>
 * <tr><td>mc</td><td>most rows of a block: loop 3</td><td>a packed block of A, mc·kc floats, stays in the second-level
 *     cache</td></tr>
 * <tr><td>nc</td><td>most columns of a block: loop 5</td><td>a packed block of B, kc·nc floats, stays in the last level; the
 *     wider it is, the longer are the rows of C that tiles follow</td></tr>
 * </table>
 *
 * <p>A microtile of h rows takes 2h + 3 registers: 2h sums, two vectors of B and one of A. C2 loads several values of A ahead
 * and needs registers for them, too. If they do not suffice, sums spill to the stack.
 *
 * <table>
 * <caption>mr by vector registers</caption>
 * <tr><th>vectors</th><th>registers</th><th>mr</th><th>a taller tile</th></tr>
 * <tr><td>AVX-512, SVE of 256 or 512 bits</td><td>32</td><td>12</td><td>14x2 spills</td></tr>
 * <tr><td>NEON (128 bits)</td><td>32</td><td>10</td><td>12x2 spills: 14 accesses to the stack for 24 fma, and 3.8 instructions
 *     an fma against 3.3 (JDK 17)</td></tr>
 * <tr><td>AVX2, AVX</td><td>16</td><td>5</td><td>6x2 spills: 0.55 of the peak against 0.75 (Zen 4, 256 bits)</td></tr>
 * <tr><td>none (scalar)</td><td></td><td>12</td><td>a row at a time, no tile in registers</td></tr>
 * </table>
 */
public final class TileShape {

  /**
   * Floats from row to row of an A whose rows have been copied: a constant, see ApartTiles. It bounds the terms of a block.
   * An odd number of cache lines: the rows of a tile do not meet in one set of the first-level cache.
   */
  public static final int ROW = 528;

  /** Heights of the tiles in lanes, those up to mr. */
  private static final int[] HEIGHTS = {1, 2, 4, 5, 6, 8, 10, 12};

  /** Columns of a scalar microtile: four rows of B of this length and one of C stay in the first-level cache. */
  private static final int SCALAR_COLUMNS = 128;

  /** A B of at most this many floats (256 KB) is read where it lies. */
  private static final int UNPACKED_B = 1 << 16;

  /** With fewer rows than this the copy of B costs more than it saves: each float copied is used this often at most. */
  private static final int ROWS_THAT_PAY_FOR_PACKING = 48;

  /**
   * A transposed A of at most this many floats (512 KB), times mr/12, is read where it lies: each microtile takes mr floats of
   * a line, so low ones read all lines more often.
   */
  private static final int UNPACKED_A = 1 << 17;

  /** Most rows of a block of A. */
  private static final int MC = 192;

  /** Rows of A copied at once where B is not packed: little enough (50 KB) to leave B in the cache. */
  private static final int FEW_ROWS = 24;

  /** Products of fewer columns than a vector and at most this many terms are computed element by element. */
  private static final int SMALL = 512;

  /** Most terms of a block. */
  final int kc = ROW - 16;

  /** Most columns of a block of B. */
  final int nc = 2048;

  /**
   * Floats of the largest block of C that an epilogue reads (16 KB). A block of this size is still in the first-level cache
   * when the epilogue runs, together with as many parameters, which an update changes. A block of mr rows may be twice as
   * large. Where even mr rows are larger, short blocks gain nothing: T4's step, with rows of 1,024, took 22.8 ms with short
   * blocks and 22.6 ms without (Zen 5).
   */
  final int floatsForEpilogue = 1 << 12;

  private final int lanes;
  private final int mr;
  private final int nr;

  /** The height of the next tile, by the rows that are left, up to 2·mr. */
  private final byte[] next;

  private TileShape(int lanes, int mr, int nr, int[] heights) {
    this.lanes = lanes;
    this.mr = mr;
    this.nr = nr;
    this.next = nextHeights(heights, 2 * mr);
  }

  /**
   * Returns the shape that suits a processor.
   *
   * @param bits width of a vector
   * @param arch the system property {@code os.arch}
   */
  public static TileShape of(int bits, String arch) {
    int mr = registers(bits, arch) == 16 ? 5 : bits == 128 ? 10 : 12;
    return inLanes(bits / Float.SIZE, mr);
  }

  /** Returns the number of vector registers of a processor: see {@link #of}. */
  static int registers(int bits, String arch) {
    return bits == 512 || arch.equals("aarch64") ? 32 : 16;
  }

  /**
   * Returns the shape of tiles of at most mr rows in vectors of so many lanes, whether it suits the processor or not.
   *
   * @param mr a height that there is a tile of: 1, 2, 4, 5, 6, 8, 10 or 12
   */
  public static TileShape inLanes(int lanes, int mr) {
    if (Arrays.binarySearch(HEIGHTS, mr) < 0) {
      throw new IllegalArgumentException("mr = " + mr + "; expected one of " + Arrays.toString(HEIGHTS));
    }
    return new TileShape(lanes, mr, 2 * lanes, IntStream.of(HEIGHTS).filter(h -> h <= mr).toArray());
  }

  /** Returns the shape of microtiles without vectors. */
  public static TileShape scalar() {
    int mr = 12;
    return new TileShape(1, mr, SCALAR_COLUMNS, IntStream.rangeClosed(1, mr).toArray());
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
   * as possible, whose lowest is as tall as possible: the lower a tile is, the more an fma needs besides it.
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

  /** Returns whether to pack a B whose rows are contiguous. */
  boolean packsB(int m, int n, int k) {
    return (long) n * k > UNPACKED_B && m >= ROWS_THAT_PAY_FOR_PACKING;
  }

  /** Returns whether to copy an A whose rows lie next to each other. */
  boolean packsTransposedA(int m, int n, int k) {
    return (long) m * k > UNPACKED_A / 12 * mr && n > 2 * nr;
  }

  /**
   * Returns the most rows of a block.
   *
   * @param copied whether rows of A are copied as they are
   * @param packed whether B is packed
   */
  int mc(boolean copied, boolean packed) {
    return copied && !packed ? FEW_ROWS : MC;
  }
}
