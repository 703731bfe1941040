package io.github.jinbei.cli;

import io.github.jinbei.TrainerBuilder;
import io.github.jinbei.data.Dataset;
import io.github.jinbei.internal.text.Count;
import java.util.List;

/** The options of the training loop: rows, batches, epochs, validation, early stopping. */
final class LoopOptions {

  private static final int BATCH = 16;
  private static final int EPOCHS = 30;

  private static final Option<Integer> MICRO_BATCH = new Option<>("--micro-batch", Kind.count(), null,
      "rows of each part of a mini-batch: less memory, the same bits except with batch norm (default the whole mini-batch)");
  private static final Option<Integer> TRAIN_SIZE = new Option<>("--train-size", Kind.count(), null,
      "train on the first N rows only (default all)");
  private static final Option<Float> VALIDATION = new Option<>("--validation", Kind.properShare(), null,
      "share of the training rows, of each class alike, set aside for --early-stopping and --plateau (default none)");
  private static final Option<Waiting> EARLY_STOPPING = new Option<>("--early-stopping",
      new Kind<>(Waiting.FORM, Waiting.EXPECTED + ", as 5 or 5,0.001", Waiting::read), null,
      "stop if the validation loss has not fallen by more than GAIN for PATIENCE epochs, and restore the best weights");

  private final Options.Values values;

  /**
   * Reads the values.
   *
   * @throws UsageException if they are incompatible
   */
  LoopOptions(Options.Values values) {
    this.values = values;
    if (values.has(EARLY_STOPPING) && !values.has(VALIDATION)) {
      throw new UsageException("--early-stopping needs validation rows, which cannot be the test rows; give "
          + "--validation X, a share of the training rows");
    }
  }

  static Section section() {
    return new Section("Images: training loop", List.of(MICRO_BATCH, TRAIN_SIZE, VALIDATION, EARLY_STOPPING));
  }

  int epochs() {
    return values.get(FitOptions.EPOCHS, EPOCHS);
  }

  int batch() {
    return values.get(FitOptions.BATCH, BATCH);
  }

  /** Returns the number of rows; or one less if a batch of them had a last part of one row, which batch norm refuses. */
  int withoutSingle(int rows) {
    int part = values.get(MICRO_BATCH, rows);
    return rows > part && rows % part == 1 ? rows - 1 : rows;
  }

  /** Returns whether early stopping is on. */
  boolean stopsEarly() {
    return values.has(EARLY_STOPPING);
  }

  /** Returns the given options except batch, epochs and rows, as the header prints them. */
  String words() {
    return values.given(List.of(MICRO_BATCH, VALIDATION, EARLY_STOPPING));
  }

  /** Returns the end of the line that names classes without rows: the reason and the remedy. */
  String orderWarning() {
    return values.has(TRAIN_SIZE) ? ": --train-size takes the first rows; give more, or mix the data" : "";
  }

  /** The rows to train on, and the rows to validate with, or null. */
  record Rows(Dataset train, Dataset validation) {}

  /** Divides the training rows by the options. */
  Rows rows(Dataset all, long seed) {
    Dataset first = firstRows(all, values.get(TRAIN_SIZE));
    if (!values.has(VALIDATION)) {
      return new Rows(first, null);
    }
    try {
      Dataset.Split split = first.split(values.get(VALIDATION), seed);
      return new Rows(split.train(), split.validation());
    } catch (IllegalArgumentException e) {
      throw new UsageException("--validation " + values.get(VALIDATION) + " of " + Count.of(first.rows(), "row")
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
      throw new UsageException("--train-size " + rows + " is more than the data have; give at most " + data.rows());
    }
    return data.slice(0, rows);
  }
}
