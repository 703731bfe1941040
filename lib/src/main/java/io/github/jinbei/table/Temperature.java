package io.github.jinbei.table;

import io.github.jinbei.Mlp;
import io.github.jinbei.data.Dataset;
import java.util.List;

/**
 * The calibration of probabilities by a temperature T (Guo, Pleiss, Sun and Weinberger, "On Calibration of Modern Neural
 * Networks", 2017): z becomes z/T before the softmax. T is chosen by rows that the networks are not trained on. Networks that
 * learned from smoothed labels are less sure than they should be; those that learned too long are too sure. The order of
 * the classes of a network does not change. What this gains is in {@code bench/NOTES.md}, "Calibration".
 */
final class Temperature {

  /**
   * Adds {@code PRIOR·ln²T} to the sum of the losses of the rows, as if ln T had a normal distribution with mean 0 and
   * deviation ½. Without it, few rows, all of them right, would give the least T, 1/e.
   */
  private static final double PRIOR = 2;

  /** ln T is within ±1, where the derivative below has at most one zero. After so many halvings 1/T is exact to a float. */
  private static final int HALVINGS = 25;

  /** Of the rows of a network only each second, third and so on is taken if they have more probabilities than this. */
  private static final long MOST = 1 << 22;

  /** Probabilities below this count as this. */
  private static final float LEAST = Float.MIN_NORMAL;

  private final int classes;

  /** The logarithms of the probabilities, [rows][classes]. */
  private final float[] logs;
  private final int[] labels;
  private final float[] weights;

  private Temperature(List<Mlp> networks, List<Dataset> validation) {
    classes = networks.get(0).outputs();
    int rows = validation.stream().mapToInt(this::taken).sum();
    logs = new float[rows * classes];
    labels = new int[rows];
    weights = new float[rows];
    int at = 0;
    for (int i = 0; i < networks.size(); i++) {
      at += add(networks.get(i), validation.get(i), at);
    }
  }

  /** Returns the distance of the rows that are taken of a data set. */
  private int stride(Dataset data) {
    return (int) ((data.rows() * (long) classes - 1) / MOST + 1);
  }

  private int taken(Dataset data) {
    return (data.rows() - 1) / stride(data) + 1;
  }

  /** Adds rows of a data set, with the probabilities that a network predicts. Returns their number. */
  private int add(Mlp network, Dataset data, int at) {
    int rows = taken(data);
    float[] inputs = new float[rows * data.inputs()];
    for (int i = 0; i < rows; i++) {
      int row = i * stride(data);
      data.copyInputs(row, 1, inputs, i * data.inputs());
      labels[at + i] = data.classOf(row);
      weights[at + i] = data.weightOf(row);
    }
    network.predict(inputs, 0, rows, logs, at * classes);
    for (int i = at * classes; i < (at + rows) * classes; i++) {
      logs[i] = (float) StrictMath.log(Math.max(logs[i], LEAST));
    }
    return rows;
  }

  /**
   * Returns 1/T, the factor of z.
   *
   * @param networks networks with a softmax output
   * @param validation for each network, rows that it is not trained on
   * @return between 1/e and e
   */
  static double inverse(List<Mlp> networks, List<Dataset> validation) {
    Temperature rows = new Temperature(networks, validation);
    double low = -1;
    double high = 1;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (low + high) / 2;
      if (rows.slope(middle) < 0) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return StrictMath.exp((low + high) / 2);
  }

  /**
   * Returns the derivative of the sum of the losses and the prior by β = 1/T, where ln β = u. The derivative of a row's loss,
   * ln Σ exp(β·l) − β·l of its class, is the mean of l by the probabilities minus l of its class: it grows with β. That of the
   * prior, 2·PRIOR·u/β, grows up to u = 1.
   */
  private double slope(double u) {
    double beta = StrictMath.exp(u);
    double sum = 2 * PRIOR * u / beta;
    for (int row = 0; row < labels.length; row++) {
      int at = row * classes;
      float greatest = logs[at];
      for (int k = 1; k < classes; k++) {
        greatest = Math.max(greatest, logs[at + k]);
      }
      double all = 0;
      double mean = 0;
      for (int k = 0; k < classes; k++) {
        double share = StrictMath.exp(beta * (logs[at + k] - greatest));
        all += share;
        mean += share * logs[at + k];
      }
      sum += weights[row] * (mean / all - logs[at + labels[row]]);
    }
    return sum;
  }

  /** Multiplies the weights and biases of the output layer of a network by a factor. */
  static void multiplyOutputs(Mlp network, double factor) {
    int layer = network.layers() - 1;
    network.setWeights(layer, product(network.weights(layer), factor));
    network.setBiases(layer, product(network.biases(layer), factor));
  }

  private static float[] product(float[] values, double factor) {
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (values[i] * factor);
    }
    return values;
  }
}
