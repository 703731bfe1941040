package io.github.jinbei.bench.naive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Tests with small integers, so that every sum is exact, and with three different sizes, so that all strides differ. */
class NaiveGemmTest {

  private static final float[] A = {1, 2, 3, 4, 5, 6}; // 2 x 3
  private static final float[] A_TRANSPOSED = {1, 4, 2, 5, 3, 6};
  private static final float[] B = {1, 0, -1, 2, 3, 1, 2, 0, -2, 1, 4, 1}; // 3 x 4
  private static final float[] B_TRANSPOSED = {1, 3, -2, 0, 1, 1, -1, 2, 4, 2, 0, 1};
  private static final float[] PRODUCT = {1, 5, 15, 5, 7, 11, 30, 14}; // 2 x 4, by hand

  @Test
  void everyCombinationOfTransposesGivesTheProduct() {
    for (boolean transposeA : new boolean[] {false, true}) {
      for (boolean transposeB : new boolean[] {false, true}) {
        float[] c = new float[8];
        Arrays.fill(c, Float.NaN);
        NaiveGemm.multiply(transposeA, transposeB, 2, 4, 3,
            transposeA ? A_TRANSPOSED : A, transposeB ? B_TRANSPOSED : B, c);
        assertArrayEquals(PRODUCT, c, "transposeA " + transposeA + ", transposeB " + transposeB);
      }
    }
  }

  @Test
  void aProductOfNoTermsIsZero() {
    float[] c = {Float.NaN, Float.NaN};
    NaiveGemm.multiply(false, false, 1, 2, 0, new float[0], new float[0], c);
    assertArrayEquals(new float[] {0, 0}, c);
  }
}
