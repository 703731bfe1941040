package io.github.jinbei.internal.gemm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.github.jinbei.BitEquality;
import io.github.jinbei.Bits;
import io.github.jinbei.internal.kernel.Backends;
import io.github.jinbei.internal.kernel.Fma;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The product against a triple loop, exactly: C kept or only handed out, B as it is or packed beforehand in some shares. */
@BitEquality
class ProductTest {

  private static final long SEED = 20260111;
  private static final float GUARD = 12345.678f;
  private static final float SCRIBBLE = -7.5e20f;
  private static final int MOST_SHARES = 3;

  static Stream<ProductKernels> everyShape() {
    return TestedKernels.warm();
  }

  /** Fewer shapes, for the tests that take long. */
  static Stream<ProductKernels> twoShapes() {
    return TestedKernels.twoWarm();
  }

  private enum Start { ZERO, BIAS, MATRIX, C }

  /** Product objects and a packed B, which keep their memory from one product to the next. */
  private static final class Bench {
    final Product[] products = new Product[MOST_SHARES];
    final PackedB packedB = new PackedB();
    final Random random;
    final long seed;

    Bench(ProductKernels kernels, long seed) {
      Arrays.setAll(products, w -> new Product(kernels));
      this.random = new Random(seed);
      this.seed = seed;
    }

    /** Each way to pack B and to take C once; all else is drawn. */
    void check(int m, int n, int k) {
      for (int shares = 0; shares <= MOST_SHARES; shares++) {
        new Case(this, m, n, k, shares, true, random.nextBoolean()).check();
        new Case(this, m, n, k, shares, false, true).check();
      }
    }

    /** One way alone, for large sizes. */
    void checkOnce(int m, int n, int k) {
      boolean kept = random.nextBoolean();
      new Case(this, m, n, k, random.nextInt(MOST_SHARES + 1), kept, !kept).check();
    }
  }

  /** One product. Between the rows of A, B and S lie NaNs, behind the last ones nothing. */
  private static final class Case {
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

