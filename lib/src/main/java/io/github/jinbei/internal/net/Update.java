package io.github.jinbei.internal.net;

import io.github.jinbei.internal.kernel.Kernels;

/**
 * How a step uses the gradient g = dL/dw / rows + 2λ·w. State lies in flat arrays laid out like the parameters, so ranges
 * of parameters may be updated in any order and by several threads.
 */
public abstract class Update {

  /** What a sum over the rows is multiplied by: 1 / rows. */
  float scale;

  private Update() {}

  /** Begins a step on a batch of that many rows. */
  void begin(int rows) {
    scale = 1f / rows;
  }

  /**
   * Updates n parameters from {@code at} on.
   *
   * @param g their gradient, a sum over the rows, from gOff on
   * @param decay 2λ, or 0
   */
  abstract void apply(Kernels k, float[] w, int at, float[] g, int gOff, int n, float decay);

  /** w ← w - rate·g */
  public static Update descent(float rate) {
    return new Update() {
      @Override
      void apply(Kernels k, float[] w, int at, float[] g, int gOff, int n, float decay) {
        k.descend(w, at, g, gOff, n, scale, decay, rate);
      }
    };
  }

  /** v ← μ·v - rate·g, w ← w + v: the last step goes on. */
  public static Update momentum(int parameters, float rate, float momentum) {
    float[] v = new float[parameters];
    return new Update() {
      @Override
      void apply(Kernels k, float[] w, int at, float[] g, int gOff, int n, float decay) {
        k.momentum(w, v, at, g, gOff, n, scale, decay, rate, momentum);
      }
    };
  }

  /**
   * Adam (Kingma and Ba, 2015): m ← β₁m + (1-β₁)g, v ← β₂v + (1-β₂)g², w ← w - rate·m̂ / (√v̂ + ε), with m̂ = m / (1-β₁ᵗ)
   * and v̂ = v / (1-β₂ᵗ) at step t.
   */
  public static Update adam(int parameters, float rate, float beta1, float beta2, float epsilon) {
    float[] m = new float[parameters];
    float[] v = new float[parameters];
    return new Update() {
      private double power1 = 1;
      private double power2 = 1;
      private float stepRate;
      private float unbias;

      @Override
      void begin(int rows) {
        super.begin(rows);
        power1 *= beta1;
        power2 *= beta2;
        stepRate = (float) (rate / (1 - power1));
        unbias = (float) (1 / (1 - power2));
      }

      @Override
      void apply(Kernels k, float[] w, int at, float[] g, int gOff, int n, float decay) {
        k.adam(w, m, v, at, g, gOff, n, scale, decay, beta1, beta2, stepRate, unbias, epsilon);
      }
    };
  }
}
