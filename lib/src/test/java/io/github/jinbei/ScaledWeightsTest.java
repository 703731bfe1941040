package io.github.jinbei;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.data.Dataset;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Layers z = x·V/√in + b with V trained by Adam are the same as layers z = x·W + b with W = V/√in, a rate of r/√in and an ε of
 * ε·√in for the weights. A squared error with the factor ½ halves all gradients, and so needs half of every ε. Shown in double,
 * and for the trainer.
 */
class ScaledWeightsTest {

  private static final long SEED = 20261129;
  private static final int[] WIDTHS = {5, 7, 2};
  private static final int ROWS = 12;
  private static final int STEPS = 80;
  private static final float RATE = 0.02f;
  private static final float BETA1 = 0.9f;
  private static final float BETA2 = 0.95f;

  /** As large as many gradients, so that it counts. */
  private static final float EPSILON = 0.02f;

  private final double[] x = values(ROWS * 5);
  private final double[] y = values(ROWS * 2);

  /** Floats between -1 and 1. */
  private static double[] values(int length) {
    return new Random(SEED + length).doubles(length).map(u -> (float) (2 * u - 1)).toArray();
  }

  /** A network 5-7-2 in double: tanh, then identity; z = scale·x·W + b. It trains by Adam on the full batch. */
  private final class Plain {
    final double[][] parameters = new double[4][]; // W and b of layer 0, W and b of layer 1
    final double[][] gradients = new double[4][];
    final double[][] m = new double[4][];
    final double[][] v = new double[4][];
    final boolean scaled;

    /** Begins with weights that give the same function whether they are scaled or not. */
    Plain(boolean scaled) {
      this.scaled = scaled;
      for (int i = 0; i < 4; i++) {
        int in = WIDTHS[i / 2];
        parameters[i] = values(i % 2 == 0 ? in * WIDTHS[i / 2 + 1] : WIDTHS[i / 2 + 1]);
        for (int p = 0; p < parameters[i].length && i % 2 == 0; p++) {
          parameters[i][p] *= scaled ? Math.sqrt(in) : 1;
        }
        m[i] = new double[parameters[i].length];
        v[i] = new double[parameters[i].length];
      }
    }

    double scale(int layer) {
      return scaled ? 1 / Math.sqrt(WIDTHS[layer]) : 1;
    }

    /** Returns the weights of the layer z = x·W + b. */
    double weight(int layer, int p) {
      return parameters[2 * layer][p] * scale(layer);
    }

    private double[] layer(int l, double[] h) {
      double[] z = parameters[2 * l + 1].clone();
      for (int i = 0; i < h.length; i++) {
        for (int j = 0; j < z.length; j++) {
          z[j] += scale(l) * h[i] * parameters[2 * l][i * z.length + j];
        }
      }
      return z;
    }

    /** Adds the gradient of a layer for one row; returns the delta of its inputs. */
    private double[] back(int l, double[] h, double[] delta) {
      double[] below = new double[h.length];
      for (int j = 0; j < delta.length; j++) {
        gradients[2 * l + 1][j] += delta[j];
        for (int i = 0; i < h.length; i++) {
          gradients[2 * l][i * delta.length + j] += scale(l) * h[i] * delta[j];
          below[i] += scale(l) * parameters[2 * l][i * delta.length + j] * delta[j];
        }
      }
      return below;
    }

    /** Computes the gradient of factor·Σ(a - y)², the mean over the rows. */
    private void gradient(double factor) {
      for (int i = 0; i < 4; i++) {
        gradients[i] = new double[parameters[i].length];
      }
      for (int r = 0; r < ROWS; r++) {
        double[] input = Arrays.copyOfRange(x, 5 * r, 5 * r + 5);
        double[] h = layer(0, input);
        for (int j = 0; j < h.length; j++) {
          h[j] = Math.tanh(h[j]);
        }
        double[] delta = layer(1, h);
        for (int j = 0; j < delta.length; j++) {
          delta[j] = 2 * factor * (delta[j] - y[2 * r + j]) / ROWS;
        }
        double[] below = back(1, h, delta);
        for (int j = 0; j < below.length; j++) {
          below[j] *= 1 - h[j] * h[j];
        }
        back(0, input, below);
      }
    }

