package io.github.jinbei;

import io.github.jinbei.internal.net.TrainingStep;
import io.github.jinbei.internal.parallel.Workers;
import io.github.jinbei.internal.net.Topology;
import java.util.Objects;

/**
 * Compares backpropagation with numerical gradients. The reference is written for nothing but this: a plain forward
 * pass in {@code double}, one sample after the other, whose loss is differenced centrally, (L(p + h) - L(p - h)) / 2h,
 * in one parameter after the other. (In {@code float} the difference would drown in rounding.)
 */
public final class GradientCheck {

  /** Half the distance of a central difference: balances h² against the rounding of double, 1e-16 / h. */
  private static final double H = 1e-5;

  private final Topology topology;
  private final Loss loss;
  private final double[] parameters;
  private double kinkDistance = Double.POSITIVE_INFINITY;

  private GradientCheck(Mlp mlp, Loss loss) {
    this.topology = mlp.topology();
    this.loss = loss;
    float[] values = mlp.liveParameters();
    this.parameters = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      parameters[i] = values[i];
    }
  }

  /**
   * What a check found. Both gradients are of the loss summed over the rows, laid out like the parameters.
   *
   * @param relativeError ‖g - ĝ‖₂ / (‖g‖₂ + ‖ĝ‖₂), 0 where both vanish; below 1e-4 for a correct derivative
   * @param backpropagated g
   * @param numerical ĝ
   * @param kinkDistance the least |z| of any unit whose activation has a kink at 0, infinite if there is none: where it
   *     is tiny, the numerical gradient may straddle the kink, and other inputs should be drawn
   */
  public record Result(double relativeError, float[] backpropagated, double[] numerical, double kinkDistance) {}

  /**
   * Checks the gradient of a batch. The network is not modified.
   *
   * @param mlp the network
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
    TrainingStep step = new TrainingStep(mlp.topology(), loss.function, mlp.parameters(), rows, new Workers(1));
    System.arraycopy(targets, 0, step.forward().targets(), 0, rows * mlp.outputs());
    step.forward(x, 0, rows);
    step.backward(rows);

    GradientCheck check = new GradientCheck(mlp, loss);
    check.lossOf(x, targets, rows);
    double kinkDistance = check.kinkDistance;
    double[] numerical = check.differences(x, targets, rows);
    return new Result(relativeError(step.gradient(), numerical), step.gradient(), numerical, kinkDistance);
  }

  private double[] differences(float[] x, float[] targets, int rows) {
    double[] gradient = new double[parameters.length];
    for (int i = 0; i < gradient.length; i++) {
      double value = parameters[i];
      parameters[i] = value + H;
      double above = lossOf(x, targets, rows);
      parameters[i] = value - H;
      double below = lossOf(x, targets, rows);
      parameters[i] = value;
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

  /** The loss summed over the rows, in double. */
  private double lossOf(float[] x, float[] targets, int rows) {
    double total = 0;
    for (int r = 0; r < rows; r++) {
      double[] z = new double[topology.inputs()];
      for (int i = 0; i < z.length; i++) {
        z[i] = x[r * z.length + i];
      }
      for (int l = 0; l < topology.layers(); l++) {
        z = preActivations(l, l == 0 ? z : activate(l - 1, z));
      }
      total += rowLoss(z, targets, r * topology.outputs());
    }
    return total;
  }

  private double[] preActivations(int l, double[] h) {
    double[] z = new double[topology.out(l)];
    for (int j = 0; j < z.length; j++) {
      z[j] = parameters[topology.biasOffset(l) + j];
      for (int i = 0; i < h.length; i++) {
        z[j] += h[i] * parameters[topology.weightOffset(l) + i * z.length + j];
      }
    }
    return z;
  }

  private double[] activate(int l, double[] z) {
    Activation f = Activation.of(topology.function(l));
    double[] a = new double[z.length];
    double logSum = f == Activation.SOFTMAX ? logSumExp(z) : 0;
    for (int j = 0; j < z.length; j++) {
      a[j] = switch (f) {
        case IDENTITY -> z[j];
        case SIGMOID -> 1 / (1 + Math.exp(-z[j]));
        case TANH -> Math.tanh(z[j]);
        case RELU -> rectified(z[j]);
        case SOFTMAX -> Math.exp(z[j] - logSum);
      };
    }
    return a;
  }

  private double rectified(double z) {
    kinkDistance = Math.min(kinkDistance, Math.abs(z));
    return Math.max(z, 0);
  }

  private static double logSumExp(double[] z) {
    double max = Double.NEGATIVE_INFINITY;
    for (double v : z) {
      max = Math.max(max, v);
    }
    double sum = 0;
    for (double v : z) {
      sum += Math.exp(v - max);
    }
    return max + Math.log(sum);
  }

  /** The cross-entropies are taken from z: a saturated unit has a finite loss. */
  private double rowLoss(double[] z, float[] y, int at) {
    double[] a = activate(topology.layers() - 1, z);
    double logSum = loss == Loss.CROSS_ENTROPY ? logSumExp(z) : 0;
    double total = 0;
    for (int j = 0; j < a.length; j++) {
      double t = y[at + j];
      total += switch (loss) {
        case SQUARED_ERROR -> 0.5 * (a[j] - t) * (a[j] - t);
        case BINARY_CROSS_ENTROPY -> Math.max(z[j], 0) - z[j] * t + Math.log1p(Math.exp(-Math.abs(z[j])));
        case CROSS_ENTROPY -> t * (logSum - z[j]);
      };
    }
    return total;
  }
}
