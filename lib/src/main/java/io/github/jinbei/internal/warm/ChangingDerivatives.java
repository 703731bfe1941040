package io.github.jinbei.internal.warm;

import io.github.jinbei.internal.kernel.DerivativeKernels;

/** The derivatives of the activations: each operation is scalar until its vector code is warm. */
final class ChangingDerivatives extends Theme<DerivativeKernels> implements DerivativeKernels {

  private static final Kernel SIGMOID_GRADIENT = Kernel.of(1);
  private static final Kernel TANH_GRADIENT = Kernel.of(1);
  private static final Kernel RELU_GRADIENT = Kernel.of(1);
  private static final Kernel LEAKY_RELU_GRADIENT = Kernel.of(1);
  private static final Kernel PRELU_GRADIENT = Kernel.of(1);
  private static final Kernel ELU_GRADIENT = Kernel.of(1);
  private static final Kernel ATAN_GRADIENT = Kernel.of(1);
  private static final Kernel SOFTSIGN_GRADIENT = Kernel.of(1);
  private static final Kernel SILU_GRADIENT = Kernel.of(1);
  private static final Kernel GELU_GRADIENT = Kernel.of(1);
  private static final Kernel GELU_TANH_GRADIENT = Kernel.of(1);
  private static final Kernel SOFTMAX_GRADIENT = Kernel.of(1);
  private static final Kernel MULTIPLY_DELTA = Kernel.of(1);

  private final DerivativeKernels scalar;

  ChangingDerivatives(WarmUp warmUp, DerivativeKernels scalar) {
    super(warmUp, SIGMOID_GRADIENT, TANH_GRADIENT, RELU_GRADIENT, LEAKY_RELU_GRADIENT, PRELU_GRADIENT, ELU_GRADIENT,
        ATAN_GRADIENT, SOFTSIGN_GRADIENT, SILU_GRADIENT, GELU_GRADIENT, GELU_TANH_GRADIENT, SOFTMAX_GRADIENT, MULTIPLY_DELTA);
    this.scalar = scalar;
  }

  @Override
  DerivativeKernels code(boolean vectors) {
    return vectors ? VectorCode.DERIVATIVES : scalar;
  }

  @Override
  void run(DerivativeKernels code, int kernel, WarmData d) {
    switch (kernel) {
      case 0 -> code.sigmoidGradient(d.a, 0, d.b, 0, d.n);
      case 1 -> code.tanhGradient(d.a, 0, d.b, 0, d.n);
      case 2 -> code.reluGradient(d.a, 0, d.b, 0, d.n);
      case 3 -> code.leakyReluGradient(d.a, 0, 1f, d.b, 0, d.n);
      case 4 -> code.preluGradient(d.a, 0, d.b, 0, d.c, 0, d.d, 0, d.n);
      case 5 -> code.eluGradient(d.a, 0, 1f, 1f, d.b, 0, d.n);
      case 6 -> code.atanGradient(d.a, 0, d.b, 0, d.n);
      case 7 -> code.softsignGradient(d.a, 0, d.b, 0, d.n);
      case 8 -> code.siluGradient(d.a, 0, d.b, 0, d.c, 0, d.n);
      case 9 -> code.geluGradient(d.a, 0, d.b, 0, d.c, 0, d.d, 0, d.n);
      case 10 -> code.geluTanhGradient(d.a, 0, d.b, 0, d.c, 0, d.n);
      case 11 -> code.softmaxGradient(d.a, 0, 1f, d.b, 0, d.n);
      default -> code.multiplyDelta(d.a, 0, 1f, d.b, 0, d.n);
    }
  }

  @Override
  public void sigmoidGradient(float[] a, int aOff, float[] d, int dOff, int n) {
    (SIGMOID_GRADIENT.vectors(n) ? VectorCode.DERIVATIVES : scalar).sigmoidGradient(a, aOff, d, dOff, n);
  }

  @Override
  public void tanhGradient(float[] a, int aOff, float[] d, int dOff, int n) {
    (TANH_GRADIENT.vectors(n) ? VectorCode.DERIVATIVES : scalar).tanhGradient(a, aOff, d, dOff, n);
  }

  @Override
  public void reluGradient(float[] a, int aOff, float[] d, int dOff, int n) {
    (RELU_GRADIENT.vectors(n) ? VectorCode.DERIVATIVES : scalar).reluGradient(a, aOff, d, dOff, n);
  }

  @Override
  public void leakyReluGradient(float[] a, int aOff, float slope, float[] d, int dOff, int n) {
    (LEAKY_RELU_GRADIENT.vectors(n) ? VectorCode.DERIVATIVES : scalar).leakyReluGradient(a, aOff, slope, d, dOff, n);
  }

  @Override
  public void preluGradient(float[] z, int zOff, float[] alpha, int alphaOff, float[] d, int dOff, float[] e, int eOff, int n) {
    (PRELU_GRADIENT.vectors(n) ? VectorCode.DERIVATIVES : scalar).preluGradient(z, zOff, alpha, alphaOff, d, dOff, e, eOff, n);
  }

  @Override
  public void eluGradient(float[] a, int aOff, float positive, float negative, float[] d, int dOff, int n) {
    (ELU_GRADIENT.vectors(n) ? VectorCode.DERIVATIVES : scalar).eluGradient(a, aOff, positive, negative, d, dOff, n);
  }

  @Override
  public void atanGradient(float[] z, int zOff, float[] d, int dOff, int n) {
    (ATAN_GRADIENT.vectors(n) ? VectorCode.DERIVATIVES : scalar).atanGradient(z, zOff, d, dOff, n);
  }

  @Override
  public void softsignGradient(float[] a, int aOff, float[] d, int dOff, int n) {
    (SOFTSIGN_GRADIENT.vectors(n) ? VectorCode.DERIVATIVES : scalar).softsignGradient(a, aOff, d, dOff, n);
  }

  @Override
  public void siluGradient(float[] z, int zOff, float[] s, int sOff, float[] d, int dOff, int n) {
    (SILU_GRADIENT.vectors(n) ? VectorCode.DERIVATIVES : scalar).siluGradient(z, zOff, s, sOff, d, dOff, n);
  }

  @Override
  public void geluGradient(float[] z, int zOff, float[] c, int cOff, float[] e, int eOff, float[] d, int dOff, int n) {
    (GELU_GRADIENT.vectors(n) ? VectorCode.DERIVATIVES : scalar).geluGradient(z, zOff, c, cOff, e, eOff, d, dOff, n);
  }

  @Override
  public void geluTanhGradient(float[] z, int zOff, float[] s, int sOff, float[] d, int dOff, int n) {
    (GELU_TANH_GRADIENT.vectors(n) ? VectorCode.DERIVATIVES : scalar).geluTanhGradient(z, zOff, s, sOff, d, dOff, n);
  }

  @Override
  public void softmaxGradient(float[] p, int pOff, float mean, float[] d, int dOff, int n) {
    (SOFTMAX_GRADIENT.vectors(n) ? VectorCode.DERIVATIVES : scalar).softmaxGradient(p, pOff, mean, d, dOff, n);
  }

  @Override
  public void multiplyDelta(float[] p, int pOff, float factor, float[] d, int dOff, int n) {
    (MULTIPLY_DELTA.vectors(n) ? VectorCode.DERIVATIVES : scalar).multiplyDelta(p, pOff, factor, d, dOff, n);
  }
}
