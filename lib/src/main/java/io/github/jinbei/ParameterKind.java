package io.github.jinbei;

import io.github.jinbei.internal.net.ParameterRange;

/** What parameters of a layer are: see {@link TrainerBuilder#rateFactor(int, ParameterKind, float)}. */
public enum ParameterKind {
  /** The trainable factors of the network's inputs. They belong to layer 0. */
  INPUT_FACTORS(ParameterRange.Kind.INPUT_FACTORS),
  /** The weights W. */
  WEIGHTS(ParameterRange.Kind.WEIGHTS),
  /** The biases b. */
  BIASES(ParameterRange.Kind.BIASES),
  /** The scales γ and the shifts β of a {@link Norm}. */
  NORMS(ParameterRange.Kind.NORMS),
  /** The parameters of an activation: α of {@link Activation#PRELU}. */
  ACTIVATIONS(ParameterRange.Kind.ACTIVATIONS);

  final ParameterRange.Kind kind;

  ParameterKind(ParameterRange.Kind kind) {
    this.kind = kind;
  }
}
