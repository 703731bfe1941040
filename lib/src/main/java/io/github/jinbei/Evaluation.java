package io.github.jinbei;

/**
 * How well a network does on a data set.
 *
 * @param loss the mean over the rows, without weight decay
 * @param accuracy the fraction of rows whose class is right: the largest output (the first of equals), or, with a
 * single
 *     output, class 1 where it is above one half; NaN where the data has no classes
 * @param correct the number of such rows; 0 where the data has no classes
 * @param rows the number of rows
 */
public record Evaluation(double loss, double accuracy, int correct, int rows) {

  static Evaluation of(double lossSum, int correct, int rows, boolean classes) {
    return new Evaluation(lossSum / rows, classes ? (double) correct / rows : Double.NaN, classes ? correct : 0, rows);
  }

  /** Returns all values; of data without classes, those that it has: {@code Evaluation[loss=0.25, rows=100]}. */
  @Override
  public String toString() {
    return "Evaluation[loss=" + loss + (Double.isNaN(accuracy) ? "" : ", accuracy=" + accuracy + ", correct=" + correct)
        + ", rows=" + rows + "]";
  }
}
