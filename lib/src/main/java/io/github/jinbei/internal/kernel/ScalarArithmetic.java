package io.github.jinbei.internal.kernel;

import static io.github.jinbei.internal.kernel.ScalarElements.clamped;

/** The arithmetic, one element at a time. */
public final class ScalarArithmetic implements ArithmeticKernels {

  @Override
  public void scale(float[] x, int xOff, float factor, float[] y, int yOff, int n) {
    for (int i = 0; i < n; i++) {
      y[yOff + i] = x[xOff + i] * factor;
    }
  }

  @Override
  public void multiply(float[] x, int xOff, float[] y, int yOff, float[] t, int tOff, int n) {
    for (int i = 0; i < n; i++) {
      t[tOff + i] = x[xOff + i] * y[yOff + i];
    }
  }

  @Override
  public void minus(float[] x, int xOff, float[] y, int yOff, float[] t, int tOff, int n) {
    for (int i = 0; i < n; i++) {
      t[tOff + i] = x[xOff + i] - y[yOff + i];
    }
  }

  @Override
  public void subtract(float[] x, int xOff, float value, int n) {
    for (int i = 0; i < n; i++) {
      x[xOff + i] -= value;
    }
  }

  @Override
  public void divide(float[] x, int xOff, float value, int n) {
    for (int i = 0; i < n; i++) {
      x[xOff + i] /= value;
    }
  }

  @Override
  public void clamp(float[] x, int xOff, float bound, int n) {
    for (int i = 0; i < n; i++) {
      x[xOff + i] = clamped(x[xOff + i], bound);
    }
  }
}
