package io.github.jinbei.internal.net;

/**
 * A dense layer: z = xW + b, the norm of that, the function of that, dropout.
 *
 * @param units its outputs
 * @param function its function
 * @param norm its norm
 * @param dropout the share of its activations that a training step drops, at least 0 and below 1
 */
public record LayerShape(int units, ActivationFunction function, Normalization norm, float dropout) {}
