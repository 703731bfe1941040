package io.github.jinbei.bench;

/**
 * The passes in plain Java with {@link Math}. They do not write to the arrays that they read: deltas that shrink from pass to
 * pass would become denormals, which are slow. The library's kernels replace these by 0.
 */
final class NaivePass implements ArrayPass {

  /** The largest error of {@link #erf}. */
  static final double ERF_ERROR = 1.5e-7;

  private static final float LAMBDA = 1.0507009873554805f;
  private static final float LAMBDA_ALPHA = (float) (1.0507009873554805 * 1.6732632423543772);

  /** One element, given its delta. */
  @FunctionalInterface
  private interface Element {
    float of(float x, float d);
  }

  private final ActivationPass pass;
  private final Element element;
  private final float[] slopes = ActivationPass.slopes();
  private final float[] x;
  private final float[] d;
  private final float[] to;
  private final float[] slopeGradient;

  /** Creates a pass that reads x, and the deltas d if it is a gradient. */
  NaivePass(ActivationPass pass, float[] x, float[] d) {
    this.pass = pass;
    this.x = x;
    this.d = d;
    element = pass.gradient() ? derivative(pass) : function(pass);
    to = new float[x.length];
    slopeGradient = new float[pass == ActivationPass.PRELU_GRADIENT ? x.length : 0];
  }

  /** Returns f(x); null for functions that depend on the position of an element. */
  private static Element function(ActivationPass pass) {
    switch (pass) {
      case STEP:
        return (x, d) -> x >= 0 ? 1 : 0;
      case SIGMOID:
        return (x, d) -> (float) sigmoid(x);
      case TANH:
        return (x, d) -> (float) Math.tanh(x);
      case ARCTAN:
        return (x, d) -> (float) Math.atan(x);
      case RELU:
        return (x, d) -> Math.max(x, 0);
      case LEAKY_RELU:
        return (x, d) -> x > 0 ? x : ActivationPass.SLOPE * x;
      case ELU:
        return (x, d) -> x > 0 ? x : (float) (ActivationPass.ALPHA * Math.expm1(x));
      case SOFTPLUS:
        return (x, d) -> (float) Math.log1p(Math.exp(x));
      case SELU:
        return (x, d) -> x > 0 ? LAMBDA * x : (float) (LAMBDA_ALPHA * Math.expm1(x));
      case GELU:
        return (x, d) -> (float) (x * normal(x));
      case GELU_TANH:
        return (x, d) -> (float) (0.5 * x * (1 + Math.tanh(geluInner(x))));
      case SILU:
        return (x, d) -> (float) (x * sigmoid(x));
      case MISH:
        return (x, d) -> (float) (x * Math.tanh(Math.log1p(Math.exp(x))));
      case SOFTSIGN:
        return (x, d) -> x / (1 + Math.abs(x));
      default:
        return null;
    }
  }

  /** Returns d·f', from the activation or pre-activation that the pass reads. */
  private static Element derivative(ActivationPass pass) {
    switch (pass) {
      case STEP_GRADIENT:
        return (z, d) -> 0;
      case SIGMOID_GRADIENT:
        return (a, d) -> d * (a - a * a);
      case TANH_GRADIENT:
        return (a, d) -> d * (1 - a * a);
      case ARCTAN_GRADIENT:
        return (z, d) -> d / (1 + z * z);
      case RELU_GRADIENT:
        return (a, d) -> a > 0 ? d : 0;
      case LEAKY_RELU_GRADIENT:
        return (a, d) -> a > 0 ? d : ActivationPass.SLOPE * d;
      case ELU_GRADIENT:
        return (a, d) -> a > 0 ? d : d * (a + ActivationPass.ALPHA);
      case SOFTPLUS_GRADIENT:
        return (a, d) -> (float) (d * (1 - Math.exp(-a)));
      case SELU_GRADIENT:
        return (a, d) -> a > 0 ? d * LAMBDA : d * (a + LAMBDA_ALPHA);
      case GELU_GRADIENT:
        return (z, d) -> (float) (d * (normal(z) + z * Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI)));
      case GELU_TANH_GRADIENT:
        return (z, d) -> {
          double tanh = Math.tanh(geluInner(z));
          double slope = Math.sqrt(2 / Math.PI) * (1 + 3 * 0.044715 * z * z);
          return (float) (d * 0.5 * (1 + tanh + z * (1 - tanh * tanh) * slope));
        };
      case SILU_GRADIENT:
        return (z, d) -> {
          double s = sigmoid(z);
          return (float) (d * s * (1 + z * (1 - s)));
        };
      case MISH_GRADIENT:
        return (z, d) -> {
          double t = Math.tanh(Math.log1p(Math.exp(z)));
          return (float) (d * (t + z * (1 - t * t) * sigmoid(z)));
        };
      case SOFTSIGN_GRADIENT:
        return (a, d) -> d * (1 - Math.abs(a)) * (1 - Math.abs(a));
      default:
        return null;
    }
  }

  private static double sigmoid(float x) {
    return 1 / (1 + Math.exp(-x));
  }

  private static double geluInner(float x) {
    return Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x);
  }

  /** Returns the cumulative normal distribution. */
  private static double normal(float x) {
    return 0.5 * (1 + erf(x / Math.sqrt(2)));
  }

  /** Returns the error function by formula 7.1.26 of Abramowitz and Stegun. */
  private static double erf(double x) {
    double t = 1 / (1 + 0.3275911 * Math.abs(x));
    double p = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
    return Math.copySign(1 - p * Math.exp(-x * x), x);
  }

  @Override
  public void run() {
    switch (pass) {
      case SOFTMAX:
        softmax();
        break;
      case SOFTMAX_GRADIENT:
        softmaxGradient();
        break;
      case PRELU:
        prelu();
        break;
      case PRELU_GRADIENT:
        preluGradient();
        break;
      default:
        for (int i = 0; i < x.length; i++) {
          to[i] = element.of(x[i], d[i]);
        }
    }
  }

  private void softmax() {
    int units = ActivationPass.UNITS;
    for (int row = 0; row < x.length; row += units) {
      float max = Float.NEGATIVE_INFINITY;
      for (int j = row; j < row + units; j++) {
        max = Math.max(max, x[j]);
      }
      float sum = 0;
      for (int j = row; j < row + units; j++) {
        to[j] = (float) Math.exp(x[j] - max);
        sum += to[j];
      }
      for (int j = row; j < row + units; j++) {
        to[j] /= sum;
      }
    }
  }

  private void softmaxGradient() {
    int units = ActivationPass.UNITS;
    for (int row = 0; row < x.length; row += units) {
      float mean = 0;
      for (int j = row; j < row + units; j++) {
        mean += x[j] * d[j];
      }
      for (int j = row; j < row + units; j++) {
        to[j] = x[j] * (d[j] - mean);
      }
    }
  }

  private void prelu() {
    for (int row = 0; row < x.length; row += slopes.length) {
      for (int j = 0; j < slopes.length; j++) {
        float z = x[row + j];
        to[row + j] = z > 0 ? z : slopes[j] * z;
      }
    }
  }

  private void preluGradient() {
    for (int row = 0; row < x.length; row += slopes.length) {
      for (int j = 0; j < slopes.length; j++) {
        float z = x[row + j];
        slopeGradient[row + j] = z > 0 ? 0 : z * d[row + j];
        to[row + j] = z > 0 ? d[row + j] : slopes[j] * d[row + j];
      }
    }
  }

  @Override
  public float[] result() {
    return to;
  }

  @Override
  public float[] slopeGradient() {
    return slopeGradient;
  }
}
