package io.github.jinbei;

/** How a step uses the gradient. Immutable. */
public final class Optimizer {

  private final float learningRate;

  private Optimizer(float learningRate) {
    this.learningRate = learningRate;
  }

  /**
   * Gradient descent, w ← w - rate·∂L/∂w: stochastic, by mini-batches or full-batch, as the batch size says.
   *
   * @throws IllegalArgumentException if the rate is not a finite number above 0
   */
  public static Optimizer sgd(float learningRate) {
    return new Optimizer(Arguments.positive("learningRate", learningRate));
  }

  /** The factor of the gradient. */
  public float learningRate() {
    return learningRate;
  }

  /** Name and settings. */
  @Override
  public String toString() {
    return "sgd, learning rate " + learningRate;
  }
}
