package io.github.jinbei.metrics;

import io.github.jinbei.internal.text.Arguments;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The figures of a classification. {@link #toString} prints them. The predicted class of a row is that of the highest
 * probability; if several are equally high, the lowest of these classes. Immutable.
 */
public final class ClassReport {

  private final List<String> classes;
  private final ConfusionMatrix confusion;
  private final double logLoss;
  private final double brier;
  private final double[] areas;
  private final double averagePrecision;

  private ClassReport(List<String> classes, ConfusionMatrix confusion, double logLoss, double brier, double[] areas,
      double averagePrecision) {
    this.classes = classes;
    this.confusion = confusion;
    this.logLoss = logLoss;
    this.brier = brier;
    this.areas = areas;
    this.averagePrecision = averagePrecision;
  }

  /**
   * Computes the figures of probabilities. Arrays and exceptions are those of {@link Metrics}.
   *
   * @param classes the names of the K classes; copied
   * @param labels the true classes, 0 to K - 1
   * @param probabilities [rows][K], each 0 to 1; each row adds up to 1 within 0.001
   * @param weights the weights of the rows, or none
   * @return the figures
   * @throws IllegalArgumentException if the number of names is not K, or as in {@link Metrics}
   * @throws NullPointerException if an argument or a name is null
   */
  public static ClassReport of(List<String> classes, int[] labels, double[][] probabilities, double... weights) {
    List<String> names = List.copyOf(Objects.requireNonNull(classes, "classes"));
    int count = Rows.checkDistributions(labels, probabilities);
    Rows.checkNames(names, count);
    int[] predicted = new int[labels.length];
    double[] last = new double[labels.length];
    for (int row = 0; row < labels.length; row++) {
      double[] p = probabilities[row];
      for (int k = 1; k < count; k++) {
        predicted[row] = p[k] > p[predicted[row]] ? k : predicted[row];
      }
      last[row] = p[count - 1];
    }
    return new ClassReport(names, Metrics.confusionMatrix(labels, predicted, count, weights),
        Metrics.logLoss(labels, probabilities, weights), Metrics.brier(labels, probabilities, weights),
        Metrics.rocAucByClass(labels, probabilities, weights),
        count == 2 ? Metrics.averagePrecision(labels, last, weights) : Double.NaN);
  }

  /**
   * Computes the figures of predicted classes of which no probabilities are known. Log loss, Brier score, areas and average
   * precision are then NaN, and {@link #figures} and {@link #toString} leave them out.
   *
   * @param classes the names of the K classes; copied
   * @param labels the true classes, 0 to K - 1
   * @param predicted the predicted classes
   * @param weights the weights of the rows, or none
   * @return the figures
   * @throws IllegalArgumentException if there are no names, or as in {@link Metrics}
   * @throws NullPointerException if an argument or a name is null
   */
  public static ClassReport of(List<String> classes, int[] labels, int[] predicted, double... weights) {
    List<String> names = List.copyOf(Objects.requireNonNull(classes, "classes"));
    Arguments.atLeast("classes.size()", names.size(), 1);
    double[] areas = new double[names.size()];
    Arrays.fill(areas, Double.NaN);
    return new ClassReport(names, Metrics.confusionMatrix(labels, predicted, names.size(), weights), Double.NaN, Double.NaN,
        areas, Double.NaN);
  }

  /**
   * Returns the names of the classes.
   *
   * @return an unmodifiable list
   */
  public List<String> classes() {
    return classes;
  }

  /**
   * Returns the confusion matrix, with accuracy, precision, recall and F1.
   *
   * @return the matrix; class k is that of the k-th name
   */
  public ConfusionMatrix confusion() {
    return confusion;
  }

  /**
   * Returns the log loss.
   *
   * @return that of {@link Metrics#logLoss}
   */
  public double logLoss() {
    return logLoss;
  }

  /**
   * Returns the Brier score.
   *
   * @return that of {@link Metrics#brier}
   */
  public double brier() {
    return brier;
  }

  /**
   * Returns the area under the ROC curve. With two classes that of the second, else the mean over the classes, each against
   * the rest.
   *
   * @return that of {@link Metrics#rocAuc} or {@link Metrics#rocAucOneVsRest}; NaN if all rows are of one class
   */
  public double rocAuc() {
    return areas.length == 2 ? areas[1] : Metrics.meanOfDefined(areas);
  }

  /**
   * Returns the area under the ROC curve of each class against the rest.
   *
   * @return a new array: that of {@link Metrics#rocAucByClass}
   */
  public double[] rocAucByClass() {
    return areas.clone();
  }

  /**
   * Returns the average precision of the second of two classes.
   *
   * @return that of {@link Metrics#averagePrecision}; NaN if there are not two classes, or the second has no rows
   */
  public double averagePrecision() {
    return averagePrecision;
  }

  /** Returns whether the figures are those of probabilities. */
  boolean hasProbabilities() {
    return !Double.isNaN(logLoss);
  }

  /**
   * Returns the figures of all classes together by name: accuracy, balanced_accuracy, precision_macro, recall_macro, f1_macro,
   * precision_weighted, recall_weighted, f1_weighted, matthews, log_loss, brier, roc_auc, and with two classes
   * average_precision. Values may be NaN.
   *
   * @return an unmodifiable map in this order
   */
  public Map<String, Double> figures() {
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("accuracy", confusion.accuracy());
    figures.put("balanced_accuracy", confusion.balancedAccuracy());
    figures.put("precision_macro", confusion.precision(Average.MACRO));
    figures.put("recall_macro", confusion.recall(Average.MACRO));
    figures.put("f1_macro", confusion.f1(Average.MACRO));
    figures.put("precision_weighted", confusion.precision(Average.WEIGHTED));
    figures.put("recall_weighted", confusion.recall(Average.WEIGHTED));
    figures.put("f1_weighted", confusion.f1(Average.WEIGHTED));
    figures.put("matthews", confusion.matthews());
    if (hasProbabilities()) {
      figures.put("log_loss", logLoss);
      figures.put("brier", brier);
      figures.put("roc_auc", rocAuc());
      if (classes.size() == 2) {
        figures.put("average_precision", averagePrecision);
      }
    }
    return Collections.unmodifiableMap(figures);
  }

  /**
   * Returns the figures as text of at most 100 columns, without a line break at the end: a table by class, the figures of
   * all classes together, and the confusion matrix. Long names are cut in their middle. With more than 20 classes the table
   * has the 20 of the lowest F1. The 20 most frequent confusions stand in place of a matrix that has more than 20 columns or
   * does not fit.
   */
  @Override
  public String toString() {
    return new ClassReportText(this).toString();
  }
}
