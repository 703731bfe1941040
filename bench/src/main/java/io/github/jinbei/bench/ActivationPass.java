package io.github.jinbei.bench;

import java.util.Locale;

/**
 * The passes over an array: y = f(x) for each activation of the library except identity, which does nothing; and y = y·f' for
 * its derivative, where y are the incoming deltas. A derivative reads the same values as in the library: a = f(z) if that
 * suffices, else z. Mish's pass also writes f', which the library's pass back reads; other implementations compute it from z.
 */
enum ActivationPass {
  STEP,
  SIGMOID,
  TANH,
  ARCTAN,
  RELU,
  /** With a slope of {@link #SLOPE}. */
  LEAKY_RELU,
  /** With the {@link #slopes}, over rows of {@link #WIDTH} units. */
  PRELU,
  /** With α = {@link #ALPHA}. */
  ELU,
  SOFTPLUS,
  SELU,
  GELU,
  GELU_TANH,
  SILU,
  MISH,
  SOFTSIGN,
  /** Over rows of {@link #UNITS} units. */
  SOFTMAX,

  /** Writes 0 whatever the input. */
  STEP_GRADIENT(Reads.NOTHING, 1),
  SIGMOID_GRADIENT(Reads.ACTIVATIONS, 3),
  TANH_GRADIENT(Reads.ACTIVATIONS, 3),
  ARCTAN_GRADIENT(Reads.INPUTS, 3),
  RELU_GRADIENT(Reads.ACTIVATIONS, 3),
  LEAKY_RELU_GRADIENT(Reads.ACTIVATIONS, 3),
  /** Also computes what each element adds to the gradient of its slope. */
  PRELU_GRADIENT(Reads.INPUTS, 4),
  ELU_GRADIENT(Reads.ACTIVATIONS, 3),
  SOFTPLUS_GRADIENT(Reads.ACTIVATIONS, 3),
  SELU_GRADIENT(Reads.ACTIVATIONS, 3),
  GELU_GRADIENT(Reads.INPUTS, 3),
  GELU_TANH_GRADIENT(Reads.INPUTS, 3),
  SILU_GRADIENT(Reads.INPUTS, 3),
  MISH_GRADIENT(Reads.INPUTS, 3),
  SOFTSIGN_GRADIENT(Reads.ACTIVATIONS, 3),
  /** y·J, with the row's Jacobian. */
  SOFTMAX_GRADIENT(Reads.ACTIVATIONS, 3);

  /** The units of a row of softmax, as in an output layer: a power of two, so that whole rows fill the array. */
  static final int UNITS = 16;

  /** The units of a row of PReLU, as in a hidden layer; also a power of two. */
  static final int WIDTH = 512;

  /** Leaky ReLU's slope. */
  static final float SLOPE = 0.01f;

  /** ELU's α. */
  static final float ALPHA = 1f;

  /** The content of x. */
  private enum Reads { INPUTS, ACTIVATIONS, NOTHING }

  private static final String GRADIENT = "_GRADIENT";

  private final Reads reads;
  private final int arrays;

  /** Creates a forward pass: x is read, y written. */
  ActivationPass() {
    this(Reads.INPUTS, 2);
  }

  ActivationPass(Reads reads, int arrays) {
    this.reads = reads;
    this.arrays = arrays;
  }

  /** Returns PReLU's slopes, one a unit, between -1 and 1. */
  static float[] slopes() {
    return RandomInputs.uniform(WIDTH, 3);
  }

  /** Returns the bytes that a pass reads and writes for an element. */
  int bytes() {
    return Float.BYTES * arrays;
  }

  /** Returns whether this is a derivative's pass, which multiplies the content of y. */
  boolean gradient() {
    return name().endsWith(GRADIENT);
  }

  /** Returns whether x holds activations, a = f(z), not pre-activations. */
  boolean readsActivations() {
    return reads == Reads.ACTIVATIONS;
  }

  /** Returns the function: this pass, or for a gradient that of its function. */
  ActivationPass function() {
    return gradient() ? valueOf(name().substring(0, name().length() - GRADIENT.length())) : this;
  }

  /** Returns the name, such as {@code gelu-tanh-gradient}. */
  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Returns the pass with this name in benchmark parameters.
   *
   * @throws IllegalArgumentException if there is none
   */
  static ActivationPass of(String name) {
    StringBuilder labels = new StringBuilder();
    for (ActivationPass pass : values()) {
      if (pass.label().equals(name)) {
        return pass;
      }
      labels.append(labels.length() == 0 ? "" : ", ").append(pass.label());
    }
    throw new IllegalArgumentException("function: " + name + ", expected one of " + labels);
  }
}
