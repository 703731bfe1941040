package io.github.jinbei;

import io.github.jinbei.internal.net.Update;
import io.github.jinbei.internal.text.Arguments;

/**
 * An update rule: how a step changes each parameter w by its gradient g, which is the mean over the rows of the batch plus the
 * gradient of the weight decay. Immutable; a trainer holds the state. In the formulas {@code rate} is the learning rate of the
 * step, after schedule, plateaus and rate factors; ε is multiplied by its factor too.
 */
public final class Optimizer {

  private static final float BETA1 = 0.9f;
  private static final float BETA2 = 0.999f;
  private static final float RHO = 0.99f;
  private static final float EPSILON = 1e-8f;

  private final String description;
  private final float learningRate;
  private final float decoupledDecay;
  private final float epsilon;
  private final Rule rule;

  private Optimizer(String description, float learningRate, float decoupledDecay, float epsilon, Rule rule) {
    this.description = description;
    this.learningRate = Arguments.positive("learningRate", learningRate);
    this.decoupledDecay = decoupledDecay;
    this.epsilon = epsilon;
    this.rule = rule;
  }

  private interface Rule {
    Update of(int parameters);
  }

  /**
   * Returns gradient descent: w ← w - rate·g. The batch size makes it stochastic, mini-batch or full-batch.
   *
   * @param learningRate the learning rate, finite and above 0
   * @return the optimizer
   * @throws IllegalArgumentException if learningRate is not finite or not above 0
   */
  public static Optimizer sgd(float learningRate) {
    return new Optimizer("sgd", learningRate, 0f, 0f, n -> Update.descent());
  }

  /**
   * Returns gradient descent with momentum (Polyak, 1964): v ← μ·v - rate·g, w ← w + v. Each step adds a share μ of the step
   * before it.
   *
   * @param learningRate the learning rate, finite and above 0
   * @param momentum μ, at least 0 and below 1
   * @return the optimizer
   * @throws IllegalArgumentException if an argument is outside of its range
   */
  public static Optimizer momentum(float learningRate, float momentum) {
    Arguments.fraction("momentum", momentum);
    return new Optimizer("momentum " + momentum, learningRate, 0f, 0f, n -> Update.momentum(n, momentum));
  }

  /**
   * Returns Nesterov momentum (Nesterov, 1983; for networks Sutskever et al., 2013): v ← μ·v - rate·g, w ← w + μ·v - rate·g.
   * w is the point that the momentum step leads to, and the gradient is computed there. With a constant rate it equals
   * PyTorch's, which stores v / rate. If the rate changes, v keeps its length here, while PyTorch scales it by the new rate.
   *
   * @param learningRate the learning rate, finite and above 0
   * @param momentum μ, at least 0 and below 1
   * @return the optimizer
   * @throws IllegalArgumentException if an argument is outside of its range
   */
  public static Optimizer nesterov(float learningRate, float momentum) {
    Arguments.fraction("momentum", momentum);
    return new Optimizer("nesterov " + momentum, learningRate, 0f, 0f, n -> Update.nesterov(n, momentum));
  }

  /**
   * Returns {@link #adagrad(float, float)} with ε = 1e-8.
   *
   * @param learningRate the learning rate, finite and above 0
   * @return the optimizer
   * @throws IllegalArgumentException if learningRate is not finite or not above 0
   */
  public static Optimizer adagrad(float learningRate) {
    return adagrad(learningRate, EPSILON);
  }

  /**
   * Returns AdaGrad (Duchi, Hazan and Singer, 2011): s ← s + g², w ← w - rate·g / (√s + ε). s starts at 0. The larger the
   * gradients of a parameter were, the shorter its steps become.
   *
   * @param learningRate the learning rate, finite and above 0
   * @param epsilon ε, finite and above 0
   * @return the optimizer
   * @throws IllegalArgumentException if an argument is outside of its range
   */
  public static Optimizer adagrad(float learningRate, float epsilon) {
    Arguments.positive("epsilon", epsilon);
    return new Optimizer("adagrad " + epsilon, learningRate, 0f, epsilon, n -> Update.adagrad(n, epsilon));
  }

  /**
   * Returns {@link #rmsprop(float, float, float)} with ρ = 0.99 and ε = 1e-8.
   *
   * @param learningRate the learning rate, finite and above 0
   * @return the optimizer
   * @throws IllegalArgumentException if learningRate is not finite or not above 0
   */
  public static Optimizer rmsprop(float learningRate) {
    return rmsprop(learningRate, RHO, EPSILON);
  }

