package io.github.jinbei.bench;

import java.util.Locale;

/**
 * The passes over an array: y = f(x) for each activation of the library but identity, which does nothing; and y = y·f'
 * for its derivative, y the incoming deltas. What a derivative reads is what the library's reads: a = f(z) where that
 * suffices, else z.
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
  SOFTSIGN,
  /** Over rows of {@link #UNITS} units. */
  SOFTMAX,

  /** 0 whatever comes in. */
  STEP_GRADIENT(Reads.NOTHING, 1),
  SIGMOID_GRADIENT(Reads.ACTIVATIONS, 3),
  TANH_GRADIENT(Reads.ACTIVATIONS, 3),
  ARCTAN_GRADIENT(Reads.INPUTS, 3),
  RELU_GRADIENT(Reads.ACTIVATIONS, 3),
  LEAKY_RELU_GRADIENT(Reads.ACTIVATIONS, 3),
  /** Makes what each element adds to the gradient of its slope, too. */
  PRELU_GRADIENT(Reads.INPUTS, 4),
  ELU_GRADIENT(Reads.ACTIVATIONS, 3),
  SOFTPLUS_GRADIENT(Reads.ACTIVATIONS, 3),
  SELU_GRADIENT(Reads.ACTIVATIONS, 3),
  GELU_GRADIENT(Reads.INPUTS, 3),
  GELU_TANH_GRADIENT(Reads.INPUTS, 3),
  SILU_GRADIENT(Reads.INPUTS, 3),
  SOFTSIGN_GRADIENT(Reads.ACTIVATIONS, 3),
  /** y·J, with the row's Jacobian. */
  SOFTMAX_GRADIENT(Reads.ACTIVATIONS, 3);

  /** Units of a row of softmax, as of an output layer: a power of two, so that whole rows fill the array. */
  static final int UNITS = 16;

  /** Units of a row of PReLU, as of a hidden layer; a power of two, too. */
  static final int WIDTH = 512;

  /** Leaky ReLU's slope. */
  static final float SLOPE = 0.01f;

  /** ELU's α. */
  static final float ALPHA = 1f;

  /** What x holds. */
  private enum Reads { INPUTS, ACTIVATIONS, NOTHING }

  private static final String GRADIENT = "_GRADIENT";

  private final Reads reads;
  private final int arrays;

  /** A function forward: x read, y written. */
  ActivationPass() {
    this(Reads.INPUTS, 2);
  }

  ActivationPass(Reads reads, int arrays) {
    this.reads = reads;
    this.arrays = arrays;
  }

  /** PReLU's slopes, one a unit, between -1 and 1. */
  static float[] slopes() {
    return RandomInputs.uniform(WIDTH, 3);
  }

  /** What a pass reads and what it writes, for an element. */
  int bytes() {
    return Float.BYTES * arrays;
  }

  /** Whether it is a derivative's, which multiplies what is in y. */
  boolean gradient() {
    return name().endsWith(GRADIENT);
  }

  /** Whether x holds activations, a = f(z), and not pre-activations. */
  boolean readsActivations() {
    return reads == Reads.ACTIVATIONS;
  }

  /** The function itself: for a gradient the one that it belongs to. */
  ActivationPass function() {
    return gradient() ? valueOf(name().substring(0, name().length() - GRADIENT.length())) : this;
  }

  /** Such as {@code gelu-tanh-gradient}. */
  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The pass of this name in benchmark parameters.
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
