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
 * Numerical and backpropagated gradient of a network, compared, and what both cost.
 *
 * @param network its widths, as in 64-16-10
 * @param rows how many rows of the data the gradients are of
 * @param tensors the names of the tensors in their order: W1, b1, W2 and so on, with γ, β and α where a layer has them
 * @param errors ‖g - ĝ‖ / (‖g‖ + ‖ĝ‖) by tensor, 0 where both vanish; where the sum is less than a hundredth of that of all
 *     parameters, divided by this hundredth
 * @param mistaken the same with a mistake in the derivative of layer 2; empty where none was tried
 * @param kinkDistance as of {@link GradientCheck.Result}
 * @param costs by network, from the smallest to the largest: numbers of weights; microseconds of a forward pass, of the
 *     numerical gradient, of backpropagation
 */
public record Gradcheck(String network, int rows, List<String> tensors, double[] errors, double[] mistaken,
    double kinkDistance, double[][] costs) {

  /** The row of {@link #costs} that has the times of the numerical gradient. */
  public static final int NUMERICAL = 2;

  /** The row of {@link #costs} that has the times of backpropagation. */
  public static final int BACKPROPAGATION = 3;

  /** With as many the numerical gradient of two rows takes some ten seconds. */
  private static final int MOST_PARAMETERS = 40_000;

  private static final int MOST_ROWS = 32;

  /** Bounds parameters · parameters · rows, to which the time of the numerical gradient is in proportion: some seconds. */
  private static final double MOST_WORK = 2e9;

  /**
   * A gradient that is 0 but for the rounding of the others, such as that of a bias before a batch norm, is divided by this
   * share of the whole: its error is then below 1e-4 as that of any right one.
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
   * @return the figures, of which the costs are still 0
   */
  static Gradcheck of(Mlp mlp, Dataset data, Loss loss, double[] mistaken) {
    boolean single = data.hasClasses() && mlp.outputs() == 1;
    if (data.inputs() != mlp.inputs() || data.targetWidth() != (single ? 2 : mlp.outputs())
        || mlp.parameterCount() > MOST_PARAMETERS) {
      throw new IllegalArgumentException("data = " + data + ", mlp = " + mlp + "; expected rows that fit, and at most "
          + MOST_PARAMETERS + " parameters");
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
    GradientCheck.Result result = GradientCheck.run(mlp, loss, x, targets, rows);
    List<String> tensors = new ArrayList<>();
    return new Gradcheck(mlp.toString(), rows, tensors, errors(mlp, result, tensors), mistaken, result.kinkDistance(),
        new double[4][GradientCost.WIDTHS.length]);
  }

  /** Returns the error of each tensor, and lists their names. */
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

  /** Returns ‖g - ĝ‖ and ‖g‖ + ‖ĝ‖ of some parameters. */
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
   */
  public double[] passes(int method) {
    double[] passes = costs[method].clone();
    for (int i = 0; i < passes.length; i++) {
      passes[i] /= costs[1][i];
    }
    return passes;
  }

  /**
   * Returns the exponent e of passes = c · weights^e, by least squares of the logarithms: 1 where the cost is in proportion to
   * the weights, 0 where it does not depend on them.
   *
   * @param method {@link #NUMERICAL} or {@link #BACKPROPAGATION}
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
