package io.github.jinbei.metrics;

import io.github.jinbei.internal.text.Arguments;
import java.util.Objects;

/**
 * Figures of how good predictions are, from labels or targets, predictions and weights, one of each for each row. The
 * definitions are those of scikit-learn's module {@code metrics} with {@code zero_division=0}; each method states where
 * it differs.
 *
 * <p>Each method can be called with weights or without: {@code Metrics.rocAuc(labels, scores, weights)} or {@code
 * Metrics.rocAuc(labels, scores)}. Without weights each row has the weight 1. A row of weight 0 does not count. A weight is 0,
 * or between 1e-100 and 1e100, and at least one is above 0; their scale does not matter.
 *
 * <p>All sums are in {@code double} and in row order, except where rows are sorted: there, rows of equal value keep their
 * order. No method modifies its arrays. All methods throw
 * <ul>
 *   <li>{@link NullPointerException} with the name of the argument that is null;
 *   <li>{@link IllegalArgumentException} if there are no rows, arrays differ in length, a label is out of range, a number is
 *       NaN or infinite, or a weight is out of range. The message names the element.
 * </ul>
 * <pre>{@code
 * int[] labels = {0, 1, 1, 0};
 * double[][] probabilities = {{0.9, 0.1}, {0.3, 0.7}, {0.6, 0.4}, {0.8, 0.2}};
 * System.out.println(Metrics.logLoss(labels, probabilities)); // 0.4004
 * System.out.println(Metrics.rocAucOneVsRest(labels, probabilities)); // 1.0
 * }</pre>
 */
public final class Metrics {

  /** The least probability whose logarithm is taken: the distance from 1 to the next double. */
  private static final double LEAST_PROBABILITY = 0x1p-52;

  private Metrics() {}

  /**
   * Counts how often each class was predicted for the rows of each class.
   *
   * @param labels the true classes, 0 to classes - 1
   * @param predicted the predicted classes
   * @param classes the number of classes, at least 1
   * @param weights the weights of the rows, or none
   * @return the counts, with the figures that follow from them
   */
  public static ConfusionMatrix confusionMatrix(int[] labels, int[] predicted, int classes, double... weights) {
    return ConfusionMatrix.of(labels, predicted, classes, weights);
  }

  /**
   * Computes the fraction of rows whose class is among the k classes of the highest probabilities. Of equal probabilities the
   * one of the higher class counts as higher, as in scikit-learn. {@link ClassReport} predicts the lower class. So with k = 1
   * the result can differ from its accuracy where the highest probability of a row occurs twice.
   *
   * @param labels the true classes, 0 to K - 1
   * @param probabilities [rows][K]; other finite scores will do
   * @param k 1 to K
   * @param weights the weights of the rows, or none
   * @return 0 to 1
   */
  public static double topKAccuracy(int[] labels, double[][] probabilities, int k, double... weights) {
    int classes = Rows.checkScores(labels, probabilities);
    if (k < 1 || k > classes) {
      throw new IllegalArgumentException("k = " + k + "; expected 1 to " + classes + ", the number of classes");
    }
    double[] w = Rows.weights(weights, labels.length);
    double right = 0;
    for (int row = 0; row < labels.length; row++) {
      double[] p = probabilities[row];
      int label = labels[row];
      int higher = 0;
      for (int other = 0; other < classes; other++) {
        higher += p[other] > p[label] || p[other] == p[label] && other > label ? 1 : 0;
      }
      right += higher < k ? w[row] : 0;
    }
    return right / Rows.sum(w);
  }

  /**
   * Computes the log loss, also called cross-entropy: the mean of -log p, where p is the probability of the true class. A p
   * below 2⁻⁵² counts as 2⁻⁵², so that one row adds at most 36.04 before the mean.
   *
   * @param labels the true classes, 0 to K - 1
   * @param probabilities [rows][K], each 0 to 1; each row adds up to 1 within 0.001
   * @param weights the weights of the rows, or none
   * @return at least 0; 0 if all true classes have the probability 1
   */
  public static double logLoss(int[] labels, double[][] probabilities, double... weights) {
    Rows.checkDistributions(labels, probabilities);
    double[] w = Rows.weights(weights, labels.length);
    double sum = 0;
    for (int row = 0; row < labels.length; row++) {
      sum -= w[row] * StrictMath.log(Math.max(probabilities[row][labels[row]], LEAST_PROBABILITY));
    }
    return sum / Rows.sum(w);
  }

