package io.github.jinbei;

/**
 * The loss of a batch is infinite or not a number. That batch has changed nothing: the parameters are as they were before
 * it, or, where {@link Trainer#fit} stops early, as after the best epoch.
 */
public final class NonFiniteLossException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int epoch;
  private final long batch;

  NonFiniteLossException(double loss, int epoch, long batch, float learningRate) {
    super("the loss is " + loss + " in epoch " + epoch + ", batch " + batch
        + "; that batch has changed no parameter. Try a learning rate below " + learningRate
        + ", inputs scaled to about -1 .. 1, or another initializer");
    this.epoch = epoch;
    this.batch = batch;
  }

  private NonFiniteLossException(String message, int epoch, long batch) {
    super(message);
    this.epoch = epoch;
    this.batch = batch;
  }

  /** Of a gradient whose norm is not finite, though the loss is. */
  static NonFiniteLossException ofGradient(double norm, double loss, int epoch, long batch, float learningRate) {
    return new NonFiniteLossException("the norm of the gradient is " + norm + " in epoch " + epoch + ", batch " + batch
        + ", with a loss of " + loss + "; that batch has changed no parameter. Try a learning rate below "
        + learningRate + " or inputs scaled to about -1 .. 1", epoch, batch);
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
