package io.github.jinbei.metrics;

import io.github.jinbei.internal.text.Arguments;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.IntToDoubleFunction;

/**
 * How often each class was predicted for the rows of each class. Row: the label, the true class of a row. Column: the
 * predicted class. Counts are sums of the weights of rows, so that without weights they are whole numbers. Where a figure
 * has nothing to divide by, it is 0. Immutable.
 */
public final class ConfusionMatrix {

  private final double[][] counts;
  private final double[] support;
  private final double[] predicted;
  private final double total;
  private final double right;

  private ConfusionMatrix(double[][] counts) {
    this.counts = counts;
    support = new double[counts.length];
    predicted = new double[counts.length];
    double diagonal = 0;
    for (int label = 0; label < counts.length; label++) {
      for (int k = 0; k < counts.length; k++) {
        support[label] += counts[label][k];
        predicted[k] += counts[label][k];
      }
      diagonal += counts[label][label];
    }
    total = Rows.sum(support);
    right = diagonal;
  }

  /** Counts rows after a check. Each count is a sum in row order. */
  static ConfusionMatrix of(int[] labels, int[] predicted, int classes, double[] weights) {
    Arguments.atLeast("classes", classes, 1);
    int rows = Rows.checkRows("labels", Objects.requireNonNull(labels, "labels").length);
    Rows.checkLength("predicted", Objects.requireNonNull(predicted, "predicted").length, rows);
    Rows.checkClasses("labels", labels, classes);
    Rows.checkClasses("predicted", predicted, classes);
    double[] w = Rows.weights(weights, rows);
    double[][] counts = new double[classes][classes];
    for (int row = 0; row < rows; row++) {
      counts[labels[row]][predicted[row]] += w[row];
    }
    return new ConfusionMatrix(counts);
  }

  /**
   * Returns the number of classes.
   *
   * @return at least 1
   */
  public int classes() {
    return counts.length;
  }

  /**
   * Returns the weight of the rows of one class for which one class was predicted.
   *
   * @param label the true class
   * @param predicted the predicted class
   * @return at least 0
   * @throws IndexOutOfBoundsException if there is no such class
   */
  public double count(int label, int predicted) {
    return counts[Objects.checkIndex(label, counts.length)][Objects.checkIndex(predicted, counts.length)];
  }

  /**
   * Returns the weight of the rows of a class: the sum of a row of the matrix.
   *
   * @param k the class
   * @return at least 0
   * @throws IndexOutOfBoundsException if there is no such class
   */
  public double support(int k) {
    return support[Objects.checkIndex(k, counts.length)];
  }

  /**
   * Returns the weight of the rows for which a class was predicted: the sum of a column of the matrix.
   *
   * @param k the class
   * @return at least 0
   * @throws IndexOutOfBoundsException if there is no such class
   */
  public double predicted(int k) {
    return predicted[Objects.checkIndex(k, counts.length)];
  }

  /**
   * Returns the weight of all rows.
   *
   * @return above 0
   */
  public double total() {
    return total;
  }

  /**
   * Returns the accuracy: the fraction of rows whose class was predicted, by weight.
   *
   * @return 0 to 1
   */
  public double accuracy() {
    return right / total;
  }

  /**
   * Returns the balanced accuracy: the mean of the recalls of the classes that have rows.
   *
   * @return 0 to 1
   */
  public double balancedAccuracy() {
    double sum = 0;
    int used = 0;
    for (int k = 0; k < counts.length; k++) {
      sum += recall(k);
      used += support[k] > 0 ? 1 : 0;
    }
    return sum / used;
  }

  /**
   * Returns Matthews' correlation coefficient in its form for several classes (Gorodkin 2004):
   * Σ (cₖ − tₖ·pₖ) / √(Σ (pₖ − pₖ²)·Σ (tₖ − tₖ²)), with the fractions tₖ of rows of class k, pₖ of rows for which k was
   * predicted, and cₖ of rows that are both.
   *
   * @return -1 to 1; 0 if all rows are of one class, or one class was predicted for all rows
   */
  public double matthews() {
    double covariance = 0;
    double ofPredicted = 0;
    double ofLabels = 0;
    for (int k = 0; k < counts.length; k++) {
      double t = support[k] / total;
      double p = predicted[k] / total;
      covariance += counts[k][k] / total - t * p;
      ofPredicted += p - p * p;
      ofLabels += t - t * t;
    }
    double product = ofPredicted * ofLabels;
    return product > 0 ? covariance / Math.sqrt(product) : 0;
  }

  /**
   * Returns the precision of a class: of the rows for which it was predicted, the fraction whose class it is.
   *
   * @param k the class
   * @return 0 to 1; 0 if the class was never predicted
   * @throws IndexOutOfBoundsException if there is no such class
   */
  public double precision(int k) {
    return ratio(count(k, k), predicted[k]);
  }

  /**
   * Returns the recall of a class: of its rows, the fraction for which it was predicted.
   *
   * @param k the class
   * @return 0 to 1; 0 if the class has no rows
   * @throws IndexOutOfBoundsException if there is no such class
   */
  public double recall(int k) {
    return ratio(count(k, k), support[k]);
  }

  /**
   * Returns the F1 score of a class: the harmonic mean of its precision and recall.
   *
   * @param k the class
   * @return 0 to 1; 0 if the class neither has rows nor was predicted
   * @throws IndexOutOfBoundsException if there is no such class
   */
  public double f1(int k) {
    return ratio(2 * count(k, k), support[k] + predicted[k]);
  }

  /**
   * Returns the precision of all classes.
   *
   * @param average how the classes are averaged
   * @return 0 to 1
   * @throws NullPointerException if average is null
   */
  public double precision(Average average) {
    return mean(average, this::precision);
  }

  /**
   * Returns the recall of all classes. Weighted by support it is the accuracy, up to rounding.
   *
   * @param average how the classes are averaged
   * @return 0 to 1
   * @throws NullPointerException if average is null
   */
  public double recall(Average average) {
    return mean(average, this::recall);
  }

  /**
   * Returns the F1 score of all classes: the mean of their F1 scores, not the F1 score of their means.
   *
   * @param average how the classes are averaged
   * @return 0 to 1
   * @throws NullPointerException if average is null
   */
  public double f1(Average average) {
    return mean(average, this::f1);
  }

  private double mean(Average average, IntToDoubleFunction figure) {
    if (Objects.requireNonNull(average, "average") == Average.MICRO) {
      return accuracy();
    }
    double sum = 0;
    double all = 0;
    for (int k = 0; k < counts.length; k++) {
      double weight = average == Average.WEIGHTED ? support[k] : support[k] + predicted[k] > 0 ? 1 : 0;
      sum += weight * figure.applyAsDouble(k);
      all += weight;
    }
    return sum / all;
  }

  private static double ratio(double part, double all) {
    return all > 0 ? part / all : 0;
  }

  /** Returns the counts, row after row, for example {@code [[15.0, 7.0], [7.0, 11.0]]}. */
  @Override
  public String toString() {
    return Arrays.deepToString(counts);
  }
}
