package io.github.jinbei.internal.kernel;

/**
 * The updates of parameters w by the gradient {@code g*scale + decay*w}. The state of an update is in arrays of the same
 * layout as w.
 */
public interface UpdateKernels {

  /** Computes {@code g = fma(decay, w, g*scale)}: the gradient alone, as each update below computes it. */
  void settle(float[] w, int wOff, float[] g, int gOff, int n, float scale, float decay);

  /** Computes {@code g = g + (w > 0 ? factor : w < 0 ? -factor : 0)}: the gradient of {@code factor*|w|} added. */
  void addSigns(float[] w, int wOff, float factor, float[] g, int gOff, int n);

  /** Computes {@code w = fma(-rate, fma(decay, w, g*scale), w)}: a step down the gradient {@code g*scale + decay*w}. */
  void descend(float[] w, int wOff, float[] g, int gOff, int n, float scale, float decay, float rate);

  /**
   * Computes {@code v = fma(momentum, v, -rate*g)}, {@code w = w + v} with {@code g = fma(decay, w, g*scale)}. w and v are
   * ranges from {@code at} on.
   */
  void momentum(float[] w, float[] v, int at, float[] g, int gOff, int n, float scale, float decay, float rate,
      float momentum);

  /**
   * Computes {@code d = -rate*g}, {@code v = fma(momentum, v, d)}, {@code w = w + fma(momentum, v, d)} with {@code g =
   * fma(decay, w, g*scale)}: Nesterov's momentum. w and v are ranges from {@code at} on.
   */
  void nesterov(float[] w, float[] v, int at, float[] g, int gOff, int n, float scale, float decay, float rate,
      float momentum);

  /**
   * Computes {@code s = fma(g, g, s)}, {@code w = fma(-rate, g / (sqrt(s) + epsilon), w)} with {@code g = fma(decay, w,
   * g*scale)}. w and s are ranges from {@code at} on.
   */
  void adagrad(float[] w, float[] s, int at, float[] g, int gOff, int n, float scale, float decay, float rate,
      float epsilon);

  /**
   * Computes {@code s = fma(rho, s, ((1-rho)*g)*g)}, {@code w = fma(-rate, g / (sqrt(s) + epsilon), w)} with {@code g =
   * fma(decay, w, g*scale)}. w and s are ranges from {@code at} on.
   */
  void rmsprop(float[] w, float[] s, int at, float[] g, int gOff, int n, float scale, float decay, float rate, float rho,
      float epsilon);

  /**
   * Does a step of Adam on ranges of w, m and v from {@code at} on, with {@code g = fma(decay, w, g*scale)}:
   * {@code m = fma(beta1, m, (1-beta1)*g)}, {@code v = fma(beta2, v, ((1-beta2)*g)*g)}, {@code w = fma(-rate, m /
   * (sqrt(v*unbias) + epsilon), w)}.
   */
  void adam(float[] w, float[] m, float[] v, int at, float[] g, int gOff, int n, float scale, float decay, float beta1,
      float beta2, float rate, float unbias, float epsilon);
}
