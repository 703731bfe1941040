package io.github.jinbei;

import io.github.jinbei.internal.train.BestEpoch;
import java.util.Objects;

/** The result of the validation data by which {@link TrainerBuilder#keepBestEpoch} compares epochs. */
public enum EpochMetric {
  /** {@link Evaluation#loss}: the least is the best. */
  LOSS(BestEpoch.LOSS),
  /** {@link Evaluation#accuracy}: the largest is the best. Needs data with classes. */
  ACCURACY(BestEpoch.ACCURACY);

  final BestEpoch best;

  EpochMetric(BestEpoch best) {
    this.best = best;
  }

  /**
   * Returns a number that is larger for a better result: the loss times -1, or the accuracy.
   *
   * @param result the result of an epoch on the validation data
   * @return the number; NaN for the accuracy of data without classes
   * @throws NullPointerException if result is null
   */
  public double score(Evaluation result) {
    return best.score(Objects.requireNonNull(result, "result").loss(), result.accuracy());
  }
}