  /**
   * Computes the Brier score: the mean over the rows of Σₖ (pₖ − yₖ)², where yₖ is 1 for the true class and 0 for the others
   * (Brier 1950). For two classes it is twice the squared error of one probability.
   *
   * @param labels the true classes, 0 to K - 1
   * @param probabilities [rows][K], each 0 to 1; each row adds up to 1 within 0.001
   * @param weights the weights of the rows, or none
   * @return 0 to 2
   */
  public static double brier(int[] labels, double[][] probabilities, double... weights) {
    int classes = Rows.checkDistributions(labels, probabilities);
    double[] w = Rows.weights(weights, labels.length);
    double sum = 0;
    for (int row = 0; row < labels.length; row++) {
      double squares = 0;
      for (int k = 0; k < classes; k++) {
        double difference = probabilities[row][k] - (k == labels[row] ? 1 : 0);
        squares += difference * difference;
      }
      sum += w[row] * squares;
    }
    return sum / Rows.sum(w);
  }

  /**
   * Computes the area under the ROC curve: see {@link RocCurve#area}.
   *
   * @param labels the true classes, 0 or 1
   * @param scores higher for class 1: its probabilities, or other numbers
   * @param weights the weights of the rows, or none
   * @return 0 to 1; NaN if all rows are of one class
   */
  public static double rocAuc(int[] labels, double[] scores, double... weights) {
    return Ranking.of(labels, scores, weights).rocArea();
  }

  /**
   * Computes for each class the area under the ROC curve of its probabilities against all other classes.
   *
   * @param labels the true classes, 0 to K - 1
   * @param probabilities [rows][K]; other finite scores will do
   * @param weights the weights of the rows, or none
   * @return K areas; NaN for a class that no row or each row has
   */
  public static double[] rocAucByClass(int[] labels, double[][] probabilities, double... weights) {
    double[] areas = new double[Rows.checkScores(labels, probabilities)];
    double[] w = Rows.weights(weights, labels.length);
    double[] scores = new double[labels.length];
    for (int k = 0; k < areas.length; k++) {
      for (int row = 0; row < scores.length; row++) {
        scores[row] = probabilities[row][k];
      }
      areas[k] = Ranking.of(labels, k, scores, w).rocArea();
    }
    return areas;
  }

  /**
   * Computes the mean of the areas of {@link #rocAucByClass}, each class alike. Classes whose area is NaN are left out.
   *
   * @param labels the true classes, 0 to K - 1
   * @param probabilities [rows][K]; other finite scores will do
   * @param weights the weights of the rows, or none
   * @return 0 to 1; NaN if all rows are of one class
   */
  public static double rocAucOneVsRest(int[] labels, double[][] probabilities, double... weights) {
    return meanOfDefined(rocAucByClass(labels, probabilities, weights));
  }

  /** Returns the mean of the values that are not NaN; NaN if there are none. */
  static double meanOfDefined(double[] values) {
    double sum = 0;
    int defined = 0;
    for (double value : values) {
      if (!Double.isNaN(value)) {
        sum += value;
        defined++;
      }
    }
    return sum / defined;
  }

  /**
   * Computes the ROC curve. All points are kept, also those on a line with their neighbours.
   *
   * @param labels the true classes, 0 or 1
   * @param scores higher for class 1: its probabilities, or other numbers
   * @param weights the weights of the rows, or none
   * @return the curve
   */
  public static RocCurve rocCurve(int[] labels, double[] scores, double... weights) {
    return new RocCurve(Ranking.of(labels, scores, weights));
  }

  /**
   * Computes the average precision: see {@link PrecisionRecallCurve#area}.
   *
   * @param labels the true classes, 0 or 1
   * @param scores higher for class 1: its probabilities, or other numbers
   * @param weights the weights of the rows, or none
   * @return 0 to 1; NaN without rows of class 1
   */
  public static double averagePrecision(int[] labels, double[] scores, double... weights) {
    return Ranking.of(labels, scores, weights).averagePrecision();
  }

