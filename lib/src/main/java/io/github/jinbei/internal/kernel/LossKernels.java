package io.github.jinbei.internal.kernel;

/** The cost of each element against its target, and the derivative of the cost. */
public interface LossKernels {

  /** Computes {@code d = x - y}, a delta. */
  void difference(float[] x, int xOff, float[] y, int yOff, float[] d, int dOff, int n);

  /** Computes {@code d = |x - y|}. */
  void absoluteDifference(float[] x, int xOff, float[] y, int yOff, float[] d, int dOff, int n);

  /** Computes {@code d = e > 0 ? 1 : e < 0 ? -1 : e} with {@code e = x - y}: 0 and NaN stay. */
  void signs(float[] x, int xOff, float[] y, int yOff, float[] d, int dOff, int n);

  /** Computes {@code c = e <= bound ? (0.5*e)*e : bound*(e - 0.5*bound)} with {@code e = |x - y|}: Huber's cost, NaN kept. */
  void huber(float[] x, int xOff, float[] y, int yOff, float bound, float[] c, int cOff, int n);

  /**
   * Computes {@code d = e > bound ? bound : e < -bound ? -bound : e} with {@code e = x - y}, NaN kept: the derivative of
   * Huber's cost, a delta. The bound is not negative.
   */
  void huberGradient(float[] x, int xOff, float[] y, int yOff, float bound, float[] d, int dOff, int n);

  /**
   * Computes {@code c = fma(-z, y, max(z, 0)) + log1p(exp(-|z|))}: the cross-entropy of sigmoid(z) against y. It is computed
   * from z, so it neither overflows nor loses small values. c does not overlap z and y.
   */
  void binaryCrossEntropy(float[] z, int zOff, float[] y, int yOff, float[] c, int cOff, int n);
}
