package io.github.jinbei;

/**
 * Loss and accuracy of a network on a data set.
 *
 * @param loss the mean over the rows, without weight decay; without weights, except by {@link
 *     TrainerBuilder#weightedValidation}
 * @param accuracy the fraction of rows whose class is right, with the class of {@link Mlp#classOf}; NaN if the data have no
 *     classes
 * @param correct the number of rows whose class is right; 0 if the data have no classes
 * @param rows the number of rows
 */
public record Evaluation(double loss, double accuracy, int correct, int rows) {

  static Evaluation of(double lossSum, int correct, int rows, boolean classes) {
    return new Evaluation(lossSum / rows, classes ? (double) correct / rows : Double.NaN, classes ? correct : 0, rows);
  }

  /** Returns all values; without classes only loss and rows: {@code Evaluation[loss=0.25, rows=100]}. */
  @Override
  public String toString() {
    return "Evaluation[loss=" + loss + (Double.isNaN(accuracy) ? "" : ", accuracy=" + accuracy + ", correct=" + correct)
        + ", rows=" + rows + "]";
  }
}
