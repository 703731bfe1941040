package io.github.jinbei.table;

import io.github.jinbei.EpochMetric;
import io.github.jinbei.data.Dataset;
import io.github.jinbei.internal.text.Arguments;
import io.github.jinbei.internal.text.Count;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The settings of a new {@link MlpClassifier}. */
public final class MlpClassifierBuilder extends EstimatorBuilder<MlpClassifierBuilder, MlpClassifier> {

  private float labelSmoothing = 0.1f;
  private EpochMetric bestEpoch = EpochMetric.LOSS;
  private boolean calibrate = true;
  private Map<String, Double> classWeights = Map.of();
  private boolean balanced;

  MlpClassifierBuilder() {
    super(Task.CLASSES);
  }

  @Override
  MlpClassifierBuilder self() {
    return this;
  }

  /**
   * Sets the weights of classes: the loss of each row is multiplied by that of its class too, as by the {@link #weights} of the
   * rows. Only their ratios matter. Replaces {@link #balanced}. Default: all classes have the weight 1.
   *
   * @param weights a finite number of at least 0 for each class by name; classes that are not named have 1
   * @return this builder
   * @throws IllegalArgumentException if a weight is negative or not finite; {@link #fit(Table, String)} throws it for a name
   *     that is no class of the table
   * @throws NullPointerException if weights, a name or a weight is null
   */
  public MlpClassifierBuilder classWeights(Map<String, Double> weights) {
    Map<String, Double> copy = new LinkedHashMap<>();
    Objects.requireNonNull(weights, "weights").forEach((name, weight) -> {
      String element = "weights[\"" + Objects.requireNonNull(name, "a name of weights") + "\"]";
      copy.put(name, Arguments.notNegative(element, Objects.requireNonNull(weight, element).doubleValue()));
    });
    this.classWeights = copy;
    this.balanced = false;
    return this;
  }

  /**
   * Gives all classes the same sum of weights: the weight of a class is 1 divided by the sum of the {@link #weights} of its
   * rows, or by their number. Rare classes are then predicted more often; the probabilities are those of rows among which all
   * classes are equally frequent. Replaces {@link #classWeights}. Default: all classes have the weight 1. {@link #fit(Table,
   * String)} throws an {@link IllegalArgumentException} if all rows of a class have the weight 0.
   *
   * @return this builder
   */
  public MlpClassifierBuilder balanced() {
    this.balanced = true;
    this.classWeights = Map.of();
    return this;
  }

  /**
   * Sets the label smoothing: see {@link io.github.jinbei.StepSettings#labelSmoothing}. Default: 0.1.
   *
   * @param epsilon at least 0 and below 1
   * @return this builder
   * @throws IllegalArgumentException if epsilon is outside of that range
   */
  public MlpClassifierBuilder labelSmoothing(float epsilon) {
    this.labelSmoothing = Arguments.fraction("labelSmoothing", epsilon);
    return this;
  }

  /**
   * Sets by what the best epoch of a network is chosen, on the rows that it is not trained on; of equals it is the last.
   * Default: the loss, which is the mean of -ln p of the class, each times the weight of its row, without label smoothing. The
   * accuracy counts each row once.
   *
   * @param metric the loss or the accuracy
   * @return this builder
   * @throws NullPointerException if metric is null
   */
  public MlpClassifierBuilder bestEpoch(EpochMetric metric) {
    this.bestEpoch = Objects.requireNonNull(metric, "metric");
    return this;
  }

  /**
   * Sets whether the probabilities are calibrated by a temperature T (Guo and others, 2017): after the training, the weights
   * and biases of all output layers are divided by the T for which the weighted sum of -ln p of the class is least, on the rows
   * that each network is not trained on; 2·ln²T is added to this sum. T is between 1/e and e. Default: true.
   *
   * @param calibrate whether the probabilities are calibrated
   * @return this builder
   */
  public MlpClassifierBuilder calibrate(boolean calibrate) {
    this.calibrate = calibrate;
    return this;
  }

