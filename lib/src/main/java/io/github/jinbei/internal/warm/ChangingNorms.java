package io.github.jinbei.internal.warm;

import io.github.jinbei.internal.kernel.NormKernels;

/** The normalisation: each operation is scalar until its vector code is warm. */
final class ChangingNorms extends Theme<NormKernels> implements NormKernels {

  private static final Kernel SCALE_AND_SHIFT = Kernel.of(1);
  private static final Kernel NORM_GRADIENT = Kernel.of(1);
  private static final Kernel BATCH_NORM_GRADIENT = Kernel.of(1);

  private final NormKernels scalar;

  ChangingNorms(WarmUp warmUp, NormKernels scalar) {
    super(warmUp, SCALE_AND_SHIFT, NORM_GRADIENT, BATCH_NORM_GRADIENT);
    this.scalar = scalar;
  }

  @Override
  NormKernels code(boolean vectors) {
    return vectors ? VectorCode.NORMS : scalar;
  }

  @Override
  void run(NormKernels code, int kernel, WarmData d) {
    switch (kernel) {
      case 0 -> code.scaleAndShift(d.a, 0, d.b, 0, d.c, 0, d.d, 0, d.n);
      case 1 -> code.normGradient(d.a, 0, 1f, 1f, 1f, d.b, 0, d.n);
      default -> code.batchNormGradient(d.a, 0, d.b, 0, d.c, 0, d.d, 0, d.e, 0, d.n);
    }
  }

  @Override
  public void scaleAndShift(float[] x, int xOff, float[] g, int gOff, float[] b, int bOff, float[] y, int yOff, int n) {
    (SCALE_AND_SHIFT.vectors(n) ? VectorCode.NORMS : scalar).scaleAndShift(x, xOff, g, gOff, b, bOff, y, yOff, n);
  }

  @Override
  public void normGradient(float[] xhat, int xOff, float mean, float projection, float scale, float[] d, int dOff, int n) {
    (NORM_GRADIENT.vectors(n) ? VectorCode.NORMS : scalar).normGradient(xhat, xOff, mean, projection, scale, d, dOff, n);
  }

  @Override
  public void batchNormGradient(float[] xhat, int xOff, float[] g, int gOff, float[] m, int mOff, float[] p, int pOff,
      float[] d, int dOff, int n) {
    (BATCH_NORM_GRADIENT.vectors(n) ? VectorCode.NORMS : scalar).batchNormGradient(xhat, xOff, g, gOff, m, mOff, p, pOff, d,
        dOff, n);
  }
}
