package io.github.jinbei.bench;

import io.github.jinbei.internal.kernel.ArithmeticKernels;
import io.github.jinbei.internal.kernel.Backends;
import io.github.jinbei.internal.kernel.DerivativeKernels;
import io.github.jinbei.internal.kernel.Kernels;
import io.github.jinbei.internal.kernel.ReductionKernels;
import io.github.jinbei.internal.net.Elementwise;
import io.github.jinbei.internal.net.Elu;
import io.github.jinbei.internal.net.LeakyRelu;

/**
 * The library's passes. Functions of single elements run on pieces of the length that they require; functions of rows use the
 * kernels that the library calls. The result is in y.
 */
final class JinbeiPass implements ArrayPass {

  /** A function forward, a = f(z). */
  @FunctionalInterface
  private interface Forward {
    void run(Kernels k, float[] z, float[] a, int at, int n, float[] scratch);
  }

  /** A function backward, d = d·f'. */
  @FunctionalInterface
  private interface Backward {
    void run(Kernels k, float[] z, float[] a, float[] d, int at, int n, float[] scratch);
  }

  /** An elementwise function, and the largest number of elements of a call. */
  private record Function(Forward forward, Backward backward, int piece) {}

  /** A pass over n elements from {@code at} on. */
  @FunctionalInterface
  private interface Range {
    void run(int at, int n);
  }

  private final Kernels kernels = Backends.kernels();
  private final float[] lanes = new float[ReductionKernels.REDUCTION_LANES];
  private final float[] slopes = ActivationPass.slopes();
  private final float[] x;
  private final float[] y;
  private final float[] slopeGradient;
  private final Range range;
  private final int piece;

  /** Creates a pass that reads x, and y if it is a gradient, and writes y. */
  JinbeiPass(ActivationPass pass, float[] x, float[] y) {
    this.x = x;
    this.y = y;
    slopeGradient = new float[pass == ActivationPass.PRELU_GRADIENT ? x.length : 0];
    switch (pass) {
      case SOFTMAX:
        range = this::softmax;
        piece = x.length;
        break;
      case SOFTMAX_GRADIENT:
        range = this::softmaxGradient;
        piece = x.length;
        break;
      case PRELU:
        range = (at, n) -> kernels.activations().prelu(x, at, slopes, 0, y, at, n);
        piece = ActivationPass.WIDTH;
        break;
      case PRELU_GRADIENT:
        range = (at, n) -> kernels.derivatives().preluGradient(x, at, slopes, 0, y, at, slopeGradient, at, n);
        piece = ActivationPass.WIDTH;
        break;
      case MISH_GRADIENT:
        float[] derivatives = derivativesOfMish(x);
        range = (at, n) -> kernels.derivatives().multiplyDelta(derivatives, at, 1f, y, at, n);
        piece = x.length;
        break;
      default:
        Function function = function(pass.function());
        piece = Math.min(function.piece(), x.length);
        float[] scratch = new float[2 * piece];
        range = pass.gradient()
            ? (at, n) -> function.backward().run(kernels, x, x, y, at, n, scratch)
            : (at, n) -> function.forward().run(kernels, x, y, at, n, scratch);
    }
  }

  /** Returns f'(z), which the pass forward writes in place of z: Mish's pass modifies x, as the library's does. */
  private float[] derivativesOfMish(float[] z) {
    float[] derivatives = z.clone();
    kernels.functions().mishWithSlope(derivatives, 0, new float[z.length], 0, z.length);
    return derivatives;
  }

  private static Function function(ActivationPass function) {
    switch (function) {
      case LEAKY_RELU:
        LeakyRelu leaky = new LeakyRelu(ActivationPass.SLOPE);
        return new Function(leaky::forward, leaky::backward, leaky.piece());
      case ELU:
        return function(new Elu(1, ActivationPass.ALPHA));
      case SELU:
        return function(Elu.SELU);
      default:
        Elementwise plain = Elementwise.valueOf(function.name());
        return new Function(plain::forward, plain::backward, plain.piece());
    }
  }

  private static Function function(Elu elu) {
    return new Function(elu::forward, elu::backward, elu.piece());
  }

  /** Applies softmax row by row; it modifies x, as the library modifies z. */
  private void softmax(int at, int n) {
    int units = ActivationPass.UNITS;
    ArithmeticKernels arithmetic = kernels.arithmetic();
    ReductionKernels reductions = kernels.reductions();
    for (int row = at; row < at + n; row += units) {
      arithmetic.subtract(x, row, reductions.max(x, row, units, lanes), units);
    }
    kernels.functions().exp(x, at, y, at, n);
    for (int row = at; row < at + n; row += units) {
      arithmetic.divide(y, row, reductions.sum(y, row, units, lanes), units);
    }
  }

  private void softmaxGradient(int at, int n) {
    int units = ActivationPass.UNITS;
    DerivativeKernels derivatives = kernels.derivatives();
    ReductionKernels reductions = kernels.reductions();
    for (int row = at; row < at + n; row += units) {
      derivatives.softmaxGradient(x, row, reductions.dot(y, row, x, row, units, lanes), y, row, units);
    }
  }

  @Override
  public void run() {
    for (int at = 0, n; at < x.length; at += n) {
      n = Math.min(x.length - at, piece);
      range.run(at, n);
    }
  }

  @Override
  public float[] result() {
    return y;
  }

  @Override
  public float[] slopeGradient() {
    return slopeGradient;
  }
}
