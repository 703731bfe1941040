package io.github.jinbei;

import io.github.jinbei.internal.net.ActivationFunction;
import io.github.jinbei.internal.net.Elementwise;
import io.github.jinbei.internal.net.Huber;
import io.github.jinbei.internal.net.LossFunction;
import io.github.jinbei.internal.net.Losses;
import io.github.jinbei.internal.text.Arguments;
import io.github.jinbei.internal.train.TargetKind;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A loss function, which training minimises: the sum over the outputs of a row, and the mean over the rows of a batch. In the
 * formulas z is the pre-activation of an output, a its activation and y the target. Two losses are equal if they have the same
 * name.
 */
public final class Loss extends Named {

  /** ½ Σ (a - y)², for all outputs but step; classes become one-hot rows. */
  public static final Loss SQUARED_ERROR = new Loss("squared_error", Losses.SQUARED_ERROR);
  /** Σ |a - y|, for all outputs but step; its derivative at a = y is 0. */
  public static final Loss ABSOLUTE_ERROR = new Loss("absolute_error", Losses.ABSOLUTE_ERROR);
  /** -Σ (y ln a + (1 - y) ln(1 - a)), for sigmoid outputs; computed from z, so that it never overflows. */
  public static final Loss BINARY_CROSS_ENTROPY = new Loss("binary_cross_entropy", Losses.BINARY_CROSS_ENTROPY);
  /** -Σ y ln a, for a softmax output; computed from z, so that it never overflows. */
  public static final Loss CROSS_ENTROPY = new Loss("cross_entropy", Losses.CROSS_ENTROPY);
  /** Σ (a - y)·z, for step outputs: |z| of each wrong output. A step is then Rosenblatt's perceptron rule (1958). */
  public static final Loss PERCEPTRON = new Loss("perceptron", Losses.PERCEPTRON);

  private static final List<Loss> ALL =
      List.of(SQUARED_ERROR, ABSOLUTE_ERROR, BINARY_CROSS_ENTROPY, CROSS_ENTROPY, PERCEPTRON);

  /** The words of the losses with a number. */
  private static final List<String> WORDS = List.of("huber");

  final LossFunction function;

  /** The formula in double of a loss with numbers of its own; null for the constants. */
  private final Exact formula;

  /** The loss of one output in double; {@code logSum} is the logarithm of Σ exp z over the row. */
  @FunctionalInterface
  interface Exact {
    double of(double z, double a, double y, double logSum);
  }

  private Loss(String name, LossFunction function, Exact formula) {
    super(name);
    this.function = function;
    this.formula = formula;
  }

  private Loss(String name, LossFunction function) {
    this(name, function, null);
  }

  /** Returns the formula in double, for {@link GradientCheck}. */
  Exact exact() {
    // The lambdas are linked here, not in constants: few processes need them.
    return formula != null ? formula : switch (name()) {
      case "squared_error" -> (z, a, y, logSum) -> (a - y) * (a - y) / 2;
      case "absolute_error" -> (z, a, y, logSum) -> Math.abs(a - y);
      case "binary_cross_entropy" -> (z, a, y, logSum) ->
          Math.max(z, 0) - z * y + StrictMath.log1p(StrictMath.exp(-Math.abs(z)));
      case "cross_entropy" -> (z, a, y, logSum) -> y * (logSum - z);
      case "perceptron" -> (z, a, y, logSum) -> (a - y) * z;
      default -> throw new IllegalStateException("name = " + name() + "; expected a constant of this class");
    };
  }

  private static double huber(double e, double delta) {
    return e <= delta ? e * e / 2 : delta * (e - delta / 2);
  }

  /**
   * Returns the Huber loss (Huber, 1964), for all outputs but step: Σ ½e² if |e| ≤ δ, else δ(|e| - δ/2), with e = a - y.
   *
   * @param delta δ, finite and above 0
   * @return the loss
   * @throws IllegalArgumentException if delta is not finite or not above 0
   */
  public static Loss huber(float delta) {
    return new Loss(Names.of("huber", Arguments.positive("delta", delta)), new Huber(delta),
        (z, a, y, logSum) -> huber(Math.abs(a - y), delta));
  }

  /**
   * Returns the losses without a number: the constants of this class.
   *
   * @return an immutable list
   */
  public static List<Loss> all() {
    return ALL;
  }

  /**
   * Returns the default loss of an output activation: {@link #CROSS_ENTROPY} for softmax, {@link #BINARY_CROSS_ENTROPY} for
   * sigmoid, {@link #PERCEPTRON} for step, {@link #SQUARED_ERROR} for all others.
   *
   * @param output the activation of the last layer
   * @return the loss
   */
  public static Loss defaultFor(Activation output) {
    ActivationFunction f = output.function;
    return f == ActivationFunction.SOFTMAX ? CROSS_ENTROPY : f == Elementwise.SIGMOID ? BINARY_CROSS_ENTROPY
        : f == Elementwise.STEP ? PERCEPTRON : SQUARED_ERROR;
  }

  /**
   * Returns whether this loss can be used with an output activation.
   *
   * @param output the activation of the last layer
   * @return whether it can
   */
  public boolean accepts(Activation output) {
    return function.accepts(output.function);
  }

  /**
   * Returns whether {@link TrainerBuilder#classWeights} are allowed with this loss and an output activation. They are with the
   * cross-entropies, perceptron and squared error, for which classes are one-hot rows. They are not with absolute error and
   * Huber, nor with an identity output, which is that of a regression.
   *
   * @param output the activation of the last layer
   * @return whether they are allowed
   */
  public boolean takesClassWeights(Activation output) {
    return accepts(output) && !output.equals(Activation.IDENTITY)
        && List.of(CROSS_ENTROPY, BINARY_CROSS_ENTROPY, PERCEPTRON, SQUARED_ERROR).contains(this);
  }

  /** Throws if this loss cannot be used with an output activation. */
  void checkAccepts(Activation output) {
    if (!accepts(output)) {
      throw new IllegalArgumentException("loss = " + this + " on a " + output + " output; expected one of "
          + ALL.stream().filter(loss -> loss.accepts(output)).map(Loss::name).collect(Collectors.joining(", ")));
    }
  }

  /** Returns the kind of targets that this loss takes. */
  TargetKind targetKind() {
    return equals(CROSS_ENTROPY) ? TargetKind.DISTRIBUTION
        : equals(BINARY_CROSS_ENTROPY) || equals(PERCEPTRON) ? TargetKind.PROBABILITIES : TargetKind.VALUES;
  }

  /**
   * Returns all names that {@link #parse} accepts; a loss with a number is {@code word(number)}.
   *
   * @return the names
   */
  public static List<String> names() {
    return Names.all(ALL, WORDS);
  }

  /**
   * Returns the loss of a {@link #name()}, in upper or lower case, with hyphens or underscores: {@code squared-error}, {@code
   * huber(1)}.
   *
   * @param name the name
   * @return the loss
   * @throws IllegalArgumentException if there is no loss of that name
   * @throws NullPointerException if name is null
   */
  public static Loss parse(String name) {
    return Names.parse(name, ALL, WORDS, (word, number) -> huber(number));
  }
}
