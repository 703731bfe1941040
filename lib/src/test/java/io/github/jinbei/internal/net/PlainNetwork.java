package io.github.jinbei.internal.net;

import io.github.jinbei.internal.kernel.ScalarMath;

/**
 * A network in plain loops: one sample, one unit, one fma after the other, in the order that the library defines. The oracle
 * for the bits of a step.
 */
final class PlainNetwork {

  private static final int LANES = 16;
  private static final float EPSILON = 1e-5f;

  final Topology t;
  final float[] parameters;
  final int rows;

  /**
   * The inputs of layer l in [l], after dropout or times their factors; the outputs of the network in the last. All are
   * [rows][units].
   */
  final float[][] h;
  private final float[] x;

  /** Activations of each layer before dropout. */
  final float[][] a;

  /** The arguments of the activations: z, normalised where the layer has a norm. */
  final float[][] inner;

  /** For layers with a norm: normalised values; the factor of each row or unit; mean and variance of batch norm. */
  final float[][] normal;
  final float[][] scales;
  final float[][] means;
  final float[][] variances;

  /** z of the output layer; with softmax, minus the maximum of its row. */
  float[] z;

  /** Weights of the rows, which multiply losses and deltas; or null. */
  float[] weights;

  private final PlainDropout dropout;
  private final boolean[] frozen;
  private final float[] running;
  private final float[] softmaxSums;

  PlainNetwork(Topology t, float[] parameters, float[] x, int rows) {
    this(t, parameters, x, rows, null);
  }

  /** @param dropout which units are dropped; null in a prediction */
  PlainNetwork(Topology t, float[] parameters, float[] x, int rows, PlainDropout dropout) {
    this(t, parameters, x, rows, dropout, new boolean[t.layers()], null);
  }

  /** @param running the statistics that batch norms of frozen layers normalise by */
  PlainNetwork(Topology t, float[] parameters, float[] x, int rows, PlainDropout dropout, boolean[] frozen,
      float[] running) {
    int layers = t.layers();
    this.t = t;
    this.parameters = parameters;
    this.rows = rows;
    this.dropout = dropout;
    this.frozen = frozen;
    this.running = running;
    this.h = new float[layers + 1][];
    this.a = new float[layers][];
    this.inner = new float[layers][];
    this.normal = new float[layers][];
    this.scales = new float[layers][];
    this.means = new float[layers][];
    this.variances = new float[layers][];
    this.softmaxSums = new float[rows];
    this.x = x;
    h[0] = t.inputFactors() ? timesFactors(x) : x;
    for (int l = 0; l < layers; l++) {
      z = preActivations(l);
      inner[l] = switch (t.norm(l)) {
        case NONE -> z;
        case LAYER -> normaliseRows(l);
        case BATCH -> frozen[l] ? normaliseByRunningStatistics(l) : normaliseUnits(l);
      };
      a[l] = activate(l, inner[l].clone());
      h[l + 1] = dropout == null || t.dropout(l) == 0 ? a[l] : drop(l, a[l].clone());
    }
  }

  float[] outputs() {
    return h[t.layers()];
  }

  /** Returns rows of inputs, each times its factor. */
  private float[] timesFactors(float[] of) {
    float[] products = new float[of.length];
    for (int i = 0; i < of.length; i++) {
      products[i] = of[i] * parameters[i % t.inputs()];
    }
    return products;
  }

  /** Returns {@code z = b + Σ h_i w_i}, a chain of fma that begins at the bias. */
  private float[] preActivations(int l) {
    int in = t.in(l);
    int out = t.out(l);
    float[] sums = new float[rows * out];
    for (int r = 0; r < rows; r++) {
      for (int j = 0; j < out; j++) {
        float sum = parameters[t.biasOffset(l) + j];
        for (int i = 0; i < in; i++) {
          sum = Math.fma(h[l][r * in + i], parameters[t.weightOffset(l) + i * out + j], sum);
        }
        sums[r * out + j] = sum;
      }
    }
    return sums;
  }

  /** Applies layer norm. Sums over units are trees of 16 lanes; only the square root is in double. */
  private float[] normaliseRows(int l) {
    int units = t.out(l);
    normal[l] = z.clone();
    scales[l] = new float[rows];
    for (int r = 0; r < rows; r++) {
      int row = r * units;
      float mean = sum(normal[l], row, units) / units;
      for (int j = 0; j < units; j++) {
        normal[l][row + j] -= mean;
      }
      float variance = dot(normal[l], row, normal[l], row, units) / units;
      scales[l][r] = (float) (1 / Math.sqrt(variance + (double) EPSILON));
      for (int j = 0; j < units; j++) {
        normal[l][row + j] *= scales[l][r];
      }
    }
    return scaledAndShifted(l);
  }

