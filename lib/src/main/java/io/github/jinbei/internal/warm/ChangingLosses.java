package io.github.jinbei.internal.warm;

import io.github.jinbei.internal.kernel.LossKernels;

/** The costs and their derivatives: each operation is scalar until its vector code is warm. */
final class ChangingLosses extends Theme<LossKernels> implements LossKernels {

  private static final Kernel DIFFERENCE = Kernel.of(1);
  private static final Kernel ABSOLUTE_DIFFERENCE = Kernel.of(1);
  private static final Kernel SIGNS = Kernel.of(1);
  private static final Kernel HUBER = Kernel.of(1);
  private static final Kernel HUBER_GRADIENT = Kernel.of(1);
  private static final Kernel BINARY_CROSS_ENTROPY = Kernel.of(14);

  private final LossKernels scalar;

  ChangingLosses(WarmUp warmUp, LossKernels scalar) {
    super(warmUp, DIFFERENCE, ABSOLUTE_DIFFERENCE, SIGNS, HUBER, HUBER_GRADIENT, BINARY_CROSS_ENTROPY);
    this.scalar = scalar;
  }

  @Override
  LossKernels code(boolean vectors) {
    return vectors ? VectorCode.LOSSES : scalar;
  }

  @Override
  void run(LossKernels code, int kernel, WarmData d) {
    switch (kernel) {
      case 0 -> code.difference(d.a, 0, d.b, 0, d.c, 0, d.n);
      case 1 -> code.absoluteDifference(d.a, 0, d.b, 0, d.c, 0, d.n);
      case 2 -> code.signs(d.a, 0, d.b, 0, d.c, 0, d.n);
      case 3 -> code.huber(d.a, 0, d.b, 0, 1f, d.c, 0, d.n);
      case 4 -> code.huberGradient(d.a, 0, d.b, 0, 1f, d.c, 0, d.n);
      default -> code.binaryCrossEntropy(d.a, 0, d.b, 0, d.c, 0, d.n);
    }
  }

  @Override
  public void difference(float[] x, int xOff, float[] y, int yOff, float[] d, int dOff, int n) {
    (DIFFERENCE.vectors(n) ? VectorCode.LOSSES : scalar).difference(x, xOff, y, yOff, d, dOff, n);
  }

  @Override
  public void absoluteDifference(float[] x, int xOff, float[] y, int yOff, float[] d, int dOff, int n) {
    (ABSOLUTE_DIFFERENCE.vectors(n) ? VectorCode.LOSSES : scalar).absoluteDifference(x, xOff, y, yOff, d, dOff, n);
  }

  @Override
  public void signs(float[] x, int xOff, float[] y, int yOff, float[] d, int dOff, int n) {
    (SIGNS.vectors(n) ? VectorCode.LOSSES : scalar).signs(x, xOff, y, yOff, d, dOff, n);
  }

  @Override
  public void huber(float[] x, int xOff, float[] y, int yOff, float bound, float[] c, int cOff, int n) {
    (HUBER.vectors(n) ? VectorCode.LOSSES : scalar).huber(x, xOff, y, yOff, bound, c, cOff, n);
  }

  @Override
  public void huberGradient(float[] x, int xOff, float[] y, int yOff, float bound, float[] d, int dOff, int n) {
    (HUBER_GRADIENT.vectors(n) ? VectorCode.LOSSES : scalar).huberGradient(x, xOff, y, yOff, bound, d, dOff, n);
  }

  @Override
  public void binaryCrossEntropy(float[] z, int zOff, float[] y, int yOff, float[] c, int cOff, int n) {
    (BINARY_CROSS_ENTROPY.vectors(n) ? VectorCode.LOSSES : scalar).binaryCrossEntropy(z, zOff, y, yOff, c, cOff, n);
  }
}
