package io.github.jinbei.bench.naive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.github.jinbei.bench.naive.NaiveMlp.Activation;
import io.github.jinbei.bench.naive.NaiveMlp.Loss;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests the baseline's gradient with central differences of a loss written independently in {@code double}. */
class NaiveMlpTest {

  private static final long SEED = 4;
  private static final int ROWS = 3;
  private static final int[] UNITS = {5, 4, 2, 3}; // all different, and a narrow middle
  private static final double STEP = 1e-4; // truncation ~ STEP² = 1e-8, cancellation ~ 1e-16 / STEP = 1e-12

  /** Returns nets with every activation in the hidden layers, and every output with its losses. */
  static List<Arguments> nets() {
    List<Arguments> nets = new ArrayList<>();
    for (Activation hidden : Activation.values()) {
      for (Activation output : Activation.values()) {
        for (Loss loss : Loss.values()) {
          boolean fits = loss == Loss.SQUARED_ERROR
              || loss == Loss.BINARY_CROSS_ENTROPY && output == Activation.SIGMOID
              || loss == Loss.CROSS_ENTROPY && output == Activation.SOFTMAX;
          if (hidden != Activation.SOFTMAX && fits) {
            nets.add(Arguments.of(hidden, output, loss));
          }
        }
      }
    }
    return nets;
  }

  @ParameterizedTest
  @MethodSource("nets")
  void gradientIsThatOfTheLoss(Activation hidden, Activation output, Loss loss) {
    float[] x = uniform(ROWS * UNITS[0], 1);
    float[] targets = targets(loss);
    float[] parameters = uniform(parameterCount(), 3);
    NaiveMlp mlp = new NaiveMlp(UNITS, activations(hidden, output), loss, 0.5f);
    mlp.setParameters(parameters);
    double mean = mlp.step(x, targets, ROWS);
    float[] gradient = mlp.gradient();

    Oracle oracle = new Oracle(activations(hidden, output), loss, x, targets);
    double[] point = new double[parameters.length];
    for (int i = 0; i < point.length; i++) {
      point[i] = parameters[i];
    }
    check("loss", mean, oracle.loss(point) / ROWS);
    assertTrue(oracle.nearestKink > 100 * STEP, "a ReLU input of size " + oracle.nearestKink + ": take another seed");
    for (int i = 0; i < point.length; i++) {
      double at = point[i];
      point[i] = at + STEP;
      double above = oracle.loss(point);
      point[i] = at - STEP;
      double below = oracle.loss(point);
      point[i] = at;
      check("gradient " + i, gradient[i], (above - below) / (2 * STEP));
    }
  }

  /** A path through this net has fewer than 64 roundings of numbers of size 1 or the result's, u = 2^-24 each. */
  private static void check(String name, double actual, double expected) {
    double tolerance = 64 * 0x1p-24 * Math.max(1, Math.abs(expected)) + 10 * STEP * STEP;
    if (!(Math.abs(actual - expected) <= tolerance)) {
      fail(name + ": " + actual + ", expected " + expected + " within " + tolerance + ", seed " + SEED);
    }
  }

  @Test
  void updateSubtractsTheMeanGradient() {
    float[] before = uniform(parameterCount(), 3);
    NaiveMlp mlp = new NaiveMlp(UNITS, activations(Activation.TANH, Activation.SOFTMAX), Loss.CROSS_ENTROPY, 0.5f);
    mlp.setParameters(before);
    assertArrayEquals(before, mlp.parameters());
    mlp.step(uniform(ROWS * UNITS[0], 1), targets(Loss.CROSS_ENTROPY), ROWS);
    float[] gradient = mlp.gradient();
    float[] expected = before.clone();
    for (int i = 0; i < expected.length; i++) {
      expected[i] -= 0.5f / ROWS * gradient[i];
    }
    assertArrayEquals(expected, mlp.parameters());
  }

  @Test
  void classesAreOneHotTargets() {
    Activation[] activations = activations(Activation.SIGMOID, Activation.SOFTMAX);
    NaiveMlp byClass = new NaiveMlp(UNITS, activations, Loss.CROSS_ENTROPY, 0.5f);
    NaiveMlp byTarget = new NaiveMlp(UNITS, activations, Loss.CROSS_ENTROPY, 0.5f);
    byClass.setParameters(uniform(parameterCount(), 3));
    byTarget.setParameters(uniform(parameterCount(), 3));
    float[] x = uniform(ROWS * UNITS[0], 1);
    float lossByClass = byClass.step(x, new int[] {2, 0, 1}, ROWS);
    float lossByTarget = byTarget.step(x, new float[] {0, 0, 1, 1, 0, 0, 0, 1, 0}, ROWS);
    assertEquals(lossByTarget, lossByClass);
    assertArrayEquals(byTarget.parameters(), byClass.parameters());
  }