  /** Applies batch norm. Sums over rows are chains; only the square root is in double. */
  private float[] normaliseUnits(int l) {
    int units = t.out(l);
    normal[l] = z.clone();
    scales[l] = new float[units];
    means[l] = new float[units];
    variances[l] = new float[units];
    for (int j = 0; j < units; j++) {
      for (int r = 0; r < rows; r++) {
        means[l][j] += normal[l][r * units + j];
      }
      means[l][j] *= 1f / rows;
      for (int r = 0; r < rows; r++) {
        normal[l][r * units + j] -= means[l][j];
        float centred = normal[l][r * units + j];
        variances[l][j] = Math.fma(centred, centred, variances[l][j]);
      }
      variances[l][j] /= rows;
      scales[l][j] = (float) (1 / Math.sqrt(variances[l][j] + (double) EPSILON));
      for (int r = 0; r < rows; r++) {
        normal[l][r * units + j] *= scales[l][j];
      }
    }
    return scaledAndShifted(l);
  }

  private float[] normaliseByRunningStatistics(int l) {
    int units = t.out(l);
    normal[l] = z.clone();
    scales[l] = new float[units];
    for (int j = 0; j < units; j++) {
      scales[l][j] = (float) (1 / Math.sqrt(running[t.varianceOffset(l) + j] + (double) EPSILON));
      for (int r = 0; r < rows; r++) {
        float centred = normal[l][r * units + j] - running[t.meanOffset(l) + j];
        normal[l][r * units + j] = centred * scales[l][j];
      }
    }
    return scaledAndShifted(l);
  }

  private float[] scaledAndShifted(int l) {
    int units = t.out(l);
    float[] y = new float[rows * units];
    for (int i = 0; i < y.length; i++) {
      y[i] = Math.fma(normal[l][i], parameters[t.gammaOffset(l) + i % units], parameters[t.betaOffset(l) + i % units]);
    }
    return y;
  }

  /** Returns the running statistics after this batch. They move a tenth of the way; the variance has n - 1 in place of n. */
  float[] statisticsAfter(float[] before) {
    float[] after = before.clone();
    for (int l = 0; l < t.layers(); l++) {
      if (t.norm(l) == Normalization.BATCH && !frozen[l]) {
        for (int j = 0; j < t.out(l); j++) {
          int mean = t.meanOffset(l) + j;
          int variance = t.varianceOffset(l) + j;
          after[mean] = before[mean] + 0.1f * (means[l][j] - before[mean]);
          float unbiased = variances[l][j] * (rows / (rows - 1f));
          after[variance] = before[variance] + 0.1f * (unbiased - before[variance]);
        }
      }
    }
    return after;
  }

  /** Returns the unit's own parameter of element i of layer l; NaN if it has none. */
  private float own(int l, int i) {
    return t.function(l).ownParameters() ? parameters[t.ownOffset(l) + i % t.out(l)] : Float.NaN;
  }

  private float[] activate(int l, float[] values) {
    ActivationFunction f = t.function(l);
    if (f == ActivationFunction.SOFTMAX) {
      softmax(values, t.out(l));
      return values;
    }
    for (int i = 0; i < values.length; i++) {
      values[i] = PlainFunction.value(f, values[i], own(l, i));
    }
    return values;
  }

  private float[] drop(int l, float[] values) {
    int units = t.out(l);
    for (int i = 0; i < values.length; i++) {
      values[i] = dropout.apply(l, t.dropout(l), i / units, i % units, values[i]);
    }
    return values;
  }

  private void softmax(float[] values, int units) {
    for (int r = 0; r < rows; r++) {
      float max = Float.NEGATIVE_INFINITY;
      for (int j = 0; j < units; j++) {
        max = values[r * units + j] > max ? values[r * units + j] : max;
      }
      for (int j = 0; j < units; j++) {
        z[r * units + j] -= max;
        values[r * units + j] = ScalarMath.exp(z[r * units + j]);
      }
      softmaxSums[r] = sum(values, r * units, units);
      for (int j = 0; j < units; j++) {
        values[r * units + j] /= softmaxSums[r];
      }
    }
  }

