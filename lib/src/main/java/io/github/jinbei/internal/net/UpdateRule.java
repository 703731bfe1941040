package io.github.jinbei.internal.net;

import io.github.jinbei.internal.kernel.UpdateKernels;

/**
 * The formulas of one optimizer: how it updates parameters by their gradient, and bounds on the results. Its state is up to two
 * arrays, s and t, laid out like the parameters and 0 at first.
 */
abstract class UpdateRule {

  /** The number of arrays of state: 0, 1 or 2. */
  final int states;

  /** ε; 0 without. */
  final float epsilon;

  private UpdateRule(int states, float epsilon) {
    this.states = states;
    this.epsilon = epsilon;
  }

  /**
   * Updates n parameters from {@code at} on by the gradient {@code g*scale + decay*w}; s and t are null if not needed.
   *
   * @param pace their rate and ε
   */
  abstract void move(UpdateKernels k, float[] w, float[] s, float[] t, int at, float[] g, int gOff, int n, float scale,
      float decay, Pace pace);

  /** Returns a bound on |s| after a step with gradients of at most g, from a bound before it. */
  double boundOfS(double before, double g, Pace pace) {
    return 0;
  }

  /** Returns a bound on |t| after a step with gradients of at most g, from a bound before it. */
  double boundOfT(double before, double g) {
    return 0;
  }

  /** Returns a bound on the change of a parameter in a step with gradients of at most g, from a bound on |s| after it. */
  abstract double boundOfMove(double g, double s, Pace pace);

  /** Starts a step. */
  void begin() {}

  /** Returns what the formula of this step multiplies for a learning rate. */
  float stepRate(float rate) {
    return rate;
  }

  /** Undoes the last {@link #begin}. */
  void cancel() {}

  /** Returns the numbers, besides s and t, that the next step depends on. */
  double[] numbers() {
    return new double[0];
  }

  /** Sets the numbers that {@link #numbers} returns. */
  void setNumbers(double[] numbers) {}

  /** Returns the factor by which a step multiplies t before the square root. */
  float factorOfT() {
    return 1f;
  }

  /** w ← w - rate·g */
  static final class Descent extends UpdateRule {

    Descent() {
      super(0, 0f);
    }

    @Override
    void move(UpdateKernels k, float[] w, float[] s, float[] t, int at, float[] g, int gOff, int n, float scale, float decay,
        Pace pace) {
      k.descend(w, at, g, gOff, n, scale, decay, pace.rate);
    }

    @Override
    double boundOfMove(double g, double s, Pace pace) {
      return pace.rate * g;
    }
  }

  /** s ← μ·s - rate·g, w ← w + s; for Nesterov's momentum w ← w + μ·s - rate·g. */
  static final class Momentum extends UpdateRule {
    private final float momentum;
    private final boolean nesterov;

    Momentum(float momentum, boolean nesterov) {
      super(1, 0f);
      this.momentum = momentum;
      this.nesterov = nesterov;
    }

    @Override
    void move(UpdateKernels k, float[] w, float[] s, float[] t, int at, float[] g, int gOff, int n, float scale, float decay,
        Pace pace) {
      if (nesterov) {
        k.nesterov(w, s, at, g, gOff, n, scale, decay, pace.rate, momentum);
      } else {
        k.momentum(w, s, at, g, gOff, n, scale, decay, pace.rate, momentum);
      }
    }

    @Override
    double boundOfS(double before, double g, Pace pace) {
      return momentum * before + pace.rate * g;
    }

    @Override
    double boundOfMove(double g, double s, Pace pace) {
      return s + pace.rate * g;
    }
  }

  /** s ← s + g², w ← w - rate·g / (√s + ε). */
  static final class AdaGrad extends UpdateRule {

    AdaGrad(float epsilon) {
      super(1, epsilon);
    }

    @Override
    void move(UpdateKernels k, float[] w, float[] s, float[] t, int at, float[] g, int gOff, int n, float scale, float decay,
        Pace pace) {
      k.adagrad(w, s, at, g, gOff, n, scale, decay, pace.rate, pace.epsilon);
    }

    @Override
    double boundOfS(double before, double g, Pace pace) {
      return before + g * g;
    }

    @Override
    double boundOfMove(double g, double s, Pace pace) {
      return pace.rate * g / pace.epsilon;
    }
  }

  /** s ← ρ·s + (1-ρ)g², w ← w - rate·g / (√s + ε). */
  static final class RmsProp extends UpdateRule {
    private final float rho;

    RmsProp(float rho, float epsilon) {
      super(1, epsilon);
      this.rho = rho;
    }

    @Override
    void move(UpdateKernels k, float[] w, float[] s, float[] t, int at, float[] g, int gOff, int n, float scale, float decay,
        Pace pace) {
      k.rmsprop(w, s, at, g, gOff, n, scale, decay, pace.rate, rho, pace.epsilon);
    }

    @Override
    double boundOfS(double before, double g, Pace pace) {
      return Math.max(before, g * g);
    }

    @Override
    double boundOfMove(double g, double s, Pace pace) {
      return pace.rate * g / pace.epsilon;
    }
  }

  /**
   * s ← β₁s + (1-β₁)g, t ← β₂t + (1-β₂)g², w ← w - rate·ŝ / (√t̂ + ε), with ŝ = s / (1-β₁ⁿ) and t̂ = t / (1-β₂ⁿ) in step n.
   */
  static final class Adam extends UpdateRule {
    private final float beta1;
    private final float beta2;
    private double power1 = 1;
    private double power2 = 1;
    private double powerBefore1;
    private double powerBefore2;
    private float unbias;

    Adam(float beta1, float beta2, float epsilon) {
      super(2, epsilon);
      this.beta1 = beta1;
      this.beta2 = beta2;
    }

    @Override
    void begin() {
      powerBefore1 = power1;
      powerBefore2 = power2;
      power1 *= beta1;
      power2 *= beta2;
      unbias = (float) (1 / (1 - power2));
    }

    @Override
    float stepRate(float rate) {
      return (float) (rate / (1 - power1));
    }

    @Override
    void cancel() {
      power1 = powerBefore1;
      power2 = powerBefore2;
    }

    /** The powers of β₁ and β₂. */
    @Override
    double[] numbers() {
      return new double[] {power1, power2};
    }

    @Override
    void setNumbers(double[] numbers) {
      power1 = numbers[0];
      power2 = numbers[1];
    }

    @Override
    void move(UpdateKernels k, float[] w, float[] s, float[] t, int at, float[] g, int gOff, int n, float scale, float decay,
        Pace pace) {
      k.adam(w, s, t, at, g, gOff, n, scale, decay, beta1, beta2, pace.rate, unbias, pace.epsilon);
    }

    @Override
    double boundOfS(double before, double g, Pace pace) {
      return Math.max(before, g);
    }

    @Override
    double boundOfT(double before, double g) {
      return Math.max(before, g * g);
    }

    @Override
    double boundOfMove(double g, double s, Pace pace) {
      return pace.rate * s / pace.epsilon;
    }

    @Override
    float factorOfT() {
      return unbias;
    }
  }
}
