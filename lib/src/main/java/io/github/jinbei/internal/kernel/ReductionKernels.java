package io.github.jinbei.internal.kernel;

/**
 * The sums and maxima of a range, and the sums over rows. Those of a range are computed in 16 virtual lanes, whatever the
 * real width: element j goes to lane j mod 16, j ascending. Then the lanes are folded 16 to 8 to 4 to 2 to 1: lane i + half is
 * added to lane i.
 *
 * <p>{@code lanes} is scratch of at least 16 floats.
 */
public interface ReductionKernels {

  /** The number of virtual lanes of a reduction. */
  int REDUCTION_LANES = 16;

  /** Returns the largest of n values. NaNs are skipped; the largest of no value is -Infinity. */
  float max(float[] x, int xOff, int n, float[] lanes);

  /** Returns the sum of n values. */
  float sum(float[] x, int xOff, int n, float[] lanes);

  /** Returns the sum of n products, each added by fma. */
  float dot(float[] x, int xOff, float[] y, int yOff, int n, float[] lanes);

  /** Returns the sum of n magnitudes. */
  float sumOfMagnitudes(float[] x, int xOff, int n, float[] lanes);

  /** Returns the largest of n magnitudes: NaN if there is a NaN, 0 if n is 0. */
  float largestMagnitude(float[] x, int xOff, int n);

  /** Computes {@code s[j] = s[j] + x[r][j]} for each of the rows in turn: {@code x[xOff + r*xRow + j]}, 0 ≤ j &lt; n. */
  void addRows(float[] x, int xOff, int xRow, int rows, float[] s, int sOff, int n);

  /**
   * Computes {@code s[j] = fma(x[r][j], y[r][j], s[j])} for each of the rows in turn: {@code x[xOff + r*xRow + j]}, {@code
   * y[yOff + r*yRow + j]}, 0 ≤ j &lt; n.
   */
  void addProductRows(float[] x, int xOff, int xRow, float[] y, int yOff, int yRow, int rows, float[] s, int sOff,
      int n);
}