  /** Returns the loss summed over the rows, in double. */
  double loss(LossFunction loss, float[] y) {
    int units = t.outputs();
    double total = 0;
    for (int r = 0; r < rows; r++) {
      double rowLoss = rowLoss(loss, y, r * units, units, softmaxSums[r]);
      total += weights == null ? rowLoss : rowLoss * weights[r];
    }
    return total;
  }

  private double rowLoss(LossFunction loss, float[] y, int row, int units, float softmaxSum) {
    float[] d = new float[units];
    for (int j = 0; j < units; j++) {
      d[j] = loss == Losses.SQUARED_ERROR || loss == Losses.PERCEPTRON
          ? PlainFunction.flush(outputs()[row + j] - y[row + j])
          : PlainFunction.cost(loss, z[row + j], outputs()[row + j], y[row + j]);
    }
    return loss == Losses.SQUARED_ERROR ? 0.5 * dot(d, 0, d, 0, units)
        : loss == Losses.PERCEPTRON ? dot(d, 0, z, row, units)
        : loss == Losses.CROSS_ENTROPY ? ScalarMath.log(softmaxSum) - dot(y, row, z, row, units)
        : sum(d, 0, units);
  }

  /** Returns the gradient of {@link #loss}, in the layout of the parameters: each a chain over the rows, ascending. */
  float[] gradient(LossFunction loss, float[] y) {
    return gradient(loss, y, new float[parameters.length]);
  }

  /** Returns the same, each chain continued from a former gradient. Batch norm's dγ and dβ are chains of their own, added. */
  float[] gradient(LossFunction loss, float[] y, float[] before) {
    float[] gradient = before.clone();
    backward(loss, y, gradient);
    return gradient;
  }

  /** Returns dL/dX, [rows][inputs]. */
  float[] inputGradient(LossFunction loss, float[] y) {
    float[] dh = throughWeights(0, backward(loss, y, new float[parameters.length]));
    return t.inputFactors() ? timesFactors(dh) : dh;
  }

  /** Adds to the gradient and returns dZ of the first layer. */
  private float[] backward(LossFunction loss, float[] y, float[] gradient) {
    float[] dz = outputDelta(loss, y, gradient);
    for (int l = t.layers() - 1; ; l--) {
      int in = t.in(l);
      int out = t.out(l);
      for (int j = 0; j < out; j++) {
        for (int r = 0; r < rows; r++) {
          if (t.norm(l) != Normalization.BATCH) {
            gradient[t.biasOffset(l) + j] += dz[r * out + j];
          }
          for (int i = 0; i < in; i++) {
            int w = t.weightOffset(l) + i * out + j;
            gradient[w] = Math.fma(h[l][r * in + i], dz[r * out + j], gradient[w]);
          }
        }
      }
      if (l == 0) {
        if (t.inputFactors()) {
          addFactors(throughWeights(0, dz), gradient);
        }
        return dz;
      }
      dz = throughLayer(l - 1, throughWeights(l, dz), gradient);
    }
  }

  /** Returns dZ of hidden layer l, given dL/dH, and adds to the gradient of its parameters behind the biases. */
  private float[] throughLayer(int l, float[] dh, float[] gradient) {
    float[] d = dropout == null || t.dropout(l) == 0 ? dh : drop(l, dh);
    float[] own = new float[d.length];
    for (int i = 0; i < d.length; i++) {
      own[i] = PlainFunction.own(inner[l][i], d[i]);
      d[i] = PlainFunction.back(t.function(l), inner[l][i], a[l][i], d[i], own(l, i));
    }
    addOwn(l, own, gradient);
    return switch (t.norm(l)) {
      case NONE -> d;
      case LAYER -> throughRows(l, d, gradient);
      case BATCH -> frozen[l] ? throughFactors(l, d) : throughUnits(l, d, gradient);
    };
  }

  private void addFactors(float[] dh, float[] gradient) {
    for (int i = 0; i < dh.length; i++) {
      int factor = i % t.inputs();
      gradient[factor] = Math.fma(x[i], dh[i], gradient[factor]);
    }
  }

  private void addOwn(int l, float[] own, float[] gradient) {
    if (t.function(l).ownParameters()) {
      for (int i = 0; i < own.length; i++) {
        gradient[t.ownOffset(l) + i % t.out(l)] += own[i];
      }
    }
  }

