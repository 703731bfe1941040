package io.github.jinbei.bench;

import static io.github.jinbei.bench.UncertainMatrix.DEVIATIONS;
import static io.github.jinbei.bench.UncertainMatrix.U;
import static io.github.jinbei.bench.UncertainMatrix.square;

import io.github.jinbei.Activation;
import io.github.jinbei.Loss;

/**
 * The first training step of a net in {@code double}, by matrices, and how far a step in {@code float} may be from it.
 * Knows what the nets of {@link Net} need: any hidden activation, softmax with cross-entropy, identity with squared
 * error, both optimizers.
 */
final class ReferenceStep {

  /** An activation's own error, relative to its value: 3 ulp, of at most 2u each, and some for its argument. */
  private static final double ACTIVATION_ERROR = 8 * U;

  /** What Adam adds to the root of the mean square. */
  private static final double ADAM_EPSILON = 1e-8;

  /**
   * How far Adam's own arithmetic may be off, relative to the learning rate. As a float 1 - 0.999 is off by 1.3e-5 of
   * itself, and not everybody lets that cancel.
   */
  private static final double ADAM_ERROR = 0x1p-13;

  private final Net net;
  private final Batch batch;
  private final UncertainMatrix[] w; // [in][out]
  private final UncertainMatrix[] z;
  private final UncertainMatrix[] a; // a[0] is the batch

  /** Parameters after the step: layer after layer W as [in][out], then b. */
  final double[] parameters;
  /** How much each parameter changed. */
  final double[] change;
  /** How far from {@link #parameters} a float step may be. */
  final double[] tolerance;
  /** Mean loss before the update. */
  final double loss;
  /** How far from {@link #loss} a float step may be. */
  final double lossTolerance;

  ReferenceStep(Net net, Batch batch) {
    this.net = net;
    this.batch = batch;
    int layers = net.layers();
    w = new UncertainMatrix[layers];
    z = new UncertainMatrix[layers];
    a = new UncertainMatrix[layers + 1];
    parameters = new double[net.parameterCount()];
    change = new double[parameters.length];
    tolerance = new double[parameters.length];
    forward();
    UncertainMatrix targets = targets();
    double[] lossAndTolerance = loss(targets);
    loss = lossAndTolerance[0];
    lossTolerance = lossAndTolerance[1];
    backward(a[layers].minus(targets));
  }

