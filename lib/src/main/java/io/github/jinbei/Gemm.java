package io.github.jinbei;

import io.github.jinbei.internal.gemm.Matrix;
import io.github.jinbei.internal.gemm.PackedB;
import io.github.jinbei.internal.gemm.Product;
import io.github.jinbei.internal.warm.ChangingKernels;
import io.github.jinbei.internal.parallel.Workers;
import io.github.jinbei.internal.text.Arguments;
import io.github.jinbei.internal.text.Count;
import java.util.Arrays;
import java.util.Objects;

/**
 * The general matrix product {@code C = alpha·op(A)·op(B) + beta·C} on row-major {@code float[]} matrices.
 *
 * <p>op(A) is m x k, op(B) is k x n, C is m x n; op(X) is X ({@link Op#N}) or its transpose ({@link Op#T}). A matrix is
 * an array, the offset of its first element and a leading dimension: the floats from one row to the next. The short form of
 * {@code multiply} is for matrices that fill their arrays:
 *
 * <pre>{@code
 * float[] a = {1, 2, 3, 4, 5, 6};   // 2 x 3
 * float[] b = {1, 0, 0, 1, 1, 1};   // 3 x 2
 * float[] c = new float[4];         // 2 x 2
 * try (Gemm gemm = new Gemm()) {
 *   gemm.multiply(2, 2, 3, a, b, c);
 * }
 * System.out.println(c[0] + " " + c[1] + " " + c[2] + " " + c[3]);   // 4 5 10 11
 * }</pre>
 *
 * <p>The bits are defined, and the same on every lane width, thread count and JDK: each element of C is one chain
 * {@code c = fma(alpha*a[i][p], b[p][j], c)} over p ascending, which begins at {@code beta*c}. With beta 0, C is not read (it
 * may hold NaN) and the chain begins at 0. With alpha 0 or k 0, A and B are not read.
 *
 * <p>An object holds scratch memory, which grows to the size that the largest call needs; after that, a call allocates
 * nothing. Not thread-safe: only one thread at a time may use an object. Large products run on worker threads of the object
 * as well. {@link #close} ends these threads and frees the memory.
 */
public final class Gemm implements AutoCloseable {

  /** Whether an operand is used as it is or transposed. */
  public enum Op {
    /** As it is. */
    N,
    /** Transposed. */
    T
  }

  /**
   * The fewest columns of a worker for which a C that is at least as wide as high is divided by columns: each worker then packs
   * its own columns of B, and none writes what another has read. Two threads, B packed once for all and by columns: 1.55 and
   * 1.94 times one thread (512x512x512 TN), 1.22 and 1.90 (128-784-512 NN), 1.38 and 1.80 (256-1024-1024 TN); higher than wide
   * it is slower: 1.81 and 1.30 (128-784-512 TN) (Zen 5, cores that share no cache).
   */
  private static final int LEAST_COLUMNS = 128;

  private final Workers workers;
  private final Workers.Task<Call> task = this::share;
  private final Call call = new Call();
  private final PackedB packedB = new PackedB();
  private Workspace[] workspaces;

  /** What is divided among the workers: the rows of C, with B packed once for all or not, or the columns. */
  private enum Split { ROWS, ROWS_PACKED, COLUMNS }

  /** The arguments of one call, and how its work is divided. One object serves all calls. */
  private static final class Call {
    final Operands operands = new Operands();
    int m;
    int n;
    int k;
    float alpha;
    boolean keepC;
    Split split;
  }

  /** Views of three matrices. */
  private static final class Operands {
    final Matrix a = new Matrix();
    final Matrix b = new Matrix();
    final Matrix c = new Matrix();

    /** Points the views to no array, so that none is held after a call. */
    void release() {
      a.set(null, 0, 0, 0);
      b.set(null, 0, 0, 0);
      c.set(null, 0, 0, 0);
    }
  }

  /** The workspace of one worker: its product with packing buffers, and views of its share of the operands. */
  private static final class Workspace {
    final Product product = new Product(ChangingKernels.current().product());
    final Operands share = new Operands();
  }

  /** Creates a product that runs on the calling thread alone. */
  public Gemm() {
    this(1);
  }

  /**
   * Creates a product.
   *
   * @param threads the most threads that a call may use, the calling one included; at least 1. Small products use fewer.
   * @throws IllegalArgumentException if {@code threads} is below 1
   */
  public Gemm(int threads) {
    Arguments.atLeast("threads", threads, 1);
    this.workers = new Workers(threads);
    this.workspaces = new Workspace[] {new Workspace()};
  }

