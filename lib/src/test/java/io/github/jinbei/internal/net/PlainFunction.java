package io.github.jinbei.internal.net;

import io.github.jinbei.internal.kernel.ScalarErf;
import io.github.jinbei.internal.kernel.ScalarMath;
import io.github.jinbei.internal.kernel.ScalarMish;

/** The activations of one element and the losses of one output, operation by operation as the kernels define them. */
final class PlainFunction {

  private static final float SQRT_HALF = (float) Math.sqrt(0.5);
  private static final float DENSITY = (float) (1 / Math.sqrt(2 * Math.PI));
  private static final double TANH_FORM = 2 * Math.sqrt(2 / Math.PI);

  private PlainFunction() {}

  /** Returns f(z). {@code alpha} is the unit's own parameter. */
  static float value(ActivationFunction f, float z, float alpha) {
    if (f instanceof Elementwise e) {
      return value(e, z);
    }
    if (f instanceof LeakyRelu leaky) {
      return z > 0 ? z : z * leaky.slope();
    }
    if (f instanceof Elu elu) {
      return z > 0 ? elu.positive() * z : elu.negative() * ScalarMath.expm1(z);
    }
    if (f instanceof CustomFunction custom) {
      return (float) custom.f().applyAsDouble(z);
    }
    return z > 0 ? z : z * alpha;
  }

  private static float value(Elementwise f, float z) {
    return switch (f) {
      case IDENTITY -> z;
      case STEP -> z >= 0 ? 1f : z < 0 ? 0f : z;
      case SIGMOID -> ScalarMath.sigmoid(z);
      case TANH -> ScalarMath.tanh(z);
      case ARCTAN -> ScalarMath.atan(z);
      case RELU -> z <= 0 ? 0f : z;
      case SOFTPLUS -> ScalarMath.softplus(z);
      case GELU -> 0.5f * z * ScalarErf.erfc(z * -SQRT_HALF);
      case GELU_TANH -> z * ScalarMath.sigmoid(tanhInner(z));
      case SILU -> z * ScalarMath.sigmoid(z);
      case MISH -> ScalarMish.mish(z);
      case SOFTSIGN -> z / (1 + Math.abs(z));
    };
  }

  private static float bounded(float z) {
    return z > 16 ? 16 : z < -16 ? -16 : z;
  }

  private static float tanhInner(float z) {
    float c = bounded(z);
    return c * Math.fma(c * c, (float) (TANH_FORM * 0.044715), (float) TANH_FORM);
  }

  /** Returns d·f'(z), for a = f(z). */
  static float back(ActivationFunction f, float z, float a, float d, float alpha) {
    if (f == Elementwise.IDENTITY) {
      return d;
    }
    if (f == Elementwise.STEP) {
      return 0f;
    }
    if (f == Elementwise.RELU) {
      return a > 0 ? flush(d) : 0f;
    }
    if (f == Elementwise.ARCTAN) {
      return flush(d / Math.fma(z, z, 1f));
    }
    if (f instanceof Prelu || f instanceof LeakyRelu) {
      float slope = f instanceof LeakyRelu leaky ? leaky.slope() : alpha;
      return flush(z > 0 ? d : d * slope);
    }
    return flush(d * slope(f, z, a));
  }

  private static float slope(ActivationFunction f, float z, float a) {
    if (f instanceof Elu elu) {
      return a > 0 ? elu.positive() : a + elu.negative();
    }
    if (f instanceof CustomFunction custom) {
      return (float) custom.derivative().applyAsDouble(z);
    }
    float s = ScalarMath.sigmoid(z);
    return switch ((Elementwise) f) {
      case SIGMOID -> Math.fma(-a, a, a);
      case TANH -> Math.fma(-a, a, 1f);
      case SOFTPLUS -> -ScalarMath.expm1(-a);
      case GELU -> Math.fma(z * DENSITY, ScalarMath.exp(-0.5f * z * z), 0.5f * ScalarErf.erfc(z * -SQRT_HALF));
      case GELU_TANH -> tanhSlope(bounded(z), ScalarMath.sigmoid(tanhInner(z)));
      case SILU -> Math.fma(s, z * (1 - s), s);
      case MISH -> ScalarMish.slope(z);
      case SOFTSIGN -> (1 - Math.abs(a)) * (1 - Math.abs(a));
      default -> throw new IllegalArgumentException("f = " + f + "; expected one whose derivative is a factor");
    };
  }

  private static float tanhSlope(float c, float s) {
    float u = Math.fma(c * c, (float) (3 * TANH_FORM * 0.044715), (float) TANH_FORM);
    return Math.fma(s, c * (1 - s) * u, s);
  }

  /** Returns the term of one element in dL/dα. */
  static float own(float z, float d) {
    return z > 0 ? 0f : flush(z * d);
  }

  /** Returns dL/da of a loss that is differentiated by a ({@link #throughFunction}), dL/dz of any other. */
  static float delta(LossFunction loss, float a, float y) {
    float e = a - y;
    if (loss instanceof Huber huber) {
      return flush(e > huber.bound() ? huber.bound() : e < -huber.bound() ? -huber.bound() : e);
    }
    return loss == Losses.ABSOLUTE_ERROR ? (e > 0 ? 1f : e < 0 ? -1f : e) : flush(e);
  }

  /** Returns whether the loss is differentiated by a. Its derivative is then multiplied by that of the activation. */
  static boolean throughFunction(LossFunction loss) {
    return loss instanceof Huber || loss == Losses.SQUARED_ERROR || loss == Losses.ABSOLUTE_ERROR;
  }

  /** Returns the term of one output in a loss that is a sum over the outputs. */
  static float cost(LossFunction loss, float z, float a, float y) {
    float e = Math.abs(a - y);
    if (loss instanceof Huber huber) {
      return e <= huber.bound() ? 0.5f * e * e : huber.bound() * (e - 0.5f * huber.bound());
    }
    return loss == Losses.ABSOLUTE_ERROR ? e
        : Math.fma(-z, y, z <= 0 ? 0f : z) + ScalarMath.log1p(ScalarMath.exp(-Math.abs(z)));
  }

  /** Returns 0 for a delta below 2^-100 in magnitude, so that denormals do not slow down the products; else d. */
  static float flush(float d) {
    return Math.abs(d) < 0x1p-100f ? 0f : d;
  }
}
