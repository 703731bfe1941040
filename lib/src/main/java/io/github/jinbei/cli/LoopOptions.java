package io.github.jinbei.cli;

import io.github.jinbei.TrainerBuilder;
import io.github.jinbei.data.Dataset;
import io.github.jinbei.internal.text.Count;
import java.util.List;

/** The options of how often which rows are gone through. */
final class LoopOptions {

  private static final Option<Integer> BATCH = new Option<>("--batch", Kind.count(), "16",
      "rows of a mini-batch, up to all");
  private static final Option<Integer> MICRO_BATCH = new Option<>("--micro-batch", Kind.count(), null,
      "rows taken at once, larger batches in parts: less memory, the same bits but for batch norm (default all)");
  private static final Option<Integer> EPOCHS = new Option<>("--epochs", Kind.count(), "30",
      "passes through the training rows");
  private static final Option<Integer> TRAIN_SIZE = new Option<>("--train-size", Kind.count(), null,
      "train on the first N rows only, in the order of the file (default all)");
  private static final Option<Float> VALIDATION = new Option<>("--validation", Kind.properShare(), null,
      "share of the training rows, of each class alike, set aside for --early-stopping and --plateau (default none)");
  private static final Option<Waiting> EARLY_STOPPING = new Option<>("--early-stopping",
      new Kind<>(Waiting.FORM, Waiting.EXPECTED + ", as 5 or 5,0.001", Waiting::read), null,
      "end when PATIENCE epochs bring no GAIN in the loss of --validation's rows; the best weights come back");

  private final Options.Values values;

  /**
   * Reads the values.
   *
   * @throws UsageException if they do not go together
   */
  LoopOptions(Options.Values values) {
    this.values = values;
    if (values.has(EARLY_STOPPING) && !values.has(VALIDATION)) {
      throw new UsageException("--early-stopping lacks rows to watch, which are not to be those of the test; give "
          + "--validation X, a share of the training rows");
    }
  }

  static Section section() {
    return new Section("Training loop", List.of(BATCH, MICRO_BATCH, EPOCHS, TRAIN_SIZE, VALIDATION, EARLY_STOPPING));
  }

  int epochs() {
    return values.get(EPOCHS);
  }

  int batch() {
    return values.get(BATCH);
  }

  /** Whether the best weights of the validation come back. */
  boolean stopsEarly() {
    return values.has(EARLY_STOPPING);
  }

  /** What was given besides batch, epochs and rows, as the header shows it. */
  String words() {
    return values.given(List.of(MICRO_BATCH, VALIDATION, EARLY_STOPPING));
  }

  /** Returns the end of the sentence that names classes without rows: why they have none, and what to do. */
  String orderWarning() {
    return values.has(TRAIN_SIZE) ? ": --train-size takes the first rows; give more, or mix the data" : "";
  }

  /** Rows to learn from, and rows to watch, or null. */
  record Rows(Dataset train, Dataset validation) {}

  /** Chooses among the rows for training. */
  Rows rows(Dataset all, long seed) {
    Dataset first = firstRows(all, values.get(TRAIN_SIZE));
    if (!values.has(VALIDATION)) {
      return new Rows(first, null);
    }
    try {
      Dataset.Split split = first.split(values.get(VALIDATION), seed);
      return new Rows(split.train(), split.validation());
    } catch (IllegalArgumentException e) {
      throw new FailureException("--validation " + values.get(VALIDATION) + " of " + Count.of(first.rows(), "row")
          + " leaves none on one side, as each class keeps a row to train on; give another share or more rows");
    }
  }

  void apply(TrainerBuilder trainer) {
    trainer.batchSize(batch());
    if (values.has(MICRO_BATCH)) {
      trainer.microBatch(values.get(MICRO_BATCH));
    }
    if (stopsEarly()) {
      trainer.earlyStopping(values.get(EARLY_STOPPING).patience(), values.get(EARLY_STOPPING).gain());
    }
  }

  private static Dataset firstRows(Dataset data, Integer rows) {
    if (rows == null) {
      return data;
    }
    if (rows > data.rows()) {
      throw new FailureException("--train-size " + rows + " is more than the data have; give at most " + data.rows());
    }
    return data.slice(0, rows);
  }
}
