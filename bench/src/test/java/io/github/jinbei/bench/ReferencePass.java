package io.github.jinbei.bench;

import static io.github.jinbei.bench.UncertainMatrix.U;

/** A pass in {@code double}, with the tolerance of one in {@code float}. */
final class ReferencePass {

  /** The relative error of an activation with 3 ulp, of at most 2u each, or of a derivative with a few roundings. */
  private static final double ROUNDING = 8 * U;

  private static final double LAMBDA = 1.0507009873554805;
  private static final double SELU_ALPHA = 1.6732632423543772;

  final double[] value;
  final double[] tolerance;
  /** The gradient of PReLU's slopes. */
  final double[] slopeGradient;

  private final ActivationPass pass;
  private final float[] slopes = ActivationPass.slopes();

  /** Computes a pass over x, as in {@link ActivationPass}, and deltas d; a gradient's deltas are up to 1 in magnitude. */
  ReferencePass(ActivationPass pass, float[] x, float[] d) {
    this.pass = pass;
    value = new double[x.length];
    tolerance = new double[x.length];
    slopeGradient = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      if (pass == ActivationPass.SOFTMAX || pass == ActivationPass.SOFTMAX_GRADIENT) {
        softmax(x, d, i);
      } else if (pass.gradient()) {
        double derivative = derivative(x[i], slopes[i % slopes.length]);
        value[i] = d[i] * derivative;
        tolerance[i] = Math.abs(d[i]) * derivativeError(x[i], derivative);
        slopeGradient[i] = x[i] > 0 ? 0 : (double) x[i] * d[i];
      } else {
        value[i] = function(x[i], slopes[i % slopes.length]);
        tolerance[i] = Math.abs(value[i]) * functionError(x[i]);
      }
    }
  }

  /**
   * Computes softmax for an element of a row. An argument of up to 16 in magnitude is rounded by the subtraction before the
   * exponential, and {@link ActivationPass#UNITS} terms are added.
   */
  private void softmax(float[] x, float[] d, int i) {
    double sum = 0;
    int row = i / ActivationPass.UNITS * ActivationPass.UNITS;
    for (int j = row; j < row + ActivationPass.UNITS; j++) {
      sum += pass.gradient() ? (double) x[j] * d[j] : StrictMath.exp(x[j]);
    }
    double error = ROUNDING + 2 * 16 * U + ActivationPass.UNITS * U;
    value[i] = pass.gradient() ? x[i] * (d[i] - sum) : StrictMath.exp(x[i]) / sum;
    tolerance[i] = pass.gradient() ? error : error * value[i];
  }

  private double function(double z, double slope) {
    switch (pass) {
      case STEP:
        return z >= 0 ? 1 : 0;
      case SIGMOID:
        return sigmoid(z);
      case TANH:
        return StrictMath.tanh(z);
      case ARCTAN:
        return StrictMath.atan(z);
      case RELU:
        return Math.max(z, 0);
      case LEAKY_RELU:
        return z > 0 ? z : 0.01 * z;
      case PRELU:
        return z > 0 ? z : slope * z;
      case ELU:
        return z > 0 ? z : StrictMath.expm1(z);
      case SOFTPLUS:
        return StrictMath.log1p(StrictMath.exp(z));
      case SELU:
        return LAMBDA * (z > 0 ? z : SELU_ALPHA * StrictMath.expm1(z));
      case GELU:
        return z * normal(z);
      case GELU_TANH:
        return z * sigmoid(geluExponent(z));
      case SILU:
        return z * sigmoid(z);
      case MISH:
        return z * mishGate(z);
      case SOFTSIGN:
        return z / (1 + Math.abs(z));
      default:
        throw new IllegalArgumentException("pass: " + pass);
    }
  }

  /** Returns the relative error. Where the function is almost an exponential, the error of the exponent is multiplied by it. */
  private double functionError(double z) {
    switch (pass) {
      case GELU:
        return ROUNDING + 2 * z * z * U;
      case GELU_TANH:
        return ROUNDING + 4 * U * exponentCount(z);
      default:
        return ROUNDING;
    }
  }

  /** Returns f', from a if the pass reads activations, else from z. */
  private double derivative(double x, double slope) {
    switch (pass) {
      case STEP_GRADIENT:
        return 0;
      case SIGMOID_GRADIENT:
        return x * (1 - x);
      case TANH_GRADIENT:
        return 1 - x * x;
      case ARCTAN_GRADIENT:
        return 1 / (1 + x * x);
      case RELU_GRADIENT:
        return x > 0 ? 1 : 0;
      case LEAKY_RELU_GRADIENT:
        return x > 0 ? 1 : 0.01;
      case PRELU_GRADIENT:
        return x > 0 ? 1 : slope;
      case ELU_GRADIENT:
        return x > 0 ? 1 : x + 1;
      case SOFTPLUS_GRADIENT:
        return -StrictMath.expm1(-x);
      case SELU_GRADIENT:
        return x > 0 ? LAMBDA : x + LAMBDA * SELU_ALPHA;
      case GELU_GRADIENT:
        return normal(x) + x * density(x);
      case GELU_TANH_GRADIENT:
        return sigmoid(geluExponent(x)) * (1 + x * sigmoid(-geluExponent(x)) * geluExponentSlope(x));
      case SILU_GRADIENT:
        return sigmoid(x) * (1 + x * sigmoid(-x));
      case MISH_GRADIENT:
        return mishGate(x) + x * (1 - mishGate(x) * mishGate(x)) * sigmoid(x);
      case SOFTSIGN_GRADIENT:
        return (1 - Math.abs(x)) * (1 - Math.abs(x));
      default:
        throw new IllegalArgumentException("pass: " + pass);
    }
  }

  /** Returns the error of a derivative. Its summands may cancel, so it is relative to them, or to the numbers 1 and λα. */
  private double derivativeError(double x, double derivative) {
    switch (pass) {
      case SIGMOID_GRADIENT:
      case TANH_GRADIENT:
        return ROUNDING;
      case ELU_GRADIENT:
      case SELU_GRADIENT:
        return LAMBDA * SELU_ALPHA * ROUNDING;
      case GELU_GRADIENT:
        return (normal(x) + Math.abs(x) * density(x)) * (ROUNDING + 3 * x * x * U);
      case GELU_TANH_GRADIENT:
        return sigmoid(geluExponent(x)) * (1 + Math.abs(x) * geluExponentSlope(x))
            * (2 * ROUNDING + 8 * U * exponentCount(x));
      case SILU_GRADIENT:
        return sigmoid(x) * (1 + Math.abs(x)) * 2 * ROUNDING;
      case MISH_GRADIENT:
        return mishGate(x) * (1 + Math.abs(x)) * 2 * ROUNDING;
      default:
        return Math.abs(derivative) * ROUNDING;
    }
  }

  private static double sigmoid(double z) {
    return 1 / (1 + StrictMath.exp(-z));
  }

  /** Returns tanh(softplus(z)). */
  private static double mishGate(double z) {
    return StrictMath.tanh(StrictMath.log1p(StrictMath.exp(z)));
  }

  /** Returns the argument u for which the tanh form of GELU is z·sigmoid(u). */
  private static double geluExponent(double z) {
    return 2 * StrictMath.sqrt(2 / Math.PI) * (z + 0.044715 * z * z * z);
  }

  private static double geluExponentSlope(double z) {
    return 2 * StrictMath.sqrt(2 / Math.PI) * (1 + 3 * 0.044715 * z * z);
  }

  /** Returns the factor of a relative error of the exponent in its sigmoid. */
  private static double exponentCount(double z) {
    return Math.abs(geluExponent(z)) * sigmoid(-geluExponent(z));
  }

  /** Returns the normal density. */
  private static double density(double z) {
    return StrictMath.exp(-z * z / 2) / StrictMath.sqrt(2 * Math.PI);
  }

  /**
   * Returns the normal distribution, integrated from 0; or far from 0, from a point where the omitted part is less than 1e-10
   * of the whole.
   */
  private static double normal(double z) {
    if (z > 0) {
      return 1 - normal(-z);
    }
    return z > -1.5 ? 0.5 - integralOfDensity(z, 0) : integralOfDensity(z - 6, z);
  }

  /** Returns the integral by Simpson's rule, with steps so small that the relative error is below 1e-8. */
  private static double integralOfDensity(double from, double to) {
    int steps = 2000;
    double h = (to - from) / steps;
    double sum = density(from) + density(to);
    for (int i = 1; i < steps; i++) {
      sum += (i % 2 == 0 ? 2 : 4) * density(from + i * h);
    }
    return sum * h / 3;
  }
}
