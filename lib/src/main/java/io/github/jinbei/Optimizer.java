package io.github.jinbei;

import io.github.jinbei.internal.net.Update;

/**
 * How a step uses the gradient g, the mean over the rows of the batch plus that of the weight decay. Immutable; a trainer
 * holds the state.
 */
public final class Optimizer {

  private static final float BETA1 = 0.9f;
  private static final float BETA2 = 0.999f;
  private static final float EPSILON = 1e-8f;

  private final String description;
  private final float learningRate;
  private final Rule rule;

  private Optimizer(String description, float learningRate, Rule rule) {
    this.description = description;
    this.learningRate = learningRate;
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
    Arguments.positive("learningRate", learningRate);
    return new Optimizer("sgd", learningRate, n -> Update.descent(learningRate));
  }

  /**
   * Gradient descent with momentum, v ← μ·v - rate·g, w ← w + v: a share μ of the last step is added to each.
   *
   * @param momentum μ, at least 0 and below 1
   * @throws IllegalArgumentException if an argument is out of its range
   */
  public static Optimizer momentum(float learningRate, float momentum) {
    Arguments.positive("learningRate", learningRate);
    Arguments.fraction("momentum", momentum);
    return new Optimizer("momentum " + momentum, learningRate, n -> Update.momentum(n, learningRate, momentum));
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
    Arguments.positive("learningRate", learningRate);
    Arguments.fraction("beta1", beta1);
    Arguments.fraction("beta2", beta2);
    Arguments.positive("epsilon", epsilon);
    return new Optimizer("adam " + beta1 + " " + beta2 + " " + epsilon, learningRate,
        n -> Update.adam(n, learningRate, beta1, beta2, epsilon));
  }

  /** The factor of the gradient. */
  public float learningRate() {
    return learningRate;
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