  /**
   * Computes {@code C = A·B}. Each matrix begins at index 0 of its array, and its rows follow each other without a gap.
   *
   * @param m rows of A and C, at least 0
   * @param n columns of B and C, at least 0
   * @param k columns of A and rows of B, at least 0
   * @param a holds A, m x k. Not modified.
   * @param b holds B, k x n; may be the array of A. Not modified.
   * @param c receives C, m x n. Not read; may not be the array of A or B.
   * @throws IllegalArgumentException if a size is negative, or C overlaps A or B
   * @throws IndexOutOfBoundsException if a matrix reaches beyond its array
   * @throws IllegalStateException if closed
   */
  public void multiply(int m, int n, int k, float[] a, float[] b, float[] c) {
    multiply(Op.N, Op.N, m, n, k, 1f, a, 0, Math.max(1, k), b, 0, Math.max(1, n), 0f, c, 0, Math.max(1, n));
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
    if (workspaces == null) {
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

    if (beta != 0 && beta != 1) {
      scale(beta, c, cOff, m, n, ldc);
    }
    call.m = m;
    call.n = n;
    call.k = k;
    call.alpha = alpha;
    call.keepC = beta != 0;
    try {
      call.operands.a.set(a, aOff, transposeA ? 1 : lda, transposeA ? lda : 1);
      call.operands.b.set(b, bOff, transposeB ? 1 : ldb, transposeB ? ldb : 1);
      call.operands.c.set(c, cOff, ldc, 1);
      divide();
    } finally {
      call.operands.release();
    }
  }

  /** Ends the threads and frees the scratch memory; the object cannot be used afterwards. Closing twice does nothing. */
  @Override
  public void close() {
    workers.close();
    workspaces = null;
  }

  /** Chooses the number of workers and what is divided among them, and runs them. */
  private void divide() {
    int m = call.m;
    int n = call.n;
    int k = call.k;
    Product product = workspaces[0].product;
    double worth = Math.min(2.0 * m * n * k / Workers.FLOPS_PER_WORKER, workers.limit());
    int byRows = Math.max(1, (int) Math.min(worth, m / product.rowGrain()));
    int byColumns = Math.max(1, (int) Math.min(worth, n / product.grain()));
    boolean wide = n >= m && n >= LEAST_COLUMNS * byColumns && byColumns >= byRows;
    boolean packed = byRows > 1 && !wide && call.alpha != 0 && product.packsB(m, n, k, call.operands.b);
    call.split = packed ? Split.ROWS_PACKED : byColumns >= byRows ? Split.COLUMNS : Split.ROWS;
    int count = call.split == Split.COLUMNS ? byColumns : byRows;
    if (count == 1) {
      call.split = Split.ROWS;
    }
    reserve(count);
    if (call.split == Split.ROWS_PACKED) {
      product.reserve(k, n, packedB);
    }
    workers.run(count, call, task);
  }

  private void reserve(int count) {
    int had = workspaces.length;
    if (had < count) {
      Workspace[] more = Arrays.copyOf(workspaces, count);
      for (int w = had; w < count; w++) {
        more[w] = new Workspace();
      }
      workspaces = more;
    }
  }

  /** Computes the share of one worker. */
  private void share(Call call, int worker, int count) {
    Workspace workspace = workspaces[worker];
    Product product = workspace.product;
    boolean byColumns = call.split == Split.COLUMNS;
    int from = byColumns ? Workers.share(call.n, product.grain(), worker, count)
        : Workers.share(call.m, product.rowGrain(), worker, count);
    int to = byColumns ? Workers.share(call.n, product.grain(), worker + 1, count)
        : Workers.share(call.m, product.rowGrain(), worker + 1, count);
    int i = byColumns ? 0 : from;
    int j = byColumns ? from : 0;
    boolean packed = call.split == Split.ROWS_PACKED;
    if (packed) {
      product.pack(call.operands.b, call.k, call.n, Workers.share(call.n, product.grain(), worker, count),
          Workers.share(call.n, product.grain(), worker + 1, count), packedB);
      workers.barrier();
    }
    Operands share = workspace.share;
    try {
      call.operands.a.from(i, 0, share.a);
      call.operands.b.from(0, j, share.b);
      call.operands.c.from(i, j, share.c);
      product.multiply(byColumns ? call.m : to - from, byColumns ? to - from : call.n, call.k, call.alpha, share.a, share.b,
          packed ? packedB : null, call.keepC ? share.c : product.zero(), share.c, null);
    } finally {
      share.release();
    }
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
          + " with ld" + name + " = " + leading + "; the array has " + Count.of(data.length, "element") + ", but needs " + end);
    }
  }

  /** Throws if a row of X overlaps a row of C. Matrices may be interleaved in one array, so rows are compared one by one. */
  private static void checkApart(String name, float[] x, int xOff, int rowsX, int columnsX, int ldx, float[] c, int cOff,
      int m, int n, int ldc) {
    if (x != c || rowsX == 0 || columnsX == 0 || n == 0) {
      return;
    }
    for (int i = 0; i < m; i++) {
      long row = cOff + (long) i * ldc;
      // The first row of X that ends after the beginning of this row of C.
      long first = Math.max(0, Math.floorDiv(row - columnsX - xOff, (long) ldx) + 1);
      if (first < rowsX && xOff + first * ldx < row + n) {
        throw new IllegalArgumentException("c overlaps " + name + ": row " + i + " of c begins at index " + row
            + ", row " + first + " of " + name + " at " + (xOff + first * ldx) + "; expected no overlap");
      }
    }
  }
}
