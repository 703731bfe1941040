package io.github.jinbei.internal.train;

/** The sums of an epoch over its batches. */
public final class EpochTotals {

  private double loss;
  private int correct;

  /** Sums of no batch yet. */
  public EpochTotals() {}

  /** The sums of the batches so far of an epoch. */
  public EpochTotals(double loss, int correct) {
    this.loss = loss;
    this.correct = correct;
  }

  /** Adds a batch of {@code rows} rows with the given mean loss. */
  public void addLoss(double batchLoss, int rows) {
    loss += batchLoss * rows;
  }

  /** Adds rows whose predicted class is right. */
  public void addCorrect(int rows) {
    correct += rows;
  }

  /** Returns the loss summed over all rows. */
  public double loss() {
    return loss;
  }

  /** Returns the number of rows whose predicted class was right. */
  public int correct() {
    return correct;
  }
}
