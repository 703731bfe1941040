package io.github.jinbei.internal.net;

import io.github.jinbei.internal.kernel.LossKernels;
import io.github.jinbei.internal.kernel.ScalarMath;
import java.util.function.Predicate;

/**
 * The loss functions without parameters. Each has four parts: the output functions for which it is defined; a term of each
 * element, written in place of the delta; the loss of a row, from these terms; and the deltas, dL/da or dL/dz.
 */
public enum Losses implements LossFunction {
  /** ½ Σ (a - y)², on any output function with a derivative. */
  SQUARED_ERROR(ActivationFunction::passesGradient,
      Losses::difference,
      (o, b, row) -> 0.5 * b.reductions.dot(o.zDelta, row, o.zDelta, row, o.units, b.lanes),
      Losses::difference, true),

  /** Σ |a - y|, on any output function with a derivative; its own where a = y is 0. */
  ABSOLUTE_ERROR(ActivationFunction::passesGradient,
      (o, k, at, n) -> k.absoluteDifference(o.a, at, o.targets, at, o.zDelta, at, n),
      Losses::sum,
      (o, k, at, n) -> k.signs(o.a, at, o.targets, at, o.zDelta, at, n), true),

  /** Σ max(z, 0) - z·y + ln(1 + exp(-|z|)): the cross-entropy -y ln a - (1-y) ln(1-a) of a = sigmoid(z). */
  BINARY_CROSS_ENTROPY(output -> output == Elementwise.SIGMOID,
      (o, k, at, n) -> k.binaryCrossEntropy(o.z, at, o.targets, at, o.zDelta, at, n),
      Losses::sum,
      Losses::difference, false),

  /** Σ y·(ln s - (z - m)): the cross-entropy -Σ y ln a of a = softmax(z), for rows y that add up to 1. */
  CROSS_ENTROPY(output -> output == ActivationFunction.SOFTMAX,
      (o, k, at, n) -> { },
      (o, b, row) -> ScalarMath.log(o.rowSums[row / o.units]) - b.reductions.dot(o.targets, row, o.z, row, o.units, b.lanes),
      Losses::difference, false),

  /** Σ (a - y)·z for a = step(z): |z| of a unit on the wrong side, with the delta a - y of Rosenblatt's rule (1958). */
  PERCEPTRON(output -> output == Elementwise.STEP,
      Losses::difference,
      (o, b, row) -> b.reductions.dot(o.zDelta, row, o.z, row, o.units, b.lanes),
      Losses::difference, false);

  private final Predicate<ActivationFunction> outputs;
  private final Elements elements;
  private final RowLoss row;
  private final Elements deltas;
  private final boolean throughFunction;

  /** Writes n elements from {@code at} on to the array of the deltas. */
  private interface Elements {
    void write(LayerBuffers o, LossKernels k, int at, int n);
  }

  /** Returns the loss of the row whose elements begin at index {@code at}. */
  private interface RowLoss {
    double of(LayerBuffers o, Block b, int at);
  }

  /** @param throughFunction whether the deltas are dL/da, so that the output function must turn them into dL/dz */
  Losses(Predicate<ActivationFunction> outputs, Elements elements, RowLoss row, Elements deltas,
      boolean throughFunction) {
    this.outputs = outputs;
    this.elements = elements;
    this.row = row;
    this.deltas = deltas;
    this.throughFunction = throughFunction;
  }

  @Override
  public boolean accepts(ActivationFunction output) {
    return outputs.test(output);
  }

  @Override
  public void rows(LayerBuffers o, Block b, int from, int to) {
    elements.write(o, b.kernels.losses(), from * o.units, (to - from) * o.units);
    for (int r = from; r < to; r++) {
      o.losses[r] = row.of(o, b, r * o.units);
    }
  }

  @Override
  public void delta(LayerBuffers o, Block b, int from, int to) {
    deltas.write(o, b.kernels.losses(), from * o.units, (to - from) * o.units);
    if (throughFunction) {
      b.rows(from, to).backward();
    }
  }

  private static void difference(LayerBuffers o, LossKernels k, int at, int n) {
    k.difference(o.a, at, o.targets, at, o.zDelta, at, n);
  }

  /** Returns the sum of the terms of the row whose elements begin at index {@code at}. */
  static double sum(LayerBuffers o, Block b, int at) {
    return b.reductions.sum(o.zDelta, at, o.units, b.lanes);
  }
}
