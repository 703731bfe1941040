package io.github.jinbei.internal.gemm;

/** Elementwise work on finished blocks of C, done while they are in the cache. */
public interface Epilogue {

  /**
   * Takes the finished block of C whose first element is C[i][j]: element (i + r, j + q) stands at {@code data[offset +
   * r*stride + q]} for 0 ≤ r &lt; rows and 0 ≤ q &lt; columns. Blocks come in no promised order, each element once.
   */
  void accept(int i, int j, int rows, int columns, float[] data, int offset, int stride);
}
