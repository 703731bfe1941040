package io.github.jinbei;

/** Writes the state of a trainer when a checkpoint is due. Allocates nothing when none is. */
final class CheckpointTimes {

  private final CheckpointWriter writer;
  private final TrainerState state;
  private final BatchTrainer batches;
  private final TrainingProgress progress;

  /** The steps and epochs of the last checkpoint; -1 before the first. */
  private long steps = -1;
  private int epochs = -1;

  /** @param writer writes them; or null, and none is ever due */
  CheckpointTimes(CheckpointWriter writer, TrainerState state, BatchTrainer batches, TrainingProgress progress) {
    this.writer = writer;
    this.state = state;
    this.batches = batches;
    this.progress = progress;
  }

  /** Returns whether checkpoints are written at all. */
  boolean any() {
    return writer != null;
  }

  /** Writes a checkpoint if one is due. Called after a step, or after an epoch with its evaluation. */
  void writeIfDue() {
    if (writer != null && writer.due(batches.updates())) {
      write();
    }
  }

  /** Writes a checkpoint, unless the last one was written at this point. */
  void writeLast() {
    if (writer != null && (steps != batches.updates() || epochs != progress.epochs())) {
      write();
    }
  }

  private void write() {
    writer.write(state.save(), batches.updates());
    steps = batches.updates();
    epochs = progress.epochs();
  }
}
