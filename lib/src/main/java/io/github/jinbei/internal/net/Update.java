package io.github.jinbei.internal.net;

import io.github.jinbei.internal.kernel.Kernels;

/**
 * How a step uses the gradient g = dL/dw / rows + 2λ₂·w + λ₁·sign(w). State lies in flat arrays laid out like the
 * parameters, so ranges of parameters may be updated in any order and by several threads.
 *
 * <p>A step either begins with {@link #begin}, and its ranges come with the sums over the rows; or the whole gradient is
 * first made g by {@link #settle}, so that it can be clipped, and the step begins with {@link #beginSettled}. Unclipped,
 * both give the same bits.
 */
public final class Update {

  private float scale;
  private float rate;
  private float l1;
  private float twiceL2;
  private float keep;
  private boolean settlesFirst;

  private final Rule rule;

  private Update(Rule rule) {
    this.rule = rule;
  }

  /** What tells one optimizer from another. */
  @FunctionalInterface
  private interface Rule {

    /** Moves n parameters from {@code at} on by the gradient {@code g*scale + decay*w}. */
    void move(Kernels k, float[] w, int at, float[] g, int gOff, int n, float scale, float decay, float rate);

    /** Hears that a step of this rate begins. */
    default void count(float rate) {}
  }

  /**
   * Begins a step on the sums over that many rows.
   *
   * @param rate the learning rate of this step
   */
  final void begin(int rows, float rate, WeightDecay decay) {
    scale = 1f / rows;
    l1 = decay.l1();
    twiceL2 = 2 * decay.l2();
    begin(rate, decay.decoupled());
    // L1 has no place in the fused operations; and g is of the parameters before the decoupled decay, in both ways alike.
    settlesFirst = l1 != 0 || twiceL2 != 0 && keep != 1;
  }

  /** Begins a step whose gradients are settled already. */
  final void beginSettled(float rate, WeightDecay decay) {
    scale = 1f;
    l1 = 0f;
    twiceL2 = 0f;
    begin(rate, decay.decoupled());
    settlesFirst = false;
  }

  private void begin(float rate, float decoupled) {
    this.rate = rate;
    keep = (float) (1 - (double) rate * decoupled);
    rule.count(rate);
  }

  /**
   * Updates n parameters from {@code at} on.
   *
   * @param g their gradient, from gOff on: a sum over the rows, if not settled; may be used up
   * @param decays whether the decay is for them
   */
  final void apply(Kernels k, float[] w, int at, float[] g, int gOff, int n, boolean decays) {
    if (!decays) {
      rule.move(k, w, at, g, gOff, n, scale, 0f, rate);
      return;
    }
    if (settlesFirst) {
      settle(k, w, at, g, gOff, n, scale, twiceL2, l1);
    }
    if (keep != 1) {
      k.scale(w, at, keep, w, at, n);
    }
    if (settlesFirst) {
      rule.move(k, w, at, g, gOff, n, 1f, 0f, rate);
    } else {
      rule.move(k, w, at, g, gOff, n, scale, twiceL2, rate);
    }
  }

  /**
   * Makes n sums over the rows the gradient g = sum / rows + 2λ₂·w + λ₁·sign(w), in place. Changes no state.
   *
   * @param g the sums of the parameters from {@code at} on, likewise from {@code at} on
   * @param decays whether the decay is for them
   */
  static void settle(Kernels k, float[] w, int at, float[] g, int n, int rows, WeightDecay decay, boolean decays) {
    settle(k, w, at, g, at, n, 1f / rows, decays ? 2 * decay.l2() : 0f, decays ? decay.l1() : 0f);
  }

  private static void settle(Kernels k, float[] w, int at, float[] g, int gOff, int n, float scale, float twiceL2,
      float l1) {
    k.settle(w, at, g, gOff, n, scale, twiceL2);
    if (l1 != 0) {
      k.addSigns(w, at, l1, g, gOff, n);
    }
  }

  /** w ← w - rate·g */
  public static Update descent() {
    return new Update((k, w, at, g, gOff, n, scale, decay, rate) ->
        k.descend(w, at, g, gOff, n, scale, decay, rate));
  }

  /** v ← μ·v - rate·g, w ← w + v: the last step goes on. */
  public static Update momentum(int parameters, float momentum) {
    float[] v = new float[parameters];
    return new Update((k, w, at, g, gOff, n, scale, decay, rate) ->
        k.momentum(w, v, at, g, gOff, n, scale, decay, rate, momentum));
  }

  /** v ← μ·v - rate·g, w ← w + μ·v - rate·g: the last step goes on, and the gradient is taken as ahead of it. */
  public static Update nesterov(int parameters, float momentum) {
    float[] v = new float[parameters];
    return new Update((k, w, at, g, gOff, n, scale, decay, rate) ->
        k.nesterov(w, v, at, g, gOff, n, scale, decay, rate, momentum));
  }

  /** AdaGrad (Duchi and others, 2011): s ← s + g², w ← w - rate·g / (√s + ε). */
  public static Update adagrad(int parameters, float epsilon) {
    float[] s = new float[parameters];
    return new Update((k, w, at, g, gOff, n, scale, decay, rate) ->
        k.adagrad(w, s, at, g, gOff, n, scale, decay, rate, epsilon));
  }

  /** RMSProp (Tieleman and Hinton, 2012): s ← ρ·s + (1-ρ)g², w ← w - rate·g / (√s + ε). */
  public static Update rmsprop(int parameters, float rho, float epsilon) {
    float[] s = new float[parameters];
    return new Update((k, w, at, g, gOff, n, scale, decay, rate) ->
        k.rmsprop(w, s, at, g, gOff, n, scale, decay, rate, rho, epsilon));
  }

  /**
   * Adam (Kingma and Ba, 2015): m ← β₁m + (1-β₁)g, v ← β₂v + (1-β₂)g², w ← w - rate·m̂ / (√v̂ + ε), with m̂ = m / (1-β₁ᵗ)
   * and v̂ = v / (1-β₂ᵗ) at step t.
   */
  public static Update adam(int parameters, float beta1, float beta2, float epsilon) {
    return new Update(new Adam(new float[parameters], new float[parameters], beta1, beta2, epsilon));
  }

  private static final class Adam implements Rule {
    private final float[] m;
    private final float[] v;
    private final float beta1;
    private final float beta2;
    private final float epsilon;
    private double power1 = 1;
    private double power2 = 1;
    private float stepRate;
    private float unbias;

    private Adam(float[] m, float[] v, float beta1, float beta2, float epsilon) {
      this.m = m;
      this.v = v;
      this.beta1 = beta1;
      this.beta2 = beta2;
      this.epsilon = epsilon;
    }

    @Override
    public void count(float rate) {
      power1 *= beta1;
      power2 *= beta2;
      stepRate = (float) (rate / (1 - power1));
      unbias = (float) (1 / (1 - power2));
    }

    @Override
    public void move(Kernels k, float[] w, int at, float[] g, int gOff, int n, float scale, float decay, float rate) {
      k.adam(w, m, v, at, g, gOff, n, scale, decay, beta1, beta2, stepRate, unbias, epsilon);
    }
  }
}
