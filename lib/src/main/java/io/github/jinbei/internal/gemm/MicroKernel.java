package io.github.jinbei.internal.gemm;

/**
 * The innermost pieces of a product: one microtile of C over one block of k, one row of C, and the copies that bring
 * operands into the order in which these read them.
 *
 * <p>A microtile: for 0 ≤ i &lt; rows and 0 ≤ j &lt; columns
 * <pre>
 *   c = S[i][j];  for p = 0 .. k-1:  c = fma(A[i][p], B[p][j], c);  C[i][j] = c
 * </pre>
 * where A[i][p] = {@code a[aOff + i*aRow + p*aStep]}, B[p][j] = {@code b[bOff + p*bStep + j]}, S[i][j] = {@code s[sOff +
 * i*sRow + j]}, C[i][j] = {@code c[cOff + i*cRow + j]}. The chain runs over p ascending, one fma a term: every
 * implementation gives the same bits. All of S is read before any of C is written, so S may be C itself; otherwise C
 * overlaps nothing. No element outside these ranges is read or written.
 */
public interface MicroKernel {

  /**
   * Floats from row to row of an A whose rows have been copied: a constant, see ApartTiles. It bounds the terms of a block.
   * An odd number of cache lines: the rows of a tile do not meet in one set of the first-level cache.
   */
  int ROW = 528;

  /** Returned in place of a largest magnitude that was not computed. */
  float UNKNOWN = -1f;

  /** Rows of a full microtile (mr). */
  int rows();

  /** Rows of the next microtile where so many are left: at most {@link #rows}. */
  int height(int remaining);

  /** Columns of a full microtile (nr), a multiple of {@link #lanes}. */
  int columns();

  /** The least number of columns a tile may have; the driver pads narrower products. */
  int lanes();

  /**
   * Computes the microtiles of one micropanel of B: loop 1 of the product, cut into heights of at most {@link #rows}.
   *
   * @param rows at least 1
   * @param aRow 1 or {@link #ROW}; anything with one row
   * @param columns {@link #lanes} to {@link #columns}
   * @param k at least 1
   */
  void tile(
      int rows, int columns, int k,
      float[] a, int aOff, int aRow, int aStep,
      float[] b, int bOff, int bStep,
      float[] s, int sOff, int sRow,
      float[] c, int cOff, int cRow);

  /**
   * Computes one row of C, however long: the same formula with one row, B read along its rows.
   *
   * @param columns a multiple of {@link #lanes}, at least one
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
   * Computes C element by element, for small products of few columns: the same formula with B[p][j] = {@code b[bOff +
   * p*bRow + j*bColumn]}, S[i][j] = {@code s[sOff + i*sRow + j*sColumn]}, and any strides of A.
   */
  void elements(
      int rows, int columns, int k,
      float[] a, int aOff, int aRow, int aStep,
      float[] b, int bOff, int bRow, int bColumn,
      float[] s, int sOff, int sRow, int sColumn,
      float[] c, int cOff, int cRow);

  /**
   * Copies rows of a matrix next to each other: {@code to[toOff + p*toStep + j] = from[fromOff + p*fromStep + j]} for 0 ≤
   * p &lt; rows and 0 ≤ j &lt; columns. The arrays differ.
   *
   * @param columns at least {@link #lanes}
   * @return the largest magnitude of what is copied, NaN if a NaN is; {@link #UNKNOWN} where to compute it would cost
   *     extra time
   */
  float copy(int rows, int columns, float[] from, int fromOff, int fromStep, float[] to, int toOff, int toStep);

  /**
   * Copies columns of a matrix as micropanels of A, cut as {@link #height} says: one that begins with column i and is h
   * wide has {@code to[toOff + i*count + p*h + j] = from[fromOff + p*fromStep + i + j]} for 0 ≤ p &lt; count and 0 ≤ j &lt;
   * h. The arrays differ.
   */
  void slice(int columns, int count, float[] from, int fromOff, int fromStep, float[] to, int toOff);

  /**
   * Transposes: {@code to[toOff + p*toStep + l] = from[fromOff + l*fromStep + p]} for 0 ≤ l &lt; lines and 0 ≤ p &lt;
   * count. The arrays differ.
   */
  void transpose(int lines, int count, float[] from, int fromOff, int fromStep, float[] to, int toOff, int toStep);
}