  private float[] throughRows(int l, float[] dy, float[] gradient) {
    int units = t.out(l);
    float[] dz = new float[dy.length];
    for (int i = 0; i < dy.length; i++) {
      int gamma = t.gammaOffset(l) + i % units;
      gradient[gamma] = Math.fma(dy[i], normal[l][i], gradient[gamma]);
      gradient[t.betaOffset(l) + i % units] += dy[i];
      dz[i] = dy[i] * parameters[gamma];
    }
    for (int r = 0; r < rows; r++) {
      float mean = sum(dz, r * units, units) / units;
      float projection = dot(dz, r * units, normal[l], r * units, units) / units;
      for (int i = r * units; i < (r + 1) * units; i++) {
        dz[i] = PlainFunction.flush(scales[l][r] * Math.fma(-projection, normal[l][i], dz[i] - mean));
      }
    }
    return dz;
  }

  /** Returns dZ of a batch norm with running statistics. They do not depend on the batch, so they are constants. */
  private float[] throughFactors(int l, float[] dy) {
    float[] dz = new float[dy.length];
    for (int i = 0; i < dy.length; i++) {
      int j = i % t.out(l);
      dz[i] = PlainFunction.flush(parameters[t.gammaOffset(l) + j] * scales[l][j] * dy[i]);
    }
    return dz;
  }

  private float[] throughUnits(int l, float[] dy, float[] gradient) {
    int units = t.out(l);
    float[] dz = new float[dy.length];
    for (int j = 0; j < units; j++) {
      float shift = 0;
      float scale = 0;
      for (int i = j; i < dy.length; i += units) {
        shift += dy[i];
        scale = Math.fma(dy[i], normal[l][i], scale);
      }
      gradient[t.gammaOffset(l) + j] += scale;
      gradient[t.betaOffset(l) + j] += shift;
      float factor = parameters[t.gammaOffset(l) + j] * scales[l][j];
      for (int i = j; i < dy.length; i += units) {
        dz[i] = PlainFunction.flush(factor * Math.fma(-(scale / rows), normal[l][i], dy[i] - shift / rows));
      }
    }
    return dz;
  }

  private float[] outputDelta(LossFunction loss, float[] y, float[] gradient) {
    int last = t.layers() - 1;
    int units = t.outputs();
    ActivationFunction f = t.outputFunction();
    float[] d = new float[rows * units];
    float[] own = new float[d.length];
    for (int i = 0; i < d.length; i++) {
      d[i] = PlainFunction.delta(loss, outputs()[i], y[i]);
    }
    if (PlainFunction.throughFunction(loss)) {
      if (f == ActivationFunction.SOFTMAX) {
        throughSoftmax(outputs(), d, units);
      } else {
        for (int i = 0; i < d.length; i++) {
          own[i] = PlainFunction.own(z[i], d[i]);
          d[i] = PlainFunction.back(f, z[i], outputs()[i], d[i], own(last, i));
        }
      }
    }
    for (int i = 0; weights != null && i < d.length; i++) {
      d[i] *= weights[i / units];
      own[i] *= weights[i / units];
    }
    addOwn(last, own, gradient);
    return d;
  }

  private float[] throughWeights(int l, float[] dz) {
    int in = t.in(l);
    int out = t.out(l);
    float[] dh = new float[rows * in];
    for (int r = 0; r < rows; r++) {
      for (int i = 0; i < in; i++) {
        for (int j = 0; j < out; j++) {
          float w = parameters[t.weightOffset(l) + i * out + j];
          dh[r * in + i] = Math.fma(dz[r * out + j], w, dh[r * in + i]);
        }
      }
    }
    return dh;
  }

  private static void throughSoftmax(float[] a, float[] d, int units) {
    for (int row = 0; row < d.length; row += units) {
      float mean = dot(d, row, a, row, units);
      for (int j = row; j < row + units; j++) {
        d[j] = PlainFunction.flush(a[j] * (d[j] - mean));
      }
    }
  }

  private static float sum(float[] x, int xOff, int n) {
    float[] lanes = new float[LANES];
    for (int j = 0; j < n; j++) {
      lanes[j % LANES] += x[xOff + j];
    }
    return fold(lanes);
  }

  private static float dot(float[] x, int xOff, float[] y, int yOff, int n) {
    float[] lanes = new float[LANES];
    for (int j = 0; j < n; j++) {
      lanes[j % LANES] = Math.fma(x[xOff + j], y[yOff + j], lanes[j % LANES]);
    }
    return fold(lanes);
  }

  /** Adds the upper half of the lanes to the lower half, until one lane is left. */
  private static float fold(float[] lanes) {
    for (int half = LANES / 2; half > 0; half /= 2) {
      for (int i = 0; i < half; i++) {
        lanes[i] += lanes[i + half];
      }
    }
    return lanes[0];
  }
}
