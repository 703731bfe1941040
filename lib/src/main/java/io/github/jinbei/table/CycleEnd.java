package io.github.jinbei.table;

import io.github.jinbei.EpochMetric;
import io.github.jinbei.EpochResult;
import io.github.jinbei.Schedule;

/**
 * The end of the training of a network with a cycle of {@link Schedule#coslog4} that has brought no better epoch. Later cycles,
 * each twice as long as the one before, then rarely bring one either. What this saves and costs is in {@code bench/NOTES.md},
 * "Early end of a training".
 */
final class CycleEnd {

  private static final int CYCLES = 4;

  private final int epochs;
  private final EpochMetric metric;
  private double best = Double.NEGATIVE_INFINITY;
  private double bestOfCycle = Double.NEGATIVE_INFINITY;
  private int cycle = 1;
  private boolean reached;

  /**
   * Makes the end of one training.
   *
   * @param epochs the number of epochs of all cycles
   * @param metric by what epochs are compared
   */
  CycleEnd(int epochs, EpochMetric metric) {
    this.epochs = epochs;
    this.metric = metric;
  }

  /** Takes the result of the next epoch. Returns whether the training ends with it, before all epochs. */
  boolean reachedWith(EpochResult result) {
    bestOfCycle = Math.max(bestOfCycle, metric.score(result.validation()));
    if (cycle < CYCLES && result.epoch() == lastEpoch(cycle)) {
      reached = bestOfCycle < best;
      best = Math.max(best, bestOfCycle);
      bestOfCycle = Double.NEGATIVE_INFINITY;
      cycle++;
    }
    return reached;
  }

  /** Returns whether the training has ended with a cycle. */
  boolean reached() {
    return reached;
  }

  /** Returns the last epoch of a cycle: the rate is 0 where 1 + 15t is a power of 2, t being the share of all steps. */
  private int lastEpoch(int number) {
    return (int) (((1L << number) - 1) * epochs / 15);
  }
}
