package io.github.jinbei.internal.train;

/** What makes an epoch the best, of those whose parameters are kept. */
public enum BestEpoch {

  /** The least loss of the validation data. */
  LOSS,

  /** The largest share of validation rows whose class is right. */
  ACCURACY;

  /** Returns a number that is larger for a better epoch. */
  public double score(double loss, double accuracy) {
    return this == LOSS ? -loss : accuracy;
  }
}