    Case(Bench bench, int m, int n, int k, int shares, boolean kept, boolean epilogue) {
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

    /** The definition; that j runs within p leaves each element's chain as it is. */
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
          // Whoever read the block again would find this.
          data[at] = SCRIBBLE;
        }
      }
    }

    /** Packs in shares, the last one first; what is not packed stays NaN. */
    private PackedB pack() {
      Product first = bench.products[0];
      first.reserve(k, n, bench.packedB);
      Arrays.fill(bench.packedB.data, Float.NaN);
      for (int w = shares - 1; w >= 0; w--) {
        packShare(w, shares);
      }
      return bench.packedB;
    }

    private void packShare(int w, int of) {
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
            fail("element " + i / n + ", " + i % n + " came " + times[i] + " times; " + this);
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

    private void assertSame(float[] wanted, float[] actual, String what) {
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

  /** Round a microtile's rows; none, one, and round one and two vectors and micropanels of columns. */
  private static List<int[]> roundTheTiles(ProductKernels kernels) {
    int mr = kernels.shape().mr();
    int nr = kernels.shape().nr();
    int lanes = kernels.shape().lanes();
    List<int[]> sizes = new ArrayList<>();
    int[] columns = {0, 1, lanes - 1, lanes, lanes + 1, nr - 1, nr, nr + 1, nr + lanes - 1, nr + lanes, 2 * nr + 1};
    for (int m : new int[] {0, 1, mr - 1, mr, mr + 1, 2 * mr + 5}) {
      for (int n : Arrays.stream(columns).distinct().toArray()) {
        for (int k : new int[] {0, 1, 2, 9}) {
          sizes.add(new int[] {m, n, k});
        }
      }
    }
    return sizes;
  }

  /** A few of the sizes below, for VMs on which a product is slow. */
  @ParameterizedTest
  @MethodSource("everyShape")
  @Tag("small")
  void equalsTheTripleLoopInAFewSizes(ProductKernels kernels) {
    Bench bench = new Bench(kernels, SEED + 7);
    int mr = kernels.shape().mr();
    int nr = kernels.shape().nr();
    for (int[] s : new int[][] {{0, 3, 2}, {1, nr, 9}, {mr, 1, 2}, {mr + 1, nr + 1, 2}, {2 * mr + 5, 3, 1}}) {
      bench.check(s[0], s[1], s[2]);
    }
  }

  @ParameterizedTest
  @MethodSource("everyShape")
  void equalsTheTripleLoopRoundTheTiles(ProductKernels kernels) {
    Bench bench = new Bench(kernels, SEED);
    for (int[] s : roundTheTiles(kernels)) {
      bench.check(s[0], s[1], s[2]);
    }
  }

  /**
   * One dimension round its block's end (rows 24 and 192, terms 512, columns 2,048), up to three blocks of it; the others
   * small, yet on both sides of 48 rows, below which B is read where it lies.
   */
  @ParameterizedTest
  @MethodSource("twoShapes")
  void equalsTheTripleLoopRoundTheBlocks(ProductKernels kernels) {
    Bench bench = new Bench(kernels, SEED + 1);
    for (int m : new int[] {23, 24, 25, 47, 49, 73, 191, 192, 193, 385}) {
      bench.check(m, 37, 5);
      bench.check(m, 3, 11);
    }
    for (int k : new int[] {511, 512, 513, 1024, 1025, 1537}) {
      bench.check(1, 19, k);
      bench.check(13, 21, k);
      bench.check(50, 65, k);
    }
    for (int n : new int[] {2047, 2048, 2049, 4097}) {
      bench.check(1, n, 7);
      bench.check(5, n, 1);
      bench.check(13, n, 3);
      bench.check(49, n, 33);
    }
  }

  /**
   * Blocks of terms and of rows in turn: between them the chains of a C that nobody keeps wait in scratch, for all of its
   * rows, one block of columns at a time.
   */
  @ParameterizedTest
  @MethodSource("twoShapes")
  void aCThatIsNotKeptWaitsBetweenTheBlocksOfTerms(ProductKernels kernels) {
    Bench bench = new Bench(kernels, SEED + 10);
    for (int k : new int[] {513, 1025}) {
      for (int[] s : new int[][] {{25, 19}, {49, 1}, {73, 2 * kernels.shape().nr() + 1}, {193, 37}, {385, 3}, {26, 2049}}) {
        for (int i = 0; i < 2; i++) {
          for (int shares = 0; shares < 2; shares++) {
            new Case(bench, s[0], s[1], k, shares, false, true).check();
          }
        }
      }
    }
  }

  /** Primes, where nothing comes out even, and n far below a vector. */
  @ParameterizedTest
  @MethodSource("everyShape")
  void equalsTheTripleLoopOnOddShapes(ProductKernels kernels) {
    Bench bench = new Bench(kernels, SEED + 2);
    for (int[] s : new int[][] {{7, 101, 53}, {97, 103, 211}, {53, 47, 61}, {131, 29, 17}, {2, 3, 5}}) {
      bench.check(s[0], s[1], s[2]);
    }
    for (int n = 1; n <= 3; n++) {
      bench.check(1, n, 1291);
      bench.check(61, n, 769);
      bench.check(197, n, 31);
    }
  }

  /** Blocks in all dimensions at once; a transposed A of over 128 K floats is copied if C has more than two micropanels. */
  @ParameterizedTest
  @MethodSource("twoShapes")
  void equalsTheTripleLoopOverManyBlocks(ProductKernels kernels) {
    Bench bench = new Bench(kernels, SEED + 3);
    for (int i = 0; i < 2; i++) {
      bench.checkOnce(197, 2053, 521);
    }
    for (int i = 0; i < 6; i++) {
      bench.checkOnce(29, 2053, 521);
      bench.checkOnce(137, 2 * kernels.shape().nr() + 3, 997);
      bench.checkOnce(137, 2 * kernels.shape().nr(), 997);
    }
  }

  /** Where equal blocks of whole micropanels would leave a last one narrower than a vector: with very many columns. */
  @ParameterizedTest
  @MethodSource("twoShapes")
  void neverReadsOrWritesBeyondARaggedLastBlock(ProductKernels kernels) {
    Bench bench = new Bench(kernels, SEED + 4);
    for (int rest : new int[] {1, Math.max(1, kernels.shape().lanes() - 1)}) {
      // (255·2048 + rest) is cut into 256 blocks at every width, the last one of that rest if nothing were done.
      int n = 255 * 2048 + rest;
      bench.check(1, n, 2);
      bench.check(3, n, 1);
      bench.check(3, n, 2);
    }
  }

  /** The shares together write what one alone writes, and none writes what is another's: they may be packed at once. */
  @ParameterizedTest
  @MethodSource("everyShape")
  void sharesOfThePackingAreDisjoint(ProductKernels kernels) {
    Bench bench = new Bench(kernels, SEED + 6);
    int nr = kernels.shape().nr();
    for (int n : new int[] {1, nr + 1, 5 * nr + kernels.shape().lanes() - 1, 2053}) {
      Case c = new Case(bench, 1, n, 521, 1, false, true);
      c.pack();
      float[] whole = bench.packedB.data.clone();
      for (int shares = 2; shares <= MOST_SHARES; shares++) {
        float[] union = new float[whole.length];
        Arrays.fill(union, Float.NaN);
        for (int w = 0; w < shares; w++) {
          Arrays.fill(bench.packedB.data, Float.NaN);
          c.packShare(w, shares);
          for (int i = 0; i < union.length; i++) {
            if (!Float.isNaN(bench.packedB.data[i])) {
              if (!Float.isNaN(union[i])) {
                fail("float " + i + " is packed again in share " + w + " of " + shares + "; " + c);
              }
              union[i] = bench.packedB.data[i];
            }
          }
        }
        c.assertSame(whole, union, "what " + shares + " shares packed");
      }
    }
  }

  /** Products of all sizes in turn on the same objects; NaNs that one left behind must not reach the next. */
  @ParameterizedTest
  @MethodSource("everyShape")
  void growsAndShrinksFromProductToProduct(ProductKernels kernels) {
    Bench bench = new Bench(kernels, SEED + 5);
    List<int[]> sizes = roundTheTiles(kernels);
    sizes.addAll(List.of(new int[] {97, 41, 513}, new int[] {1, 2049, 30}, new int[] {200, 1, 3}, new int[] {50, 700, 47}));
    Collections.shuffle(sizes, bench.random);
    for (int[] s : sizes) {
      poison(bench, 1 + bench.random.nextInt(120), 1 + bench.random.nextInt(150), 1 + bench.random.nextInt(60));
      bench.checkOnce(s[0], s[1], s[2]);
    }
  }

  private static void poison(Bench bench, int m, int n, int k) {
    float[] nan = new float[Math.max(m, k) * Math.max(n, k)];
    Arrays.fill(nan, Float.NaN);
    Matrix view = new Matrix();
    boolean transposed = bench.random.nextBoolean();
    view.set(nan, 0, transposed ? 1 : k, transposed ? m : 1);
    float alpha = bench.random.nextBoolean() ? 1f : 2f;
    Product product = bench.products[0];
    product.multiply(m, n, k, alpha, view, new Matrix().set(nan, 0, 1, k), null, product.zero(), null,
        (i, j, rows, columns, data, offset, stride) -> assertTrue(Float.isNaN(data[offset])));
  }

  /** Neither with alpha 0 nor without terms: there is nothing to read. */
  @ParameterizedTest
  @MethodSource("everyShape")
  @Tag("small")
  void operandsAreNotReadWhereNothingIsMultiplied(ProductKernels kernels) {
    Product product = new Product(kernels);
    Matrix absent = new Matrix().set(null, 0, 1, 1);
    for (PackedB packed : new PackedB[] {null, new PackedB()}) {
      for (float alpha : new float[] {0f, 1f}) {
        float[] c = {Float.NaN, Float.NaN, Float.NaN, Float.NaN, Float.NaN, Float.NaN};
        float[] sums = new float[1];
        Matrix bias = new Matrix().set(new float[] {1f, 2f, 3f}, 0, 0, 1);
        product.multiply(2, 3, alpha == 0 ? 7 : 0, alpha, absent, absent, packed, bias, new Matrix().set(c, 0, 3, 1), null);
        Bits.assertSame(new float[] {1, 2, 3, 1, 2, 3}, c);
        product.multiply(2, 3, alpha == 0 ? 7 : 0, alpha, absent, absent, packed, bias, null,
            (i, j, rows, columns, data, offset, stride) -> {
              for (int r = 0; r < rows; r++) {
                for (int q = 0; q < columns; q++) {
                  sums[0] += data[offset + r * stride + q];
                }
              }
            });
        assertEquals(12f, sums[0]);
      }
    }
  }

  /** 0·∞ would be NaN: no term is added, neither for a tile's rows nor for a vector's columns. */
  @ParameterizedTest
  @MethodSource("everyShape")
  @Tag("small")
  void infinitiesStayInTheirRowsAndColumns(ProductKernels kernels) {
    Product product = new Product(kernels);
    PackedB packedB = new PackedB();
    for (int n : new int[] {2, kernels.shape().lanes() + 1, kernels.shape().nr() + 1}) {
      int m = kernels.shape().mr() + 1;
      float[] a = new float[m * 3];
      float[] b = new float[3 * n];
      Arrays.fill(a, 1f);
      Arrays.fill(b, 2f);
      a[3] = Float.POSITIVE_INFINITY;
      b[n - 1] = Float.NEGATIVE_INFINITY;
      Matrix viewA = new Matrix().set(a, 0, 3, 1);
      Matrix viewB = new Matrix().set(b, 0, n, 1);
      product.reserve(3, n, packedB);
      product.pack(viewB, 3, n, 0, n, packedB);
      for (PackedB packed : new PackedB[] {null, packedB}) {
        float[] c = new float[m * n];
        product.multiply(m, n, 3, 1f, viewA, viewB, packed, product.zero(), new Matrix().set(c, 0, n, 1), null);
        for (int i = 0; i < m; i++) {
          for (int j = 0; j < n; j++) {
            float expected = j == n - 1 ? Float.NEGATIVE_INFINITY : i == 1 ? Float.POSITIVE_INFINITY : 6f;
            assertEquals(expected, c[i * n + j], "n = " + n + ", element " + i + ", " + j);
          }
        }
      }
    }
  }
}
