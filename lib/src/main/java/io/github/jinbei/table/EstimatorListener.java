package io.github.jinbei.table;

import io.github.jinbei.EpochResult;

/**
 * A listener of the training of an estimator, over all its networks. It is called on the threads of the trainings, one call at
 * a time; in a cross-validation, one call at a time for all folds. If it throws, {@code fit} or {@link CrossValidation#of}
 * throws the same exception.
 */
@FunctionalInterface
public interface EstimatorListener {

  /**
   * Receives the result of each completed epoch of each network.
   *
   * @param network the number of the network, from 0
   * @param networks how many networks are trained side by side
   * @param result the result of the epoch. The losses of a regression are those of standardised targets, halves of squared
   *     errors.
   * @return whether training continues. If not, all networks end after their current batch; each has the parameters of its best
   *     epoch so far.
   */
  boolean onEpoch(int network, int networks, EpochResult result);

  /**
   * Is called when the training of a network ends before its last epoch, because a cycle of the schedule has brought no better
   * epoch.
   *
   * @param network the number of the network
   * @param epochs the number of epochs that it has completed
   */
  default void onEarlyEnd(int network, int epochs) {}

  /**
   * Is called after the training of the networks of the folds, before as many are trained on all rows, with numbers from 0
   * again: see {@link EstimatorBuilder#refit}.
   *
   * @param epochs the number of epochs of each of these networks
   */
  default void onRefit(int epochs) {}

  /**
   * Returns the listener of one fold of a {@link CrossValidation}. The estimators of the folds are trained side by side: calls
   * for one fold come between those for others, and the networks of each fold have numbers from 0. This method is called for
   * all folds, in their order, before the first training, on the thread that called {@link CrossValidation#of}.
   *
   * <p>Default: this listener, which then receives the events of all folds and cannot distinguish them.
   *
   * @param fold the number of the fold, from 0
   * @param folds the number of folds
   * @return the listener of the estimator that is trained without this fold; its own {@code ofFold} is not called
   */
  default EstimatorListener ofFold(int fold, int folds) {
    return this;
  }
}
