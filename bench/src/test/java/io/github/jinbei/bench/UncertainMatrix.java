package io.github.jinbei.bench;

import java.util.Arrays;

/**
 * A matrix computed in {@code double}, with the variance of each element's error in an evaluation in {@code float}.
 *
 * <p>The model: every rounding of a result r errs by at most u·|r|, u = 2^-24, and roundings are independent, so their
 * variances add; each is taken as u²r², three times that of an error spread evenly. Errors pass through later
 * operations to first order. A worst-case bound would add magnitudes instead; over three layers of width 1,024 it grows
 * beyond the gradient itself, so no error would be found. (Higham and Mary, "A new approach to probabilistic rounding
 * error analysis", 2019, justify the square root that the model gives.)
 */
final class UncertainMatrix {

  /** Unit roundoff of {@code float}. */
  static final double U = 0x1p-24;

  /** Errors beyond this many standard deviations count as wrong results; the margin allows for correlations. */
  static final double DEVIATIONS = 8;

  final int rows;
  final int columns;
  final double[] value; // row-major
  final double[] variance;

  UncertainMatrix(int rows, int columns) {
    this.rows = rows;
    this.columns = columns;
    value = new double[rows * columns];
    variance = new double[rows * columns];
  }

  /** Returns the matrix stored at {@code from[offset..]}, without error. */
  static UncertainMatrix exact(float[] from, int offset, int rows, int columns) {
    UncertainMatrix matrix = new UncertainMatrix(rows, columns);
    for (int i = 0; i < matrix.value.length; i++) {
      matrix.value[i] = from[offset + i];
    }
    return matrix;
  }

  UncertainMatrix transposed() {
    UncertainMatrix t = new UncertainMatrix(columns, rows);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        t.value[j * rows + i] = value[i * columns + j];
        t.variance[j * rows + i] = variance[i * columns + j];
      }
    }
    return t;
  }

  /** Returns this · b, with a rounding of each product and of each partial sum, terms ascending. */
  UncertainMatrix times(UncertainMatrix b) {
    UncertainMatrix c = new UncertainMatrix(rows, b.columns);
    for (int i = 0; i < rows; i++) {
      for (int p = 0; p < columns; p++) {
        addTerm(value[i * columns + p], variance[i * columns + p], b, p, c, i);
      }
    }
    return c;
  }

  /** Computes row i of c += a · row p of b. */
  private static void addTerm(double a, double aVariance, UncertainMatrix b, int p, UncertainMatrix c, int i) {
    int n = b.columns;
    int bAt = p * n;
    int cAt = i * n;
    for (int j = 0; j < n; j++) {
      double term = a * b.value[bAt + j];
      double sum = c.value[cAt + j] + term;
      c.value[cAt + j] = sum;
      c.variance[cAt + j] += a * a * b.variance[bAt + j] + aVariance * b.value[bAt + j] * b.value[bAt + j]
          + U * U * (sum * sum + term * term);
    }
  }

  /** Returns this with {@code row}, which has no error, added to each row. */
  UncertainMatrix plusRow(UncertainMatrix row) {
    UncertainMatrix sum = new UncertainMatrix(rows, columns);
    for (int i = 0; i < value.length; i++) {
      sum.value[i] = value[i] + row.value[i % columns];
      sum.variance[i] = variance[i] + square(U * sum.value[i]);
    }
    return sum;
  }

  /** Returns this - b, where b has no error. */
  UncertainMatrix minus(UncertainMatrix b) {
    UncertainMatrix difference = new UncertainMatrix(rows, columns);
    for (int i = 0; i < value.length; i++) {
      difference.value[i] = value[i] - b.value[i];
      difference.variance[i] = variance[i] + square(U * difference.value[i]);
    }
    return difference;
  }

  /** Returns the sums of the columns, as one row. */
  UncertainMatrix columnSums() {
    UncertainMatrix ones = new UncertainMatrix(1, rows);
    Arrays.fill(ones.value, 1);
    return ones.times(this);
  }

  static double square(double x) {
    return x * x;
  }
}
