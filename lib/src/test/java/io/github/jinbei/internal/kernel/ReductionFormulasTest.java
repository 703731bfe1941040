package io.github.jinbei.internal.kernel;

import static io.github.jinbei.internal.kernel.Formulas.N;
import static io.github.jinbei.internal.kernel.Formulas.SEED;
import static io.github.jinbei.internal.kernel.Formulas.filled;
import static io.github.jinbei.internal.kernel.Formulas.randoms;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.BitEquality;
import io.github.jinbei.Bits;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Cases of reductions that the table lacks: the place of a maximum, the order of many rows, used lanes. */
@BitEquality
@Tag("small")
class ReductionFormulasTest {

  private final Kernels k = Backends.kernels();

  /** Every length and place up to some vectors: of either sign, an infinity or a NaN anywhere is found. */
  @Test
  void theLargestMagnitudeIsFoundWhereverItIs() {
    assertEquals(0f, k.reductions().largestMagnitude(new float[2], 1, 0));
    // Up to 17 vectors of 16, beyond two turns of eight.
    for (int n = 1; n <= 17 * 16; n += n < 70 ? 1 : 29) {
      for (int at = 0; at < n; at++) {
        float[] x = new float[n + 2];
        Arrays.fill(x, 1.5f);
        x[0] = Float.NaN;
        x[n + 1] = Float.POSITIVE_INFINITY;
        for (float v : new float[] {2f, -2f, Float.NEGATIVE_INFINITY, Float.NaN}) {
          x[1 + at] = v;
          assertEquals(Math.abs(v), k.reductions().largestMagnitude(x, 1, n), "place " + at + " of " + n);
        }
      }
    }
  }

  /** A chain for each column, rows ascending: in another order other bits, as the test shows where rows are many. */
  @Test
  void addsRowsInOrder() {
    Random random = new Random(SEED + 4);
    boolean orderMatters = false;
    for (int n : Formulas.LENGTHS) {
      for (int rows : new int[] {0, 1, 2, 7, 61}) {
        int xRow = n + random.nextInt(4);
        float[] x = Formulas.values(random, 3 + rows * xRow, n % 2 == 1);
        float[] s = Formulas.values(random, n + 5, false);
        float[] expected = s.clone();
        float[] backwards = s.clone();
        for (int r = 0; r < rows; r++) {
          for (int j = 0; j < n; j++) {
            expected[2 + j] += x[3 + r * xRow + j];
            backwards[2 + j] += x[3 + (rows - 1 - r) * xRow + j];
          }
        }
        orderMatters |= rows == 61 && !Arrays.equals(expected, backwards);
        k.reductions().addRows(x, 3, xRow, rows, s, 2, n);
        Bits.assertSame(expected, s, rows + " rows of " + n + ", seed " + (SEED + 4));
      }
    }
    assertTrue(orderMatters, "in no case does the order matter");
  }

  /** A chain for each column, rows ascending, as above. */
  @Test
  void addsProductsOfRowsInOrder() {
    Random random = new Random(SEED + 1);
    boolean orderMatters = false;
    for (int n : new int[] {0, 1, 5, 16, 33, 64, 101, 257}) {
      for (int rows : new int[] {0, 1, 7, 61}) {
        int xRow = n + random.nextInt(4);
        int yRow = n + random.nextInt(4);
        float[] x = randoms(random, 3 + rows * xRow);
        float[] y = randoms(random, 1 + rows * yRow);
        float[] s = randoms(random, n + 5);
        float[] expected = s.clone();
        float[] backwards = s.clone();
        for (int r = 0; r < rows; r++) {
          int b = rows - 1 - r;
          for (int j = 0; j < n; j++) {
            expected[2 + j] = Math.fma(x[3 + r * xRow + j], y[1 + r * yRow + j], expected[2 + j]);
            backwards[2 + j] = Math.fma(x[3 + b * xRow + j], y[1 + b * yRow + j], backwards[2 + j]);
          }
        }
        orderMatters |= !Arrays.equals(expected, backwards);
        k.reductions().addProductRows(x, 3, xRow, y, 1, yRow, rows, s, 2, n);
        Bits.assertSame(expected, s, rows + " rows of " + n + ", seed " + (SEED + 1));
      }
    }
    assertTrue(orderMatters, "in no case does the order matter");
  }

  /** Sums of up to two turns of lanes, of zeros of both signs, products that round to -0, and random values. */
  @Test
  void shortSumsAddInLanes() {
    Random random = new Random(SEED + 5);
    for (int n = 0; n <= 33; n++) {
      for (float scale : new float[] {0f, 1e-30f, -1e-30f, 1f}) {
        float[] x = new float[n + 1];
        float[] y = new float[n + 2];
        for (int j = 0; j < n; j++) {
          x[1 + j] = scale * (random.nextFloat() - 0.1f);
          y[2 + j] = Math.abs(scale) * (random.nextFloat() - 0.1f);
        }
        float[] sums = new float[16];
        float[] products = new float[16];
        for (int j = 0; j < n; j++) {
          sums[j % 16] += x[1 + j];
          products[j % 16] = Math.fma(x[1 + j], y[2 + j], products[j % 16]);
        }
        for (int half = 8; half > 0; half /= 2) {
          for (int i = 0; i < half; i++) {
            sums[i] += sums[i + half];
            products[i] += products[i + half];
          }
        }
        float[] actual = {k.reductions().sum(x, 1, n, new float[16]), k.reductions().dot(x, 1, y, 2, n, new float[16])};
        Bits.assertSame(new float[] {sums[0], products[0]}, actual, n + " values of " + scale + ", seed " + (SEED + 5));
      }
    }
  }

  @Test
  void lanesNeedNotBeZeroAndNaNIsNotLost() {
    float[] dirty = filled(8f);
    assertEquals(6f, k.reductions().sumOfMagnitudes(new float[] {1f, -2f, 3f}, 0, 3, dirty), "lanes need not be 0");
    float[] x = filled(1f);
    x[36] = Float.NaN;
    assertTrue(Float.isNaN(k.reductions().sumOfMagnitudes(x, 0, N, new float[16])), "NaN is not lost");
  }
}
