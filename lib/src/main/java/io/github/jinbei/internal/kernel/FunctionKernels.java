package io.github.jinbei.internal.kernel;

/**
 * The mathematical functions, element by element. Their accuracy is stated in {@link ScalarMath}, {@link ScalarErf} and {@link
 * ScalarMish}.
 */
public interface FunctionKernels {

  /** Computes {@code y = exp(x)}. */
  void exp(float[] x, int xOff, float[] y, int yOff, int n);

  /** Computes {@code y = exp(x) - 1}. */
  void expm1(float[] x, int xOff, float[] y, int yOff, int n);

  /** Computes {@code y = log(x)}, the natural logarithm. */
  void log(float[] x, int xOff, float[] y, int yOff, int n);

  /** Computes {@code y = log(1 + x)}. */
  void log1p(float[] x, int xOff, float[] y, int yOff, int n);

  /** Computes {@code y = 1 / (1 + exp(-x))}. */
  void sigmoid(float[] x, int xOff, float[] y, int yOff, int n);

  /** Computes {@code y = tanh(x)}. */
  void tanh(float[] x, int xOff, float[] y, int yOff, int n);

  /** Computes {@code y = log(1 + exp(x))}. */
  void softplus(float[] x, int xOff, float[] y, int yOff, int n);

  /** Computes {@code y = atan(x)}. */
  void atan(float[] x, int xOff, float[] y, int yOff, int n);

  /** Computes {@code y = erf(x)}, the error function. */
  void erf(float[] x, int xOff, float[] y, int yOff, int n);

  /** Computes {@code y = 1 - erf(x)}, accurate to the last bits where y is tiny. */
  void erfc(float[] x, int xOff, float[] y, int yOff, int n);

  /** Computes {@code y = x * tanh(log(1 + exp(x)))}. */
  void mish(float[] x, int xOff, float[] y, int yOff, int n);

  /**
   * Computes {@code y = x * tanh(log(1 + exp(x)))}, and replaces x by the derivative there ({@link ScalarMish#slope}). x and y
   * do not overlap.
   */
  void mishWithSlope(float[] x, int xOff, float[] y, int yOff, int n);
}
