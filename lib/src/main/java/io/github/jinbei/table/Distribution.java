package io.github.jinbei.table;

import java.util.Arrays;

/**
 * The values of a column in ascending order, and what a scaling needs of them. All results are the same for any order of the
 * rows, to the last bit, and do not overflow.
 */
final class Distribution {

  /** The distinct values, ascending; only the first {@code distinct} count. */
  private final double[] values;
  /** {@code ends[i]}: the number of rows with one of the values 0 to i. */
  private final int[] ends;
  private final int distinct;

  /** Makes the distribution of distinct ascending values, each with its number of rows; values of no row are left out. */
  Distribution(double[] distinctValues, int[] counts) {
    values = new double[distinctValues.length];
    ends = new int[distinctValues.length];
    int kept = 0;
    int end = 0;
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > 0) {
        end += counts[i];
        values[kept] = distinctValues[i];
        ends[kept++] = end;
      }
    }
    distinct = kept;
  }

  private Distribution(double[] values, int[] ends, int distinct) {
    this.values = values;
    this.ends = ends;
    this.distinct = distinct;
  }

  /** Returns the distribution of values in ascending order, at least one. The array is modified and kept. */
  static Distribution ofSorted(double[] sorted) {
    int[] ends = new int[sorted.length];
    int distinct = 0;
    for (int i = 0; i < sorted.length; i++) {
      if (i + 1 == sorted.length || sorted[i + 1] != sorted[i]) {
        sorted[distinct] = sorted[i];
        ends[distinct++] = i + 1;
      }
    }
    return new Distribution(sorted, ends, distinct);
  }

  private int rows() {
    return ends[distinct - 1];
  }

  boolean isConstant() {
    return distinct == 1;
  }

  double least() {
    return values[0];
  }

  double greatest() {
    return values[distinct - 1];
  }

  /** Returns a quantile by linear interpolation between the two values next to place q·(rows − 1). */
  double quantile(double q) {
    double place = q * (rows() - 1);
    int below = (int) place;
    return between(at(below), at(Math.min(below + 1, rows() - 1)), place - below);
  }

  /** Returns the median of values in ascending order, the first {@code count} of the array. */
  static double median(double[] sorted, int count) {
    return between(sorted[(count - 1) / 2], sorted[count / 2], 0.5);
  }

  private static double between(double low, double high, double part) {
    double difference = high - low;
    if (difference > Double.MAX_VALUE) {
      return low * (1 - part) + high * part;
    }
    return part < 0.5 ? low + difference * part : high - difference * (1 - part);
  }

  /** Returns the value at an index of all rows in ascending order. */
  private double at(int row) {
    int index = Arrays.binarySearch(ends, 0, distinct, row + 1);
    return values[index < 0 ? -index - 1 : index];
  }

  double mean() {
    return Math.max(least(), Math.min(Math.scalb(scaledMean(), exponent()), greatest()));
  }

  /** Returns the square root of the mean squared difference from the mean; above 0 unless the column is constant. */
  double deviation() {
    int exponent = exponent();
    double mean = scaledMean();
    double squares = 0;
    for (int i = 0; i < distinct; i++) {
      double difference = Math.scalb(values[i], -exponent) - mean;
      squares += count(i) * difference * difference;
    }
    double deviation = Math.scalb(Math.sqrt(squares / rows()), exponent);
    return Math.max(Double.MIN_VALUE, Math.min(deviation, Double.MAX_VALUE));
  }

  /** Returns the mean of the values divided by 2 to the power of the exponent. */
  private double scaledMean() {
    int exponent = exponent();
    double sum = 0;
    for (int i = 0; i < distinct; i++) {
      sum += count(i) * Math.scalb(values[i], -exponent);
    }
    return sum / rows();
  }

  private int count(int i) {
    return i == 0 ? ends[0] : ends[i] - ends[i - 1];
  }

  /** Returns the exponent of the largest magnitude, by which sums of values and of squares neither overflow nor vanish. */
  private int exponent() {
    return Math.getExponent(Math.max(Math.abs(least()), Math.abs(greatest())));
  }
}
