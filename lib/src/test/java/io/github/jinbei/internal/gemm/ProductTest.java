package io.github.jinbei.internal.gemm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.github.jinbei.BitEquality;
import io.github.jinbei.Bits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The product against a triple loop, bit for bit: C kept or not, with an epilogue or not, B as it is or packed in shares. */
@BitEquality
class ProductTest {

  private static final long SEED = 20260111;

  static Stream<ProductKernels> everyShape() {
    return TestedKernels.most();
  }

  /** Fewer shapes, for the tests that take long. */
  static Stream<ProductKernels> twoShapes() {
    return TestedKernels.two();
  }

  /** Returns sizes: none and one, around one microtile of rows, around one and two vectors and micropanels of columns. */
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
    ProductCase.Bench bench = new ProductCase.Bench(kernels, SEED + 7);
    int mr = kernels.shape().mr();
    int nr = kernels.shape().nr();
    for (int[] s : new int[][] {{0, 3, 2}, {1, nr, 9}, {mr, 1, 2}, {mr + 1, nr + 1, 2}, {2 * mr + 5, 3, 1}}) {
      bench.check(s[0], s[1], s[2]);
    }
  }

  @ParameterizedTest
  @MethodSource("everyShape")
  void equalsTheTripleLoopRoundTheTiles(ProductKernels kernels) {
    ProductCase.Bench bench = new ProductCase.Bench(kernels, SEED);
    for (int[] s : roundTheTiles(kernels)) {
      bench.check(s[0], s[1], s[2]);
    }
  }

  /**
   * Sizes around the end of a block in one dimension (24 and 192 rows, 512 terms, 2,048 columns), of up to three blocks. The
   * other dimensions are small, but on both sides of 48 rows: with fewer rows B is not packed.
   */
  @ParameterizedTest
  @MethodSource("twoShapes")
  void equalsTheTripleLoopRoundTheBlocks(ProductKernels kernels) {
    ProductCase.Bench bench = new ProductCase.Bench(kernels, SEED + 1);
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
   * Several blocks of terms and of rows. If C is not kept, scratch holds its chains between the blocks of terms: for all rows,
   * and one block of columns at a time.
   */
  @ParameterizedTest
  @MethodSource("twoShapes")
  void aCThatIsNotKeptWaitsBetweenTheBlocksOfTerms(ProductKernels kernels) {
    ProductCase.Bench bench = new ProductCase.Bench(kernels, SEED + 10);
    for (int k : new int[] {513, 1025}) {
      for (int[] s : new int[][] {{25, 19}, {49, 1}, {73, 2 * kernels.shape().nr() + 1}, {193, 37}, {385, 3}, {26, 2049}}) {
        for (int i = 0; i < 2; i++) {
          for (int shares = 0; shares < 2; shares++) {
            new ProductCase(bench, s[0], s[1], k, shares, false, true).check();
          }
        }
      }
    }
  }

  /** Primes, which no block divides, and n far below a vector. */
  @ParameterizedTest
  @MethodSource("everyShape")
  void equalsTheTripleLoopOnOddShapes(ProductKernels kernels) {
    ProductCase.Bench bench = new ProductCase.Bench(kernels, SEED + 2);
    for (int[] s : new int[][] {{7, 101, 53}, {97, 103, 211}, {53, 47, 61}, {131, 29, 17}, {2, 3, 5}}) {
      bench.check(s[0], s[1], s[2]);
    }
    for (int n = 1; n <= 3; n++) {
      bench.check(1, n, 1291);
      bench.check(61, n, 769);
      bench.check(197, n, 31);
    }
  }

  /** Several blocks in all dimensions; a transposed A of over 128 K floats is copied if C has more than two micropanels. */
  @ParameterizedTest
  @MethodSource("twoShapes")
  void equalsTheTripleLoopOverManyBlocks(ProductKernels kernels) {
    ProductCase.Bench bench = new ProductCase.Bench(kernels, SEED + 3);
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
    ProductCase.Bench bench = new ProductCase.Bench(kernels, SEED + 4);
    for (int rest : new int[] {1, Math.max(1, kernels.shape().lanes() - 1)}) {
      // (255·2048 + rest) is cut into 256 blocks at every width, the last one of that rest if nothing were done.
      int n = 255 * 2048 + rest;
      bench.check(1, n, 2);
      bench.check(3, n, 1);
      bench.check(3, n, 2);
    }
  }

  /** The shares together write what one share alone writes, and no element twice: threads may pack them at the same time. */
  @ParameterizedTest
  @MethodSource("everyShape")
  void sharesOfThePackingAreDisjoint(ProductKernels kernels) {
    ProductCase.Bench bench = new ProductCase.Bench(kernels, SEED + 6);
    int nr = kernels.shape().nr();
    for (int n : new int[] {1, nr + 1, 5 * nr + kernels.shape().lanes() - 1, 2053}) {
      ProductCase c = new ProductCase(bench, 1, n, 521, 1, false, true);
      c.pack();
      float[] whole = bench.packedB.data.clone();
      for (int shares = 2; shares <= ProductCase.MOST_SHARES; shares++) {
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

  /** Products of all sizes in turn on the same objects. NaNs of one product must not reach the next. */
  @ParameterizedTest
  @MethodSource("everyShape")
  void growsAndShrinksFromProductToProduct(ProductKernels kernels) {
    ProductCase.Bench bench = new ProductCase.Bench(kernels, SEED + 5);
    List<int[]> sizes = roundTheTiles(kernels);
    sizes.addAll(List.of(new int[] {97, 41, 513}, new int[] {1, 2049, 30}, new int[] {200, 1, 3}, new int[] {50, 700, 47}));
    Collections.shuffle(sizes, bench.random);
    for (int[] s : sizes) {
      poison(bench, 1 + bench.random.nextInt(120), 1 + bench.random.nextInt(150), 1 + bench.random.nextInt(60));
      bench.checkOnce(s[0], s[1], s[2]);
    }
  }

  private static void poison(ProductCase.Bench bench, int m, int n, int k) {
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

  /** With alpha 0, or without terms, A and B are not read. */
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

  /** 0·∞ would be NaN: padding of rows and columns adds no term. */
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
