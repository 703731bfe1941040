package io.github.jinbei.internal.net;

/**
 * The weight decay of a training. λ₂·Σw² + λ₁·Σ|w| is added to the loss, and so 2λ₂·w + λ₁·sign(w) to the gradient. The
 * decoupled decay is added to neither: w ← (1 - rate·λ)·w before each update (Loshchilov and Hutter, 2019).
 *
 * @param l1 λ₁
 * @param l2 λ₂
 * @param decoupled λ of the decoupled decay
 * @param biases whether all decays also apply to parameters that are not weights: biases, and those of norms and activations
 */
public record WeightDecay(float l1, float l2, float decoupled, boolean biases) {

  /** No decay. */
  public static final WeightDecay NONE = new WeightDecay(0, 0, 0, false);
}
