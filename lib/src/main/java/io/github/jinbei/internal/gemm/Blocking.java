package io.github.jinbei.internal.gemm;

/**
 * The division of m, n and k into blocks, by the sizes of a {@link TileShape}, and of blocks into micropanels. The blocks of a
 * dimension are about equal, so that the last one is not a sliver.
 */
record Blocking(TileShape shape) {

  /**
   * Returns the number of rows of the blocks of m: m if no epilogue reads the finished blocks, else a multiple of mr. The last
   * block may have fewer.
   *
   * @param n the columns of a block
   * @param finished whether an epilogue reads the finished blocks
   */
  int rows(int m, int n, boolean finished) {
    int mr = shape.mr();
    int floats = shape.floatsForEpilogue;
    // These conditions are cheap, and small products need no division.
    if (!finished || m <= mr || (long) m * n <= floats || mr * n > 2 * floats) {
      return m;
    }
    return equal(m, Math.max(mr, floats / n / mr * mr), mr);
  }

  /** Returns the number of terms of the blocks of k. The last block may have fewer. */
  int terms(int k) {
    return equal(k, shape.kc, 1);
  }

  /** Returns the number of columns of the blocks of n: n, or a multiple of nr. {@link #blockColumns} sets the last. */
  int columns(int n) {
    return n <= shape.nr() ? n : equal(n, shape.nc, shape.nr());
  }

  /** Returns the size of equal blocks of at most about {@code most}, in multiples of {@code grain}. */
  private static int equal(int total, int most, int grain) {
    if (total <= most) {
      return total;
    }
    int blocks = (total + most - 1) / most;
    int size = (total + blocks - 1) / blocks;
    return Math.min(total, (size + grain - 1) / grain * grain);
  }

  /**
   * Returns the columns of the next block: {@code columns}, or all that remain if less than a vector would be left. So the last
   * block may be up to a vector wider, and it is narrower than a vector only if the whole product is.
   */
  int blockColumns(int remaining, int columns) {
    return remaining - columns < shape.lanes() ? remaining : columns;
  }

  /**
   * Returns the columns of the next micropanel, of those that remain: nr, if then nothing or at least a vector is left. So a
   * ragged micropanel is narrower than a vector only if the whole product is.
   */
  int micropanelColumns(int remaining) {
    int nr = shape.nr();
    if (remaining <= nr) {
      return remaining;
    }
    return remaining - nr >= shape.lanes() ? nr : nr - shape.lanes();
  }

  /** Returns the columns of the leading micropanels that are nr wide, as {@link #micropanelColumns} cuts a block. */
  int wholeMicropanels(int columns) {
    int ragged = columns % shape.nr();
    int whole = columns - ragged;
    return ragged == 0 || ragged >= shape.lanes() ? whole : whole - shape.nr();
  }
}
