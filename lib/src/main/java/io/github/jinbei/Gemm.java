package io.github.jinbei;

import io.github.jinbei.internal.gemm.Matrix;
import io.github.jinbei.internal.gemm.PackedB;
import io.github.jinbei.internal.gemm.Product;
import io.github.jinbei.internal.kernel.Backends;
import io.github.jinbei.internal.parallel.Workers;
import io.github.jinbei.internal.text.Count;
import java.util.Arrays;
import java.util.Objects;

/**
 * The general matrix product {@code C = alpha·op(A)·op(B) + beta·C} on row-major {@code float[]} matrices.
 *
 * <p>op(A) is m x k, op(B) is k x n, C is m x n; op(X) is X ({@link Op#N}) or its transpose ({@link Op#T}). A matrix is
 * an array, the offset of its first element and a leading dimension: the floats from one row to the next.
 *
 * <p>The bits are defined, and the same on every lane width, thread count and JDK: each element of C is one chain
 * {@code c = fma(alpha*a[i][p], b[p][j], c)} over p ascending, begun at {@code beta*c}. With beta 0, C is not read (it
 * may hold NaN) and the chain begins at 0; with alpha 0 or k 0, A and B are not read.
 *
 * <p>An object owns its scratch memory, which grows to what the largest call needs: after that a call allocates
 * nothing. Not thread-safe: one thread at a time, which may have others help it with large products. {@link #close} ends
 * those and frees what it holds.
 */
public final class Gemm implements AutoCloseable {

  /** Whether an operand is used as it is or transposed. */
  public enum Op {
    /** As it is. */
    N,
    /** Transposed. */
    T
  }

  /** Floating-point operations that are worth a worker: some 30 µs, against one or two to call it. */
  private static final double FLOPS_A_WORKER = 3e6;

  private final Matrix viewA = new Matrix();
  private final Matrix viewB = new Matrix();
  private final Matrix viewC = new Matrix();
  private final PackedB packedB = new PackedB();
  private final Workers workers;
  private final Workers.Task<Object> task = (none, worker, count) -> share(worker, count);
  private Lane[] lanes;

  /** What the task works on. */
  private int m;
  private int n;
  private int k;
  private float alpha;
  private boolean keepC;
  private Split split;

  /** What is divided among the workers: the rows of C, with B packed once for all or not, or the columns. */
  private enum Split { ROWS, ROWS_PACKED, COLUMNS }

  /** What one worker has for itself. */
  private static final class Lane {
    final Product product = new Product(Backends.current().kernels().product());
    final Matrix a = new Matrix();
    final Matrix b = new Matrix();
    final Matrix c = new Matrix();
  }

  /** A product with its own scratch, on the calling thread alone. */
  public Gemm() {
    this(1);
  }

  /**
   * A product with its own scratch.
   *
   * @param threads the most threads that a call may use, the calling one included; at least 1. Small products stay on
   *     fewer.
   */
  public Gemm(int threads) {
    Arguments.atLeast("threads", threads, 1);
    this.workers = new Workers(threads);
    this.lanes = new Lane[] {new Lane()};
  }

  /**
   * Computes {@code C = alpha·op(A)·op(B) + beta·C}.
   *
   * @param opA how A is used
   * @param opB how B is used
   * @param m rows of op(A) and C, at least 0
   * @param n columns of op(B) and C, at least 0
   * @param k columns of op(A) and rows of op(B), at least 0
   * @param alpha factor of the product
   * @param a holds A: m x k as it is, or k x m to be transposed. Not modified.
   * @param aOff index of A's first element
   * @param lda leading dimension of A, at least its columns as stored
   * @param b holds B: k x n as it is, or n x k to be transposed. Not modified.
   * @param bOff index of B's first element
   * @param ldb leading dimension of B, at least its columns as stored
   * @param beta factor of the former C; 0 means that C is not read
   * @param c holds C, m x n. Modified; may be the array of A or B, but may not overlap them.
   * @param cOff index of C's first element
   * @param ldc leading dimension of C, at least n
   * @throws IllegalArgumentException if a size is negative, a leading dimension too small, or C overlaps A or B
   * @throws IndexOutOfBoundsException if a matrix reaches beyond its array
   * @throws IllegalStateException if closed
   */
  public void multiply(Op opA, Op opB, int m, int n, int k, float alpha, float[] a, int aOff, int lda, float[] b,
      int bOff, int ldb, float beta, float[] c, int cOff, int ldc) {
    if (lanes == null) {
      throw new IllegalStateException("this Gemm is closed");
    }
    boolean transposeA = Objects.requireNonNull(opA, "opA") == Op.T;
    boolean transposeB = Objects.requireNonNull(opB, "opB") == Op.T;
    Arguments.atLeast("m", m, 0);
    Arguments.atLeast("n", n, 0);
    Arguments.atLeast("k", k, 0);
    int rowsA = transposeA ? k : m;
    int columnsA = transposeA ? m : k;
    int rowsB = transposeB ? n : k;
    int columnsB = transposeB ? k : n;
    checkMatrix("a", a, aOff, rowsA, columnsA, lda);
    checkMatrix("b", b, bOff, rowsB, columnsB, ldb);
    checkMatrix("c", c, cOff, m, n, ldc);
    checkApart("a", a, aOff, rowsA, columnsA, lda, c, cOff, m, n, ldc);
    checkApart("b", b, bOff, rowsB, columnsB, ldb, c, cOff, m, n, ldc);

    viewA.set(a, aOff, transposeA ? 1 : lda, transposeA ? lda : 1);
    viewB.set(b, bOff, transposeB ? 1 : ldb, transposeB ? ldb : 1);
    viewC.set(c, cOff, ldc, 1);
    try {
      if (beta != 0 && beta != 1) {
        scale(beta, c, cOff, m, n, ldc);
      }
      this.m = m;
      this.n = n;
      this.k = k;
      this.alpha = alpha;
      keepC = beta != 0;
      divide();
    } finally {
      viewA.set(null, 0, 0, 0);
      viewB.set(null, 0, 0, 0);
      viewC.set(null, 0, 0, 0);
    }
  }

