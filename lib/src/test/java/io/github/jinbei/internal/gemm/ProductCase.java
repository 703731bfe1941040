package io.github.jinbei.internal.gemm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import io.github.jinbei.Bits;
import io.github.jinbei.internal.kernel.Backends;
import io.github.jinbei.internal.kernel.Fma;
import java.util.Arrays;
import java.util.Random;

/**
 * One product against a triple loop. Between the rows of A, B and S are NaNs; the arrays end with the last rows, so that a read
 * beyond them fails.
 */
final class ProductCase {

  /** The most shares in which B is packed. */
  static final int MOST_SHARES = 3;
  private static final float GUARD = 12345.678f;
  private static final float SCRIBBLE = -7.5e20f;

  private enum Start { ZERO, BIAS, MATRIX, C }

  /** Product objects and a packed B, which keep their memory from one product to the next. */
  static final class Bench {
    final Product[] products = new Product[MOST_SHARES];
    final PackedB packedB = new PackedB();
    final Random random;
    final long seed;

    Bench(ProductKernels kernels, long seed) {
      Arrays.setAll(products, w -> new Product(kernels));
      this.random = new Random(seed);
      this.seed = seed;
    }

    /** Checks each number of shares of B, with C kept and not kept; all else is random. */
    void check(int m, int n, int k) {
      for (int shares = 0; shares <= MOST_SHARES; shares++) {
        new ProductCase(this, m, n, k, shares, true, random.nextBoolean()).check();
        new ProductCase(this, m, n, k, shares, false, true).check();
      }
    }

    /** Checks one random way, for large sizes. */
    void checkOnce(int m, int n, int k) {
      boolean kept = random.nextBoolean();
      new ProductCase(this, m, n, k, random.nextInt(MOST_SHARES + 1), kept, !kept).check();
    }
  }

  final Bench bench;
  final int m;
  final int n;
  final int k;
  final int shares;
  final boolean kept;
  final boolean epilogue;
  final boolean transposeA;
  final boolean transposeB;
  final float alpha;
  final Start start;
  final int lda;
  final int ldb;
  final int lds;
  final int ldc;
  final Matrix a = new Matrix();
  final Matrix b = new Matrix();
  final Matrix s = new Matrix();
  final Matrix c = new Matrix();
  final float[] expected;
  final float[] seen;
  final int[] times;

  ProductCase(Bench bench, int m, int n, int k, int shares, boolean kept, boolean epilogue) {
    Random random = bench.random;
    this.bench = bench;
    this.m = m;
    this.n = n;
    this.k = k;
    this.shares = shares;
    this.kept = kept;
    this.epilogue = epilogue;
    transposeA = random.nextBoolean();
    transposeB = random.nextBoolean();
    alpha = random.nextInt(3) > 0 ? 1f : random.nextInt(8) > 0 ? -0.75f : 0f;
    start = Start.values()[random.nextInt(kept ? 4 : 3)];
    lda = (transposeA ? m : k) + random.nextInt(4);
    ldb = (transposeB ? k : n) + random.nextInt(4);
    lds = start == Start.BIAS ? 0 : n + random.nextInt(4);
    ldc = n + random.nextInt(4);
    fill(a, transposeA ? k : m, transposeA ? m : k, lda, transposeA);
    fill(b, transposeB ? n : k, transposeB ? k : n, ldb, transposeB);
    fill(s, start == Start.BIAS ? Math.min(m, 1) : m, n, lds, false);
    fill(c, m, n, ldc, false);
    expected = tripleLoop();
    seen = new float[m * n];
    times = new int[m * n];
    if (start != Start.C) {
      overwriteC(Float.NaN);
    }
  }

