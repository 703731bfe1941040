package io.github.jinbei;

import io.github.jinbei.internal.net.Update;

/**
 * How a step uses the gradient g, the mean over the rows of the batch plus that of the weight decay. Immutable; a trainer
 * holds the state. The rate is that of the step, where it follows a schedule.
 */
public final class Optimizer {

  private static final float BETA1 = 0.9f;
  private static final float BETA2 = 0.999f;
  private static final float RHO = 0.99f;
  private static final float EPSILON = 1e-8f;

  private final String description;
  private final float learningRate;
  private final float decoupledDecay;
  private final Rule rule;

  private Optimizer(String description, float learningRate, float decoupledDecay, Rule rule) {
    this.description = description;
    this.learningRate = Arguments.positive("learningRate", learningRate);
    this.decoupledDecay = decoupledDecay;
    this.rule = rule;
  }

  private interface Rule {
    Update of(int parameters);
  }

  /**
   * Gradient descent, w ← w - rate·g: stochastic, by mini-batches or full-batch, as the batch size says.
   *
   * @throws IllegalArgumentException if the rate is not a finite number above 0
   */
  public static Optimizer sgd(float learningRate) {
    return new Optimizer("sgd", learningRate, 0f, n -> Update.descent());
  }

  /**
   * Gradient descent with momentum (Polyak, 1964), v ← μ·v - rate·g, w ← w + v: a share μ of the last step is added to
   * each.
   *
   * @param momentum μ, at least 0 and below 1
   * @throws IllegalArgumentException if an argument is out of its range
   */
  public static Optimizer momentum(float learningRate, float momentum) {
    Arguments.fraction("momentum", momentum);
    return new Optimizer("momentum " + momentum, learningRate, 0f, n -> Update.momentum(n, momentum));
  }

  /**
   * Momentum that looks ahead (Nesterov, 1983; for networks Sutskever and others, 2013), v ← μ·v - rate·g, w ← w + μ·v -
   * rate·g: w is kept where the next step of v would take it, and the gradient is that of this place. At a constant rate
   * the same as PyTorch's, which keeps v / rate; where the rate changes, here the last step goes on as long as it was.
   *
   * @param momentum μ, at least 0 and below 1
   * @throws IllegalArgumentException if an argument is out of its range
   */
  public static Optimizer nesterov(float learningRate, float momentum) {
    Arguments.fraction("momentum", momentum);
    return new Optimizer("nesterov " + momentum, learningRate, 0f, n -> Update.nesterov(n, momentum));
  }

  /** {@link #adagrad(float, float)} with ε = 1e-8. */
  public static Optimizer adagrad(float learningRate) {
    return adagrad(learningRate, EPSILON);
  }

  /**
   * AdaGrad (Duchi, Hazan and Singer, 2011): s ← s + g², w ← w - rate·g / (√s + ε), with s = 0 at first. The more a
   * parameter was moved, the less it is.
   *
   * @param epsilon ε, above 0
   * @throws IllegalArgumentException if an argument is out of its range
   */
  public static Optimizer adagrad(float learningRate, float epsilon) {
    Arguments.positive("epsilon", epsilon);
    return new Optimizer("adagrad " + epsilon, learningRate, 0f, n -> Update.adagrad(n, epsilon));
  }

  /** {@link #rmsprop(float, float, float)} with ρ = 0.99 and ε = 1e-8. */
  public static Optimizer rmsprop(float learningRate) {
    return rmsprop(learningRate, RHO, EPSILON);
  }

  /**
   * RMSProp (Tieleman and Hinton, 2012): s ← ρ·s + (1-ρ)g², w ← w - rate·g / (√s + ε), with s = 0 at first. AdaGrad that
   * forgets.
   *
   * @param rho ρ, at least 0 and below 1
   * @param epsilon ε, above 0
   * @throws IllegalArgumentException if an argument is out of its range
   */
  public static Optimizer rmsprop(float learningRate, float rho, float epsilon) {
    Arguments.fraction("rho", rho);
    Arguments.positive("epsilon", epsilon);
    return new Optimizer("rmsprop " + rho + " " + epsilon, learningRate, 0f, n -> Update.rmsprop(n, rho, epsilon));
  }

  /** {@link #adam(float, float, float, float)} with β₁ = 0.9, β₂ = 0.999 and ε = 1e-8. */
  public static Optimizer adam(float learningRate) {
    return adam(learningRate, BETA1, BETA2, EPSILON);
  }

  /**
   * Adam (Kingma and Ba, 2015): m ← β₁m + (1-β₁)g, v ← β₂v + (1-β₂)g², w ← w - rate·m̂ / (√v̂ + ε), with m̂ = m / (1-β₁ᵗ)
   * and v̂ = v / (1-β₂ᵗ) at step t.
   *
   * @param beta1 β₁, at least 0 and below 1
   * @param beta2 β₂, at least 0 and below 1
   * @param epsilon ε, above 0
   * @throws IllegalArgumentException if an argument is out of its range
   */
  public static Optimizer adam(float learningRate, float beta1, float beta2, float epsilon) {
    return adam("adam", learningRate, 0f, beta1, beta2, epsilon);
  }

  /** {@link #adamw(float, float, float, float, float)} with β₁ = 0.9, β₂ = 0.999 and ε = 1e-8. */
  public static Optimizer adamw(float learningRate, float lambda) {
    return adamw(learningRate, lambda, BETA1, BETA2, EPSILON);
  }

  /**
   * AdamW (Loshchilov and Hutter, 2019): {@link #adam(float, float, float, float) Adam} with the decay apart from the
   * gradient, w ← (1 - rate·λ)·w before each move. It is for weights only, if the trainer does not decay biases too, and
   * adds nothing to the loss.
   *
   * @param lambda λ, at least 0
   * @param beta1 β₁, at least 0 and below 1
   * @param beta2 β₂, at least 0 and below 1
   * @param epsilon ε, above 0
   * @throws IllegalArgumentException if an argument is out of its range
   */
  public static Optimizer adamw(float learningRate, float lambda, float beta1, float beta2, float epsilon) {
    Arguments.notNegative("lambda", lambda);
    return adam("adamw " + lambda, learningRate, lambda, beta1, beta2, epsilon);
  }

  private static Optimizer adam(String name, float learningRate, float decoupledDecay, float beta1, float beta2,
      float epsilon) {
    Arguments.fraction("beta1", beta1);
    Arguments.fraction("beta2", beta2);
    Arguments.positive("epsilon", epsilon);
    return new Optimizer(name + " " + beta1 + " " + beta2 + " " + epsilon, learningRate, decoupledDecay,
        n -> Update.adam(n, beta1, beta2, epsilon));
  }

  /**
   * The same with another learning rate.
   *
   * @throws IllegalArgumentException if the rate is not a finite number above 0
   */
  public Optimizer withLearningRate(float learningRate) {
    return new Optimizer(description, learningRate, decoupledDecay, rule);
  }

  /** The factor of the gradient. */
  public float learningRate() {
    return learningRate;
  }

  /** λ of the decoupled decay, or 0. */
  float decoupledDecay() {
    return decoupledDecay;
  }

  /** Fresh state for that many parameters. */
  Update update(int parameters) {
    return rule.of(parameters);
  }

  /** Name and settings. */
  @Override
  public String toString() {
    return description + ", learning rate " + learningRate;
  }
}
