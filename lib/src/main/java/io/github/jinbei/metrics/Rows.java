package io.github.jinbei.metrics;

import io.github.jinbei.internal.text.Arguments;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Checks of the rows that figures are computed from. */
final class Rows {

  /**
   * The least and the greatest weight above 0. Sums of weights and products of two sums then neither overflow nor become 0,
   * whatever the number of rows.
   */
  private static final double LEAST_WEIGHT = 1e-100;
  private static final double GREATEST_WEIGHT = 1e100;

  /** By how much the probabilities of a row may differ from 1 in sum: far more than rounding in float causes. */
  private static final double SUM_TOLERANCE = 1e-3;

  private Rows() {}

  /** Returns the weights after a check, or 1 for each row if there are none. */
  static double[] weights(double[] weights, int rows) {
    if (Objects.requireNonNull(weights, "weights").length == 0) {
      double[] ones = new double[rows];
      Arrays.fill(ones, 1);
      return ones;
    }
    checkLength("weights", weights.length, rows);
    boolean positive = false;
    for (int row = 0; row < rows; row++) {
      double w = weights[row];
      if (!(w == 0 || w >= LEAST_WEIGHT && w <= GREATEST_WEIGHT)) {
        throw wrong("weights[" + row + "]", w, "0, or a number from 1e-100 to 1e100");
      }
      positive |= w > 0;
    }
    if (!positive) {
      throw new IllegalArgumentException("weights are all 0; expected at least one above 0");
    }
    return weights;
  }

  /** Returns the sum of checked weights, in row order. */
  static double sum(double[] weights) {
    double sum = 0;
    for (double w : weights) {
      sum += w;
    }
    return sum;
  }

  /** Checks that there is at least one row. Returns the number of rows. */
  static int checkRows(String name, int length) {
    Arguments.atLeast(name + ".length", length, 1);
    return length;
  }

  static void checkLength(String name, int length, int rows) {
    if (length != rows) {
      throw wrong(name + ".length", length, rows + ", one for each row");
    }
  }

  static void checkClasses(String name, int[] labels, int classes) {
    for (int row = 0; row < labels.length; row++) {
      if (labels[row] < 0 || labels[row] >= classes) {
        throw wrong(name + "[" + row + "]", labels[row], "a class, 0 to " + (classes - 1));
      }
    }
  }

  static void checkFinite(String name, double[] values) {
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw wrong(name + "[" + i + "]", values[i], "a finite number");
      }
    }
  }

  static void checkProbabilities(String name, double[] values) {
    for (int i = 0; i < values.length; i++) {
      if (!(values[i] >= 0 && values[i] <= 1)) {
        throw wrong(name + "[" + i + "]", values[i], "a probability, 0 to 1");
      }
    }
  }

  /** Checks labels and finite probabilities or other scores, [rows][classes]. Returns the number of classes, at least 1. */
  static int checkScores(int[] labels, double[][] probabilities) {
    int rows = checkRows("labels", Objects.requireNonNull(labels, "labels").length);
    checkLength("probabilities", Objects.requireNonNull(probabilities, "probabilities").length, rows);
    int classes = Objects.requireNonNull(probabilities[0], "probabilities[0]").length;
    Arguments.atLeast("probabilities[0].length", classes, 1);
    for (int row = 0; row < rows; row++) {
      String place = "probabilities[" + row + "]";
      if (Objects.requireNonNull(probabilities[row], place).length != classes) {
        throw wrong(place + ".length", probabilities[row].length, classes + ", as in row 0");
      }
      checkFinite(place, probabilities[row]);
    }
    checkClasses("labels", labels, classes);
    return classes;
  }

  /** Checks labels and probabilities, [rows][classes], which add up to 1 in each row. Returns the number of classes. */
  static int checkDistributions(int[] labels, double[][] probabilities) {
    int classes = checkScores(labels, probabilities);
    for (int row = 0; row < probabilities.length; row++) {
      String place = "probabilities[" + row + "]";
      checkProbabilities(place, probabilities[row]);
      double sum = sum(probabilities[row]);
      if (!(Math.abs(sum - 1) <= SUM_TOLERANCE)) {
        throw new IllegalArgumentException(place + " adds up to " + sum + "; expected 1");
      }
    }
    return classes;
  }

  /** Checks the number of names of classes. */
  static void checkNames(List<String> names, int classes) {
    if (names.size() != classes) {
      throw wrong("classes.size()", names.size(), classes + ", one for each class");
    }
  }

  private static IllegalArgumentException wrong(String name, Object value, String expected) {
    return new IllegalArgumentException(name + " = " + value + "; expected " + expected);
  }

  /** Returns the indices of the values, those of the lowest value first; equal values stay in their order. */
  static int[] ascending(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int[] first = new int[sorted.length];
    for (int i = 1; i < first.length; i++) {
      first[i] = sorted[i] == sorted[i - 1] ? first[i - 1] : i;
    }
    int[] placed = new int[sorted.length];
    int[] order = new int[sorted.length];
    for (int row = 0; row < order.length; row++) {
      int start = first[Arrays.binarySearch(sorted, values[row])];
      order[start + placed[start]++] = row;
    }
    return order;
  }
}
