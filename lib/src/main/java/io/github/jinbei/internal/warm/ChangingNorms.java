package io.github.jinbei.internal.warm;

import io.github.jinbei.internal.kernel.Kernels;
import io.github.jinbei.internal.kernel.NormKernels;

/** The normalisation: each operation is scalar until its vector code is warm. */
final class ChangingNorms extends Theme implements NormKernels {

  private final NormKernels scalar;
  private NormKernels vector;
  private final ChangeOver scaleAndShift = change(0, 1);
  private final ChangeOver normGradient = change(1, 1);
  private final ChangeOver batchNormGradient = change(2, 1);

  ChangingNorms(WarmUp warmUp, NormKernels scalar) {
    super(warmUp);
    this.scalar = scalar;
  }

  @Override
  void vectors(Kernels vectors) {
    vector = vectors.norms();
  }

  @Override
  void run(int kernel, WarmData d) {
    switch (kernel) {
      case 0 -> scaleAndShift(d.a, 0, d.b, 0, d.c, 0, d.d, 0, d.n);
      case 1 -> normGradient(d.a, 0, 1f, 1f, 1f, d.b, 0, d.n);
      default -> batchNormGradient(d.a, 0, d.b, 0, d.c, 0, d.d, 0, d.e, 0, d.n);
    }
  }

  @Override
  public void scaleAndShift(float[] x, int xOff, float[] g, int gOff, float[] b, int bOff, float[] y, int yOff, int n) {
    (scaleAndShift.vectors(n) ? vector : scalar).scaleAndShift(x, xOff, g, gOff, b, bOff, y, yOff, n);
  }

  @Override
  public void normGradient(float[] xhat, int xOff, float mean, float projection, float scale, float[] d, int dOff, int n) {
    (normGradient.vectors(n) ? vector : scalar).normGradient(xhat, xOff, mean, projection, scale, d, dOff, n);
  }

  @Override
  public void batchNormGradient(float[] xhat, int xOff, float[] g, int gOff, float[] m, int mOff, float[] p, int pOff,
      float[] d, int dOff, int n) {
    (batchNormGradient.vectors(n) ? vector : scalar).batchNormGradient(xhat, xOff, g, gOff, m, mOff, p, pOff, d, dOff, n);
  }
}
