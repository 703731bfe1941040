package io.github.jinbei.internal.kernel;

import static io.github.jinbei.internal.kernel.Fma.fma;
import static io.github.jinbei.internal.kernel.ScalarElements.delta;

/** The normalisation, one element at a time. */
public final class ScalarNorms implements NormKernels {

  @Override
  public void scaleAndShift(float[] x, int xOff, float[] g, int gOff, float[] b, int bOff, float[] y, int yOff,
      int n) {
    for (int i = 0; i < n; i++) {
      y[yOff + i] = fma(x[xOff + i], g[gOff + i], b[bOff + i]);
    }
  }

  @Override
  public void normGradient(float[] xhat, int xOff, float mean, float projection, float scale, float[] d, int dOff,
      int n) {
    for (int i = 0; i < n; i++) {
      d[dOff + i] = delta(scale * fma(-projection, xhat[xOff + i], d[dOff + i] - mean));
    }
  }

  @Override
  public void batchNormGradient(float[] xhat, int xOff, float[] g, int gOff, float[] m, int mOff, float[] p, int pOff,
      float[] d, int dOff, int n) {
    for (int i = 0; i < n; i++) {
      d[dOff + i] = delta(g[gOff + i] * fma(-p[pOff + i], xhat[xOff + i], d[dOff + i] - m[mOff + i]));
    }
  }
}
