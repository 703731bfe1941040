package io.github.jinbei.report;

import io.github.jinbei.Activation;
import io.github.jinbei.GradientCheck;
import io.github.jinbei.Loss;
import io.github.jinbei.Mlp;
import io.github.jinbei.data.Dataset;
import io.github.jinbei.data.Digits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A comparison of the numerical and the backpropagated gradient of a network, and the costs of both.
 *
 * @param network the widths of the network, for example 64-16-10
 * @param rows the number of rows of the gradients
 * @param tensors the names of the tensors in their order: W1, b1, W2 and so on, with γ, β and α if a layer has them
 * @param errors ‖g - ĝ‖ / (‖g‖ + ‖ĝ‖) by tensor, 0 if both gradients are 0. If the divisor is less than a hundredth of that of
 *     all parameters, this hundredth is the divisor.
 * @param mistaken the errors with a mistake in the derivative of layer 2; empty if they were not computed
 * @param kinkDistance the distance of {@link GradientCheck.Result}
 * @param costs by network, from the smallest to the largest: the number of weights; the microseconds of a forward pass, of the
 *     numerical gradient, and of backpropagation
 */
public record Gradcheck(String network, int rows, List<String> tensors, double[] errors, double[] mistaken,
    double kinkDistance, double[][] costs) {

  /** The row of {@link #costs} with the times of the numerical gradient. */
  public static final int NUMERICAL = 2;

  /** The row of {@link #costs} with the times of backpropagation. */
  public static final int BACKPROPAGATION = 3;

  /** The largest number of parameters. With so many the numerical gradient of two rows takes some ten seconds. */
  private static final int MOST_PARAMETERS = 40_000;

  private static final int MOST_ROWS = 32;

  /** Limits parameters · parameters · rows, to which the time of the numerical gradient is proportional, to some seconds. */
  private static final double MOST_WORK = 2e9;

  /**
   * The least divisor of an error, as a fraction of the divisor of all parameters. The gradient of a bias before a batch norm,
   * for example, is 0 except for rounding; with this divisor its error is below 1e-4, as that of any correct gradient.
   */
  private static final double LEAST_SHARE = 0.01;

  /** Compares the gradients of a small network on the digits, with and without a mistake in the derivative of layer 2. */
  static Gradcheck digits(long seed) {
    Activation mistake = Activation.custom("mistaken_tanh", StrictMath::tanh, z -> 1 - StrictMath.tanh(z));
    double[] errors = of(network(mistake, seed), Digits.train(), Loss.CROSS_ENTROPY, new double[0]).errors;
    return of(network(Activation.TANH, seed), Digits.train(), Loss.CROSS_ENTROPY, errors);
  }

  private static Mlp network(Activation second, long seed) {
    return Mlp.builder(64).dense(16, Activation.TANH).dense(16, second).dense(10, Activation.SOFTMAX).seed(seed).build();
  }

  /**
   * Compares the gradients of a network.
   *
   * @return the figures, in which all costs are 0
   */
  static Gradcheck of(Mlp mlp, Dataset data, Loss loss, double[] mistaken) {
    boolean single = data.hasClasses() && mlp.outputs() == 1;
    if (data.inputs() != mlp.inputs() || data.targetWidth() != (single ? 2 : mlp.outputs())
        || mlp.parameterCount() > MOST_PARAMETERS) {
      throw new IllegalArgumentException("data = " + data + ", mlp = " + mlp
          + "; expected rows that fit the network, and at most " + MOST_PARAMETERS + " parameters");
    }
    double work = (double) mlp.parameterCount() * mlp.parameterCount();
    int rows = Math.min(data.rows(), (int) Math.max(2, Math.min(MOST_ROWS, MOST_WORK / work)));
    float[] x = new float[rows * mlp.inputs()];
    float[] targets = new float[rows * data.targetWidth()];
    data.copyInputs(0, rows, x, 0);
    data.copyTargets(0, rows, targets, 0);
    for (int row = 0; single && row < rows; row++) {
      targets[row] = data.classOf(row);
    }
    GradientCheck.Result result = GradientCheck.run(mlp, loss, x, 0, targets, 0, rows);
    List<String> tensors = new ArrayList<>();
    return new Gradcheck(mlp.toString(), rows, tensors, errors(mlp, result, tensors), mistaken, result.kinkDistance(),
        new double[4][GradientCost.WIDTHS.length]);
  }

  /** Returns the error of each tensor, and adds their names to the list. */
  private static double[] errors(Mlp mlp, GradientCheck.Result result, List<String> tensors) {
    float[] g = result.backpropagated();
    double[] reference = result.numerical();
    double least = LEAST_SHARE * lengths(g, reference, 0, g.length)[1];
    Map<String, Integer> all = Tensors.lengths(mlp);
    double[] errors = new double[all.size()];
    int from = 0;
    for (Map.Entry<String, Integer> tensor : all.entrySet()) {
      int to = from + tensor.getValue();
      double[] lengths = lengths(g, reference, from, to);
      errors[tensors.size()] = lengths[0] == 0 ? 0 : lengths[0] / Math.max(lengths[1], least);
      tensors.add(tensor.getKey());
      from = to;
    }
    return errors;
  }

  /** Returns ‖g - ĝ‖ and ‖g‖ + ‖ĝ‖ of the parameters {@code from} to {@code to}, exclusive. */
  private static double[] lengths(float[] g, double[] reference, int from, int to) {
    double difference = 0;
    double squares = 0;
    double referenceSquares = 0;
    for (int i = from; i < to; i++) {
      difference += (g[i] - reference[i]) * (g[i] - reference[i]);
      squares += (double) g[i] * g[i];
      referenceSquares += reference[i] * reference[i];
    }
    return new double[] {Math.sqrt(difference), Math.sqrt(squares) + Math.sqrt(referenceSquares)};
  }

  /**
   * Returns the cost of a gradient by network, in forward passes of the same network and batch.
   *
   * @param method {@link #NUMERICAL} or {@link #BACKPROPAGATION}
   * @return the cost on each network
   */
  public double[] passes(int method) {
    double[] passes = costs[method].clone();
    for (int i = 0; i < passes.length; i++) {
      passes[i] /= costs[1][i];
    }
    return passes;
  }

  /**
   * Returns the exponent e of passes = c · weights^e, by least squares of the logarithms. It is 1 if the cost is proportional
   * to the weights, and 0 if it does not depend on them.
   *
   * @param method {@link #NUMERICAL} or {@link #BACKPROPAGATION}
   * @return e
   */
  public double exponent(int method) {
    double[] passes = passes(method);
    double meanX = 0;
    double meanY = 0;
    double meanXx = 0;
    double meanXy = 0;
    for (int i = 0; i < passes.length; i++) {
      double x = StrictMath.log(costs[0][i]);
      double y = StrictMath.log(passes[i]);
      meanX += x / passes.length;
      meanY += y / passes.length;
      meanXx += x * x / passes.length;
      meanXy += x * y / passes.length;
    }
    return (meanXy - meanX * meanY) / (meanXx - meanX * meanX);
  }
}
