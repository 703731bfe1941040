package io.github.jinbei.internal.gemm;

/**
 * The arithmetic that cuts m, n and k into blocks of the sizes that a {@link TileShape} sets, and blocks into micropanels. A
 * dimension is cut into equal blocks, so that none is left with a sliver.
 */
record Blocking(TileShape shape) {

  /**
   * Returns the rows of the blocks that m is cut into: m where no epilogue reads the finished blocks, else a multiple of mr,
   * but for the last.
   *
   * @param n their columns
   * @param finished whether an epilogue reads the finished blocks
   */
  int rows(int m, int n, boolean finished) {
    int mr = shape.mr();
    int floats = shape.floatsForEpilogue;
    // The first conditions are cheap and keep the divisions away from small products.
    if (!finished || m <= mr || (long) m * n <= floats || mr * n > 2 * floats) {
      return m;
    }
    return equal(m, Math.max(mr, floats / n / mr * mr), mr);
  }

  /** Returns the terms of the blocks that k is cut into. */
  int terms(int k) {
    return equal(k, shape.kc, 1);
  }

  /** Returns the columns of the blocks that n is cut into: a multiple of nr, but for the last. */
  int columns(int n) {
    return n <= shape.nr() ? n : equal(n, shape.nc, shape.nr());
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

  /**
   * Returns the columns of the next block, with {@code remaining} still to do: {@code columns}, or all, where less than a
   * vector would be left. The last block is then up to a vector wider, and never narrower than one unless the whole product is.
   */
  int blockColumns(int remaining, int columns) {
    return remaining - columns < shape.lanes() ? remaining : columns;
  }

  /**
   * Returns the columns of the next micropanel, with {@code remaining} still to do: nr, as long as what is then left is nothing
   * or at least a vector wide, so that a ragged micropanel is never narrower than a vector unless the whole product is.
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
