package io.github.jinbei.table;

import io.github.jinbei.EpochMetric;
import io.github.jinbei.EpochResult;
import io.github.jinbei.Schedule;

/**
 * Ends the training of a network with a cycle of {@link Schedule#coslog4} that has brought no better epoch: the later cycles,
 * each twice as long as the one before, then hardly ever do. What this saves, and what it costs, is in {@code bench/NOTES.md},
 * "Tables".
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
    double score = metric == EpochMetric.LOSS ? -result.validation().loss() : result.validation().accuracy();
    bestOfCycle = Math.max(bestOfCycle, score);
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

  /** The rate is 0 where 1 + 15t is a power of 2, for the share t of all steps. */
  private int lastEpoch(int number) {
    return (int) (((1L << number) - 1) * epochs / 15);
  }
}