  /** Ends the threads and frees the scratch memory; the object cannot be used afterwards. Closing twice does nothing. */
  @Override
  public void close() {
    workers.close();
    lanes = null;
  }

  /** Chooses how many workers the product is worth and what each gets, and has them do it. */
  private void divide() {
    Product product = lanes[0].product;
    double worth = Math.min(2.0 * m * n * k / FLOPS_A_WORKER, workers.limit());
    int byRows = Math.max(1, (int) Math.min(worth, m / product.rowGrain()));
    int byColumns = Math.max(1, (int) Math.min(worth, n / product.grain()));
    boolean packed = byRows > 1 && alpha != 0 && product.packsB(m, n, k, viewB);
    split = packed ? Split.ROWS_PACKED : byColumns >= byRows ? Split.COLUMNS : Split.ROWS;
    int count = split == Split.COLUMNS ? byColumns : byRows;
    if (count == 1) {
      split = Split.ROWS;
    }
    reserve(count);
    if (split == Split.ROWS_PACKED) {
      product.reserve(k, n, packedB);
    }
    workers.run(count, null, task);
  }

  private void reserve(int count) {
    int had = lanes.length;
    if (had < count) {
      lanes = Arrays.copyOf(lanes, count);
      for (int w = had; w < count; w++) {
        lanes[w] = new Lane();
      }
    }
  }

  private void share(int worker, int count) {
    Lane lane = lanes[worker];
    Product product = lane.product;
    boolean byColumns = split == Split.COLUMNS;
    int from = byColumns ? Workers.share(n, product.grain(), worker, count)
        : Workers.share(m, product.rowGrain(), worker, count);
    int to = byColumns ? Workers.share(n, product.grain(), worker + 1, count)
        : Workers.share(m, product.rowGrain(), worker + 1, count);
    int i = byColumns ? 0 : from;
    int j = byColumns ? from : 0;
    boolean packed = split == Split.ROWS_PACKED;
    if (packed) {
      product.pack(viewB, k, n, Workers.share(n, product.grain(), worker, count),
          Workers.share(n, product.grain(), worker + 1, count), packedB);
      workers.barrier();
    }
    viewA.from(i, 0, lane.a);
    viewB.from(0, j, lane.b);
    viewC.from(i, j, lane.c);
    product.multiply(byColumns ? m : to - from, byColumns ? to - from : n, k, alpha, lane.a, lane.b, packed ? packedB : null,
        keepC ? lane.c : product.zero(), lane.c, null);
    lane.a.set(null, 0, 0, 0);
    lane.b.set(null, 0, 0, 0);
    lane.c.set(null, 0, 0, 0);
  }

  private static void scale(float beta, float[] c, int cOff, int m, int n, int ldc) {
    for (int i = 0; i < m; i++) {
      int row = cOff + i * ldc;
      for (int j = row; j < row + n; j++) {
        c[j] = beta * c[j];
      }
    }
  }

  private static void checkMatrix(String name, float[] data, int offset, int rows, int columns, int leading) {
    Objects.requireNonNull(data, name);
    if (leading < Math.max(1, columns)) {
      throw new IllegalArgumentException(
          "ld" + name + " = " + leading + "; expected at least " + Math.max(1, columns) + ", a row of " + name);
    }
    long end = rows == 0 || columns == 0 ? offset : offset + (rows - 1L) * leading + columns;
    if (offset < 0 || end > data.length) {
      throw new IndexOutOfBoundsException(name + " is " + rows + " x " + columns + " at " + name + "Off = " + offset
          + " with ld" + name + " = " + leading + "; the array has " + Count.of(data.length, "element") + ", " + end + " are needed");
    }
  }

  /** Whether any row of X meets any row of C. Matrices may interlace in one array: their rows decide, not their ends. */
  private static void checkApart(String name, float[] x, int xOff, int rowsX, int columnsX, int ldx, float[] c, int cOff,
      int m, int n, int ldc) {
    if (x != c || rowsX == 0 || columnsX == 0 || n == 0) {
      return;
    }
    for (int i = 0; i < m; i++) {
      long row = cOff + (long) i * ldc;
      // The first row of X that ends behind the beginning of this row of C.
      long first = Math.max(0, Math.floorDiv(row - columnsX - xOff, (long) ldx) + 1);
      if (first < rowsX && xOff + first * ldx < row + n) {
        throw new IllegalArgumentException("c overlaps " + name + ": row " + i + " of c begins at index " + row
            + ", row " + first + " of " + name + " at " + (xOff + first * ldx) + "; expected them apart");
      }
    }
  }
}
