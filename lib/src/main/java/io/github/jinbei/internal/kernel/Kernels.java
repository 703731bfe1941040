package io.github.jinbei.internal.kernel;

import io.github.jinbei.internal.gemm.MicroKernel;

/**
 * The operations on flat arrays that everything above is made of. Every implementation gives the same bits: elementwise
 * operations follow the formulas below operation by operation ({@code fma} rounds once), reductions add in 16 virtual
 * lanes whatever the real width: element j goes to lane j mod 16, j ascending, and the lanes are folded 16 to 8 to 4 to
 * 2 to 1, lane i taking lane i + half.
 *
 * <p>Operations that make deltas write 0 for what is below 2^-100 in magnitude, far below what a float sum of ordinary
 * size can hold. Saturated sigmoids would else send denormals through every product behind them, each of which costs
 * some 150 cycles: Nielsen's experiment on MNIST slowed from 0.15 to 0.24 s a pass as its units saturated, and stays at
 * 0.14.
 *
 * <p>A range is (array, offset, n). Source and destination may be the same range, else they do not overlap. {@code
 * lanes} is scratch of at least 16 floats. Implementations hold no state and may be used by several threads.
 */
public interface Kernels {

  /** Virtual lanes of a reduction. */
  int REDUCTION_LANES = 16;

  /** Deltas below this in magnitude are 0. */
  float LEAST_DELTA = 0x1p-100f;

  /** Width of a vector in bits; 32 for the scalar implementation. */
  int bits();

  /** The innermost piece of the product. */
  MicroKernel microKernel();

  /** {@code y = exp(x)} */
  void exp(float[] x, int xOff, float[] y, int yOff, int n);

  /** {@code y = exp(x) - 1} */
  void expm1(float[] x, int xOff, float[] y, int yOff, int n);

  /** {@code y = log(x)}, the natural logarithm. */
  void log(float[] x, int xOff, float[] y, int yOff, int n);

  /** {@code y = log(1 + x)} */
  void log1p(float[] x, int xOff, float[] y, int yOff, int n);

  /** {@code y = 1 / (1 + exp(-x))} */
  void sigmoid(float[] x, int xOff, float[] y, int yOff, int n);

  /** {@code y = tanh(x)} */
  void tanh(float[] x, int xOff, float[] y, int yOff, int n);

  /** {@code y = log(1 + exp(x))} */
  void softplus(float[] x, int xOff, float[] y, int yOff, int n);

  /** {@code y = atan(x)} */
  void atan(float[] x, int xOff, float[] y, int yOff, int n);

  /** {@code y = erf(x)}, the error function. */
  void erf(float[] x, int xOff, float[] y, int yOff, int n);

  /** {@code y = 1 - erf(x)}, to the last bits where that is tiny. */
  void erfc(float[] x, int xOff, float[] y, int yOff, int n);

  /** {@code y = x > 0 ? x : 0}, with NaN kept and -0 made +0. */
  void relu(float[] x, int xOff, float[] y, int yOff, int n);

  /** {@code d = d * (a - a*a)}, for a = sigmoid(z): d times the derivative, a delta. */
  void sigmoidGradient(float[] a, int aOff, float[] d, int dOff, int n);

  /** {@code d = d * (1 - a*a)}, for a = tanh(z): d times the derivative, a delta. */
  void tanhGradient(float[] a, int aOff, float[] d, int dOff, int n);

  /** {@code d = a > 0 ? d : 0}, for a = relu(z): d times the derivative, which at the kink is 0; a delta. */
  void reluGradient(float[] a, int aOff, float[] d, int dOff, int n);

  /** {@code d = p * (d - mean)}, for a row p = softmax(z) and mean = d·p: d times the Jacobian, a delta. */
  void softmaxGradient(float[] p, int pOff, float mean, float[] d, int dOff, int n);

  /** {@code d = x - y}, a delta. */
  void difference(float[] x, int xOff, float[] y, int yOff, float[] d, int dOff, int n);

  /** {@code x = x - value} */
  void subtract(float[] x, int xOff, float value, int n);

  /** {@code x = x / value} */
  void divide(float[] x, int xOff, float value, int n);

  /**
   * {@code c = max(z, 0) - z*y + log1p(exp(-|z|))}: the cross-entropy of sigmoid(z) against y, from z itself, so that
   * it neither overflows nor loses the small ones. c does not overlap z and y.
   */
  void binaryCrossEntropy(float[] z, int zOff, float[] y, int yOff, float[] c, int cOff, int n);

  /** {@code w = fma(-rate, fma(decay, w, g*scale), w)}: a step down the gradient {@code g*scale + decay*w}. */
  void descend(float[] w, int wOff, float[] g, int gOff, int n, float scale, float decay, float rate);

  /**
   * {@code v = fma(momentum, v, -rate*g)}, {@code w = w + v} with {@code g = fma(decay, w, g*scale)}: the last step goes
   * on. w and v are ranges from {@code at} on.
   */
  void momentum(float[] w, float[] v, int at, float[] g, int gOff, int n, float scale, float decay, float rate,
      float momentum);

  /**
   * A step of Adam on ranges of w, m and v from {@code at} on, with {@code g = fma(decay, w, g*scale)}:
   * {@code m = fma(beta1, m, (1-beta1)*g)}, {@code v = fma(beta2, v, ((1-beta2)*g)*g)}, {@code w = fma(-rate, m /
   * (sqrt(v*unbias) + epsilon), w)}.
   */
  void adam(float[] w, float[] m, float[] v, int at, float[] g, int gOff, int n, float scale, float decay, float beta1,
      float beta2, float rate, float unbias, float epsilon);

  /** {@code s[j] = s[j] + x[r][j]} for each of the rows in turn: {@code x[xOff + r*xRow + j]}, 0 ≤ j &lt; n. */
  void addRows(float[] x, int xOff, int xRow, int rows, float[] s, int sOff, int n);

  /** The largest of n values; NaNs are passed over, and of none it is -Infinity. */
  float max(float[] x, int xOff, int n, float[] lanes);

  /** The sum of n values. */
  float sum(float[] x, int xOff, int n, float[] lanes);

  /** The sum of n products, each added by fma. */
  float dot(float[] x, int xOff, float[] y, int yOff, int n, float[] lanes);
}
