package io.github.jinbei.internal.net;

/**
 * A dense layer: xW + b, then the norm, then the activation function, then dropout.
 *
 * @param units the outputs of the layer
 * @param function the activation function
 * @param norm the norm between product and function
 * @param dropout the share of the activations that a training step drops, at least 0 and below 1
 */
public record LayerShape(int units, ActivationFunction function, Normalization norm, float dropout) {}
