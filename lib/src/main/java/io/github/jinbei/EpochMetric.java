package io.github.jinbei;

import io.github.jinbei.internal.train.BestEpoch;

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
}
