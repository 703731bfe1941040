package io.github.jinbei.table;

import io.github.jinbei.data.Dataset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The weights of rows, by which their losses are multiplied: that of a row is its number in a column times the factor of its
 * class.
 *
 * @param column the name of the column; null if there is none: each row has the number 1
 * @param factors one for each class, or one for all rows; null if all rows have the weight 1
 */
record Weighting(String column, double[] factors) {

  /** The weight 1 for each row. */
  static final Weighting NONE = new Weighting(null, null);

  /** The numbers of rows without a column of weights. */
  static final double[] NO_NUMBERS = {};

  private static final String COLUMN = "weights";
  private static final String FACTORS = "weight_factors";

  /**
   * Returns the weighting of the rows of a first training, whose weights have the mean 1: the factors are the weights of the
   * classes, divided by the mean of the products of both weights over the rows.
   *
   * @param column the name of the column of weights, or null
   * @param numbers the numbers of the rows in that column, or none
   * @param classes the class of each row; none without weights of classes
   * @param ofClasses the weights of the classes; null if they are 1
   */
  static Weighting of(String column, double[] numbers, int[] classes, double[] ofClasses) {
    if (column == null && ofClasses == null) {
      return NONE;
    }
    int rows = column == null ? classes.length : numbers.length;
    double sum = 0;
    for (int row = 0; row < rows; row++) {
      sum += (column == null ? 1 : numbers[row]) * (ofClasses == null ? 1 : ofClasses[classes[row]]);
    }
    double mean = sum / rows;
    double[] factors = ofClasses == null ? new double[] {1 / mean}
        : Arrays.stream(ofClasses).map(weight -> weight / mean).toArray();
    if (!(mean > 0 && mean <= Double.MAX_VALUE && Arrays.stream(factors).allMatch(factor -> factor <= Double.MAX_VALUE))) {
      throw new IllegalArgumentException((column == null ? "the class weights of all rows" : "the weights \"" + column + "\""
          + (ofClasses == null ? "" : ", times those of the classes,")) + " add up to " + sum
          + "; expected a finite sum above 0, by which each weight can be divided");
    }
    return new Weighting(column, factors);
  }

  /** Returns the numbers of a column of weights. Throws an exception that names the row of a wrong one. */
  static double[] numbers(Table table, String column) {
    Column weights = MlpEstimator.present(table, "weight", column);
    if (!weights.isNumeric()) {
      throw new IllegalArgumentException("the weights \"" + column + "\" have texts, for example \"" + weights.text(0)
          + "\"; expected numbers");
    }
    double[] numbers = new double[weights.rows()];
    for (int row = 0; row < numbers.length; row++) {
      numbers[row] = weights.number(row);
      if (!(numbers[row] >= 0)) {
        throw new IllegalArgumentException("the weight \"" + column + "\" is " + weights.text(row) + " in " + table.place(row)
            + "; expected a number of at least 0");
      }
    }
    return numbers;
  }

  /**
   * Returns a data set of the same rows with their weights, or the same data set if all are 1.
   *
   * @param numbers the numbers of the rows in the column of weights; none without a column
   */
  Dataset weigh(Dataset data, double[] numbers) {
    if (factors == null) {
      return data;
    }
    float[] weights = new float[data.rows()];
    for (int row = 0; row < weights.length; row++) {
      weights[row] = (float) ((column == null ? 1 : numbers[row]) * factors[factors.length == 1 ? 0 : data.classOf(row)]);
    }
    return data.withWeights(weights);
  }

  /** Returns the weights of classes with which the rows of each class have the same sum of weights. */
  static double[] balanced(List<String> classes, int[] labels, double[] numbers) {
    double[] weights = new double[classes.size()];
    for (int row = 0; row < labels.length; row++) {
      weights[labels[row]] += numbers.length == 0 ? 1 : numbers[row];
    }
    for (int k = 0; k < weights.length; k++) {
      if (!(weights[k] > 0 && weights[k] <= Double.MAX_VALUE)) {
        throw new IllegalArgumentException("the weights of the class \"" + classes.get(k) + "\" add up to " + weights[k]
            + "; expected a finite sum above 0, so that the classes can be balanced");
      }
      weights[k] = 1 / weights[k];
    }
    return weights;
  }

  /** Puts the entries of an estimator's file; none if all rows have the weight 1. */
  void put(Map<String, String> metadata) {
    if (column != null) {
      metadata.put(COLUMN, TextLines.line(column));
    }
    if (factors != null) {
      metadata.put(FACTORS, Arrays.stream(factors).mapToObj(Double::toHexString).collect(Collectors.joining(" ")));
    }
  }

  /**
   * Returns the weighting that was put. Throws an {@link IllegalArgumentException} that says what is wrong.
   *
   * @param classes the number of classes; 1 for a regression
   */
  static Weighting read(Entries entries, int classes) {
    String column = entries.has(COLUMN) ? entries.line(COLUMN) : null;
    double[] factors = column != null || entries.has(FACTORS) ? entries.numbers(FACTORS) : null;
    if (factors != null && (factors.length != 1 && factors.length != classes
        || !Arrays.stream(factors).allMatch(factor -> factor >= 0 && factor <= Double.MAX_VALUE))) {
      throw entries.wrong(FACTORS, "is " + Arrays.toString(factors) + "; expected finite numbers of at least 0, "
          + (classes == 1 ? "" : classes + " of them or ") + "1");
    }
    return new Weighting(column, factors);
  }
}
