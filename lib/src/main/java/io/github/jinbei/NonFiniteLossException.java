package io.github.jinbei;

import io.github.jinbei.internal.net.NonFinite;
import io.github.jinbei.internal.train.BatchRows.LargestInput;

/**
 * A step was refused: the loss of its batch is infinite or not a number, or an element of the gradient, the optimizer's state,
 * a running statistic or a parameter would have been. The batch has changed nothing: the parameters are as they were before
 * it, or, where {@link Trainer#fit} stops early, as after the best epoch.
 */
public final class NonFiniteLossException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Inputs of standardised columns are rarely larger. */
  private static final float SCALED = 10;

  private final int epoch;
  private final long batch;

  private NonFiniteLossException(String what, int epoch, long batch, String advice) {
    super(what + " in epoch " + epoch + ", batch " + batch + "; that batch has changed no parameter. "
        + advice);
    this.epoch = epoch;
    this.batch = batch;
  }

  /** Of a loss that is not finite. */
  static NonFiniteLossException of(double loss, int epoch, long batch, float rate, LargestInput largest) {
    return new NonFiniteLossException("the loss is " + loss, epoch, batch, advice(rate, largest));
  }

  /** Of a step that would have left something else that is not finite. */
  static NonFiniteLossException of(NonFinite what, double loss, int epoch, long batch, float rate,
      LargestInput largest) {
    return new NonFiniteLossException(what.noun + " would not be finite, with a loss of " + loss, epoch, batch,
        advice(rate, largest));
  }

  /** Of the update by a given gradient. */
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

  /** The epoch, from 1; 0 for a single step outside of {@link Trainer#fit}. */
  public int epoch() {
    return epoch;
  }

  /** The batch within the epoch, from 1; outside of {@link Trainer#fit}, the number of the single step. */
  public long batch() {
    return batch;
  }
}
