package io.github.jinbei.table;

import io.github.jinbei.metrics.Average;
import io.github.jinbei.metrics.ClassReport;
import io.github.jinbei.metrics.ConfusionMatrix;
import io.github.jinbei.metrics.Metrics;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a classifier answers for rows whose classes are known: a probability for each class. */
public final class ClassAnswers extends Answers {

  private final List<String> classes;
  private final int[] labels;
  private final double[][] probabilities;

  /** Keeps the arrays, which are not copied. */
  private ClassAnswers(List<String> classes, int[] labels, double[][] probabilities, double[] weights) {
    super(labels.length, weights);
    this.classes = List.copyOf(classes);
    this.labels = labels;
    this.probabilities = probabilities;
  }

  /**
   * Returns the answers for rows.
   *
   * @param target the class of each row, all present
   * @param known the classes of the estimator
   * @param probabilities [rows][known], which are kept, and changed if the rows have further classes
   * @param weights one for each row, or none; kept
   */
  static ClassAnswers of(Column target, List<String> known, double[][] probabilities, double[] weights) {
    Set<String> all = new LinkedHashSet<>(known);
    all.addAll(ClassLabels.of(target));
    List<String> classes = List.copyOf(all);
    for (int row = 0; row < probabilities.length && classes.size() > known.size(); row++) {
      probabilities[row] = Arrays.copyOf(probabilities[row], classes.size());
    }
    return new ClassAnswers(classes, ClassLabels.numbers(target, classes), probabilities, weights);
  }

  /**
   * Returns the answers for all rows of a table, of which several estimators answered a part each. They were trained on rows of
   * the same table, so that each of their classes is one of the target's. Rows with the same classes share their arrays.
   *
   * @param target the class of each row of the table
   * @param parts the answers of each estimator
   * @param rows the rows of the table that each part has
   * @param weights one for each row, or none; kept
   */
  static ClassAnswers join(Column target, List<ClassAnswers> parts, int[][] rows, double[] weights) {
    List<String> classes = ClassLabels.of(target);
    double[][] probabilities = new double[target.rows()][];
    for (int part = 0; part < rows.length; part++) {
      ClassAnswers answers = parts.get(part);
      int[] places = answers.classes.equals(classes) ? null : answers.classes.stream().mapToInt(classes::indexOf).toArray();
      for (int i = 0; i < rows[part].length; i++) {
        double[] p = answers.probabilities[i];
        probabilities[rows[part][i]] = places == null ? p : reordered(p, places, classes.size());
      }
    }
    return new ClassAnswers(classes, ClassLabels.numbers(target, classes), probabilities, weights);
  }

  /** Returns an array with value k at place k, and 0 where there is none. */
  private static double[] reordered(double[] values, int[] places, int length) {
    double[] reordered = new double[length];
    for (int k = 0; k < places.length; k++) {
      reordered[places[k]] = values[k];
    }
    return reordered;
  }

  /**
   * Returns the classes: first those of the estimator, then those of the rows that it has not learned. The probability of
   * these is 0.
   *
   * @return an immutable list
   */
  public List<String> classes() {
    return classes;
  }

  /**
   * Returns the class of each row.
   *
   * @return places in the list of {@link #classes}
   */
  public int[] labels() {
    return labels.clone();
  }

  /**
   * Returns the probabilities of the classes.
   *
   * @return [rows][classes]
   */
  public double[][] probabilities() {
    return Arrays.stream(probabilities).map(double[]::clone).toArray(double[][]::new);
  }

  /**
   * Returns the predicted classes: the most probable ones; of equally probable ones the first.
   *
   * @return one class for each row
   */
  public String[] predictions() {
    return Arrays.stream(probabilities).map(p -> classes.get(MlpClassifier.indexOfLargest(p))).toArray(String[]::new);
  }

  /**
   * Computes all figures.
   *
   * @return the report
   * @throws IllegalArgumentException if the weights are all 0, or one is out of the range of {@link Metrics}
   */
  public ClassReport report() {
    return ClassReport.of(classes, labels, probabilities, weights);
  }

  @Override
  public double figure(Score score) {
    return switch (score.check(true)) {
      case ACCURACY -> confusion().accuracy();
      case BALANCED_ACCURACY -> confusion().balancedAccuracy();
      case F1_MACRO -> confusion().f1(Average.MACRO);
      case MATTHEWS -> confusion().matthews();
      case LOG_LOSS -> Metrics.logLoss(labels, probabilities, weights);
      case BRIER -> Metrics.brier(labels, probabilities, weights);
      default -> report().rocAuc();
    };
  }

  private ConfusionMatrix confusion() {
    int[] predicted = Arrays.stream(probabilities).mapToInt(MlpClassifier::indexOfLargest).toArray();
    return Metrics.confusionMatrix(labels, predicted, classes.size(), weights);
  }

  @Override
  public String toString() {
    return report().toString();
  }
}
