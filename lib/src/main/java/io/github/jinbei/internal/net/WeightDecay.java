package io.github.jinbei.internal.net;

/**
 * How parameters are drawn to 0 besides. The gradient becomes g + 2λ₂·w + λ₁·sign(w), that of a loss with λ₂·Σw² + λ₁·Σ|w|
 * added; the decoupled one is w ← (1 - rate·λ)·w before the move and adds nothing to gradient and loss.
 *
 * @param l1 λ₁
 * @param l2 λ₂
 * @param decoupled λ of the decoupled decay
 * @param biases whether it all holds for what is not a weight too: biases and the parameters of norms and activations
 */
public record WeightDecay(float l1, float l2, float decoupled, boolean biases) {

  /** No decay. */
  public static final WeightDecay NONE = new WeightDecay(0, 0, 0, false);
}
