package io.github.jinbei;

/**
 * Follows training, and can stop it. Called on the training thread. What it throws, {@link Trainer#fit} throws, after it
 * has put back the best epoch's parameters where there is early stopping.
 */
@FunctionalInterface
public interface TrainingListener {

  /**
   * Called after each epoch.
   *
   * @return whether to go on
   */
  boolean onEpoch(EpochResult result);

  /**
   * Called after each update; gets primitives, so that it costs no memory.
   *
   * @param epoch the epoch under way, from 1
   * @param rowsDone rows of this epoch that were used so far
   * @param batchLoss the loss of the batch before the update
   * @return whether to go on; else training ends here. An epoch of which rows are left is not completed; after its last
   *     batch it is, and {@link #onEpoch} is called as ever.
   */
  default boolean onStep(int epoch, long rowsDone, double batchLoss) {
    return true;
  }
}
