package io.github.jinbei.cli;

import io.github.jinbei.Activation;
import java.nio.file.Path;
import java.util.List;

/** The options of a training that apply to tables and to images, with different defaults. */
final class FitOptions {

  static final Option<Long> SEED = new Option<>("--seed", Kind.seed(), "1",
      "the seed of all random numbers; the same seed gives the same bits");
  static final Option<Integer> THREADS = new Option<>("--threads", Kind.count(), null,
      "the most threads of the training; the number does not change the bits (default all processors)");

  static final Option<Path> SAVE = new Option<>("--save", Kind.path("FILE", "the name of a file"), null,
      "the file to which the trained model is saved (default none)");

  static final Option<Path> METRICS = new Option<>("--metrics", Kind.path("FILE", "the name of a file"), null,
      "the JSON file to which all figures of the test are written (default none)");

  static final Option<Path> REPORT = new Option<>("--report", Kind.path("FILE.html", "the name of a file"), null,
      "the HTML page to which a report of the training and the test is written: curves, layers, errors, worst rows (default "
          + "none)");

  /** Layers below a step cannot learn, and softmax is an output only. */
  static final Option<Activation> HIDDEN = new Option<>("--hidden",
      NamedKind.activation(Activation.STEP, Activation.SOFTMAX), null,
      "activation of the hidden layers, see below (default relu for images; for tables selu for classes, mish for numbers)");
  static final Option<Float> DROPOUT = new Option<>("--dropout", Kind.share(), "0",
      "probability with which a training step drops an activation of a hidden layer");
  static final Option<Float> SMOOTHING = new Option<>("--label-smoothing", Kind.share(), null,
      "share of each target that is spread over all classes, for the two cross-entropies (default 0 for images, 0.1 for "
          + "tables)");
  static final Option<Float> RATE = new Option<>("--lr", Kind.positive(), null,
      "learning rate (default for images by optimizer, see below; for tables 0.04 for classes, 0.07 for numbers)");
  static final Option<Integer> BATCH = new Option<>("--batch", Kind.count(), null,
      "rows of a mini-batch (default 16 for images, 256 for tables)");
  static final Option<Integer> EPOCHS = new Option<>("--epochs", Kind.count(), null,
      "number of epochs (default 30 for images, 256 for tables)");
  static final Option<Float> DECAY = new Option<>("--decay", Kind.notNegative(), "0",
      "weight decay: for images, adds X times the sum of squared weights to the loss; for tables, as AdamW has it");

  private FitOptions() {}

  static Section section() {
    return new Section("Training, for images and tables",
        List.of(EPOCHS, BATCH, RATE, HIDDEN, DROPOUT, DECAY, SMOOTHING, ClassWeights.OPTION));
  }
}
