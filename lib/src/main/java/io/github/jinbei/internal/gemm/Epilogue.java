package io.github.jinbei.internal.gemm;

/** Elementwise work on finished blocks of C, done while they are in the cache. */
public interface Epilogue {

  /**
   * Processes the finished block of C whose first element is C[i][j]: element (i + r, j + q) is {@code data[offset + r*stride +
   * q]} for 0 ≤ r &lt; rows and 0 ≤ q &lt; columns. Each element is processed once; the order of blocks is not defined.
   */
  void accept(int i, int j, int rows, int columns, float[] data, int offset, int stride);
}
