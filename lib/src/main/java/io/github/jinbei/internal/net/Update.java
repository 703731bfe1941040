package io.github.jinbei.internal.net;

import io.github.jinbei.internal.kernel.Kernels;
import io.github.jinbei.internal.kernel.ReductionKernels;
import io.github.jinbei.internal.kernel.UpdateKernels;
import java.util.ArrayList;
import java.util.List;

/**
 * The update of the parameters by one optimizer, with its state. The gradient of a parameter is g = sum / rows + 2λ₂·w +
 * λ₁·sign(w), where sum is dL/dw summed over the rows. The state is in flat arrays laid out like the parameters, so ranges of
 * parameters may be updated in any order and by several threads. Each range has the {@link Pace} of its factors.
 *
 * <p>A step either starts with {@link #begin}, and {@link #apply} receives sums over the rows; or {@link #settle} first turns
 * all sums into g, so that they can be clipped, and the step starts with {@link #beginSettled}. Without a clip both give the
 * same bits. {@link #cancel} undoes the start of a step that was not applied.
 *
 * <p>A step must not leave a parameter or a state that is not finite. Upper bounds on the magnitudes of both are kept from
 * step to step, in a few numbers: {@link #staysFinite} computes from them, and from a bound on the gradient, whether all
 * results of a step are finite. Where the bounds are too loose, {@link #measure} replaces them by the largest magnitudes
 * there are, and {@link #tryOut} computes the results of the step without writing them. Small networks have no bounds:
 * {@link #save} copies their parameters and state before a step, and {@link #undo} restores them if a result is not
 * finite.
 */
public final class Update {

  /**
   * Results with bounds below this are finite: floats end at 2^128, and the factor of 2^8 covers all roundings. A chain of
   * n rounded additions of at most x stays below 4·n·x for any n: it grows by less than 3·x each time, and no longer once x
   * is less than half its last bit.
   */
  private static final double SAFE = 0x1p120;

  /** Parameters that {@link #tryOut} computes at once. */
  private static final int TRIAL = 4096;

  private double boundOfW = Double.POSITIVE_INFINITY;
  private double boundOfS = Double.POSITIVE_INFINITY;
  private double boundOfT = Double.POSITIVE_INFINITY;
  private float[] savedW;
  private float[] savedS;
  private float[] savedT;
  private float[] trialW;
  private float[] trialS;
  private float[] trialT;

  private float scale;
  private float l1;
  private float twiceL2;
  private boolean decaysBiases;

  private final UpdateRule rule;
  private final float[] s;
  private final float[] t;

  /** The paces of all ranges, each once. */
  private final Pace[] paces;

  /** The pace of each range of the network; null if all have the same. */
  private final Pace[] paceOfRange;

  private Update(UpdateRule rule, int parameters) {
    this.rule = rule;
    this.s = rule.states > 0 ? new float[parameters] : null;
    this.t = rule.states > 1 ? new float[parameters] : null;
    this.paces = new Pace[] {new Pace(rule, RateFactor.NONE)};
    this.paceOfRange = null;
  }

  private Update(Update other, List<RateFactor> factors) {
    this.rule = other.rule;
    this.s = other.s;
    this.t = other.t;
    List<Pace> distinct = new ArrayList<>();
    Pace[] ofRanges = new Pace[factors.size()];
    for (int i = 0; i < ofRanges.length; i++) {
      int same = 0;
      while (same < i && !factors.get(same).sameAs(factors.get(i))) {
        same++;
      }
      ofRanges[i] = same < i ? ofRanges[same] : new Pace(rule, factors.get(i));
      if (same == i) {
        distinct.add(ofRanges[i]);
      }
    }
    this.paces = distinct.toArray(new Pace[0]);
    this.paceOfRange = paces.length == 1 ? null : ofRanges;
  }

  /**
   * Returns this update with factors of learning rate and ε. It takes over the arrays of state: this one must not be used any
   * more.
   *
   * @param factors one for each of {@link Topology#ranges}
   */
  public Update with(List<RateFactor> factors) {
    return new Update(this, factors);
  }

  /** Returns the arrays of state themselves, laid out like the parameters: none, one or two. */
  public List<float[]> states() {
    return t != null ? List.of(s, t) : s != null ? List.of(s) : List.of();
  }

  /** Returns the numbers, besides {@link #states}, that the next step depends on: the powers of Adam. */
  public double[] numbers() {
    return rule.numbers();
  }

  /** Sets the numbers that {@link #numbers} returns. */
  public void setNumbers(double[] numbers) {
    rule.setNumbers(numbers);
  }

  /**
   * Starts a step whose gradients are sums over that many rows.
   *
   * @param rate the learning rate of this step
   */
  final void begin(int rows, float rate, WeightDecay decay) {
    scale = 1f / rows;
    l1 = decay.l1();
    twiceL2 = 2 * decay.l2();
    begin(rate, decay);
  }

