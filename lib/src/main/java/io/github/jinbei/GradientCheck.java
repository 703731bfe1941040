package io.github.jinbei;

import io.github.jinbei.internal.net.Batch;
import io.github.jinbei.internal.net.TrainingStep;
import io.github.jinbei.internal.parallel.Workers;
import io.github.jinbei.internal.text.Arguments;
import java.util.Arrays;
import java.util.Objects;

/**
 * Compares the gradient of backpropagation with a numerical gradient. The reference is a separate, plain forward pass in {@code
 * double}. Its numerical gradient is the central difference (L(p + h) - L(p - h)) / 2h for each parameter p, with h = 1e-5. In
 * {@code float} the rounding error would be larger than the difference. The reference uses {@link StrictMath}: the same network
 * and rows give the same bits on every machine.
 */
public final class GradientCheck {

  /** h of the central difference: balances its error, about h², and the rounding error of double, about 1e-16 / h. */
  private static final double H = 1e-5;

  private GradientCheck() {}

  /**
   * The result of a check. Both gradients are of the loss summed over the rows, in the order of {@link Mlp#parameters}.
   *
   * @param relativeError ‖g - ĝ‖₂ / (‖g‖₂ + ‖ĝ‖₂), 0 if both are 0; below 1e-4 for a correct derivative
   * @param backpropagated g
   * @param numerical ĝ
   * @param kinkDistance the smallest distance of any unit or output from a point where the derivative of its activation or of
   *     the loss jumps; infinite if there is no such point. If it is tiny, the numerical gradient may cross the kink, and the
   *     check should be repeated with other inputs
   */
  public record Result(double relativeError, float[] backpropagated, double[] numerical, double kinkDistance) {}

  /**
   * Checks the gradient of a batch. The network is not modified.
   *
   * @param mlp the network; batch norm uses the statistics of the rows, and nothing is dropped
   * @param loss a loss that accepts the output activation of the network
   * @param x rows of the network's inputs, from xOff on; not modified
   * @param xOff index of the first input
   * @param targets rows of the network's outputs, from tOff on; not modified
   * @param tOff index of the first target
   * @param rows rows of the batch, at least 1
   * @return both gradients and their difference
   * @throws IllegalArgumentException if rows is below 1 or the loss does not accept the output activation
   * @throws IndexOutOfBoundsException if an array is too short
   * @throws NullPointerException if loss is null
   */
  public static Result run(Mlp mlp, Loss loss, float[] x, int xOff, float[] targets, int tOff, int rows) {
    Arguments.atLeast("rows", rows, 1);
    Arguments.range("x", x, xOff, rows, mlp.inputs());
    Arguments.range("targets", targets, tOff, rows, mlp.outputs());
    if (!Objects.requireNonNull(loss, "loss").accepts(mlp.activation(mlp.layers() - 1))) {
      throw new IllegalArgumentException("loss = " + loss + "; expected one that the output of " + mlp + " accepts");
    }
    TrainingStep step =
        new TrainingStep(mlp.topology().withoutDropout(), loss.function, mlp.parameters(), rows, new Workers(1));
    System.arraycopy(targets, tOff, step.targets(), 0, rows * mlp.outputs());
    Batch batch = new Batch().whole(x, xOff, rows);
    step.forward(batch, 0);
    step.backward(batch);

    ExactNetwork exact = new ExactNetwork(mlp, loss, Arrays.copyOfRange(x, xOff, xOff + rows * mlp.inputs()),
        Arrays.copyOfRange(targets, tOff, tOff + rows * mlp.outputs()), rows);
    exact.loss();
    double kinkDistance = exact.kinkDistance;
    double[] numerical = differences(exact);
    float[] gradient = step.gradient().values();
    return new Result(relativeError(gradient, numerical), gradient, numerical, kinkDistance);
  }

  private static double[] differences(ExactNetwork exact) {
    double[] gradient = new double[exact.parameters.length];
    for (int i = 0; i < gradient.length; i++) {
      double value = exact.parameters[i];
      exact.parameters[i] = value + H;
      double above = exact.loss();
      exact.parameters[i] = value - H;
      double below = exact.loss();
      exact.parameters[i] = value;
      gradient[i] = (above - below) / (2 * H);
    }
    return gradient;
  }

  private static double relativeError(float[] g, double[] reference) {
    double difference = 0;
    double squares = 0;
    double referenceSquares = 0;
    for (int i = 0; i < g.length; i++) {
      difference += (g[i] - reference[i]) * (g[i] - reference[i]);
      squares += (double) g[i] * g[i];
      referenceSquares += reference[i] * reference[i];
    }
    return difference == 0 ? 0 : Math.sqrt(difference) / (Math.sqrt(squares) + Math.sqrt(referenceSquares));
  }
}
