package io.github.jinbei;

/**
 * A listener of {@link Trainer#fit}, which can end the training. It is called on the training thread. If it throws, fit throws
 * the same exception; if the best epoch is kept, the network then has its parameters.
 */
@FunctionalInterface
public interface TrainingListener {

  /**
   * Receives the trainer before the first step of a call of {@link Trainer#fit}. A listener may read the trainer here and in
   * later calls; it must not train. If the call ends before a step, this method is not called. Default: does nothing.
   *
   * @param trainer the trainer of the call
   */
  default void onBegin(Trainer trainer) {}

  /**
   * Receives the result of each completed epoch.
   *
   * @param result the result
   * @return whether training continues
   */
  boolean onEpoch(EpochResult result);

  /**
   * Receives the loss of each batch, after its update. The arguments are primitives, so that a call allocates nothing. Default:
   * returns true.
   *
   * @param epoch the current epoch, from 1
   * @param rowsDone number of rows of this epoch so far
   * @param batchLoss the loss of the batch before the update
   * @return whether training continues. If not, an epoch with rows left is not completed. After its last batch it is completed,
   *     and {@link #onEpoch} is called.
   */
  default boolean onStep(int epoch, long rowsDone, double batchLoss) {
    return true;
  }
}
