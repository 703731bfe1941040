package io.github.jinbei;

/**
 * The result of one epoch.
 *
 * @param epoch its number, from 1, counted over all calls of {@link Trainer#fit}
 * @param loss the mean over the rows trained on, with weight decay; the loss of each batch is that before its update
 * @param accuracy the fraction of those rows whose class was right before the update of their batch; NaN if the data have no
 *     classes
 * @param validation the evaluation after the epoch, or null without validation data
 */
public record EpochResult(int epoch, double loss, double accuracy, Evaluation validation) {

  /** Returns the values that exist: {@code EpochResult[epoch=3, loss=0.25]} without classes and validation. */
  @Override
  public String toString() {
    return "EpochResult[epoch=" + epoch + ", loss=" + loss + (Double.isNaN(accuracy) ? "" : ", accuracy=" + accuracy)
        + (validation == null ? "" : ", validation=" + validation) + "]";
  }
}
