package io.github.jinbei;

import io.github.jinbei.internal.net.LossFunction;

/** What training makes small: summed over the outputs of a row, the mean over the rows of a batch. */
public enum Loss {
  /** ½ Σ (a - y)², on any output; classes are taken as one-hot rows. */
  SQUARED_ERROR(LossFunction.SQUARED_ERROR),
  /** -Σ y ln a + (1 - y) ln(1 - a), on sigmoid outputs; computed from z, so that it never overflows. */
  BINARY_CROSS_ENTROPY(LossFunction.BINARY_CROSS_ENTROPY),
  /** -Σ y ln a, on a softmax output; computed from z, so that it never overflows. */
  CROSS_ENTROPY(LossFunction.CROSS_ENTROPY);

  final LossFunction function;

  Loss(LossFunction function) {
    this.function = function;
  }

  /** The loss that goes with an output: softmax, sigmoid: their cross-entropy; else squared error. */
  public static Loss defaultFor(Activation output) {
    return switch (output) {
      case SOFTMAX -> CROSS_ENTROPY;
      case SIGMOID -> BINARY_CROSS_ENTROPY;
      default -> SQUARED_ERROR;
    };
  }

  /** Whether this loss can be taken of that output. */
  public boolean accepts(Activation output) {
    return function.accepts(output.function);
  }
}
