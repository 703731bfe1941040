package io.github.jinbei.internal.kernel;

import static io.github.jinbei.internal.kernel.Formulas.N;
import static io.github.jinbei.internal.kernel.Formulas.SEED;
import static io.github.jinbei.internal.kernel.Formulas.ULP;
import static io.github.jinbei.internal.kernel.Formulas.filled;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.jinbei.BitEquality;
import io.github.jinbei.Bits;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The gradient of a norm against quotients of differences in {@code double}. */
@BitEquality
@Tag("small")
class NormFormulasTest {

  private final Kernels k = Backends.kernels();

  /** Of sum(w * standardized(x)), the derivative by each x as a quotient of differences. */
  @Test
  void normGradientIsThatOfStandardizing() {
    Random random = new Random(SEED);
    double[] x = random.doubles(N, -2, 2).toArray();
    float[] w = new float[N];
    for (int i = 0; i < N; i++) {
      w[i] = random.nextFloat() - 0.5f;
    }
    double[] xhat = standardized(x);
    double mean = 0;
    double projection = 0;
    float[] xhatFloats = new float[N];
    for (int i = 0; i < N; i++) {
      mean += w[i] / (double) N;
      projection += w[i] * xhat[i] / N;
      xhatFloats[i] = (float) xhat[i];
    }
    double scale = (xhat[1] - xhat[0]) / (x[1] - x[0]);
    double h = 1e-5;
    float[] d = w.clone();
    k.norms().normGradient(xhatFloats, 0, (float) mean, (float) projection, (float) scale, d, 0, N);
    float[] perUnit = w.clone();
    k.norms().batchNormGradient(xhatFloats, 0, filled((float) scale), 0, filled((float) mean), 0, filled((float) projection),
        0, perUnit, 0, N);
    Bits.assertSame(d, perUnit, "with a factor for each unit, seed " + SEED);
    for (int i = 0; i < N; i++) {
      double[] up = x.clone();
      double[] down = x.clone();
      up[i] += h;
      down[i] -= h;
      double expected = (weighted(w, standardized(up)) - weighted(w, standardized(down))) / (2 * h);
      assertEquals(expected, d[i], 8 * ULP, "element " + i + ", seed " + SEED);
    }
  }

  private static double[] standardized(double[] x) {
    double mean = Arrays.stream(x).average().orElseThrow();
    double variance = Arrays.stream(x).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
    return Arrays.stream(x).map(v -> (v - mean) / Math.sqrt(variance)).toArray();
  }

  private static double weighted(float[] w, double[] x) {
    double sum = 0;
    for (int i = 0; i < w.length; i++) {
      sum += w[i] * x[i];
    }
    return sum;
  }

  @Test
  void batchNormGradientTakesFactorsOfItsUnit() {
    float[] xhat = {1f, 2f, -1f};
    float[] d = {5f, 6f, 7f};
    k.norms().batchNormGradient(xhat, 0, new float[] {2f, 3f, 4f}, 0, new float[] {1f, 2f, 3f}, 0, new float[] {0.5f, 1f, 2f},
        0, d, 0, 3);
    Bits.assertSame(new float[] {2f * (4f - 0.5f), 3f * (4f - 2f), 4f * (4f + 2f)}, d);
  }
}
