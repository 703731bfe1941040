package io.github.jinbei.bench;

import static io.github.jinbei.bench.UncertainMatrix.U;
import static io.github.jinbei.bench.UncertainMatrix.square;

import io.github.jinbei.bench.naive.NaiveMlp.Activation;

/** A forward pass in {@code double}, by matrices, with the tolerance of one in {@code float}. */
final class ReferenceForward {

  /** The error of an activation itself, relative to its value: 3 ulp, of at most 2u each, and a margin for its argument. */
  static final double ACTIVATION_ERROR = 8 * U;

  /** The weights, [in][out]. */
  final UncertainMatrix[] w;
  /** The pre-activations of each layer. */
  final UncertainMatrix[] z;
  /** The rows, then the activations of each layer. */
  final UncertainMatrix[] a;

  ReferenceForward(Net net, float[] parameters, float[] x, int rows) {
    int layers = net.layers();
    w = new UncertainMatrix[layers];
    z = new UncertainMatrix[layers];
    a = new UncertainMatrix[layers + 1];
    a[0] = UncertainMatrix.exact(x, 0, rows, net.units(0));
    int at = 0;
    for (int l = 0; l < layers; l++) {
      int in = net.units(l);
      int out = net.units(l + 1);
      w[l] = UncertainMatrix.exact(parameters, at, in, out);
      UncertainMatrix b = UncertainMatrix.exact(parameters, at + in * out, 1, out);
      z[l] = a[l].times(w[l]).plusRow(b);
      a[l + 1] = net.activation(l) == Activation.SOFTMAX ? softmax(z[l]) : activate(net.activation(l), z[l]);
      at += (in + 1) * out;
    }
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

  /** Returns f'(z). */
  static double derivative(Activation activation, double z) {
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

  /** Returns p = exp(z) / Σ exp(z) for each row; dp[j] = p[j] · (dz[j] - Σ_l p[l] · dz[l]). */
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
}