  /**
   * Computes precision and recall for each threshold.
   *
   * @param labels the true classes, 0 or 1
   * @param scores higher for class 1: its probabilities, or other numbers
   * @param weights the weights of the rows, or none
   * @return the curve
   */
  public static PrecisionRecallCurve precisionRecallCurve(int[] labels, double[] scores, double... weights) {
    return new PrecisionRecallCurve(Ranking.of(labels, scores, weights));
  }

  /**
   * Compares probabilities of class 1 with the share of rows of class 1.
   *
   * @param labels the true classes, 0 or 1
   * @param probabilities those of class 1, 0 to 1
   * @param bins into how many bins of equal width 0 to 1 is divided, at least 1
   * @param weights the weights of the rows, or none
   * @return the bins that have rows
   */
  public static Calibration calibration(int[] labels, double[] probabilities, int bins, double... weights) {
    int rows = Rows.checkRows("labels", Objects.requireNonNull(labels, "labels").length);
    Rows.checkLength("probabilities", Objects.requireNonNull(probabilities, "probabilities").length, rows);
    Rows.checkClasses("labels", labels, 2);
    Rows.checkProbabilities("probabilities", probabilities);
    Arguments.atLeast("bins", bins, 1);
    return Calibration.of(labels, probabilities, bins, Rows.weights(weights, rows));
  }

  /**
   * Computes the mean of (target − prediction)², without a factor ½. A square that exceeds the range of double makes this and
   * the other figures of squares infinite or NaN.
   *
   * @param targets the desired values
   * @param predicted the predicted values
   * @param weights the weights of the rows, or none
   * @return at least 0
   */
  public static double meanSquaredError(double[] targets, double[] predicted, double... weights) {
    return new Errors(targets, predicted, weights).meanSquared();
  }

  /**
   * Computes the square root of {@link #meanSquaredError}.
   *
   * @param targets the desired values
   * @param predicted the predicted values
   * @param weights the weights of the rows, or none
   * @return at least 0, in the unit of the targets
   */
  public static double rootMeanSquaredError(double[] targets, double[] predicted, double... weights) {
    return Math.sqrt(meanSquaredError(targets, predicted, weights));
  }

  /**
   * Computes the mean of |target − prediction|.
   *
   * @param targets the desired values
   * @param predicted the predicted values
   * @param weights the weights of the rows, or none
   * @return at least 0, in the unit of the targets
   */
  public static double meanAbsoluteError(double[] targets, double[] predicted, double... weights) {
    return new Errors(targets, predicted, weights).meanAbsolute();
  }

  /**
   * Computes the weighted median of |target − prediction|: the least error e such that the rows of an error of at most e
   * have half of the weight or more. Where they have exactly half, the mean of e and the next error. Without weights it is
   * the usual median.
   *
   * @param targets the desired values
   * @param predicted the predicted values
   * @param weights the weights of the rows, or none
   * @return at least 0, in the unit of the targets
   */
  public static double medianAbsoluteError(double[] targets, double[] predicted, double... weights) {
    return new Errors(targets, predicted, weights).medianAbsolute();
  }

  /**
   * Computes R², the coefficient of determination: 1 − Σ(target − prediction)² / Σ(target − mean of the targets)². If all
   * targets are equal, 1 if all predictions are right, else 0.
   *
   * @param targets the desired values
   * @param predicted the predicted values
   * @param weights the weights of the rows, or none
   * @return at most 1; 0 for the mean of the targets as the prediction of all rows
   */
  public static double r2(double[] targets, double[] predicted, double... weights) {
    return new Errors(targets, predicted, weights).r2();
  }

  /**
   * Computes the explained variance: 1 − variance of (target − prediction) / variance of the targets. It is R² of predictions
   * that are shifted so that the mean error is 0. If all targets are equal, 1 if all errors are equal, else 0.
   *
   * @param targets the desired values
   * @param predicted the predicted values
   * @param weights the weights of the rows, or none
   * @return at most 1
   */
  public static double explainedVariance(double[] targets, double[] predicted, double... weights) {
    return new Errors(targets, predicted, weights).explainedVariance();
  }
}
