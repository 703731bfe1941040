package io.github.jinbei.internal.net;

import io.github.jinbei.internal.kernel.LossKernels;
import io.github.jinbei.internal.kernel.ScalarMath;

/**
 * The loss functions without parameters. Each has four parts: the output functions for which it is defined; a term of each
 * element, written in place of the delta; the loss of a row, from these terms; and the deltas, dL/da or dL/dz.
 */
public enum Losses implements LossFunction {
  /** ½ Σ (a - y)², on any output function with a derivative. */
  SQUARED_ERROR,

  /** Σ |a - y|, on any output function with a derivative; its own where a = y is 0. */
  ABSOLUTE_ERROR,

  /** Σ max(z, 0) - z·y + ln(1 + exp(-|z|)): the cross-entropy -y ln a - (1-y) ln(1-a) of a = sigmoid(z). */
  BINARY_CROSS_ENTROPY,

  /** Σ y·(ln s - (z - m)): the cross-entropy -Σ y ln a of a = softmax(z), for rows y that add up to 1. */
  CROSS_ENTROPY,

  /** Σ (a - y)·z for a = step(z): |z| of a unit on the wrong side, with the delta a - y of Rosenblatt's rule (1958). */
  PERCEPTRON;

  @Override
  public boolean accepts(ActivationFunction output) {
    return switch (this) {
      case SQUARED_ERROR, ABSOLUTE_ERROR -> output.passesGradient();
      case BINARY_CROSS_ENTROPY -> output == Elementwise.SIGMOID;
      case CROSS_ENTROPY -> output == ActivationFunction.SOFTMAX;
      case PERCEPTRON -> output == Elementwise.STEP;
    };
  }

  @Override
  public void rows(LayerBuffers o, Block b, int from, int to) {
    writeTerms(o, b.kernels.losses(), from * o.units, (to - from) * o.units);
    for (int r = from; r < to; r++) {
      o.losses[r] = row(o, b, r * o.units);
    }
  }

  /** Writes the terms of n elements from {@code at} on to the array of the deltas. */
  private void writeTerms(LayerBuffers o, LossKernels k, int at, int n) {
    switch (this) {
      case SQUARED_ERROR, PERCEPTRON -> k.difference(o.a, at, o.targets, at, o.zDelta, at, n);
      case ABSOLUTE_ERROR -> k.absoluteDifference(o.a, at, o.targets, at, o.zDelta, at, n);
      case BINARY_CROSS_ENTROPY -> k.binaryCrossEntropy(o.z, at, o.targets, at, o.zDelta, at, n);
      case CROSS_ENTROPY -> { }
    }
  }

  /** Returns the loss of the row whose elements begin at index {@code at}. */
  private double row(LayerBuffers o, Block b, int at) {
    return switch (this) {
      case SQUARED_ERROR -> 0.5 * b.reductions.dot(o.zDelta, at, o.zDelta, at, o.units, b.lanes);
      case ABSOLUTE_ERROR, BINARY_CROSS_ENTROPY -> sum(o, b, at);
      case CROSS_ENTROPY ->
          ScalarMath.log(o.rowSums[at / o.units]) - b.reductions.dot(o.targets, at, o.z, at, o.units, b.lanes);
      case PERCEPTRON -> b.reductions.dot(o.zDelta, at, o.z, at, o.units, b.lanes);
    };
  }

  @Override
  public void delta(LayerBuffers o, Block b, int from, int to) {
    int at = from * o.units;
    int n = (to - from) * o.units;
    LossKernels k = b.kernels.losses();
    switch (this) {
      case ABSOLUTE_ERROR -> k.signs(o.a, at, o.targets, at, o.zDelta, at, n);
      case SQUARED_ERROR, BINARY_CROSS_ENTROPY, CROSS_ENTROPY, PERCEPTRON ->
          k.difference(o.a, at, o.targets, at, o.zDelta, at, n);
    }
    if (ofActivations()) {
      b.rows(from, to).backward();
    }
  }

  /** Returns whether the deltas are dL/da, which the output function turns into dL/dz; if not, they are dL/dz. */
  private boolean ofActivations() {
    return switch (this) {
      case SQUARED_ERROR, ABSOLUTE_ERROR -> true;
      case BINARY_CROSS_ENTROPY, CROSS_ENTROPY, PERCEPTRON -> false;
    };
  }

  /** Returns the sum of the terms of the row whose elements begin at index {@code at}. */
  static double sum(LayerBuffers o, Block b, int at) {
    return b.reductions.sum(o.zDelta, at, o.units, b.lanes);
  }
}
