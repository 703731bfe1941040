package io.github.jinbei.internal.gemm;

/**
 * A packed right operand B, k x n, that several products may read: see the package description for its order. Filled by
 * {@link Product#pack}; the memory grows to the largest operand and stays.
 */
public final class PackedB {

  /**
   * Floats before the first micropanel. A large array begins a region of the G1 collector's heap, 16 bytes of header ahead of
   * its elements: 12 floats on, a cache line begins, and no vector of B straddles two. Elsewhere it does no harm.
   */
  private static final int LEAD = 12;

  float[] data = {};

  /** Makes room for that many floats. */
  void reserve(long floats) {
    if (data.length < LEAD + floats) {
      data = new float[(int) (LEAD + floats)];
    }
  }

  /** Where the block of terms pc.. and columns jc .. jc+width begins, all k terms of the columns before it packed. */
  int block(int jc, int k, int pc, int width) {
    return LEAD + jc * k + pc * width;
  }
}
