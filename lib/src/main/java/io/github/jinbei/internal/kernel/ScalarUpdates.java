package io.github.jinbei.internal.kernel;

import static io.github.jinbei.internal.kernel.Fma.fma;

/** The updates, one element at a time. */
public final class ScalarUpdates implements UpdateKernels {

  @Override
  public void settle(float[] w, int wOff, float[] g, int gOff, int n, float scale, float decay) {
    for (int i = 0; i < n; i++) {
      g[gOff + i] = fma(decay, w[wOff + i], g[gOff + i] * scale);
    }
  }

  @Override
  public void addSigns(float[] w, int wOff, float factor, float[] g, int gOff, int n) {
    for (int i = 0; i < n; i++) {
      float v = w[wOff + i];
      g[gOff + i] += v > 0 ? factor : v < 0 ? -factor : 0f;
    }
  }

  @Override
  public void descend(float[] w, int wOff, float[] g, int gOff, int n, float scale, float decay, float rate) {
    for (int i = 0; i < n; i++) {
      float v = w[wOff + i];
      w[wOff + i] = fma(-rate, fma(decay, v, g[gOff + i] * scale), v);
    }
  }

  @Override
  public void momentum(float[] w, float[] v, int at, float[] g, int gOff, int n, float scale, float decay, float rate,
      float momentum) {
    for (int i = 0; i < n; i++) {
      float gradient = fma(decay, w[at + i], g[gOff + i] * scale);
      v[at + i] = fma(momentum, v[at + i], -rate * gradient);
      w[at + i] += v[at + i];
    }
  }

  @Override
  public void nesterov(float[] w, float[] v, int at, float[] g, int gOff, int n, float scale, float decay, float rate,
      float momentum) {
    for (int i = 0; i < n; i++) {
      float down = -rate * fma(decay, w[at + i], g[gOff + i] * scale);
      float step = fma(momentum, v[at + i], down);
      v[at + i] = step;
      w[at + i] += fma(momentum, step, down);
    }
  }

  @Override
  public void adagrad(float[] w, float[] s, int at, float[] g, int gOff, int n, float scale, float decay, float rate,
      float epsilon) {
    for (int i = 0; i < n; i++) {
      float gradient = fma(decay, w[at + i], g[gOff + i] * scale);
      float squares = fma(gradient, gradient, s[at + i]);
      s[at + i] = squares;
      w[at + i] = fma(-rate, gradient / ((float) Math.sqrt(squares) + epsilon), w[at + i]);
    }
  }

  @Override
  public void rmsprop(float[] w, float[] s, int at, float[] g, int gOff, int n, float scale, float decay, float rate,
      float rho, float epsilon) {
    for (int i = 0; i < n; i++) {
      float gradient = fma(decay, w[at + i], g[gOff + i] * scale);
      float squares = fma(rho, s[at + i], ((1 - rho) * gradient) * gradient);
      s[at + i] = squares;
      w[at + i] = fma(-rate, gradient / ((float) Math.sqrt(squares) + epsilon), w[at + i]);
    }
  }

  @Override
  public void adam(float[] w, float[] m, float[] v, int at, float[] g, int gOff, int n, float scale, float decay,
      float beta1, float beta2, float rate, float unbias, float epsilon) {
    for (int i = 0; i < n; i++) {
      float gradient = fma(decay, w[at + i], g[gOff + i] * scale);
      float first = fma(beta1, m[at + i], (1 - beta1) * gradient);
      float second = fma(beta2, v[at + i], ((1 - beta2) * gradient) * gradient);
      m[at + i] = first;
      v[at + i] = second;
      w[at + i] = fma(-rate, first / ((float) Math.sqrt(second * unbias) + epsilon), w[at + i]);
    }
  }
}