  /** Starts a step whose gradients are settled already. */
  final void beginSettled(float rate, WeightDecay decay) {
    scale = 1f;
    l1 = 0f;
    twiceL2 = 0f;
    begin(rate, decay);
  }

  private void begin(float rate, WeightDecay decay) {
    decaysBiases = decay.biases();
    rule.begin();
    for (Pace pace : paces) {
      pace.begin(rule, rate, decay.decoupled());
    }
  }

  private Pace pace(ParameterRange range) {
    return paceOfRange == null ? paces[0] : paceOfRange[range.index()];
  }

  /** Undoes the start of the last step, of which nothing was applied: it is not counted. */
  void cancel() {
    rule.cancel();
  }

  /**
   * Returns whether bounds show that all results of the step that was started are finite.
   *
   * @param largest a bound on the magnitudes that {@link #apply} receives: of sums over the rows, or of settled gradients
   */
  boolean staysFinite(double largest) {
    double g = boundOfGradient(largest);
    double nextS = nextBoundOfS(g);
    double nextT = rule.boundOfT(boundOfT, g) * rule.factorOfT();
    // A comparison with NaN is false.
    return largest < SAFE && g < SAFE && nextS < SAFE && nextT < SAFE && boundOfW(g, nextS) < SAFE;
  }

  /**
   * Replaces the bounds by those of the results of the step that was started, if {@link #staysFinite}.
   *
   * @param largest as for {@link #staysFinite}
   * @return its value
   */
  boolean takeBounds(double largest) {
    if (!staysFinite(largest)) {
      return false;
    }
    double g = boundOfGradient(largest);
    boundOfS = nextBoundOfS(g);
    boundOfT = rule.boundOfT(boundOfT, g);
    boundOfW = boundOfW(g, boundOfS);
    return true;
  }

  private double boundOfGradient(double largest) {
    return largest * scale + twiceL2 * boundOfW + l1;
  }

  private double nextBoundOfS(double g) {
    double most = 0;
    for (Pace pace : paces) {
      most = Math.max(most, rule.boundOfS(boundOfS, g, pace));
    }
    return most;
  }

  private double boundOfW(double g, double nextS) {
    double most = 0;
    for (Pace pace : paces) {
      most = Math.max(most, Math.abs(pace.keep) * boundOfW + rule.boundOfMove(g, nextS, pace));
    }
    return most;
  }

  /** Replaces the bounds by the largest magnitudes of the parameters w and of the state. */
  void measure(ReductionKernels k, float[] w) {
    boundOfW = k.largestMagnitude(w, 0, w.length);
    boundOfS = s == null ? 0 : k.largestMagnitude(s, 0, s.length);
    boundOfT = t == null ? 0 : k.largestMagnitude(t, 0, t.length);
  }

  /** Drops the bounds, so that the next step measures. Must be called when anything else changed the parameters or states. */
  public void dropBounds() {
    boundOfW = Double.POSITIVE_INFINITY;
  }

  /** Copies the parameters w and the state, for {@link #undo}. */
  void save(float[] w) {
    if (savedW == null) {
      savedW = new float[w.length];
      savedS = s == null ? null : new float[s.length];
      savedT = t == null ? null : new float[t.length];
    }
    System.arraycopy(w, 0, savedW, 0, w.length);
    if (s != null) {
      System.arraycopy(s, 0, savedS, 0, s.length);
    }
    if (t != null) {
      System.arraycopy(t, 0, savedT, 0, t.length);
    }
  }

  /** Undoes a step that was applied since {@link #save}: parameters and state are as before, and the step is not counted. */
  void undo(float[] w) {
    System.arraycopy(savedW, 0, w, 0, w.length);
    if (s != null) {
      System.arraycopy(savedS, 0, s, 0, s.length);
    }
    if (t != null) {
      System.arraycopy(savedT, 0, t, 0, t.length);
    }
    cancel();
  }

  /** Returns whether the parameters w and the state are finite. */
  boolean isFinite(ReductionKernels k, float[] w) {
    return Float.isFinite(k.largestMagnitude(w, 0, w.length))
        && (s == null || Float.isFinite(k.largestMagnitude(s, 0, s.length)))
        && (t == null || Float.isFinite(k.largestMagnitude(t, 0, t.length) * rule.factorOfT()));
  }

