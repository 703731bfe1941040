package io.github.jinbei.internal.warm;

import io.github.jinbei.internal.kernel.ActivationKernels;

/** The activations: each operation is scalar until its vector code is warm. */
final class ChangingActivations extends Theme<ActivationKernels> implements ActivationKernels {

  private static final Kernel RELU = Kernel.of(1);
  private static final Kernel STEP = Kernel.of(1);
  private static final Kernel LEAKY_RELU = Kernel.of(1);
  private static final Kernel PRELU = Kernel.of(1);
  private static final Kernel ELU = Kernel.of(1);
  private static final Kernel SOFTSIGN = Kernel.of(1);
  private static final Kernel GELU = Kernel.of(1);
  private static final Kernel GELU_TANH_INNER = Kernel.of(1);
  private static final Kernel HALF_SQUARE = Kernel.of(1);

  private final ActivationKernels scalar;

  ChangingActivations(WarmUp warmUp, ActivationKernels scalar) {
    super(warmUp, RELU, STEP, LEAKY_RELU, PRELU, ELU, SOFTSIGN, GELU, GELU_TANH_INNER, HALF_SQUARE);
    this.scalar = scalar;
  }

  @Override
  ActivationKernels code(boolean vectors) {
    return vectors ? VectorCode.ACTIVATIONS : scalar;
  }

  @Override
  void run(ActivationKernels code, int kernel, WarmData d) {
    switch (kernel) {
      case 0 -> code.relu(d.a, 0, d.b, 0, d.n);
      case 1 -> code.step(d.a, 0, d.b, 0, d.n);
      case 2 -> code.leakyRelu(d.a, 0, 1f, d.b, 0, d.n);
      case 3 -> code.prelu(d.a, 0, d.b, 0, d.c, 0, d.n);
      case 4 -> code.elu(d.a, 0, d.b, 0, 1f, 1f, d.c, 0, d.n);
      case 5 -> code.softsign(d.a, 0, d.b, 0, d.n);
      case 6 -> code.gelu(d.a, 0, d.b, 0, d.c, 0, d.n);
      case 7 -> code.geluTanhInner(d.a, 0, d.b, 0, d.n);
      default -> code.halfSquare(d.a, 0, d.b, 0, d.n);
    }
  }

  @Override
  public void relu(float[] x, int xOff, float[] y, int yOff, int n) {
    (RELU.vectors(n) ? VectorCode.ACTIVATIONS : scalar).relu(x, xOff, y, yOff, n);
  }

  @Override
  public void step(float[] x, int xOff, float[] y, int yOff, int n) {
    (STEP.vectors(n) ? VectorCode.ACTIVATIONS : scalar).step(x, xOff, y, yOff, n);
  }

  @Override
  public void leakyRelu(float[] x, int xOff, float slope, float[] y, int yOff, int n) {
    (LEAKY_RELU.vectors(n) ? VectorCode.ACTIVATIONS : scalar).leakyRelu(x, xOff, slope, y, yOff, n);
  }

  @Override
  public void prelu(float[] z, int zOff, float[] alpha, int alphaOff, float[] a, int aOff, int n) {
    (PRELU.vectors(n) ? VectorCode.ACTIVATIONS : scalar).prelu(z, zOff, alpha, alphaOff, a, aOff, n);
  }

  @Override
  public void elu(float[] z, int zOff, float[] s, int sOff, float positive, float negative, float[] a, int aOff, int n) {
    (ELU.vectors(n) ? VectorCode.ACTIVATIONS : scalar).elu(z, zOff, s, sOff, positive, negative, a, aOff, n);
  }

  @Override
  public void softsign(float[] x, int xOff, float[] y, int yOff, int n) {
    (SOFTSIGN.vectors(n) ? VectorCode.ACTIVATIONS : scalar).softsign(x, xOff, y, yOff, n);
  }

  @Override
  public void gelu(float[] z, int zOff, float[] c, int cOff, float[] a, int aOff, int n) {
    (GELU.vectors(n) ? VectorCode.ACTIVATIONS : scalar).gelu(z, zOff, c, cOff, a, aOff, n);
  }

  @Override
  public void geluTanhInner(float[] z, int zOff, float[] y, int yOff, int n) {
    (GELU_TANH_INNER.vectors(n) ? VectorCode.ACTIVATIONS : scalar).geluTanhInner(z, zOff, y, yOff, n);
  }

  @Override
  public void halfSquare(float[] x, int xOff, float[] y, int yOff, int n) {
    (HALF_SQUARE.vectors(n) ? VectorCode.ACTIVATIONS : scalar).halfSquare(x, xOff, y, yOff, n);
  }
}
