package io.github.jinbei.report;

import io.github.jinbei.Activation;
import io.github.jinbei.Gradient;
import io.github.jinbei.Loss;
import io.github.jinbei.Mlp;
import io.github.jinbei.Trainer;
import io.github.jinbei.data.Dataset;
import io.github.jinbei.internal.net.CounterRandom;
import java.util.Arrays;

/**
 * A measurement of the cost of a gradient of one network and batch: by central differences of the loss, with two forward
 * passes per parameter, and by backpropagation. The input and both hidden layers have the same width.
 */
final class GradientCost {

  /** The widths of the networks: multiples of 8, so that all use vectors equally well. */
  static final int[] WIDTHS = {8, 16, 24, 32, 48, 72};

  /** Rows of the batch. */
  private static final int ROWS = 32;

  /**
   * The step h of a central difference: so small that few ReLU units cross their kink, and so large that the rounding error
   * of float, about 1e-7 / h, is small.
   */
  private static final float H = 0x1p-10f;

  /** The least number of rounds, each of which measures all three times. */
  private static final int LEAST_ROUNDS = 51;

  /** The largest number of forward passes, and of backpropagations, in a round. The warm-up uses this number. */
  private static final int MOST_REPEATS = 20;

  /**
   * Limits the time of the forward passes of a round, in microseconds. It is short, so that most rounds are not interrupted
   * and the median is right even if other programs run.
   */
  private static final double ROUND = 400;

  /** A time counts as faster if it is below this multiple of the least time so far. Smaller differences are noise. */
  private static final double CLEARLY = 0.97;

  /** The warm-up ends when no time has improved for this long, in nanoseconds. */
  private static final long STEADY = 1_000_000_000;

  /** The warm-up also needs this many rounds without improvement: on a busy machine few rounds fit into {@link #STEADY}. */
  private static final int STEADY_ROUNDS = 200;

  /** Limits the duration of the warm-up, in nanoseconds. */
  private static final long MOST = 8 * STEADY;

  private final Mlp mlp;
  private final Trainer trainer;
  private final Dataset batch;
  private final float[] parameters;
  private final double[] differences;

  /** The times of each round in microseconds: a forward pass, all central differences, a backpropagation. */
  private double[][] micros = new double[3][1];

  /** Forward passes in a round, which also differentiates twice as many parameters. */
  private int repeats = MOST_REPEATS;

  /** The least times of the warm-up. */
  private final double[] fastest = {Double.MAX_VALUE, Double.MAX_VALUE, Double.MAX_VALUE};

  GradientCost(int width, long seed) {
    mlp = Mlp.builder(width).dense(width, Activation.RELU).dense(width, Activation.RELU).regression(1).seed(seed).build();
    trainer = Trainer.builder(mlp).loss(Loss.SQUARED_ERROR).threads(1).build();
    batch = Dataset.ofTargets(normal(seed, 0, ROWS * width), width, normal(seed, 1, ROWS), 1);
    parameters = mlp.parameters();
    differences = new double[parameters.length];
  }

  private static float[] normal(long seed, long stream, int length) {
    CounterRandom random = new CounterRandom(seed, stream);
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) random.normal(i);
    }
    return values;
  }

  /** Returns the numerical gradient of the mean loss that the measurement computed. */
  double[] differences() {
    return differences;
  }

  /** Computes the gradient of the loss summed over the rows. */
  Gradient backpropagated() {
    return trainer.gradient(batch, 0);
  }

  /**
   * Measures networks of all widths after a warm-up.
   *
   * @param costs receives the costs as {@link Gradcheck#costs} describes them
   */
  static void measure(double[][] costs, long seed) {
    GradientCost[] networks = new GradientCost[WIDTHS.length];
    for (int i = 0; i < networks.length; i++) {
      networks[i] = new GradientCost(WIDTHS[i], seed);
    }
    long start = System.nanoTime();
    long changed = start;
    int steady = 0;
    for (long now = start; (now - changed < STEADY || steady < STEADY_ROUNDS) && now - start < MOST; now = System.nanoTime()) {
      steady++;
      for (GradientCost network : networks) {
        if (network.warmUp()) {
          changed = System.nanoTime();
          steady = 0;
        }
      }
    }
    for (int i = 0; i < networks.length; i++) {
      networks[i].measure(costs, i);
    }
  }

  /**
   * Measures in rounds. Each has forward passes, central differences of a part of the parameters, and backpropagations, so
   * that a temporary slowdown of the machine affects all three.
   */
  void measure(double[][] costs, int place) {
    repeats = (int) Math.max(2, Math.min(MOST_REPEATS, ROUND / fastest[0]));
    int rounds = Math.max(LEAST_ROUNDS, (parameters.length - 1) / (2 * repeats) + 1);
    micros = new double[3][rounds];
    for (int round = 0; round < rounds; round++) {
      measure(round);
    }
    costs[0][place] = parameters.length;
    for (int kind = 0; kind < micros.length; kind++) {
      Arrays.sort(micros[kind]);
      costs[kind + 1][place] = micros[kind][rounds / 2];
    }
  }

  /** Runs a round. Returns whether any of its times is less than all before. */
  private boolean warmUp() {
    measure(0);
    boolean faster = false;
    for (int kind = 0; kind < fastest.length; kind++) {
      if (micros[kind][0] < CLEARLY * fastest[kind]) {
        fastest[kind] = micros[kind][0];
        faster = true;
      }
    }
    return faster;
  }

  /** Runs a round and stores its times. */
  private void measure(int round) {
    int part = 2 * repeats;
    long start = System.nanoTime();
    for (int i = 0; i < repeats; i++) {
      loss();
    }
    long forward = System.nanoTime();
    for (int i = 0; i < part; i++) {
      differentiate((round * part + i) % parameters.length);
    }
    long numerical = System.nanoTime();
    for (int i = 0; i < repeats; i++) {
      backpropagated();
    }
    micros[0][round] = (forward - start) / 1e3 / repeats;
    micros[1][round] = (numerical - forward) / 1e3 / part * parameters.length;
    micros[2][round] = (System.nanoTime() - numerical) / 1e3 / repeats;
  }

  private void differentiate(int i) {
    float value = parameters[i];
    parameters[i] = value + H;
    double above = loss();
    parameters[i] = value - H;
    double below = loss();
    parameters[i] = value;
    differences[i] = (above - below) / (2 * H);
  }

  /** Returns the mean loss of the batch with the current parameters: one forward pass. */
  private double loss() {
    mlp.setParameters(parameters);
    return trainer.evaluate(batch).loss();
  }
}
