package io.github.jinbei;

import io.github.jinbei.internal.net.Topology;

/**
 * A plain forward pass in {@code double}, as in a training step: batch norm uses the statistics of the rows. Nothing is
 * dropped. It shares only the offsets of the parameters with the float code.
 */
final class ExactNetwork {

  private static final double NORM_EPSILON = 1e-5f;

  private final Mlp mlp;
  private final Topology t;
  private final Loss loss;
  private final float[] x;
  private final float[] targets;
  private final int rows;

  /** A copy of the parameters, which the caller may change. */
  final double[] parameters;

  /** The smallest distance of any unit or output from a point where the derivative jumps. */
  double kinkDistance = Double.POSITIVE_INFINITY;

  ExactNetwork(Mlp mlp, Loss loss, float[] x, float[] targets, int rows) {
    this.mlp = mlp;
    this.t = mlp.topology();
    this.loss = loss;
    this.x = x;
    this.targets = targets;
    this.rows = rows;
    float[] values = mlp.state().parameters();
    this.parameters = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      parameters[i] = values[i];
    }
  }

  /** Returns the loss summed over the rows. */
  double loss() {
    double[][] h = new double[rows][t.inputs()];
    for (int r = 0; r < rows; r++) {
      for (int i = 0; i < t.inputs(); i++) {
        h[r][i] = x[r * t.inputs() + i] * (t.inputFactors() ? parameters[i] : 1);
      }
    }
    double total = 0;
    for (int l = 0; l < t.layers(); l++) {
      double[][] z = new double[rows][];
      for (int r = 0; r < rows; r++) {
        z[r] = preActivations(l, h[r]);
      }
      switch (mlp.norm(l)) {
        case LAYER -> normaliseRows(l, z);
        case BATCH -> normaliseUnits(l, z);
        default -> { }
      }
      for (int r = 0; r < rows; r++) {
        h[r] = activate(l, z[r]);
        total += l < t.layers() - 1 ? 0 : rowLoss(z[r], h[r], r * t.outputs());
      }
    }
    return total;
  }

  private double[] preActivations(int l, double[] h) {
    double[] z = new double[t.out(l)];
    for (int j = 0; j < z.length; j++) {
      z[j] = parameters[t.biasOffset(l) + j];
      for (int i = 0; i < h.length; i++) {
        z[j] += h[i] * parameters[t.weightOffset(l) + i * z.length + j];
      }
    }
    return z;
  }

  private void normaliseRows(int l, double[][] z) {
    for (double[] row : z) {
      double[] normal = normal(row);
      for (int j = 0; j < row.length; j++) {
        row[j] = normal[j] * parameters[t.gammaOffset(l) + j] + parameters[t.betaOffset(l) + j];
      }
    }
  }

  private void normaliseUnits(int l, double[][] z) {
    for (int j = 0; j < t.out(l); j++) {
      double[] column = new double[rows];
      for (int r = 0; r < rows; r++) {
        column[r] = z[r][j];
      }
      double[] normal = normal(column);
      for (int r = 0; r < rows; r++) {
        z[r][j] = normal[r] * parameters[t.gammaOffset(l) + j] + parameters[t.betaOffset(l) + j];
      }
    }
  }

  private static double[] normal(double[] values) {
    double mean = 0;
    for (double v : values) {
      mean += v / values.length;
    }
    double variance = 0;
    for (double v : values) {
      variance += (v - mean) * (v - mean) / values.length;
    }
    double[] normal = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      normal[i] = (values[i] - mean) / Math.sqrt(variance + NORM_EPSILON);
    }
    return normal;
  }

  private double[] activate(int l, double[] z) {
    Activation f = mlp.activation(l);
    double[] a = new double[z.length];
    double logSum = f.equals(Activation.SOFTMAX) ? logSumExp(z) : 0;
    Activation.Exact exact = f.exact();
    boolean own = f.function.ownParameters();
    boolean kink = own || f.hasKink();
    for (int j = 0; j < z.length; j++) {
      double parameter = own ? parameters[t.ownOffset(l) + j] : logSum;
      a[j] = exact.of(z[j], parameter);
      if (kink) {
        kinkDistance = Math.min(kinkDistance, Math.abs(z[j]));
      }
    }
    return a;
  }

  private static double logSumExp(double[] z) {
    double max = Double.NEGATIVE_INFINITY;
    for (double v : z) {
      max = Math.max(max, v);
    }
    double sum = 0;
    for (double v : z) {
      sum += StrictMath.exp(v - max);
    }
    return max + StrictMath.log(sum);
  }

  private double rowLoss(double[] z, double[] a, int at) {
    double logSum = logSumExp(z);
    Loss.Exact exact = loss.exact();
    double total = 0;
    for (int j = 0; j < a.length; j++) {
      double y = targets[at + j];
      total += exact.of(z[j], a[j], y, logSum);
      if (loss.equals(Loss.ABSOLUTE_ERROR)) {
        kinkDistance = Math.min(kinkDistance, Math.abs(a[j] - y));
      }
    }
    return total;
  }
}
