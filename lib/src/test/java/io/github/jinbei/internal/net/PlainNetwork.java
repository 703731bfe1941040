package io.github.jinbei.internal.net;

import io.github.jinbei.internal.kernel.ScalarMath;

/**
 * A network in plain loops: one sample, one unit, one fma after the other, in the order that the library promises. The
 * oracle of the bits of a step.
 */
final class PlainNetwork {

  private static final int LANES = 16;

  final Topology t;
  final float[] parameters;
  final int rows;

  /** Activations: of layer l in [l + 1], the input in [0]; all [rows][units]. */
  final float[][] h;

  /** The output layer's z; after softmax, less its row's maximum. */
  float[] z;

  private final float[] softmaxSums;

  PlainNetwork(Topology t, float[] parameters, float[] x, int rows) {
    this.t = t;
    this.parameters = parameters;
    this.rows = rows;
    this.h = new float[t.layers() + 1][];
    this.softmaxSums = new float[rows];
    h[0] = x;
    for (int l = 0; l < t.layers(); l++) {
      z = preActivations(l);
      h[l + 1] = activate(t.function(l), z.clone(), t.out(l));
    }
  }

  float[] outputs() {
    return h[t.layers()];
  }

  /** {@code z = b + Σ h_i w_i}, a chain of fma that begins at the bias. */
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

  private float[] activate(ActivationFunction f, float[] a, int units) {
    if (f == ActivationFunction.SOFTMAX) {
      softmax(a, units);
      return a;
    }
    for (int i = 0; i < a.length; i++) {
      a[i] = switch (f) {
        case SIGMOID -> ScalarMath.sigmoid(a[i]);
        case TANH -> ScalarMath.tanh(a[i]);
        case RELU -> a[i] <= 0 ? 0f : a[i];
        default -> a[i];
      };
    }
    return a;
  }

  private void softmax(float[] a, int units) {
    for (int r = 0; r < rows; r++) {
      float max = Float.NEGATIVE_INFINITY;
      for (int j = 0; j < units; j++) {
        max = a[r * units + j] > max ? a[r * units + j] : max;
      }
      for (int j = 0; j < units; j++) {
        z[r * units + j] -= max;
        a[r * units + j] = ScalarMath.exp(z[r * units + j]);
      }
      softmaxSums[r] = sum(a, r * units, units);
      for (int j = 0; j < units; j++) {
        a[r * units + j] /= softmaxSums[r];
      }
    }
  }

  /** The loss summed over the rows, in double. */
  double loss(LossFunction loss, float[] y) {
    int units = t.outputs();
    double total = 0;
    for (int r = 0; r < rows; r++) {
      int row = r * units;
      float[] d = new float[units];
      for (int j = 0; j < units; j++) {
        float v = z[row + j];
        d[j] = loss == LossFunction.BINARY_CROSS_ENTROPY
            ? Math.fma(-v, y[row + j], v <= 0 ? 0f : v) + ScalarMath.log1p(ScalarMath.exp(-Math.abs(v)))
            : outputs()[row + j] - y[row + j];
      }
      total += switch (loss) {
        case SQUARED_ERROR -> 0.5 * dot(d, 0, d, 0, units);
        case BINARY_CROSS_ENTROPY -> sum(d, 0, units);
        case CROSS_ENTROPY -> ScalarMath.log(softmaxSums[r]) - dot(y, row, z, row, units);
      };
    }
    return total;
  }

  /** The gradient of {@link #loss}, laid out like the parameters: sums over the rows, each a chain, rows ascending. */
  float[] gradient(LossFunction loss, float[] y) {
    float[] gradient = new float[parameters.length];
    float[] dz = outputDelta(loss, y);
    for (int l = t.layers() - 1; l >= 0; l--) {
      int in = t.in(l);
      int out = t.out(l);
      for (int j = 0; j < out; j++) {
        for (int r = 0; r < rows; r++) {
          int b = t.biasOffset(l) + j;
          gradient[b] = Math.fma(1f, dz[r * out + j], gradient[b]);
          for (int i = 0; i < in; i++) {
            int w = t.weightOffset(l) + i * out + j;
            gradient[w] = Math.fma(h[l][r * in + i], dz[r * out + j], gradient[w]);
          }
        }
      }
      if (l > 0) {
        dz = throughActivation(t.function(l - 1), h[l], throughWeights(l, dz), in);
      }
    }
    return gradient;
  }

  private float[] outputDelta(LossFunction loss, float[] y) {
    float[] d = new float[rows * t.outputs()];
    for (int i = 0; i < d.length; i++) {
      d[i] = flush(outputs()[i] - y[i]);
    }
    return loss == LossFunction.SQUARED_ERROR ? throughActivation(t.outputFunction(), outputs(), d, t.outputs()) : d;
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

  /** dL/da becomes dL/dz. */
  private static float[] throughActivation(ActivationFunction f, float[] a, float[] d, int units) {
    if (f == ActivationFunction.SOFTMAX) {
      return throughSoftmax(a, d, units);
    }
    for (int i = 0; i < d.length; i++) {
      d[i] = switch (f) {
        case SIGMOID -> flush(d[i] * Math.fma(-a[i], a[i], a[i]));
        case TANH -> flush(d[i] * Math.fma(-a[i], a[i], 1f));
        case RELU -> a[i] > 0 ? flush(d[i]) : 0f;
        default -> d[i];
      };
    }
    return d;
  }

  private static float[] throughSoftmax(float[] a, float[] d, int units) {
    for (int row = 0; row < d.length; row += units) {
      float mean = dot(d, row, a, row, units);
      for (int j = row; j < row + units; j++) {
        d[j] = flush(a[j] * (d[j] - mean));
      }
    }
    return d;
  }

  /** A delta too small to matter is 0, so that denormals do not slow the products. */
  private static float flush(float d) {
    return Math.abs(d) < 0x1p-100f ? 0f : d;
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

  /** The upper half of the lanes onto the lower one, until one is left. */
  private static float fold(float[] lanes) {
    for (int half = LANES / 2; half > 0; half /= 2) {
      for (int i = 0; i < half; i++) {
        lanes[i] += lanes[i + half];
      }
    }
    return lanes[0];
  }
}
