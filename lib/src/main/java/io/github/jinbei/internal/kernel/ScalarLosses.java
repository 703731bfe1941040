package io.github.jinbei.internal.kernel;

import static io.github.jinbei.internal.kernel.Fma.fma;
import static io.github.jinbei.internal.kernel.ScalarElements.clamped;
import static io.github.jinbei.internal.kernel.ScalarElements.delta;

/** The costs and their derivatives, one element at a time. */
public final class ScalarLosses implements LossKernels {

  @Override
  public void difference(float[] x, int xOff, float[] y, int yOff, float[] d, int dOff, int n) {
    for (int i = 0; i < n; i++) {
      d[dOff + i] = delta(x[xOff + i] - y[yOff + i]);
    }
  }

  @Override
  public void absoluteDifference(float[] x, int xOff, float[] y, int yOff, float[] d, int dOff, int n) {
    for (int i = 0; i < n; i++) {
      d[dOff + i] = Math.abs(x[xOff + i] - y[yOff + i]);
    }
  }

  @Override
  public void signs(float[] x, int xOff, float[] y, int yOff, float[] d, int dOff, int n) {
    for (int i = 0; i < n; i++) {
      float e = x[xOff + i] - y[yOff + i];
      d[dOff + i] = e > 0 ? 1f : e < 0 ? -1f : e;
    }
  }

  @Override
  public void huber(float[] x, int xOff, float[] y, int yOff, float bound, float[] c, int cOff, int n) {
    for (int i = 0; i < n; i++) {
      float e = Math.abs(x[xOff + i] - y[yOff + i]);
      c[cOff + i] = e <= bound ? (0.5f * e) * e : bound * (e - 0.5f * bound);
    }
  }

  @Override
  public void huberGradient(float[] x, int xOff, float[] y, int yOff, float bound, float[] d, int dOff, int n) {
    for (int i = 0; i < n; i++) {
      d[dOff + i] = delta(clamped(x[xOff + i] - y[yOff + i], bound));
    }
  }

  @Override
  public void binaryCrossEntropy(float[] z, int zOff, float[] y, int yOff, float[] c, int cOff, int n) {
    for (int i = 0; i < n; i++) {
      float v = z[zOff + i];
      float positive = v <= 0 ? 0f : v;
      float tail = ScalarMath.log1p(ScalarMath.exp(-Math.abs(v)));
      c[cOff + i] = fma(-v, y[yOff + i], positive) + tail;
    }
  }
}
