package io.github.jinbei.cli;

import io.github.jinbei.Activation;
import io.github.jinbei.Loss;
import io.github.jinbei.TrainerBuilder;
import io.github.jinbei.data.Dataset;
import io.github.jinbei.internal.text.Count;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The options of the loss. */
final class LossOptions {

  static final Option<Loss> LOSS = new Option<>("--loss", NamedKind.loss(), null,
      "the loss function (default cross-entropy for softmax, binary-cross-entropy for sigmoid, perceptron for step, else "
          + "squared-error)");

  private final Options.Values values;
  private final Loss loss;

  /**
   * Reads the values.
   *
   * @throws UsageException if they are incompatible with the output
   */
  LossOptions(Options.Values values, Activation output) {
    this.values = values;
    this.loss = lossFor(output, values.get(LOSS));
    if (smoothing() > 0 && !loss.equals(Loss.CROSS_ENTROPY) && !loss.equals(Loss.BINARY_CROSS_ENTROPY)) {
      throw new UsageException("--label-smoothing " + smoothing() + " is incompatible with --loss "
          + Text.name(loss) + "; leave it out, or take cross-entropy or binary-cross-entropy");
    }
    checkClassWeights(output);
  }

  private void checkClassWeights(Activation output) {
    ClassWeights.requireForm(values, false);
    if (values.has(ClassWeights.OPTION) && !loss.takesClassWeights(output)) {
      throw new UsageException("--class-weights is incompatible with the output " + Text.name(output) + " and --loss "
          + Text.name(loss) + ", which are not made for classes; leave it out, or take softmax or sigmoid and their loss");
    }
  }

  static Section section() {
    return new Section("Images: loss", List.of(LOSS));
  }

  /** Returns the names of the losses, for the notes of the help. */
  static List<String> notes() {
    return List.of("Losses: " + NamedKind.list(Loss.names()));
  }

  /**
   * Returns the given loss, or the default of the output if it is null.
   *
   * @throws UsageException if the loss is incompatible with the output
   */
  static Loss lossFor(Activation output, Loss asked) {
    if (asked != null && !asked.accepts(output)) {
      throw new UsageException("--loss " + Text.name(asked) + " is incompatible with the output " + Text.name(output)
          + "; give one of " + Loss.all().stream().filter(loss -> loss.accepts(output)).map(Text::name)
          .collect(Collectors.joining(", ")));
    }
    return asked == null ? Loss.defaultFor(output) : asked;
  }

  Loss loss() {
    return loss;
  }

  private float smoothing() {
    return values.get(FitOptions.SMOOTHING, 0f);
  }

  /** Returns the given options except the loss, as the header prints them. */
  String words() {
    return values.given(List.of(FitOptions.SMOOTHING, ClassWeights.OPTION));
  }

  /**
   * Sets the loss of a trainer.
   *
   * @param train the rows to train on
   * @param classes the number of classes of the network
   */
  void apply(TrainerBuilder trainer, Dataset train, int classes) {
    trainer.loss(loss).labelSmoothing(smoothing());
    ClassWeights weights = values.get(ClassWeights.OPTION);
    if (weights == null) {
      return;
    }
    if (!weights.balanced() && weights.numbers().length != classes) {
      throw new UsageException("--class-weights has " + Count.of(weights.numbers().length, "number")
          + "; give one for each of the " + Count.of(classes, "class", "classes"));
    }
    trainer.classWeights(weights.balanced() ? balanced(train, classes) : weights.numbers());
  }

  /** Returns weights with the same sum over the rows of each class that occurs, and the mean 1 over all rows. */
  private static float[] balanced(Dataset train, int classes) {
    int[] rows = new int[classes];
    for (int row = 0; row < train.rows(); row++) {
      rows[train.classOf(row)]++;
    }
    double present = Arrays.stream(rows).filter(count -> count > 0).count();
    float[] weights = new float[classes];
    for (int c = 0; c < classes; c++) {
      weights[c] = rows[c] == 0 ? 1f : (float) (train.rows() / (present * rows[c]));
    }
    return weights;
  }
}
