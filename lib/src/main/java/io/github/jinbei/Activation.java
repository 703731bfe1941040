package io.github.jinbei;

import io.github.jinbei.internal.net.ActivationFunction;

/** The function f that a layer applies to its pre-activations, a = f(z). */
public enum Activation {
  /** a = z */
  IDENTITY(ActivationFunction.IDENTITY, Initializer.GLOROT),
  /** The logistic function, a = 1 / (1 + exp(-z)), with f' = a(1 - a). */
  SIGMOID(ActivationFunction.SIGMOID, Initializer.GLOROT),
  /** a = tanh z, with f' = 1 - a². */
  TANH(ActivationFunction.TANH, Initializer.GLOROT),
  /** a = max(z, 0), with f' = 1 above 0, else 0: also at the kink. */
  RELU(ActivationFunction.RELU, Initializer.HE),
  /** a_j = exp(z_j) / Σ exp(z_k) over the units of the layer; at the output only. */
  SOFTMAX(ActivationFunction.SOFTMAX, Initializer.GLOROT);

  final ActivationFunction function;
  final Initializer defaultInitializer;

  Activation(ActivationFunction function, Initializer defaultInitializer) {
    this.function = function;
    this.defaultInitializer = defaultInitializer;
  }

  static Activation of(ActivationFunction function) {
    for (Activation a : values()) {
      if (a.function == function) {
        return a;
      }
    }
    throw new AssertionError(function);
  }
}
