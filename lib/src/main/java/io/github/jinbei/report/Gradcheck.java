package io.github.jinbei.report;

import io.github.jinbei.Activation;
import io.github.jinbei.GradientCheck;
import io.github.jinbei.Loss;
import io.github.jinbei.Mlp;
import io.github.jinbei.Norm;
import io.github.jinbei.data.Dataset;
import io.github.jinbei.data.Digits;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Numerical and backpropagated gradient of a network, compared, and what both cost. Gradients are of the loss summed over the
 * rows, laid out like the parameters.
 *
 * @param network its widths, as in 64-16-10
 * @param rows how many rows of the data the gradients are of
 * @param tensors the names of the tensors in their order: W1, b1, W2 and so on, with γ, β and α where a layer has them
 * @param errors ‖g - ĝ‖ / (‖g‖ + ‖ĝ‖) by tensor, 0 where both vanish
 * @param mistakenErrors the same with a mistake in the derivative of layer 2; empty where none was tried
 * @param numerical ĝ, a number a parameter
 * @param backpropagated g, a number a parameter
 * @param mistaken g with the mistake, a number a parameter; empty where none was tried
 * @param kinkDistance as of {@link GradientCheck.Result}
 * @param costs what gradients cost, measured on networks from the smallest to the largest
 */