  /**
   * Trains a classifier on rows of numbers, as {@link #fit(Table, String)} does on the table {@link Table#ofRows(double[][])}.
   *
   * @param x rows of the same length; NaN is a missing number
   * @param labels the class of each row
   * @return the classifier
   * @throws IllegalArgumentException as {@link #fit(Table, String)}, and if the arrays have different lengths
   * @throws NullPointerException if an argument is null
   */
  public MlpClassifier fit(double[][] x, String[] labels) {
    return fit(Table.ofRows(Objects.requireNonNull(x, "x")), "labels", target(labels));
  }

  /**
   * Trains a classifier on rows of numbers, as {@link #fit(Table, String)} does on the table {@link Table#ofRows(float[][])}.
   *
   * @param x rows of the same length; NaN is a missing number
   * @param labels the class of each row
   * @return the classifier
   * @throws IllegalArgumentException as {@link #fit(Table, String)}, and if the arrays have different lengths
   * @throws NullPointerException if an argument is null
   */
  public MlpClassifier fit(float[][] x, String[] labels) {
    return fit(Table.ofRows(Objects.requireNonNull(x, "x")), "labels", target(labels));
  }

  /**
   * Trains a classifier on rows of numbers, as {@link #fit(Table, String)} does on the table {@link Table#ofRows(double[][])}.
   *
   * @param x rows of the same length; NaN is a missing number
   * @param labels the class of each row, any numbers
   * @return the classifier, whose classes are these numbers as text
   * @throws IllegalArgumentException as {@link #fit(Table, String)}, and if the arrays have different lengths
   * @throws NullPointerException if an argument is null
   */
  public MlpClassifier fit(double[][] x, int[] labels) {
    return fit(Table.ofRows(Objects.requireNonNull(x, "x")), "labels", target(labels));
  }

  /**
   * Trains a classifier on rows of numbers, as {@link #fit(Table, String)} does on the table {@link Table#ofRows(float[][])}.
   *
   * @param x rows of the same length; NaN is a missing number
   * @param labels the class of each row, any numbers
   * @return the classifier, whose classes are these numbers as text
   * @throws IllegalArgumentException as {@link #fit(Table, String)}, and if the arrays have different lengths
   * @throws NullPointerException if an argument is null
   */
  public MlpClassifier fit(float[][] x, int[] labels) {
    return fit(Table.ofRows(Objects.requireNonNull(x, "x")), "labels", target(labels));
  }

  private static Column target(String[] labels) {
    return Column.texts(TARGET, Objects.requireNonNull(labels, "labels"));
  }

  private static Column target(int[] labels) {
    return Column.numbers(TARGET, Arrays.stream(Objects.requireNonNull(labels, "labels")).asDoubleStream().toArray());
  }

  @Override
  MlpClassifier train(Table inputs, Column target, double[] ofRows, EstimatorListener listener) {
    List<String> classes = ClassLabels.of(target);
    if (classes.size() == 1) {
      throw new IllegalArgumentException("the target \"" + target.name() + "\" is \"" + classes.get(0) + "\" in all of "
          + Count.of(target.rows(), "row") + "; expected at least two classes");
    }
    int[] labels = ClassLabels.numbers(target, classes);
    EstimatorSettings settings = settings(labelSmoothing, bestEpoch, calibrate, listener);
    Weighting weighting = Weighting.of(weights(), ofRows, labels,
        balanced ? Weighting.balanced(classes, labels, ofRows) : named(classes));
    Folds folds = Folds.ofClasses(labels, classes.size(), settings.folds(), settings.seed());
    return new MlpClassifier(Bag.fit(Task.CLASSES, settings, inputs, target.name(), folds, weighting,
        (in, width) -> weighting.weigh(Dataset.ofClasses(in, width, labels, classes.size()), ofRows)), classes);
  }

  /** Returns the weights of classes that were set by name; null if none was. */
  private double[] named(List<String> classes) {
    for (String name : classWeights.keySet()) {
      if (!classes.contains(name)) {
        throw new IllegalArgumentException("classWeights has \"" + name + "\", which is no class; expected some of "
            + Table.listed(classes));
      }
    }
    return classWeights.isEmpty() ? null : classes.stream().mapToDouble(name -> classWeights.getOrDefault(name, 1.0)).toArray();
  }
}