  /**
   * Computes the results of {@link #apply} for all parameters of a range, with a settled gradient. Writes none of them.
   *
   * @param g the gradient, laid out like the parameters
   * @return a kind of result that is not finite, or {@link NonFinite#NONE}
   */
  NonFinite tryOut(Kernels k, float[] w, ParameterRange range, float[] g) {
    if (trialW == null) {
      trialW = new float[TRIAL];
      trialS = s == null ? null : new float[TRIAL];
      trialT = t == null ? null : new float[TRIAL];
    }
    UpdateKernels updates = k.updates();
    ReductionKernels reductions = k.reductions();
    Pace pace = pace(range);
    int end = range.from() + range.count();
    for (int from = range.from(); from < end; from += TRIAL) {
      int count = Math.min(TRIAL, end - from);
      System.arraycopy(w, from, trialW, 0, count);
      if (s != null) {
        System.arraycopy(s, from, trialS, 0, count);
      }
      if (t != null) {
        System.arraycopy(t, from, trialT, 0, count);
      }
      if (pace.keep != 1 && range.decays(decaysBiases)) {
        k.arithmetic().scale(trialW, 0, pace.keep, trialW, 0, count);
      }
      rule.move(updates, trialW, trialS, trialT, 0, g, from, count, 1f, 0f, pace);
      if (s != null && !Float.isFinite(reductions.largestMagnitude(trialS, 0, count))
          || t != null && !Float.isFinite(reductions.largestMagnitude(trialT, 0, count) * rule.factorOfT())) {
        return NonFinite.OPTIMIZER_STATE;
      }
      if (!Float.isFinite(reductions.largestMagnitude(trialW, 0, count))) {
        return NonFinite.PARAMETER;
      }
    }
    return NonFinite.NONE;
  }

  /**
   * Updates n parameters of a range, from {@code at} on.
   *
   * @param g their gradient, from gOff on: a sum over the rows, if not settled. May be changed.
   */
  final void apply(Kernels k, float[] w, ParameterRange range, int at, float[] g, int gOff, int n) {
    UpdateKernels updates = k.updates();
    Pace pace = pace(range);
    if (!range.decays(decaysBiases)) {
      rule.move(updates, w, s, t, at, g, gOff, n, scale, 0f, pace);
      return;
    }
    // The fused operations have no L1; and both ways compute g from the parameters before the decoupled decay.
    boolean settlesFirst = l1 != 0 || twiceL2 != 0 && pace.keep != 1;
    if (settlesFirst) {
      settle(updates, w, at, g, gOff, n, scale, twiceL2, l1);
    }
    if (pace.keep != 1) {
      k.arithmetic().scale(w, at, pace.keep, w, at, n);
    }
    if (settlesFirst) {
      rule.move(updates, w, s, t, at, g, gOff, n, 1f, 0f, pace);
    } else {
      rule.move(updates, w, s, t, at, g, gOff, n, scale, twiceL2, pace);
    }
  }

  /**
   * Turns n sums over the rows into the gradient g = sum / rows + 2λ₂·w + λ₁·sign(w), in place. Changes no state.
   *
   * @param g the sums of the parameters from {@code at} on, likewise from {@code at} on
   * @param decays whether the decay applies to them
   */
  static void settle(UpdateKernels k, float[] w, int at, float[] g, int n, int rows, WeightDecay decay, boolean decays) {
    settle(k, w, at, g, at, n, 1f / rows, decays ? 2 * decay.l2() : 0f, decays ? decay.l1() : 0f);
  }

  private static void settle(UpdateKernels k, float[] w, int at, float[] g, int gOff, int n, float scale, float twiceL2,
      float l1) {
    k.settle(w, at, g, gOff, n, scale, twiceL2);
    if (l1 != 0) {
      k.addSigns(w, at, l1, g, gOff, n);
    }
  }

  /** Returns gradient descent: w ← w - rate·g. */
  public static Update descent() {
    return new Update(new UpdateRule.Descent(), 0);
  }

  /** Returns descent with momentum: v ← μ·v - rate·g, w ← w + v. */
  public static Update momentum(int parameters, float momentum) {
    return new Update(new UpdateRule.Momentum(momentum, false), parameters);
  }

  /** Returns descent with Nesterov's momentum: v ← μ·v - rate·g, w ← w + μ·v - rate·g. */
  public static Update nesterov(int parameters, float momentum) {
    return new Update(new UpdateRule.Momentum(momentum, true), parameters);
  }

  /** Returns AdaGrad (Duchi and others, 2011): s ← s + g², w ← w - rate·g / (√s + ε). */
  public static Update adagrad(int parameters, float epsilon) {
    return new Update(new UpdateRule.AdaGrad(epsilon), parameters);
  }

  /** Returns RMSProp (Tieleman and Hinton, 2012): s ← ρ·s + (1-ρ)g², w ← w - rate·g / (√s + ε). */
  public static Update rmsprop(int parameters, float rho, float epsilon) {
    return new Update(new UpdateRule.RmsProp(rho, epsilon), parameters);
  }

  /**
   * Returns Adam (Kingma and Ba, 2015): m ← β₁m + (1-β₁)g, v ← β₂v + (1-β₂)g², w ← w - rate·m̂ / (√v̂ + ε), with m̂ = m /
   * (1-β₁ᵗ) and v̂ = v / (1-β₂ᵗ) in step t.
   */
  public static Update adam(int parameters, float beta1, float beta2, float epsilon) {
    return new Update(new UpdateRule.Adam(beta1, beta2, epsilon), parameters);
  }
}
