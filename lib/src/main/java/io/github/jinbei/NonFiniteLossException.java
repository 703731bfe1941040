package io.github.jinbei;

import io.github.jinbei.internal.net.NonFinite;
import io.github.jinbei.internal.train.BatchRows.LargestInput;

/**
 * The failure of a step: the loss of its batch is infinite or NaN, or an element of the gradient, a value of the optimizer's
 * state, a running statistic or a parameter would be. The batch has changed nothing. The parameters are as before it, or if the
 * best epoch is kept as after that one.
 */
public final class NonFiniteLossException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Inputs of standardised columns are rarely larger than this. */
  private static final float SCALED = 10;

  private final int epoch;
  private final long batch;

  private NonFiniteLossException(String what, int epoch, long batch, String advice) {
    super(what + " in epoch " + epoch + ", batch " + batch + "; that batch has changed no parameter. "
        + advice);
    this.epoch = epoch;
    this.batch = batch;
  }

  /** Returns the exception for a loss that is not finite. */
  static NonFiniteLossException of(double loss, int epoch, long batch, float rate, LargestInput largest) {
    return new NonFiniteLossException("the loss is " + loss, epoch, batch, advice(rate, largest));
  }

  /** Returns the exception for a step of which another result would not be finite. */
  static NonFiniteLossException of(NonFinite what, double loss, int epoch, long batch, float rate,
      LargestInput largest) {
    return new NonFiniteLossException(what.noun + " would not be finite, with a loss of " + loss, epoch, batch,
        advice(rate, largest));
  }

  /** Returns the exception for an update by a given gradient. */
  static NonFiniteLossException of(NonFinite what, int epoch, long batch, float rate) {
    return new NonFiniteLossException(what.noun + " would not be finite", epoch, batch,
        "Try a learning rate below " + rate + ", or scale the inputs of the rows to about -1 .. 1");
  }

  private static String advice(float rate, LargestInput largest) {
    String other = "a learning rate below " + rate + " or another initializer";
    if (Math.abs(largest.value()) <= SCALED) {
      return "Try " + other + "; in that batch " + largest;
    }
    return "In that batch " + largest + ": inputs should be scaled to about -1 .. 1. Otherwise try " + other;
  }

  /**
   * Returns the epoch of the batch.
   *
   * @return the epoch, from 1; 0 outside of {@link Trainer#fit}
   */
  public int epoch() {
    return epoch;
  }

  /**
   * Returns the number of the batch in its epoch.
   *
   * @return the number, from 1; outside of {@link Trainer#fit} the number of the single step or update
   */
  public long batch() {
    return batch;
  }
}
