package io.github.jinbei.internal.net;

/**
 * The activation function f of a layer: forward, a = f(z), and backward, from dL/da to dL/dz. A new function is a constant of
 * {@link Elementwise}, or a class if it has parameters.
 */
public interface ActivationFunction {

  /** Softmax: a_j = exp(z_j) / Σ exp(z_k) over the row. */
  ActivationFunction SOFTMAX = new Softmax();

  /** Computes a = f(z); a may be z. May change the array z: {@link #backward} then reads what this has written. */
  void forward(Block b);

  /** Multiplies the delta by f'(z), from a = f(z), and from the array z if {@link #keepsInput}. */
  void backward(Block b);

  /** Returns whether {@link #backward} reads the array z. If not, a may overwrite it. */
  default boolean keepsInput() {
    return false;
  }

  /** Returns whether each unit has a parameter of its own, for which {@link #backward} writes the terms of the gradient. */
  default boolean ownParameters() {
    return false;
  }

  /** Returns the initial value of the units' own parameters. */
  default float firstOwn() {
    return 0;
  }

  /** Returns whether the function needs whole rows, so that only the output layer can have it. */
  default boolean wholeRows() {
    return false;
  }

  /** Returns whether layers below can learn: the derivative is not 0 everywhere. */
  default boolean passesGradient() {
    return true;
  }
}