  /**
   * Returns RMSProp (Tieleman and Hinton, 2012): s ← ρ·s + (1-ρ)g², w ← w - rate·g / (√s + ε). s starts at 0. It is AdaGrad
   * with a running mean in place of the sum.
   *
   * @param learningRate the learning rate, finite and above 0
   * @param rho ρ, at least 0 and below 1
   * @param epsilon ε, finite and above 0
   * @return the optimizer
   * @throws IllegalArgumentException if an argument is outside of its range
   */
  public static Optimizer rmsprop(float learningRate, float rho, float epsilon) {
    Arguments.fraction("rho", rho);
    Arguments.positive("epsilon", epsilon);
    return new Optimizer("rmsprop " + rho + " " + epsilon, learningRate, 0f, epsilon,
        n -> Update.rmsprop(n, rho, epsilon));
  }

  /**
   * Returns {@link #adam(float, float, float, float)} with β₁ = 0.9, β₂ = 0.999 and ε = 1e-8.
   *
   * @param learningRate the learning rate, finite and above 0
   * @return the optimizer
   * @throws IllegalArgumentException if learningRate is not finite or not above 0
   */
  public static Optimizer adam(float learningRate) {
    return adam(learningRate, BETA1, BETA2, EPSILON);
  }

  /**
   * Returns Adam (Kingma and Ba, 2015): m ← β₁m + (1-β₁)g, v ← β₂v + (1-β₂)g², w ← w - rate·m̂ / (√v̂ + ε), with
   * m̂ = m / (1-β₁ᵗ) and v̂ = v / (1-β₂ᵗ) at step t. m and v start at 0.
   *
   * @param learningRate the learning rate, finite and above 0
   * @param beta1 β₁, at least 0 and below 1
   * @param beta2 β₂, at least 0 and below 1
   * @param epsilon ε, finite and above 0
   * @return the optimizer
   * @throws IllegalArgumentException if an argument is outside of its range
   */
  public static Optimizer adam(float learningRate, float beta1, float beta2, float epsilon) {
    return adam("adam", learningRate, 0f, beta1, beta2, epsilon);
  }

  /**
   * Returns {@link #adamw(float, float, float, float, float)} with β₁ = 0.9, β₂ = 0.999 and ε = 1e-8.
   *
   * @param learningRate the learning rate, finite and above 0
   * @param lambda λ, finite and at least 0
   * @return the optimizer
   * @throws IllegalArgumentException if an argument is outside of its range
   */
  public static Optimizer adamw(float learningRate, float lambda) {
    return adamw(learningRate, lambda, BETA1, BETA2, EPSILON);
  }

  /**
   * Returns AdamW (Loshchilov and Hutter, 2019): {@link #adam(float, float, float, float) Adam} with a decoupled decay,
   * w ← (1 - rate·λ)·w before each update. The decay applies to weights, and with {@link TrainerBuilder#decayBiases} to all
   * parameters. It adds nothing to the gradient and to the loss.
   *
   * @param learningRate the learning rate, finite and above 0
   * @param lambda λ, finite and at least 0
   * @param beta1 β₁, at least 0 and below 1
   * @param beta2 β₂, at least 0 and below 1
   * @param epsilon ε, finite and above 0
   * @return the optimizer
   * @throws IllegalArgumentException if an argument is outside of its range
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
    return new Optimizer(name + " " + beta1 + " " + beta2 + " " + epsilon, learningRate, decoupledDecay, epsilon,
        n -> Update.adam(n, beta1, beta2, epsilon));
  }

  /**
   * Returns the same optimizer with another learning rate.
   *
   * @param learningRate the learning rate, finite and above 0
   * @return the optimizer
   * @throws IllegalArgumentException if learningRate is not finite or not above 0
   */
  public Optimizer withLearningRate(float learningRate) {
    return new Optimizer(description, learningRate, decoupledDecay, epsilon, rule);
  }

  /**
   * Returns the learning rate, before schedule and plateaus.
   *
   * @return the learning rate
   */
  public float learningRate() {
    return learningRate;
  }

  /** λ of the decoupled decay, or 0. */
  float decoupledDecay() {
    return decoupledDecay;
  }

  /** ε, or 0 if the optimizer has none. */
  float epsilon() {
    return epsilon;
  }

  /** Returns a new state for that many parameters. */
  Update update(int parameters) {
    return rule.of(parameters);
  }

  /** Returns name and settings. */
  @Override
  public String toString() {
    return description + ", learning rate " + learningRate;
  }
}
