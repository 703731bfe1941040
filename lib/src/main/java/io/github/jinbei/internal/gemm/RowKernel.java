package io.github.jinbei.internal.gemm;

/**
 * The pieces of a product that need no microtiles: rows of C, and small products element by element. Each element is the chain
 * that {@link MicroKernel} defines, so every implementation gives the same bits.
 */
public interface RowKernel {

  /**
   * Computes one row of C, however long: the micro-kernel's formula with one row, B read along its rows.
   *
   * @param columns a multiple of the {@link TileShape#lanes}, at least one
   * @param k at least 1
   * @param s may be null: zeros
   */
  void row(
      int columns, int k,
      float[] a, int aOff, int aStep,
      float[] b, int bOff, int bStep,
      float[] s, int sOff,
      float[] c, int cOff);

  /**
   * Computes one row of C from a transposed B, whose columns lie along memory: B[p][j] = {@code b[bOff + j*bColumn + p]},
   * and A[p] = {@code a[aOff + p]}. No chain can be cut into lanes, so chains run side by side.
   *
   * @param k at least 1
   * @param s may be null: zeros
   */
  void rowOfTransposed(
      int columns, int k,
      float[] a, int aOff,
      float[] b, int bOff, int bColumn,
      float[] s, int sOff,
      float[] c, int cOff);

  /**
   * Computes C element by element, for small products of few columns: the micro-kernel's formula with B[p][j] = {@code
   * b[bOff + p*bRow + j*bColumn]}, S[i][j] = {@code s[sOff + i*sRow + j*sColumn]}, and any strides of A.
   */
  void elements(
      int rows, int columns, int k,
      float[] a, int aOff, int aRow, int aStep,
      float[] b, int bOff, int bRow, int bColumn,
      float[] s, int sOff, int sRow, int sColumn,
      float[] c, int cOff, int cRow);
}
