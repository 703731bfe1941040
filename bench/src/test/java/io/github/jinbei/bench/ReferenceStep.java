package io.github.jinbei.bench;

import static io.github.jinbei.bench.UncertainMatrix.DEVIATIONS;
import static io.github.jinbei.bench.UncertainMatrix.U;
import static io.github.jinbei.bench.UncertainMatrix.square;

import io.github.jinbei.bench.naive.NaiveMlp.Activation;
import io.github.jinbei.bench.naive.NaiveMlp.Loss;

/**
 * The first training step of a net in {@code double}, by matrices, with the tolerance of a step in {@code float}. It supports
 * the nets of {@link Net}: any hidden activation, softmax with cross-entropy, identity with squared error, both optimizers.
 */
final class ReferenceStep {

  /** The term that Adam adds to the root of the mean square. */
  private static final double ADAM_EPSILON = 1e-8;

  /**
   * The error of Adam's own arithmetic, relative to the learning rate. As a float 1 - 0.999 has a relative error of 1.3e-5,
   * which does not cancel in all implementations.
   */
  private static final double ADAM_ERROR = 0x1p-13;

  private final Net net;
  private final Batch batch;
  private final ReferenceForward forward;

  /** The gradient, a sum over the rows, in the layout of the parameters. */
  final double[] gradient;
  /** The tolerance of a float gradient relative to {@link #gradient}. */
  final double[] gradientTolerance;
  /** The parameters after the step: layer after layer W as [in][out], then b. */
  final double[] parameters;
  /** The change of each parameter. */
  final double[] change;
  /** The tolerance of the parameters of a float step. */
  final double[] tolerance;
  /** The mean loss before the update. */
  final double loss;
  /** The tolerance of the loss of a float step. */
  final double lossTolerance;

  ReferenceStep(Net net, Batch batch) {
    this.net = net;
    this.batch = batch;
    int layers = net.layers();
    parameters = new double[net.parameterCount()];
    gradient = new double[parameters.length];
    gradientTolerance = new double[parameters.length];
    change = new double[parameters.length];
    tolerance = new double[parameters.length];
    forward = new ReferenceForward(net, batch.parameters(), batch.x(), net.batch());
    UncertainMatrix targets = targets();
    double[] lossAndTolerance = loss(targets);
    loss = lossAndTolerance[0];
    lossTolerance = lossAndTolerance[1];
    backward(forward.a[layers].minus(targets));
  }

  private UncertainMatrix targets() {
    int outputs = net.units(net.layers());
    if (!net.classes()) {
      return UncertainMatrix.exact(batch.targets(), 0, net.batch(), outputs);
    }
    UncertainMatrix targets = new UncertainMatrix(net.batch(), outputs);
    for (int r = 0; r < net.batch(); r++) {
      targets.value[r * outputs + batch.classes()[r]] = 1;
    }
    return targets;
  }

  /** Returns the mean loss and its tolerance: standard deviations for the errors of a row, the worst case for the mean's. */
  private double[] loss(UncertainMatrix targets) {
    UncertainMatrix y = forward.a[net.layers()];
    double sum = 0;
    double deviations = 0;
    for (int i = 0; i < y.value.length; i++) {
      double zSize = Math.abs(forward.z[net.layers() - 1].value[i]);
      double deviation = Math.sqrt(y.variance[i]);
      if (net.loss() == Loss.CROSS_ENTROPY && targets.value[i] == 1) {
        double term = -Math.log(y.value[i]);
        sum += term;
        deviations += deviation / y.value[i] + 4 * U * (1 + term + zSize);
      } else if (net.loss() == Loss.SQUARED_ERROR) {
        double difference = y.value[i] - targets.value[i];
        sum += square(difference) / 2;
        deviations += Math.abs(difference) * deviation + 4 * U * square(difference);
      }
    }
    int rows = net.batch();
    return new double[] {sum / rows, (DEVIATIONS * deviations + (rows + 2) * U * sum) / rows};
  }

  private void backward(UncertainMatrix outputDelta) {
    UncertainMatrix delta = outputDelta;
    int end = parameters.length;
    for (int l = net.layers() - 1; l >= 0; l--) {
      int weights = net.units(l) * net.units(l + 1);
      int at = end - weights - net.units(l + 1);
      update(forward.a[l].transposed().times(delta), at);
      update(delta.columnSums(), at + weights);
      if (l > 0) {
        delta = timesDerivative(delta.times(forward.w[l].transposed()), net.activation(l - 1), forward.z[l - 1]);
      }
      end = at;
    }
  }

  /** Returns s · f'(z). Where z may round to either side of ReLU's kink, the uncertainty is the whole product. */
  private static UncertainMatrix timesDerivative(UncertainMatrix s, Activation activation, UncertainMatrix z) {
    UncertainMatrix delta = new UncertainMatrix(s.rows, s.columns);
    for (int i = 0; i < s.value.length; i++) {
      double slope = ReferenceForward.derivative(activation, z.value[i]);
      delta.value[i] = s.value[i] * slope;
      delta.variance[i] = square(slope) * s.variance[i] + square(U * delta.value[i])
          + square(s.value[i]) * slopeVariance(activation, z.value[i], z.variance[i]);
    }
    return delta;
  }

  /** Returns the variance of f'. Sigmoid and tanh: |f''| < 1, and a few roundings of numbers up to 1. ReLU: 0 or 1. */
  private static double slopeVariance(Activation activation, double z, double zVariance) {
    switch (activation) {
      case IDENTITY:
        return 0;
      case RELU:
        return Math.abs(z) <= DEVIATIONS * Math.sqrt(zVariance) ? 1 : 0;
      default:
        return zVariance + square(2 * ReferenceForward.ACTIVATION_ERROR);
    }
  }

  /** Updates parameters. The tolerance has the worst case for the rounding of the new parameter, deviations for all before. */
  private void update(UncertainMatrix gradientSum, int at) {
    int rows = net.batch();
    for (int i = 0; i < gradientSum.value.length; i++) {
      gradient[at + i] = gradientSum.value[i];
      gradientTolerance[at + i] = DEVIATIONS * Math.sqrt(gradientSum.variance[i]);
      double g = gradientSum.value[i] / rows;
      double off = DEVIATIONS * Math.sqrt(gradientSum.variance[i] / square(rows) + square(3 * U * g));
      double step = step(g);
      double stepOff = Math.max(step(g + off) - step, step - step(g - off)); // correct, because a step grows with g
      double p = batch.parameters()[at + i] - step;
      parameters[at + i] = p;
      change[at + i] = -step;
      tolerance[at + i] = U * Math.abs(p) + stepOff;
      if (net.optimizer() == Net.Optimizer.ADAM) {
        tolerance[at + i] += ADAM_ERROR * net.learningRate();
      }
    }
  }

  /**
   * Returns the value that is subtracted for the mean gradient g. Adam's first step from means of 0 is m = (1-β₁)·g,
   * v = (1-β₂)·g², divided by 1-β₁ and 1-β₂: the constants cancel and are not tested here.
   */
  private double step(double g) {
    switch (net.optimizer()) {
      case SGD:
        return net.learningRate() * g;
      case ADAM:
        return net.learningRate() * g / (Math.sqrt(g * g) + ADAM_EPSILON);
      default:
        throw new IllegalArgumentException("optimizer: " + net.optimizer());
    }
  }
}
