package io.github.jinbei.internal.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.BitEquality;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Predictions with running statistics against the formula in double. */
@BitEquality
@Tag("small")
class InferenceNetworkTest {

  private static final long SEED = 20260306;
  private static final int ROWS = 9;

  /** Layers with batch norm, layer norm, batch norm before a PReLU, and no norm. */
  private final Topology t = new Topology(7, List.of(
      new LayerShape(19, Elementwise.TANH, Normalization.BATCH, 0.4f),
      new LayerShape(8, Elementwise.SIGMOID, Normalization.LAYER, 0f),
      new LayerShape(21, new Prelu(0.25f), Normalization.BATCH, 0f),
      new LayerShape(3, Elementwise.IDENTITY, Normalization.NONE, 0f)));

  private final float[] parameters = values(new Random(SEED), t.parameterCount());
  private final float[] statistics = values(new Random(SEED + 1), t.statisticsCount());
  private final float[] x = values(new Random(SEED + 2), ROWS * t.inputs());

  private static float[] values(Random random, int length) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = 2 * random.nextFloat() - 1;
    }
    return values;
  }

  private double[] exact(int row) {
    double[] h = new double[t.inputs()];
    for (int i = 0; i < h.length; i++) {
      h[i] = x[row * h.length + i];
    }
    for (int l = 0; l < t.layers(); l++) {
      double[] z = new double[t.out(l)];
      for (int j = 0; j < z.length; j++) {
        z[j] = parameters[t.biasOffset(l) + j];
        for (int i = 0; i < h.length; i++) {
          z[j] += h[i] * parameters[t.weightOffset(l) + i * z.length + j];
        }
      }
      norm(l, z);
      for (int j = 0; j < z.length; j++) {
        z[j] = switch (l) {
          case 0 -> Math.tanh(z[j]);
          case 1 -> 1 / (1 + Math.exp(-z[j]));
          case 2 -> z[j] > 0 ? z[j] : z[j] * parameters[t.ownOffset(l) + j];
          default -> z[j];
        };
      }
      h = z;
    }
    return h;
  }

  private void norm(int l, double[] z) {
    double mean = 0;
    double variance = 0;
    for (double v : z) {
      mean += v / z.length;
    }
    for (double v : z) {
      variance += (v - mean) * (v - mean) / z.length;
    }
    for (int j = 0; j < z.length && t.norm(l) != Normalization.NONE; j++) {
      if (t.norm(l) == Normalization.BATCH) {
        mean = statistics[t.meanOffset(l) + j];
        variance = statistics[t.varianceOffset(l) + j];
      }
      z[j] = (z[j] - mean) / Math.sqrt(variance + 1e-5) * parameters[t.gammaOffset(l) + j]
          + parameters[t.betaOffset(l) + j];
    }
  }

  /**
   * The tolerance: z is a sum of at most 20 products below 1, times the factor of the fold. The factor is at most 4, as
   * variances are 1/16 or more. So the rounding of z and of the folded weights is at most 2·20·4·2^-24 = 1e-5. Layer norm
   * multiplies an error before it by its factor, here below 10. Each following layer multiplies it by at most its 20 inputs
   * times its factor. The activations add a few 2^-24. The bound is 1e-5·10·20·4; the real error is far less.
   */
  @Test
  void predictsByTheRunningStatistics() {
    for (int l = 0; l < t.layers(); l++) {
      for (int j = 0; t.norm(l) == Normalization.BATCH && j < t.out(l); j++) {
        int at = t.varianceOffset(l) + j;
        statistics[at] = 1 / 16f + Math.abs(statistics[at]);
      }
    }
    InferenceNetwork network = new InferenceNetwork(t, parameters, statistics);
    InferencePass pass = network.pass(ROWS);
    pass.prepare(0);
    pass.run(x, 0, ROWS);
    for (int r = 0; r < ROWS; r++) {
      double[] expected = exact(r);
      for (int j = 0; j < 3; j++) {
        assertEquals(expected[j], pass.predictions()[r * 3 + j], 1e-4, "row " + r + ", output " + j + ", seed " + SEED);
      }
    }
  }

  @Test
  void foldsAnewForAnotherVersionOnly() {
    Arrays.fill(statistics, 1f);
    InferenceNetwork network = new InferenceNetwork(t, parameters, statistics);
    InferencePass pass = network.pass(1);
    pass.prepare(0);
    pass.run(x, 0, 1);
    float first = pass.predictions()[0];
    statistics[t.meanOffset(0)] = 5f;
    pass.prepare(0);
    pass.run(x, 0, 1);
    assertEquals(first, pass.predictions()[0], "of the same version");
    pass.prepare(1);
    pass.run(x, 0, 1);
    assertNotEquals(first, pass.predictions()[0], "of another version");
  }

  @Test
  void withoutBatchNormItIsTheNetworkItself() {
    Topology plain = new Topology(new int[] {2, 1}, new ActivationFunction[] {Elementwise.IDENTITY});
    float[] w = {1f, 2f, 3f};
    InferenceNetwork network = new InferenceNetwork(plain, w, new float[0]);
    InferencePass pass = network.pass(1);
    pass.prepare(0);
    w[2] = 4f;
    pass.run(new float[] {1f, 1f}, 0, 1);
    assertEquals(7f, pass.predictions()[0]);
    assertTrue(plain.statisticsCount() == 0);
  }
}