public record Gradcheck(String network, int rows, List<String> tensors, double[] errors, double[] mistakenErrors,
    double[] numerical, float[] backpropagated, float[] mistaken, double kinkDistance, List<GradientCost> costs) {

  /** With as many the numerical gradient of two rows takes some ten seconds. */
  private static final int MOST_PARAMETERS = 40_000;

  private static final int MOST_ROWS = 32;

  /** Bounds parameters · parameters · rows, to which the time of the numerical gradient is in proportion: some seconds. */
  private static final double MOST_WORK = 2e9;

  /** Compares the gradients of a small network on the digits, with and without a mistake in the derivative of layer 2. */
  static Gradcheck digits(long seed) {
    Activation mistake = Activation.custom("mistaken_tanh", StrictMath::tanh, z -> 1 - StrictMath.tanh(z));
    GradientCheck.Result wrong = check(network(mistake, seed), Digits.train(), Loss.CROSS_ENTROPY, MOST_ROWS);
    return of(network(Activation.TANH, seed), Digits.train(), Loss.CROSS_ENTROPY, wrong.backpropagated());
  }

  private static Mlp network(Activation second, long seed) {
    return Mlp.builder(64).dense(16, Activation.TANH).dense(16, second).dense(10, Activation.SOFTMAX).seed(seed).build();
  }

  /**
   * Compares the gradients of a network.
   *
   * @param mistaken a gradient with a mistake, to be compared with the numerical one too, or empty
   */
  static Gradcheck of(Mlp mlp, Dataset data, Loss loss, float[] mistaken) {
    if (mlp.parameterCount() > MOST_PARAMETERS) {
      throw new IllegalArgumentException("mlp = " + mlp + " has " + mlp.parameterCount() + " parameters; expected at most "
          + MOST_PARAMETERS);
    }
    boolean fits = data.hasClasses() ? data.classCount() == mlp.classes() : data.targetWidth() == mlp.outputs();
    if (data.inputs() != mlp.inputs() || !fits) {
      throw new IllegalArgumentException("data = " + data + "; expected rows that fit mlp = " + mlp);
    }
    double work = (double) mlp.parameterCount() * mlp.parameterCount();
    int rows = Math.min(data.rows(), (int) Math.max(2, Math.min(MOST_ROWS, MOST_WORK / work)));
    GradientCheck.Result result = check(mlp, data, loss, rows);
    List<String> names = new ArrayList<>();
    List<Integer> ends = new ArrayList<>();
    layOut(mlp, names, ends);
    return new Gradcheck(mlp.toString(), rows, names, errors(result.backpropagated(), result.numerical(), ends),
        errors(mistaken, result.numerical(), ends), result.numerical(), result.backpropagated(), mistaken,
        result.kinkDistance(), List.of());
  }

  /** Returns the same with costs. */
  Gradcheck with(List<GradientCost> measured) {
    return new Gradcheck(network, rows, tensors, errors, mistakenErrors, numerical, backpropagated, mistaken, kinkDistance,
        measured);
  }

  private static GradientCheck.Result check(Mlp mlp, Dataset data, Loss loss, int rows) {
    float[] x = new float[rows * mlp.inputs()];
    float[] targets = new float[rows * data.targetWidth()];
    data.copyInputs(0, rows, x, 0);
    data.copyTargets(0, rows, targets, 0);
    for (int row = 0; row < rows && data.targetWidth() > mlp.outputs(); row++) {
      targets[row] = data.classOf(row);
    }
    return GradientCheck.run(mlp, loss, x, targets, rows);
  }

  /** Lists the tensors in the order of the parameters, and the index after the last parameter of each. */
  private static void layOut(Mlp mlp, List<String> names, List<Integer> ends) {
    int end = 0;
    for (int l = 0; l < mlp.layers(); l++) {
      int units = mlp.units(l);
      int weights = units * (l == 0 ? mlp.inputs() : mlp.units(l - 1));
      String kinds = "W b" + (mlp.norm(l) == Norm.NONE ? "" : " γ β") + (mlp.activation(l).isTrained() ? " α" : "");
      for (String name : kinds.split(" ")) {
        end += name.equals("W") ? weights : units;
        names.add(name + (l + 1));
        ends.add(end);
      }
    }
  }

  private static double[] errors(float[] g, double[] reference, List<Integer> ends) {
    double[] errors = new double[g.length == 0 ? 0 : ends.size()];
    for (int tensor = 0, i = 0; tensor < errors.length; tensor++) {
      double difference = 0;
      double squares = 0;
      double referenceSquares = 0;
      for (; i < ends.get(tensor); i++) {
        difference += (g[i] - reference[i]) * (g[i] - reference[i]);
        squares += (double) g[i] * g[i];
        referenceSquares += reference[i] * reference[i];
      }
      errors[tensor] = difference == 0 ? 0 : Math.sqrt(difference) / (Math.sqrt(squares) + Math.sqrt(referenceSquares));
    }
    return errors;
  }

  /** Returns e of the cost of central differences as c · weights^e, fitted: 1 if it is in proportion to the weights. */
  public double numericalExponent() {
    return exponent(weights(), of(GradientCost::numericalPasses));
  }

  /** Returns e of the cost of backpropagation as c · weights^e, fitted: 0 if it is the same for all numbers of weights. */
  public double backpropagationExponent() {
    return exponent(weights(), of(GradientCost::backpropagationPasses));
  }

  /** Returns the numbers of weights of the networks that were measured. */
  double[] weights() {
    return of(GradientCost::weights);
  }

  /** Returns a figure of each network that was measured. */
  double[] of(ToDoubleFunction<GradientCost> figure) {
    return costs.stream().mapToDouble(figure).toArray();
  }

  /** Returns the slope of the line through (log x, log y) that leaves the least squares of differences in log y. */
  static double exponent(double[] x, double[] y) {
    double meanX = 0;
    double meanY = 0;
    for (int i = 0; i < x.length; i++) {
      meanX += StrictMath.log(x[i]) / x.length;
      meanY += StrictMath.log(y[i]) / x.length;
    }
    double products = 0;
    double squares = 0;
    for (int i = 0; i < x.length; i++) {
      products += (StrictMath.log(x[i]) - meanX) * (StrictMath.log(y[i]) - meanY);
      squares += (StrictMath.log(x[i]) - meanX) * (StrictMath.log(x[i]) - meanX);
    }
    return products / squares;
  }
}