  private void fill(Matrix view, int rows, int columns, int leading, boolean transposed) {
    int offset = bench.random.nextInt(4);
    float[] data = new float[offset + (rows == 0 ? 0 : (rows - 1) * leading + columns)];
    Arrays.fill(data, view == c ? GUARD : Float.NaN);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        data[offset + i * leading + j] = bench.random.nextFloat() - 0.5f;
      }
    }
    view.set(data, offset, transposed ? 1 : leading, transposed ? leading : 1);
  }

  private void overwriteC(float value) {
    for (int i = 0; i < m; i++) {
      Arrays.fill(c.data, c.at(i, 0), c.at(i, 0) + n, value);
    }
  }

  /** Computes the definition. The loop over j is the inner one: each element has the same chain of fma. */
  private float[] tripleLoop() {
    float[] e = new float[m * n];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n && start != Start.ZERO; j++) {
        e[i * n + j] = start == Start.C ? c.data[c.at(i, j)] : s.data[s.at(i, j)];
      }
      for (int p = 0; p < k && alpha != 0; p++) {
        float x = alpha * a.data[a.at(i, p)];
        for (int j = 0; j < n; j++) {
          e[i * n + j] = Fma.fma(x, b.data[b.at(p, j)], e[i * n + j]);
        }
      }
    }
    return e;
  }

  private void see(int i, int j, int rows, int columns, float[] data, int offset, int stride) {
    for (int r = 0; r < rows; r++) {
      for (int q = 0; q < columns; q++) {
        int at = offset + r * stride + q;
        times[(i + r) * n + j + q]++;
        seen[(i + r) * n + j + q] = data[at];
        // A second read of the block would return this.
        data[at] = SCRIBBLE;
      }
    }
  }

  /** Packs in shares, the last one first; elements that are not packed stay NaN. */
  PackedB pack() {
    Product first = bench.products[0];
    first.reserve(k, n, bench.packedB);
    Arrays.fill(bench.packedB.data, Float.NaN);
    for (int w = shares - 1; w >= 0; w--) {
      packShare(w, shares);
    }
    return bench.packedB;
  }

  void packShare(int w, int of) {
    int grain = bench.products[w].grain();
    int grains = (n + grain - 1) / grain;
    int from = grains * w / of * grain;
    int to = Math.min(n, grains * (w + 1) / of * grain);
    bench.products[w].pack(b, k, n, from, to, bench.packedB);
  }

  void check() {
    float[] operandA = a.data.clone();
    float[] operandB = b.data.clone();
    float[] operandS = s.data.clone();
    float[] expectedC = c.data.clone();
    for (int i = 0; i < m && kept; i++) {
      for (int j = 0; j < n; j++) {
        expectedC[c.at(i, j)] = epilogue ? SCRIBBLE : expected[i * n + j];
      }
    }
    PackedB packed = shares == 0 ? null : n > 0 && k > 0 ? pack() : bench.packedB;
    Product product = bench.products[0];
    Matrix from = start == Start.ZERO ? product.zero() : start == Start.C ? c : s;
    float largest = product.multiply(m, n, k, alpha, a, b, packed, from, kept ? c : null, epilogue ? this::see : null);
    if (largest != PackKernel.UNKNOWN) {
      assertEquals(largestOfA(), largest, "the largest magnitude in A; " + this);
    }

    assertSame(expectedC, c.data, "C, with the cells between its rows,");
    if (epilogue) {
      for (int i = 0; i < times.length; i++) {
        if (times[i] != 1) {
          fail("element " + i / n + ", " + i % n + " is handed out " + times[i] + " times; " + this);
        }
      }
      assertSame(expected, seen, "what the epilogue saw");
    }
    assertSame(operandA, a.data, "A");
    assertSame(operandB, b.data, "B");
    assertSame(operandS, s.data, "S");
    for (float zero : product.zero().data) {
      assertEquals(0, Float.floatToRawIntBits(zero), "the zeros of " + this);
    }
  }

  private float largestOfA() {
    float largest = 0;
    for (int i = 0; i < m; i++) {
      for (int p = 0; p < k; p++) {
        largest = Math.max(largest, Math.abs(a.data[a.at(i, p)]));
      }
    }
    return largest;
  }

  void assertSame(float[] wanted, float[] actual, String what) {
    Bits.assertSame(wanted, actual, () -> what + ", " + this);
  }

  @Override
  public String toString() {
    return "seed " + bench.seed + " m=" + m + " n=" + n + " k=" + k + " alpha=" + alpha + (transposeA ? " Aᵀ" : " A")
        + (transposeB ? " Bᵀ" : " B") + " start " + start + (kept ? "" : ", C not kept")
        + (epilogue ? ", epilogue" : "") + ", packed in " + shares + " shares, lda=" + lda + " ldb=" + ldb + " ldc=" + ldc
        + " on lanes of " + Backends.current().name();
  }
}
