package io.github.jinbei;

import io.github.jinbei.internal.net.Batch;
import io.github.jinbei.internal.net.TrainingStep;
import io.github.jinbei.internal.parallel.Workers;
import java.util.Objects;

/**
 * Compares backpropagation with numerical gradients. The reference is written for nothing but this: a plain forward
 * pass in {@code double}, whose loss is differenced centrally, (L(p + h) - L(p - h)) / 2h,
 * in one parameter after the other. (In {@code float} the difference would drown in rounding.) It uses {@link StrictMath}:
 * the same network and rows give the same bits on every machine.
 */
public final class GradientCheck {

  /** Half the distance of a central difference: balances h² against the rounding of double, 1e-16 / h. */
  private static final double H = 1e-5;

  private GradientCheck() {}

  /**
   * What a check found. Both gradients are of the loss summed over the rows, laid out like the parameters.
   *
   * @param relativeError ‖g - ĝ‖₂ / (‖g‖₂ + ‖ĝ‖₂), 0 where both vanish; below 1e-4 for a correct derivative
   * @param backpropagated g
   * @param numerical ĝ
   * @param kinkDistance the least distance of any unit, or output, from where the derivative of its activation, or of
   *     the loss, jumps; infinite if it never does: where it is tiny, the numerical gradient may straddle the kink, and other inputs should be drawn
   */
  public record Result(double relativeError, float[] backpropagated, double[] numerical, double kinkDistance) {}

  /**
   * Checks the gradient of a batch. The network is not modified.
   *
   * @param mlp the network, as training sees it: batch norm takes the statistics of the rows. Nothing is dropped.
   * @param loss a loss that its output accepts
   * @param x {@code rows} rows of inputs
   * @param targets {@code rows} rows of targets
   * @param rows rows of the batch, at least 1
   */
  public static Result run(Mlp mlp, Loss loss, float[] x, float[] targets, int rows) {
    Arguments.atLeast("rows", rows, 1);
    Arguments.range("x", x.length, 0, rows, mlp.inputs());
    Arguments.range("targets", targets.length, 0, rows, mlp.outputs());
    if (!Objects.requireNonNull(loss, "loss").accepts(mlp.activation(mlp.layers() - 1))) {
      throw new IllegalArgumentException("loss = " + loss + "; expected one that the output of " + mlp + " accepts");
    }
    TrainingStep step =
        new TrainingStep(mlp.topology().withoutDropout(), loss.function, mlp.parameters(), rows, new Workers(1));
    System.arraycopy(targets, 0, step.targets(), 0, rows * mlp.outputs());
    Batch batch = new Batch().whole(x, 0, rows);
    step.forward(batch, 0);
    step.backward(batch);

    ExactNetwork exact = new ExactNetwork(mlp, loss, x, targets, rows);
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
