package io.github.jinbei.table;

import java.util.Arrays;
import java.util.List;

/** A figure by which the answers of an estimator are judged: see {@link Answers#figure}. */
public enum Score {

  /** The share of rows whose class is predicted. */
  ACCURACY(true, true, "accuracy"),

  /** The mean over the classes that rows have, of the share of their rows that are predicted. */
  BALANCED_ACCURACY(true, true, "balanced accuracy"),

  /** The mean over the classes that rows have or that are predicted, of 2·precision·recall / (precision + recall). */
  F1_MACRO(true, true, "macro F1"),

  /** The correlation coefficient of Matthews: 1 if all predictions are right, about 0 if they are guessed. */
  MATTHEWS(true, true, "Matthews correlation"),

  /** The mean of -ln p, with p the probability of the right class. */
  LOG_LOSS(false, true, "log loss"),

  /** The mean over the rows of the sum over the classes of (p - 1)² for the right class and p² for the others. */
  BRIER(false, true, "Brier score"),

  /**
   * The area under the ROC curve. Of two classes it is that of the second one; of more, the mean over the classes of the area
   * of each against the rest. NaN if all rows have the same class.
   */
  ROC_AUC(true, true, "AUC"),

  /** 1 - Σ(y - prediction)² / Σ(y - mean of y)². */
  R2(true, false, "R2"),

  /** The square root of the mean of (y - prediction)². */
  RMSE(false, false, "RMSE"),

  /** The mean of |y - prediction|. */
  MAE(false, false, "MAE"),

  /** The median of |y - prediction|. */
  MEDIAN_ABSOLUTE_ERROR(false, false, "median absolute error"),

  /** 1 - variance of (y - prediction) / variance of y. */
  EXPLAINED_VARIANCE(true, false, "explained variance");

  private final boolean higherIsBetter;
  private final boolean isForClasses;
  private final String text;

  Score(boolean higherIsBetter, boolean isForClasses, String text) {
    this.higherIsBetter = higherIsBetter;
    this.isForClasses = isForClasses;
    this.text = text;
  }

  /**
   * Returns whether a higher figure is a better one. If not, a lower one is.
   *
   * @return whether higher is better
   */
  public boolean higherIsBetter() {
    return higherIsBetter;
  }

  /**
   * Returns whether the score is one of a classifier. If not, it is one of a regressor.
   *
   * @return true for classes, false for numbers
   */
  public boolean isForClasses() {
    return isForClasses;
  }

  /**
   * Returns the name in words, as reports show it.
   *
   * @return the name, for example {@code log loss}
   */
  public String text() {
    return text;
  }

  /** Returns the scores of classes or of numbers, in their order. */
  static List<Score> all(boolean ofClasses) {
    return Arrays.stream(values()).filter(score -> score.isForClasses == ofClasses).toList();
  }

  /** Returns by how much a figure is better than another one: below 0 if it is worse. */
  double gain(double figure, double other) {
    return higherIsBetter ? figure - other : other - figure;
  }

  /** Checks that this score suits an estimator. */
  Score check(boolean ofClasses) {
    if (isForClasses != ofClasses) {
      throw new IllegalArgumentException("score = " + this + "; expected one of " + all(ofClasses) + ", as "
          + (ofClasses ? "classes" : "numbers") + " are predicted");
    }
    return this;
  }
}
