package io.github.jinbei;

import io.github.jinbei.internal.train.TrainingState;

/** Writes the state of a training from time to time. */
interface CheckpointWriter {

  /**
   * Returns whether a checkpoint is to be written now. Called after each step; allocates nothing.
   *
   * @param steps the updates so far
   */
  boolean due(long steps);

  /**
   * Writes a checkpoint. Also called without {@link #due} when a call of {@code fit} ends.
   *
   * @param state the state; its arrays change with the next step
   * @param steps the updates so far
   * @throws java.io.UncheckedIOException if it cannot be written and the training is to end
   */
  void write(TrainingState state, long steps);
}
