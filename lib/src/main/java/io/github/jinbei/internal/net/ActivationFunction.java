package io.github.jinbei.internal.net;

/**
 * The function f of a layer, a = f(z): forward, and the step back through it from dL/da to dL/dz. Adding one is a constant
 * of {@link Elementwise}, or a class of its own where it has parameters.
 */
public interface ActivationFunction {

  /** a_j = exp(z_j) / Σ exp(z_k) over the row. */
  ActivationFunction SOFTMAX = new Softmax();

  /** Fills a with f(z); a may be z. */
  void forward(Block b);

  /** Multiplies d by f'(z), given a = f(z), and z if {@link #keepsInput}. */
  void backward(Block b);

  /** Whether {@link #backward} reads z; else z may have been overwritten by a. */
  default boolean keepsInput() {
    return false;
  }

  /** Whether each unit has a parameter of the function's own, for which {@link #backward} fills e. */
  default boolean ownParameters() {
    return false;
  }

  /** The first value of the units' own parameters. */
  default float firstOwn() {
    return 0;
  }

  /** Whether it works on whole rows, and so at the output alone. */
  default boolean wholeRows() {
    return false;
  }

  /** Whether anything below a layer with this function can learn: its derivative is not 0 everywhere. */
  default boolean passesGradient() {
    return true;
  }
}
