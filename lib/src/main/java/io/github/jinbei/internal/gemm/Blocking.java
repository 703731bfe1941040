package io.github.jinbei.internal.gemm;

/**
 * Block sizes, and when packing pays. None of it shows in the bits.
 *
 * <table>
 * <caption>What each size cuts, and what must fit where (floats are 4 bytes)</caption>
 * <tr><th>size</th><th>cuts</th><th>holds</th></tr>
 * <tr><td>kc</td><td>loop 4 over k</td><td>a slice of A, mr·kc floats, in the first-level cache</td></tr>
 * <tr><td>mc</td><td>loop 3 over m</td><td>a packed block of A, mc·kc, in the second-level cache</td></tr>
 * <tr><td>nc</td><td>loop 5 over n</td><td>a packed block of B, kc·nc floats, in the last level; the wider, the longer the
 *     rows of C that tiles follow</td></tr>
 * </table>
 *
 * <p>A dimension is cut into equal blocks of at most these sizes, so that none is left with a sliver.
 *
 * @param mr rows of a microtile
 * @param nr columns of a microtile
 * @param mc most rows of a block of A
 * @param kc most terms of a block, at most {@link MicroKernel#ROW}
 * @param nc most columns of a panel of B
 */
record Blocking(int mr, int nr, int mc, int kc, int nc) {

  /** A B of at most this many floats (256 KB) is read where it lies. */
  private static final int UNPACKED_B = 1 << 16;

  /**
   * A transposed A of at most this many floats (512 KB), times mr/12, is read where it lies: each microtile takes mr floats of
   * a line, so low ones read all lines more often.
   */
  private static final int UNPACKED_A = 1 << 17;

  /** Rows of A copied at once where B is not packed: little enough (50 KB) to leave B in the cache. */
  private static final int FEW_ROWS = 24;

  /**
   * Floats of the largest block of C that an epilogue reads (16 KB). A block of this size is still in the first-level cache
   * when the epilogue runs, together with as many parameters, which an update changes. A block of mr rows may be twice as
   * large. Where even mr rows are larger, short blocks gain nothing: T4's step, with rows of 1,024, took 22.8 ms with short
   * blocks and 22.6 ms without (Zen 5).
   */
  private static final int FOR_EPILOGUE = 1 << 12;

  /** Products of fewer columns than a vector and at most this many terms are computed element by element. */
  private static final int SMALL = 512;

  /** With fewer rows than this the copy of B costs more than it saves: each float copied is used this often at most. */
  private static final int ROWS_THAT_PAY_FOR_PACKING = 48;

  static Blocking of(MicroKernel kernel) {
    return new Blocking(kernel.rows(), kernel.columns(), 192, MicroKernel.ROW - 16, 2048);
  }

  /**
   * Rows of the blocks that m is cut into: a multiple of mr, but for the last.
   *
   * @param n their columns
   * @param copied whether rows of A are copied as they are
   * @param packed whether B is packed
   * @param finished whether an epilogue reads the finished blocks
   */
  int rows(int m, int n, boolean copied, boolean packed, boolean finished) {
    int most = copied && !packed ? FEW_ROWS : mc;
    // The first conditions are cheap and keep the divisions away from small products.
    if (finished && m > mr && (long) m * n > FOR_EPILOGUE && mr * n <= 2 * FOR_EPILOGUE) {
      most = Math.min(most, Math.max(mr, FOR_EPILOGUE / n / mr * mr));
    }
    return equal(m, most, mr);
  }

  /** Terms of the blocks that k is cut into. */
  int terms(int k) {
    return equal(k, kc, 1);
  }

  /** Columns of the panels that n is cut into: a multiple of nr, but for the last. */
  int columns(int n) {
    return n <= nr ? n : equal(n, nc, nr);
  }

  /** The size of equal blocks of at most about {@code most}, in multiples of {@code grain}. */
  private static int equal(int total, int most, int grain) {
    if (total <= most) {
      return total;
    }
    int blocks = (total + most - 1) / most;
    int size = (total + blocks - 1) / blocks;
    return Math.min(total, (size + grain - 1) / grain * grain);
  }

  /** Whether a product of few columns is so small that vectors do not pay. */
  boolean small(int m, int n, int k) {
    return (long) m * n * k <= SMALL;
  }

  /** Whether a product of several rows is one microtile over one block of terms. */
  boolean oneTile(int m, int n, int k) {
    return m > 1 && m <= mr && n <= nr && k <= kc;
  }

  /** Whether to pack a B whose rows are contiguous. */
  boolean packsB(int m, int n, int k) {
    return (long) n * k > UNPACKED_B && m >= ROWS_THAT_PAY_FOR_PACKING;
  }

  /** Whether to copy an A whose rows lie next to each other. */
  boolean packsTransposedA(int m, int n, int k) {
    return (long) m * k > UNPACKED_A / 12 * mr && n > 2 * nr;
  }
}