  @Test
  void refusesIncompatibleSettings() {
    Activation[] one = {Activation.TANH};
    assertThrows(IllegalArgumentException.class, () -> new NaiveMlp(UNITS, one, Loss.SQUARED_ERROR, 1));
    assertThrows(IllegalArgumentException.class, () -> new NaiveMlp(new int[] {1, 1}, one, Loss.CROSS_ENTROPY, 1));
    Activation[] early = activations(Activation.SOFTMAX, Activation.SOFTMAX);
    assertThrows(IllegalArgumentException.class, () -> new NaiveMlp(UNITS, early, Loss.CROSS_ENTROPY, 1));
    NaiveMlp mlp = new NaiveMlp(new int[] {1, 1}, one, Loss.SQUARED_ERROR, 1);
    assertThrows(IllegalArgumentException.class, () -> mlp.setParameters(new float[3]));
  }

  private static Activation[] activations(Activation hidden, Activation output) {
    return new Activation[] {hidden, hidden, output};
  }

  private static int parameterCount() {
    int count = 0;
    for (int l = 0; l < UNITS.length - 1; l++) {
      count += (UNITS[l] + 1) * UNITS[l + 1];
    }
    return count;
  }

  /** Returns targets: uniform in [-1, 1); probabilities with sum 1 for cross-entropy; in [0, 1) for binary cross-entropy. */
  private static float[] targets(Loss loss) {
    int outputs = UNITS[UNITS.length - 1];
    float[] targets = uniform(ROWS * outputs, 2);
    for (int r = 0; r < ROWS && loss != Loss.SQUARED_ERROR; r++) {
      float sum = 0;
      for (int o = 0; o < outputs; o++) {
        targets[r * outputs + o] = (targets[r * outputs + o] + 1) / 2;
        sum += targets[r * outputs + o];
      }
      for (int o = 0; o < outputs && loss == Loss.CROSS_ENTROPY; o++) {
        targets[r * outputs + o] /= sum;
      }
    }
    return targets;
  }

  private static float[] uniform(int length, int stream) {
    SplittableRandom random = new SplittableRandom(SEED + stream);
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = random.nextInt(1 << 24) * 0x1p-23f - 1;
    }
    return values;
  }

  /** The summed loss as a function of the flat parameters, forward only. */
  private static final class Oracle {
    private final Activation[] activations;
    private final Loss loss;
    private final float[] x;
    private final float[] targets;
    private double nearestKink = Double.POSITIVE_INFINITY;

    Oracle(Activation[] activations, Loss loss, float[] x, float[] targets) {
      this.activations = activations;
      this.loss = loss;
      this.x = x;
      this.targets = targets;
    }

    double loss(double[] parameters) {
      double sum = 0;
      for (int r = 0; r < ROWS; r++) {
        double[] a = new double[UNITS[0]];
        for (int i = 0; i < a.length; i++) {
          a[i] = x[r * a.length + i];
        }
        int at = 0;
        for (int l = 0; l < activations.length; l++) {
          a = layer(parameters, at, a, UNITS[l + 1], activations[l]);
          at += (UNITS[l] + 1) * UNITS[l + 1];
        }
        for (int o = 0; o < a.length; o++) {
          sum += term(a[o], targets[r * a.length + o]);
        }
      }
      return sum;
    }

    private double[] layer(double[] parameters, int at, double[] input, int out, Activation activation) {
      double[] a = new double[out];
      double total = 0;
      for (int o = 0; o < out; o++) {
        double z = parameters[at + input.length * out + o];
        for (int i = 0; i < input.length; i++) {
          z += input[i] * parameters[at + i * out + o];
        }
        a[o] = activate(activation, z);
        total += a[o];
      }
      for (int o = 0; o < out && activation == Activation.SOFTMAX; o++) {
        a[o] /= total;
      }
      return a;
    }

    private double activate(Activation activation, double z) {
      switch (activation) {
        case SIGMOID:
          return 0.5 + 0.5 * Math.tanh(z / 2);
        case TANH:
          return 1 - 2 / (1 + Math.exp(2 * z));
        case RELU:
          nearestKink = Math.min(nearestKink, Math.abs(z));
          return Math.max(z, 0);
        case SOFTMAX:
          return Math.exp(z);
        default:
          return z;
      }
    }

    private double term(double y, double t) {
      switch (loss) {
        case SQUARED_ERROR:
          return 0.5 * (y - t) * (y - t);
        case BINARY_CROSS_ENTROPY:
          return -t * Math.log(y) - (1 - t) * Math.log(1 - y);
        default:
          return -t * Math.log(y);
      }
    }
  }
}