    /** Trains; the weights of layer l have the rate RATE·rates[l] and ε = epsilon·epsilons[l]. */
    Plain train(double factor, double[] rates, double epsilon, double[] epsilons) {
      for (int step = 1; step <= STEPS; step++) {
        gradient(factor);
        for (int i = 0; i < 4; i++) {
          double rate = RATE * (i % 2 == 0 ? rates[i / 2] : 1);
          double e = epsilon * (i % 2 == 0 ? epsilons[i / 2] : 1);
          for (int p = 0; p < parameters[i].length; p++) {
            double g = gradients[i][p];
            m[i][p] = BETA1 * m[i][p] + (1 - (double) BETA1) * g;
            v[i][p] = BETA2 * v[i][p] + (1 - (double) BETA2) * g * g;
            parameters[i][p] -= rate * m[i][p] / (1 - Math.pow(BETA1, step))
                / (Math.sqrt(v[i][p] / (1 - Math.pow(BETA2, step))) + e);
          }
        }
      }
      return this;
    }

    double distance(Plain other) {
      double largest = 0;
      for (int i = 0; i < 4; i++) {
        for (int p = 0; p < parameters[i].length; p++) {
          double here = i % 2 == 0 ? weight(i / 2, p) : parameters[i][p];
          double there = i % 2 == 0 ? other.weight(i / 2, p) : other.parameters[i][p];
          largest = Math.max(largest, Math.abs(here - there));
        }
      }
      return largest;
    }
  }

  private static final double[] ONE = {1, 1};
  private static final double[] ROOTS = {Math.sqrt(5), Math.sqrt(7)};
  private static final double[] INVERSE_ROOTS = {1 / Math.sqrt(5), 1 / Math.sqrt(7)};

  private final Plain scaled = new Plain(true).train(1, ONE, EPSILON, ONE);

  @Test
  void inDouble() {
    assertEquals(0, scaled.distance(new Plain(false).train(1, INVERSE_ROOTS, EPSILON, ROOTS)), 1e-12);
    assertEquals(0, scaled.distance(new Plain(false).train(0.5, INVERSE_ROOTS, EPSILON / 2, ROOTS)), 1e-12, "with ½");
    assertTrue(scaled.distance(new Plain(false).train(1, INVERSE_ROOTS, EPSILON, ONE)) > 1e-3, "ε must have its factor");
    assertTrue(scaled.distance(new Plain(false).train(0.5, INVERSE_ROOTS, EPSILON, ROOTS)) > 1e-3, "and be halved");
    assertTrue(scaled.distance(new Plain(true)) > 0.1, "training moves far");
  }

  @Test
  void byTheTrainer() {
    Mlp mlp = Mlp.builder(5).dense(7, Activation.TANH).regression(2).build();
    Plain first = new Plain(false);
    for (int l = 0; l < 2; l++) {
      mlp.setWeights(l, floats(first.parameters[2 * l]));
      mlp.setBiases(l, floats(first.parameters[2 * l + 1]));
    }
    TrainerBuilder b = Trainer.builder(mlp).threads(1).batchSize(ROWS)
        .optimizer(Optimizer.adam(RATE, BETA1, BETA2, EPSILON / 2));
    for (int l = 0; l < 2; l++) {
      b.rateFactor(l, ParameterKind.WEIGHTS, (float) INVERSE_ROOTS[l], (float) ROOTS[l]);
    }
    try (Trainer trainer = b.build()) {
      trainer.fit(Dataset.ofTargets(floats(x), 5, floats(y), 2), STEPS);
    }
    for (int l = 0; l < 2; l++) {
      float[] weights = mlp.weights(l);
      for (int p = 0; p < weights.length; p++) {
        assertEquals(scaled.weight(l, p), weights[p], 2e-5, "weight " + p + " of layer " + l + ", seed " + SEED);
      }
      float[] biases = mlp.biases(l);
      for (int p = 0; p < biases.length; p++) {
        assertEquals(scaled.parameters[2 * l + 1][p], biases[p], 2e-5, "bias " + p + " of layer " + l + ", seed " + SEED);
      }
    }
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }
}
