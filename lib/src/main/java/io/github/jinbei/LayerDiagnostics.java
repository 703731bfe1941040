package io.github.jinbei;

/**
 * The state of one layer after an epoch, measured on a fixed batch. A unit is saturated by a row if |f′(z)| is below {@link
 * #SATURATED} there: then the row hardly changes the weights of the unit. A unit that all rows of the batch saturate is dead.
 * A ReLU unit is saturated by each row for which it is 0.
 *
 * @param weightNorm the Euclidean norm of the weights, without biases
 * @param gradientNorm the Euclidean norm of the gradient of the batch's mean loss with respect to these weights, without
 *     decay. NaN if the layer is frozen, or if the loss or an element of the network's gradient is not finite.
 * @param saturated the share of the pairs of a row and a unit in which the row saturates the unit; NaN for softmax
 * @param dead the share of the units that are dead; NaN for softmax
 */
public record LayerDiagnostics(double weightNorm, double gradientNorm, double saturated, double dead) {

  /** Smaller magnitudes of f′(z) count as saturated. The largest f′(z) of sigmoid is 0.25; that of tanh and of ReLU is 1. */
  public static final float SATURATED = 0.01f;
}
