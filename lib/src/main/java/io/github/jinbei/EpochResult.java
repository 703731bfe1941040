package io.github.jinbei;

/**
 * What one pass over the training data gave.
 *
 * @param epoch its number, from 1; it goes on counting when training is continued
 * @param loss the mean over the rows of the loss that each had just before the update it took part in, with weight
 * decay
 * @param accuracy the fraction of rows right at that moment; NaN where the data has no classes
 * @param validation the evaluation after the epoch, or null without validation data
 */
public record EpochResult(int epoch, double loss, double accuracy, Evaluation validation) {

  /** Returns all values that there are: {@code EpochResult[epoch=3, loss=0.25]} without classes and validation. */
  @Override
  public String toString() {
    return "EpochResult[epoch=" + epoch + ", loss=" + loss + (Double.isNaN(accuracy) ? "" : ", accuracy=" + accuracy)
        + (validation == null ? "" : ", validation=" + validation) + "]";
  }
}
