package io.github.jinbei.internal.kernel;

/** The arithmetic of arrays, element by element. Nothing here is a delta: small results stay. */
public interface ArithmeticKernels {

  /** Computes {@code y = x * factor}. */
  void scale(float[] x, int xOff, float factor, float[] y, int yOff, int n);

  /** Computes {@code t = x * y}; t may be x or y. */
  void multiply(float[] x, int xOff, float[] y, int yOff, float[] t, int tOff, int n);

  /** Computes {@code t = x - y}; t may be x or y. */
  void minus(float[] x, int xOff, float[] y, int yOff, float[] t, int tOff, int n);

  /** Computes {@code x = x - value}. */
  void subtract(float[] x, int xOff, float value, int n);

  /** Computes {@code x = x / value}. */
  void divide(float[] x, int xOff, float value, int n);

  /** Computes {@code x = x > bound ? bound : x < -bound ? -bound : x}, with NaN kept; bound is not negative. */
  void clamp(float[] x, int xOff, float bound, int n);
}
