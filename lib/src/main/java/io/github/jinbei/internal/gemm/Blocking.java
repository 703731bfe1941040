package io.github.jinbei.internal.gemm;

/**
 * Block sizes, and when packing pays. None of it shows in the bits.
 *
 * <table>
 * <caption>What each size cuts, and what must fit where (floats are 4 bytes)</caption>
 * <tr><th>size</th><th>cuts</th><th>holds</th></tr>
 * <tr><td>kc</td><td>loop 3 over k</td><td>a micropanel of B, kc·nr floats, in the first-level cache</td></tr>
 * <tr><td>mc</td><td>loop 4 over m</td><td>a packed block of A, mc·kc, and one of C, mc·nc, in the second level</td></tr>
 * <tr><td>kl</td><td>loop 5 over k</td><td>a packed stretch of B, kl·nc floats, in the last level or memory</td></tr>
 * <tr><td>nc</td><td>loop 6 over n</td><td>the same</td></tr>
 * </table>
 *
 * <p>kc = 256 fills 32 KB with nr = 32; kc = 384 costs a tenth on a first-level cache of 48 KB. mc = 120 was a few
 * hundredths ahead of 240 and a tenth ahead of 960 (1024³, Xeon with 2 MB of second-level cache, JDK 25).
 *
 * @param mr rows of a microtile
 * @param nr columns of a microtile
 * @param mc rows of a block of A, a multiple of mr
 * @param kc terms of a block
 * @param kl terms of a stretch, a multiple of kc
 * @param nc columns of a row panel of B, a multiple of nr and at least two of them
 */
record Blocking(int mr, int nr, int mc, int kc, int kl, int nc) {

  /**
   * Operands of at most this many floats (128 KB) are read where they lie. Packing B gained a twelfth at 256³ and nothing
   * at 128³.
   */
  private static final int UNPACKED = 1 << 15;

  /** With fewer rows than this the copy of B costs more than it saves: each float copied is used this often at most. */
  private static final int ROWS_THAT_PAY_FOR_PACKING = 48;

  static Blocking of(MicroKernel kernel) {
    return new Blocking(kernel.rows(), kernel.columns(), 120, 256, 2048, 2048);
  }

  /** Columns of the next block, with {@code remaining} to do; up to nr more than nc, so that no sliver is left over. */
  int columns(int remaining) {
    return remaining <= nc + nr ? remaining : nc;
  }

  /** Whether to pack a B whose rows are contiguous. */
  boolean packsB(int m, int n, int k) {
    return (long) n * k > UNPACKED && m >= ROWS_THAT_PAY_FOR_PACKING;
  }

  /** Whether to pack an A whose columns are contiguous. */
  boolean packsA(int m, int n, int k) {
    return (long) m * k > UNPACKED && n > 2 * nr;
  }
}