  private void forward() {
    a[0] = UncertainMatrix.exact(batch.x(), 0, net.batch(), net.units(0));
    int at = 0;
    for (int l = 0; l < net.layers(); l++) {
      int in = net.units(l);
      int out = net.units(l + 1);
      w[l] = UncertainMatrix.exact(batch.parameters(), at, in, out);
      UncertainMatrix b = UncertainMatrix.exact(batch.parameters(), at + in * out, 1, out);
      z[l] = a[l].times(w[l]).plusRow(b);
      a[l + 1] = net.activation(l) == Activation.SOFTMAX ? softmax(z[l]) : activate(net.activation(l), z[l]);
      at += (in + 1) * out;
    }
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

  private static UncertainMatrix activate(Activation activation, UncertainMatrix z) {
    UncertainMatrix a = new UncertainMatrix(z.rows, z.columns);
    for (int i = 0; i < z.value.length; i++) {
      a.value[i] = activate(activation, z.value[i]);
      double slope = derivative(activation, z.value[i]);
      a.variance[i] = square(slope) * z.variance[i] + square(ACTIVATION_ERROR * a.value[i]);
    }
    return a;
  }

  private static double activate(Activation activation, double z) {
    switch (activation) {
      case IDENTITY:
        return z;
      case SIGMOID:
        return 1 / (1 + Math.exp(-z));
      case TANH:
        return Math.tanh(z);
      case RELU:
        return Math.max(z, 0);
      default:
        throw new IllegalArgumentException("activation: " + activation);
    }
  }

  private static double derivative(Activation activation, double z) {
    double a = activate(activation, z);
    switch (activation) {
      case IDENTITY:
        return 1;
      case SIGMOID:
        return a * (1 - a);
      case TANH:
        return 1 - a * a;
      default:
        return z > 0 ? 1 : 0;
    }
  }

  /** p = exp(z) / Σ exp(z) for each row; dp[j] = p[j] · (dz[j] - Σ_l p[l] · dz[l]). */
  private static UncertainMatrix softmax(UncertainMatrix z) {
    int n = z.columns;
    UncertainMatrix p = new UncertainMatrix(z.rows, n);
    for (int at = 0; at < z.value.length; at += n) {
      double max = Double.NEGATIVE_INFINITY;
      for (int j = at; j < at + n; j++) {
        max = Math.max(max, z.value[j]);
      }
      double sum = 0;
      for (int j = at; j < at + n; j++) {
        sum += Math.exp(z.value[j] - max);
      }
      double common = 0;
      for (int j = at; j < at + n; j++) {
        p.value[j] = Math.exp(z.value[j] - max) / sum;
        common += square(p.value[j]) * z.variance[j];
      }
      for (int j = at; j < at + n; j++) {
        double own = (square(1 - p.value[j]) - square(p.value[j])) * z.variance[j];
        double rounding = ACTIVATION_ERROR + U * (max - z.value[j]) + U * Math.sqrt(n);
        p.variance[j] = square(p.value[j]) * (common + Math.max(own, 0) + square(rounding));
      }
    }
    return p;
  }

  /** The mean loss and its tolerance: errors of a row in deviations, those of the mean over rows at their worst. */
  private double[] loss(UncertainMatrix targets) {
    UncertainMatrix y = a[net.layers()];
    double sum = 0;
    double deviations = 0;
    for (int i = 0; i < y.value.length; i++) {
      double zSize = Math.abs(z[net.layers() - 1].value[i]);
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
      update(a[l].transposed().times(delta), at);
      update(delta.columnSums(), at + weights);
      if (l > 0) {
        delta = timesDerivative(delta.times(w[l].transposed()), net.activation(l - 1), z[l - 1]);
      }
      end = at;
    }
  }

  /** s · f'(z). Where z may round to either side of ReLU's kink the product is as uncertain as it is large. */
  private static UncertainMatrix timesDerivative(UncertainMatrix s, Activation activation, UncertainMatrix z) {
    UncertainMatrix delta = new UncertainMatrix(s.rows, s.columns);
    for (int i = 0; i < s.value.length; i++) {
      double slope = derivative(activation, z.value[i]);
      delta.value[i] = s.value[i] * slope;
      delta.variance[i] = square(slope) * s.variance[i] + square(U * delta.value[i])
          + square(s.value[i]) * slopeVariance(activation, z.value[i], z.variance[i]);
    }
    return delta;
  }

  /** Sigmoid and tanh: |f''| < 1, and a few roundings of numbers up to 1. ReLU: 0 or 1, known or not. */
  private static double slopeVariance(Activation activation, double z, double zVariance) {
    switch (activation) {
      case IDENTITY:
        return 0;
      case RELU:
        return Math.abs(z) <= DEVIATIONS * Math.sqrt(zVariance) ? 1 : 0;
      default:
        return zVariance + square(2 * ACTIVATION_ERROR);
    }
  }

  /** The rounding of the new parameter is taken at its worst, all that comes before it in deviations. */
  private void update(UncertainMatrix gradientSum, int at) {
    int rows = net.batch();
    for (int i = 0; i < gradientSum.value.length; i++) {
      double g = gradientSum.value[i] / rows;
      double off = DEVIATIONS * Math.sqrt(gradientSum.variance[i] / square(rows) + square(3 * U * g));
      double step = step(g);
      double stepOff = Math.max(step(g + off) - step, step - step(g - off)); // right, since a step grows with g
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
   * What is subtracted for the mean gradient g. Adam's first step from means of 0 is m = (1-β₁)·g, v = (1-β₂)·g²,
   * divided by 1-β₁ and 1-β₂: the constants cancel and are not tested here.
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
