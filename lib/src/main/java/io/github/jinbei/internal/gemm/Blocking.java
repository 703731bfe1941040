package io.github.jinbei.internal.gemm;

/**
 * Block sizes, and when packing pays. None of it shows in the bits.
 *
 * <table>
 * <caption>What each size cuts, and what must fit where (floats are 4 bytes)</caption>
 * <tr><th>size</th><th>cuts</th><th>holds</th></tr>
 * <tr><td>kc</td><td>loop 3 over k</td><td>a micropanel of B, kc·nr floats, in the second-level cache</td></tr>
 * <tr><td>mc</td><td>loop 4 over m</td><td>a packed block of A, mc·kc, and one of C, mc·nc, there too</td></tr>
 * <tr><td>nc</td><td>loop 5 over n</td><td>a packed panel of B, k·nc floats, in the last level or memory</td></tr>
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

  /** Most floats of a packed panel of B: 16 MB. */
  private static final int PANEL = 1 << 22;

  /** A B of at most this many floats (128 KB) is read where it lies. */
  private static final int UNPACKED_B = 1 << 15;

  /** A transposed A of at most this many floats (256 KB) is read where it lies. */
  private static final int UNPACKED_A = 1 << 16;

  /** Products of fewer columns than a vector and at most this many terms are computed element by element. */
  private static final int SMALL = 512;

  /** With fewer rows than this the copy of B costs more than it saves: each float copied is used this often at most. */
  private static final int ROWS_THAT_PAY_FOR_PACKING = 48;

  static Blocking of(MicroKernel kernel) {
    return new Blocking(kernel.rows(), kernel.columns(), 96, MicroKernel.ROW - 16, 1024);
  }

  /** Rows of the blocks that m is cut into: a multiple of mr, but for the last. */
  int rows(int m) {
    return equal(m, mc, mr);
  }

  /** Terms of the blocks that k is cut into. */
  int terms(int k) {
    return equal(k, kc, 1);
  }

  /** Columns of the panels that n is cut into: a multiple of nr, but for the last. */
  int columns(int n, int k) {
    return n <= nr ? n : equal(n, Math.min(nc, Math.max(nr, PANEL / k)), nr);
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

  /** Whether to pack a B whose rows are contiguous. */
  boolean packsB(int m, int n, int k) {
    return (long) n * k > UNPACKED_B && m >= ROWS_THAT_PAY_FOR_PACKING;
  }

  /** Whether to copy an A whose rows lie next to each other. */
  boolean packsTransposedA(int m, int n, int k) {
    return (long) m * k > UNPACKED_A && n > 2 * nr;
  }
}
