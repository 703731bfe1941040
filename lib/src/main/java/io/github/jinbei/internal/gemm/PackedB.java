package io.github.jinbei.internal.gemm;

/**
 * A packed B, k x n, which several products may read; its order is in the package description. {@link Product#pack} fills it.
 * The memory grows to the largest operand and is then reused.
 */
public final class PackedB {

  /**
   * Floats before the first micropanel. The G1 collector puts a large array at the beginning of a heap region, and 16 bytes of
   * header come before the elements. So 12 floats later a cache line begins, and no vector of B lies across two lines. In other
   * places the offset does no harm.
   */
  private static final int LEAD = 12;

  float[] data = {};

  /** Makes room for {@code floats} floats. */
  void reserve(long floats) {
    if (data.length < LEAD + floats) {
      data = new float[(int) (LEAD + floats)];
    }
  }

  /** Returns where the block of terms pc.. and columns jc .. jc+width begins, behind all k terms of the columns before it. */
  int block(int jc, int k, int pc, int width) {
    return LEAD + jc * k + pc * width;
  }
}
