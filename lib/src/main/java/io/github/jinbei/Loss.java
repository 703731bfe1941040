package io.github.jinbei;

import io.github.jinbei.internal.net.ActivationFunction;
import io.github.jinbei.internal.net.Elementwise;
import io.github.jinbei.internal.net.Huber;
import io.github.jinbei.internal.net.LossFunction;
import io.github.jinbei.internal.net.Losses;
import io.github.jinbei.internal.train.TargetKind;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What training makes small: summed over the outputs of a row, the mean over the rows of a batch. Two losses of the same
 * name are equal.
 */
public final class Loss extends Named {

  /** ½ Σ (a - y)², on any output; classes are taken as one-hot rows. */
  public static final Loss SQUARED_ERROR = new Loss("squared_error", Losses.SQUARED_ERROR,
      (z, a, y, logSum) -> (a - y) * (a - y) / 2);
  /** Σ |a - y|, on any output; its derivative where a = y is 0. */
  public static final Loss ABSOLUTE_ERROR = new Loss("absolute_error", Losses.ABSOLUTE_ERROR,
      (z, a, y, logSum) -> Math.abs(a - y));
  /** -Σ y ln a + (1 - y) ln(1 - a), on sigmoid outputs; computed from z, so that it never overflows. */
  public static final Loss BINARY_CROSS_ENTROPY = new Loss("binary_cross_entropy", Losses.BINARY_CROSS_ENTROPY,
      (z, a, y, logSum) -> Math.max(z, 0) - z * y + StrictMath.log1p(StrictMath.exp(-Math.abs(z))));
  /** -Σ y ln a, on a softmax output; computed from z, so that it never overflows. */
  public static final Loss CROSS_ENTROPY = new Loss("cross_entropy", Losses.CROSS_ENTROPY,
      (z, a, y, logSum) -> y * (logSum - z));
  /** Σ (a - y)·z, on step outputs: |z| of those that are wrong, which makes a step that of Rosenblatt's rule (1958). */
  public static final Loss PERCEPTRON = new Loss("perceptron", Losses.PERCEPTRON,
      (z, a, y, logSum) -> (a - y) * z);

  private static final List<Loss> ALL =
      List.of(SQUARED_ERROR, ABSOLUTE_ERROR, BINARY_CROSS_ENTROPY, CROSS_ENTROPY, PERCEPTRON);

  /** Those that take a number, by their word. */
  private static final Map<String, Function<Float, Loss>> OF_NUMBER = Map.of("huber", Loss::huber);

  final LossFunction function;

  /** The formula in double, for {@link GradientCheck}. */
  final Exact exact;


  /** What an output adds to the loss, in double, given the logarithm of the row's Σ exp z. */
  @FunctionalInterface
  interface Exact {
    double of(double z, double a, double y, double logSum);
  }

  private Loss(String name, LossFunction function, Exact exact) {
    super(name);
    this.function = function;
    this.exact = exact;
  }

  private static double huber(double e, double delta) {
    return e <= delta ? e * e / 2 : delta * (e - delta / 2);
  }

  /**
   * Σ ½e² where |e| ≤ δ, else δ(|e| - δ/2), with e = a - y (Huber, 1964), on any output.
   *
   * @param delta δ, above 0
   */
  public static Loss huber(float delta) {
    return new Loss(Names.of("huber", Arguments.positive("delta", delta)), new Huber(delta),
        (z, a, y, logSum) -> huber(Math.abs(a - y), delta));
  }

  /** Those that need no number: the constants of this class. */
  public static List<Loss> all() {
    return ALL;
  }

  /** The loss that goes with an output: softmax, sigmoid: their cross-entropy; step: perceptron; else squared error. */
  public static Loss defaultFor(Activation output) {
    ActivationFunction f = output.function;
    return f == ActivationFunction.SOFTMAX ? CROSS_ENTROPY : f == Elementwise.SIGMOID ? BINARY_CROSS_ENTROPY
        : f == Elementwise.STEP ? PERCEPTRON : SQUARED_ERROR;
  }

  /** Whether this loss can be taken of that output. */
  public boolean accepts(Activation output) {
    return function.accepts(output.function);
  }

  /**
   * Returns whether {@link TrainerBuilder#classWeights} are allowed with this loss of that output: the cross-entropies,
   * perceptron, and squared error, which takes classes as one-hot rows. They are not with absolute error and Huber, nor with
   * an output of identity, which is that of a regression.
   */
  public boolean takesClassWeights(Activation output) {
    return accepts(output) && !output.equals(Activation.IDENTITY)
        && List.of(CROSS_ENTROPY, BINARY_CROSS_ENTROPY, PERCEPTRON, SQUARED_ERROR).contains(this);
  }

  /** The losses that need no number and can be taken of that output, by name. */
  static String accepting(Activation output) {
    return ALL.stream().filter(loss -> loss.accepts(output)).map(Loss::name).collect(Collectors.joining(", "));
  }

  /** Returns the kind of targets that this loss takes. */
  TargetKind targetKind() {
    return equals(CROSS_ENTROPY) ? TargetKind.DISTRIBUTION
        : equals(BINARY_CROSS_ENTROPY) || equals(PERCEPTRON) ? TargetKind.PROBABILITIES : TargetKind.VALUES;
  }

  /** All names that {@link #parse} reads, those that take a number as in {@code word(number)}. */
  public static List<String> names() {
    return Names.all(ALL, Loss::name, OF_NUMBER);
  }

  /**
   * The loss of a {@link #name()}, in any case, with hyphens or underscores: {@code squared-error}, {@code huber(1)}.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public static Loss parse(String name) {
    return Names.parse(name, ALL, Loss::name, OF_NUMBER);
  }
}
