package io.github.jinbei.internal.gemm;

/**
 * The innermost pieces of a product: one microtile of C over one block of k, or several in one call. For 0 ≤ i &lt; rows and 0
 * ≤ j &lt; columns
 * <pre>
 *   c = S[i][j];  for p = 0 .. k-1:  c = fma(A[i][p], B[p][j], c);  C[i][j] = c
 * </pre>
 * where A[i][p] = {@code a[aOff + i*aRow + p*aStep]}, B[p][j] = {@code b[bOff + p*bStep + j]}, S[i][j] = {@code s[sOff +
 * i*sRow + j]}, C[i][j] = {@code c[cOff + i*cRow + j]}. The chain runs over p ascending, one fma a term: every
 * implementation gives the same bits. All of S is read before any of C is written, so S may be C itself; otherwise C
 * overlaps nothing. Rows of C are written in ascending order. No element outside these ranges is read or written.
 */
public interface MicroKernel {

  /**
   * Computes one microtile.
   *
   * @param rows a height of the shape: a result of {@link TileShape#height}
   * @param columns the shape's lanes to its nr
   * @param k at least 1
   * @param aRow 1 or {@link TileShape#ROW}; anything with one row
   */
  void tile(
      int rows, int columns, int k,
      float[] a, int aOff, int aRow, int aStep,
      float[] b, int bOff, int bStep,
      float[] s, int sOff, int sRow,
      float[] c, int cOff, int cRow);

  /**
   * Computes full microtiles side by side: a slice of A, mr rows, by many micropanels of packed B. A[i][p] = {@code a[i*ROW +
   * p]} where {@code aRow} is {@link TileShape#ROW}, {@code a[p*step + i]} where it is 1, with the {@link TileShape#step}.
   * B[p][j] = {@code b[bOff + (j / nr)*k*nr + p*nr + j % nr]}.
   *
   * @param columns a multiple of nr, at least one
   */
  void micropanels(
      int columns, int k,
      float[] a, int aRow,
      float[] b, int bOff,
      float[] s, int sOff, int sRow,
      float[] c, int cOff, int cRow);

  /**
   * Computes the same from a B that is not packed, B[p][j] = {@code b[bOff + p*bStep + j]}, and packs it: t receives the packed
   * B that {@link #micropanels} reads.
   */
  void packMicropanels(
      int columns, int k,
      float[] a, int aRow,
      float[] b, int bOff, int bStep,
      float[] t, int tOff,
      float[] s, int sOff, int sRow,
      float[] c, int cOff, int cRow);

  /**
   * Computes full microtiles one below the other, from zero: many slices of a transposed A, which is read in place, A[i][p] =
   * {@code a[aOff + p*aStep + i]}, by one micropanel of B, B[p][j] = {@code b[bOff + p*bStep + j]}, which is packed first.
   *
   * @param rows a multiple of mr, at least one
   * @param columns more than the shape's lanes, at most nr
   * @param micropanel receives the packed micropanel: k·nr floats
   */
  void slices(
      int rows, int columns, int k,
      float[] a, int aOff, int aStep,
      float[] b, int bOff, int bStep,
      float[] micropanel,
      float[] c, int cOff, int cRow);
}
