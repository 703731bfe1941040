package io.github.jinbei.internal.gemm;

/**
 * The innermost piece of a product: one microtile of C over one block of k.
 *
 * <p>For 0 ≤ i &lt; rows and 0 ≤ j &lt; columns
 * <pre>
 *   c = S[i][j];  for p = 0 .. k-1:  c = fma(A[i][p], B[p][j], c);  C[i][j] = c
 * </pre>
 * where A[i][p] = {@code a[aOff + p*aStep + i]}, B[p][j] = {@code b[bOff + p*bStep + j]}, S[i][j] =
 * {@code s[sOff + i*sRow + j]}, C[i][j] = {@code c[cOff + i*cRow + j]}. The chain runs over p ascending, one fma a
 * term: every implementation gives the same bits. The rows of A lie next to each other: a packed micropanel (aStep =
 * its rows), or A transposed as it stands (aStep = its leading dimension). All of S is read before any of C is written,
 * so S may be C itself; otherwise C overlaps nothing. No element outside these ranges is read or written.
 */
public interface MicroKernel {

  /** Rows of a full microtile (mr). */
  int rows();

  /** Columns of a full microtile (nr), a multiple of {@link #lanes}. */
  int columns();

  /** The least number of columns a tile may have; the driver pads narrower products. */
  int lanes();

  /**
   * Copies one micropanel of B: {@code to[toOff + p*columns + j] = b[bOff + p*bStep + j]} for 0 ≤ p &lt; k and 0 ≤ j &lt;
   * columns. The arrays differ.
   *
   * @param columns {@link #lanes} to {@link #columns}
   */
  void copyPanel(int columns, int k, float[] b, int bOff, int bStep, float[] to, int toOff);

  /**
   * Computes one microtile.
   *
   * @param rows 1 to {@link #rows}
   * @param columns {@link #lanes} to {@link #columns}
   * @param k at least 1
   */
  void tile(
      int rows, int columns, int k,
      float[] a, int aOff, int aStep,
      float[] b, int bOff, int bStep,
      float[] s, int sOff, int sRow,
      float[] c, int cOff, int cRow);
}
