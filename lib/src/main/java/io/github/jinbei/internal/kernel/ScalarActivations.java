package io.github.jinbei.internal.kernel;

import static io.github.jinbei.internal.kernel.Fma.fma;
import static io.github.jinbei.internal.kernel.ScalarElements.clamped;

/** The activations, one element at a time. */
public final class ScalarActivations implements ActivationKernels {

  @Override
  public void relu(float[] x, int xOff, float[] y, int yOff, int n) {
    for (int i = 0; i < n; i++) {
      float v = x[xOff + i];
      y[yOff + i] = v <= 0 ? 0f : v;
    }
  }

  @Override
  public void step(float[] x, int xOff, float[] y, int yOff, int n) {
    for (int i = 0; i < n; i++) {
      float v = x[xOff + i];
      y[yOff + i] = v >= 0 ? 1f : v < 0 ? 0f : v;
    }
  }

  @Override
  public void leakyRelu(float[] x, int xOff, float slope, float[] y, int yOff, int n) {
    for (int i = 0; i < n; i++) {
      float v = x[xOff + i];
      y[yOff + i] = v > 0 ? v : v * slope;
    }
  }

  @Override
  public void prelu(float[] z, int zOff, float[] alpha, int alphaOff, float[] a, int aOff, int n) {
    for (int i = 0; i < n; i++) {
      float v = z[zOff + i];
      a[aOff + i] = v > 0 ? v : v * alpha[alphaOff + i];
    }
  }

  @Override
  public void elu(float[] z, int zOff, float[] s, int sOff, float positive, float negative, float[] a, int aOff,
      int n) {
    for (int i = 0; i < n; i++) {
      float v = z[zOff + i];
      a[aOff + i] = v > 0 ? positive * v : negative * s[sOff + i];
    }
  }

  @Override
  public void softsign(float[] x, int xOff, float[] y, int yOff, int n) {
    for (int i = 0; i < n; i++) {
      float v = x[xOff + i];
      y[yOff + i] = v / (1 + Math.abs(v));
    }
  }

  @Override
  public void gelu(float[] z, int zOff, float[] c, int cOff, float[] a, int aOff, int n) {
    for (int i = 0; i < n; i++) {
      a[aOff + i] = (0.5f * z[zOff + i]) * c[cOff + i];
    }
  }

  @Override
  public void geluTanhInner(float[] z, int zOff, float[] y, int yOff, int n) {
    for (int i = 0; i < n; i++) {
      float v = clamped(z[zOff + i], GELU_BOUND);
      y[yOff + i] = v * fma(v * v, GELU_CUBIC, GELU_LINEAR);
    }
  }

  @Override
  public void halfSquare(float[] x, int xOff, float[] y, int yOff, int n) {
    for (int i = 0; i < n; i++) {
      float v = x[xOff + i];
      y[yOff + i] = (-0.5f * v) * v;
    }
  }
}
