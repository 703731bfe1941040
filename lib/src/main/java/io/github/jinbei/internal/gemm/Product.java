package io.github.jinbei.internal.gemm;

/**
 * The product {@code C = S + alpha·A·B}, and the choice of its algorithm. Each element of C is one chain of fma over k
 * ascending, which begins at S, whichever algorithm computes it: the choice changes no bit.
 *
 * <table>
 * <caption>The first row that fits a product</caption>
 * <tr><th>product</th><th>algorithm</th><th>why</th></tr>
 * <tr><td>k = 0 or alpha = 0</td><td>copy of S</td><td>A and B may not be read</td></tr>
 * <tr><td>alpha = 1, fewer columns than a vector has lanes, few terms in all</td><td>{@link SmallProduct}, element by
 *     element</td><td>padding to a vector costs more</td></tr>
 * <tr><td>alpha = 1, several rows, at most one full microtile over one block of terms; B not packed, its rows contiguous and
 *     at least a vector long</td><td>{@link BlockedProduct#oneTile}</td><td>a microtile of few terms takes less time than the
 *     loops over blocks</td></tr>
 * <tr><td>alpha = 1, one row, or one term and more columns than a microtile; B as before</td><td>{@link RowProduct}, B along
 *     its rows</td><td>each element of B is used once: a copy or a tile saves nothing</td></tr>
 * <tr><td>alpha = 1, one row, contiguous; B not packed, its columns contiguous</td><td>{@link RowProduct}, B
 *     transposed</td><td>to transpose B takes as long as the product</td></tr>
 * <tr><td>all others</td><td>{@link BlockedProduct#multiply}</td><td>operands are used often: blocks keep them in the
 *     caches</td></tr>
 * </table>
 *
 * <p>An object holds the algorithms' memory, which grows to what the largest product needs and is then reused: nothing is
 * allocated after that. It is used by one thread at a time.
 */
public final class Product {

  private final TileShape shape;
  private final Packing packing;
  private final SmallProduct small;
  private final RowProduct rows;
  private final BlockedProduct blocked;
  private final Matrix zero;
  private final Scratch scratch = new Scratch();

  /** Creates a product computed by the given kernels. */
  public Product(ProductKernels kernels) {
    this.shape = kernels.shape();
    this.packing = new Packing(kernels);
    this.small = new SmallProduct(kernels, scratch);
    this.rows = new RowProduct(kernels, scratch);
    this.blocked = new BlockedProduct(kernels, packing, scratch);
    this.zero = new Matrix().set(new float[shape.nc + shape.lanes()], 0, 0, 0);
  }

  /** Returns a start of zeros, of any size: for products of this object only. */
  public Matrix zero() {
    return zero;
  }

  /**
   * Computes {@code C = S + alpha·A·B}, where A is m x k, B is k x n, S (the start) and C are m x n. S and C have column
   * stride 1 (or S is {@link #zero}); S may be C. C overlaps neither A nor B. With alpha 0 or k 0, A and B are not read.
   */
  public void multiply(int m, int n, int k, float alpha, Matrix a, Matrix b, Matrix start, Matrix c) {
    multiply(m, n, k, alpha, a, b, null, start, c, null);
  }

  /**
   * Computes the same, with B packed beforehand, with an epilogue that processes C block by block, or both.
   *
   * @param packed B as {@link #pack} packed it; if null, b is read
   * @param c receives C; if null, only the epilogue reads C, and S is not C
   * @param epilogue processes the finished blocks; may be null
   * @return the largest magnitude in A, NaN if A has a NaN; {@link PackKernel#UNKNOWN} if it was not computed
   */
  public float multiply(int m, int n, int k, float alpha, Matrix a, Matrix b, PackedB packed, Matrix start, Matrix c,
      Epilogue epilogue) {
    if (m == 0 || n == 0) {
      return PackKernel.UNKNOWN;
    }
    if (k == 0 || alpha == 0) {
      copy(m, n, start, c != null ? c : scratch.block(0, m, 0, n), epilogue);
      return PackKernel.UNKNOWN;
    }
    if (alpha != 1) {
      return blocked.multiply(m, n, k, alpha, a, b, packed, start, c, epilogue);
    }
    if (shape.small(m, n, k)) {
      small.multiply(m, n, k, a, b, start, c, epilogue);
      return PackKernel.UNKNOWN;
    }
    boolean alongRows = packed == null && b.columnStride == 1 && n >= shape.lanes();
    if (alongRows && shape.oneTile(m, n, k)) {
      return blocked.oneTile(m, n, k, a, b, start, c, epilogue);
    }
    boolean transposed = packed == null && b.columnStride != 1 && b.rowStride == 1 && m == 1 && a.columnStride == 1;
    if (transposed || (alongRows && shape.rowByRow(m, n, k))) {
      rows.multiply(m, n, k, a, b, start, c, epilogue);
      return PackKernel.UNKNOWN;
    }
    return blocked.multiply(m, n, k, alpha, a, b, packed, start, c, epilogue);
  }

  private static void copy(int m, int n, Matrix start, Matrix c, Epilogue epilogue) {
    c.copy(start, m, n);
    if (epilogue != null) {
      epilogue.accept(0, 0, m, n, c.data, c.at(0, 0), c.rowStride);
    }
  }

  /** Returns the larger of two largest magnitudes, NaN if one is; {@link PackKernel#UNKNOWN} if one is unknown. */
  public static float larger(float x, float y) {
    return x < 0 || y < 0 ? PackKernel.UNKNOWN : Math.max(x, y);
  }

  /**
   * Packs the columns {@code from} to {@code to} of B, k x n, so that several threads can share the work. Both are multiples
   * of {@link #grain}, or n. {@link #reserve} must be called first.
   */
  public void pack(Matrix b, int k, int n, int from, int to, PackedB packedB) {
    packing.packColumns(b, k, n, from, to, packedB);
  }

  /** Makes room for a B of k x n. */
  public void reserve(int k, int n, PackedB packedB) {
    packedB.reserve((long) Math.max(n, shape.lanes()) * k);
  }

  /** Returns whether a product of these sizes packs its B. */
  public boolean packsB(int m, int n, int k, Matrix b) {
    return packing.packsB(m, n, k, b, true);
  }

  /** Returns the rows of a microtile. A share of the rows of C should be a multiple of it. */
  public int rowGrain() {
    return shape.mr();
  }

  /** Returns the columns of a micropanel: the grain of {@link #pack}. */
  public int grain() {
    return shape.nr();
  }
}
