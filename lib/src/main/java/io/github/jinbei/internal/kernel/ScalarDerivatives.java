package io.github.jinbei.internal.kernel;

import static io.github.jinbei.internal.kernel.ActivationKernels.GELU_BOUND;
import static io.github.jinbei.internal.kernel.ActivationKernels.GELU_LINEAR;
import static io.github.jinbei.internal.kernel.Fma.fma;
import static io.github.jinbei.internal.kernel.ScalarElements.clamped;
import static io.github.jinbei.internal.kernel.ScalarElements.delta;

/** The derivatives of the activations, one element at a time. */
public final class ScalarDerivatives implements DerivativeKernels {

  @Override
  public void sigmoidGradient(float[] a, int aOff, float[] d, int dOff, int n) {
    for (int i = 0; i < n; i++) {
      float v = a[aOff + i];
      d[dOff + i] = delta(d[dOff + i] * fma(-v, v, v));
    }
  }

  @Override
  public void tanhGradient(float[] a, int aOff, float[] d, int dOff, int n) {
    for (int i = 0; i < n; i++) {
      float v = a[aOff + i];
      d[dOff + i] = delta(d[dOff + i] * fma(-v, v, 1f));
    }
  }

  @Override
  public void reluGradient(float[] a, int aOff, float[] d, int dOff, int n) {
    for (int i = 0; i < n; i++) {
      d[dOff + i] = a[aOff + i] > 0 ? delta(d[dOff + i]) : 0f;
    }
  }

  @Override
  public void leakyReluGradient(float[] a, int aOff, float slope, float[] d, int dOff, int n) {
    for (int i = 0; i < n; i++) {
      float v = d[dOff + i];
      d[dOff + i] = delta(a[aOff + i] > 0 ? v : v * slope);
    }
  }

  @Override
  public void preluGradient(float[] z, int zOff, float[] alpha, int alphaOff, float[] d, int dOff, float[] e, int eOff,
      int n) {
    for (int i = 0; i < n; i++) {
      float v = z[zOff + i];
      float r = d[dOff + i];
      e[eOff + i] = delta(v > 0 ? 0f : v * r);
      d[dOff + i] = delta(v > 0 ? r : r * alpha[alphaOff + i]);
    }
  }

  @Override
  public void eluGradient(float[] a, int aOff, float positive, float negative, float[] d, int dOff, int n) {
    for (int i = 0; i < n; i++) {
      float v = a[aOff + i];
      d[dOff + i] = delta(d[dOff + i] * (v > 0 ? positive : v + negative));
    }
  }

  @Override
  public void atanGradient(float[] z, int zOff, float[] d, int dOff, int n) {
    for (int i = 0; i < n; i++) {
      float v = z[zOff + i];
      d[dOff + i] = delta(d[dOff + i] / fma(v, v, 1f));
    }
  }

  @Override
  public void softsignGradient(float[] a, int aOff, float[] d, int dOff, int n) {
    for (int i = 0; i < n; i++) {
      float t = 1 - Math.abs(a[aOff + i]);
      d[dOff + i] = delta(d[dOff + i] * (t * t));
    }
  }

  @Override
  public void siluGradient(float[] z, int zOff, float[] s, int sOff, float[] d, int dOff, int n) {
    for (int i = 0; i < n; i++) {
      float p = s[sOff + i];
      d[dOff + i] = delta(d[dOff + i] * fma(p, z[zOff + i] * (1 - p), p));
    }
  }

  @Override
  public void geluGradient(float[] z, int zOff, float[] c, int cOff, float[] e, int eOff, float[] d, int dOff, int n) {
    for (int i = 0; i < n; i++) {
      d[dOff + i] = delta(d[dOff + i] * fma(z[zOff + i] * NORMAL_DENSITY, e[eOff + i], 0.5f * c[cOff + i]));
    }
  }

  @Override
  public void geluTanhGradient(float[] z, int zOff, float[] s, int sOff, float[] d, int dOff, int n) {
    for (int i = 0; i < n; i++) {
      float v = clamped(z[zOff + i], GELU_BOUND);
      float p = s[sOff + i];
      float u = fma(v * v, GELU_CUBIC_SLOPE, GELU_LINEAR);
      d[dOff + i] = delta(d[dOff + i] * fma(p, (v * (1 - p)) * u, p));
    }
  }

  @Override
  public void softmaxGradient(float[] p, int pOff, float mean, float[] d, int dOff, int n) {
    for (int i = 0; i < n; i++) {
      d[dOff + i] = delta(p[pOff + i] * (d[dOff + i] - mean));
    }
  }

  @Override
  public void multiplyDelta(float[] p, int pOff, float factor, float[] d, int dOff, int n) {
    for (int i = 0; i < n; i++) {
      d[dOff + i] = delta(d[dOff + i] * (p[pOff + i] * factor));
    }
  }
}
