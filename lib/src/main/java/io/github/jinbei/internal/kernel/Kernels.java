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

  /** {@code 2*sqrt(2/π)}: sigmoid of it times {@code z + 0.044715*z*z*z} makes the tanh form of GELU. */
  float GELU_LINEAR = 1.5957692f;

  /** {@code 2*sqrt(2/π) * 0.044715} */
  float GELU_CUBIC = 0.071354814f;

  /** {@code 3 * 2*sqrt(2/π) * 0.044715} */
  float GELU_CUBIC_SLOPE = 0.21406445f;

  /** Beyond it in magnitude the tanh form of GELU is z or 0 to the last bit; the polynomial stops there. */
  float GELU_BOUND = 16f;

  /** {@code 1/sqrt(2π)}, the normal density at 0. */
  float NORMAL_DENSITY = 0.3989423f;

  /** What the counter of {@link #dropout} grows by from one unit to the next: 2^32 over the golden ratio. */
  int UNIT_STEP = 0x9E3779B9;

  /** The first factor of {@link #dropout}'s mixer. */
  int MIX1 = 0x7feb352d;

  /** The second factor of {@link #dropout}'s mixer. */
  int MIX2 = 0x846ca68b;

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

  /** {@code y = x * factor} */
  void scale(float[] x, int xOff, float factor, float[] y, int yOff, int n);

  /** {@code t = x * y}; t may be x or y. */
  void multiply(float[] x, int xOff, float[] y, int yOff, float[] t, int tOff, int n);

  /** {@code t = x - y}, not a delta: small ones stay; t may be x or y. */
  void minus(float[] x, int xOff, float[] y, int yOff, float[] t, int tOff, int n);

  /** {@code y = fma(x, g, b)}; y may be x. */
  void scaleAndShift(float[] x, int xOff, float[] g, int gOff, float[] b, int bOff, float[] y, int yOff, int n);

  /** {@code y = x >= 0 ? 1 : 0}, so 1 at -0 too, with NaN kept. */
  void step(float[] x, int xOff, float[] y, int yOff, int n);

  /** {@code y = x > 0 ? x : x*slope}; y may be x. */
  void leakyRelu(float[] x, int xOff, float slope, float[] y, int yOff, int n);

  /** {@code d = a > 0 ? d : d*slope}, for a of the sign of z: d times the derivative of the leaky ReLU, a delta. */
  void leakyReluGradient(float[] a, int aOff, float slope, float[] d, int dOff, int n);

  /** {@code a = z > 0 ? z : z*alpha}, a slope for each unit; a may be z. */
  void prelu(float[] z, int zOff, float[] alpha, int alphaOff, float[] a, int aOff, int n);

  /**
   * {@code e = z > 0 ? 0 : z*d}, the slopes' part of the gradient, then {@code d = z > 0 ? d : d*alpha}, d times the
   * derivative; both deltas. e overlaps none of the others.
   */
  void preluGradient(float[] z, int zOff, float[] alpha, int alphaOff, float[] d, int dOff, float[] e, int eOff, int n);

  /** {@code a = z > 0 ? positive*z : negative*s}, for s = expm1(z): ELU and SELU; a may be z or s. */
  void elu(float[] z, int zOff, float[] s, int sOff, float positive, float negative, float[] a, int aOff, int n);

  /** {@code d = d * (a > 0 ? positive : a + negative)}, for a = elu(z): d times the derivative, a delta. */
  void eluGradient(float[] a, int aOff, float positive, float negative, float[] d, int dOff, int n);

  /** {@code d = d * (p*factor)}, a delta. */
  void multiplyDelta(float[] p, int pOff, float factor, float[] d, int dOff, int n);

  /** {@code d = d / fma(z, z, 1)}: d times the derivative of atan(z), a delta. */
  void atanGradient(float[] z, int zOff, float[] d, int dOff, int n);

  /** {@code y = x / (1 + |x|)} */
  void softsign(float[] x, int xOff, float[] y, int yOff, int n);

  /** {@code d = d * (t*t)} with {@code t = 1 - |a|}, for a = softsign(z): d times the derivative, a delta. */
  void softsignGradient(float[] a, int aOff, float[] d, int dOff, int n);

  /** {@code d = d * fma(s, z*(1-s), s)}, for s = sigmoid(z): d times the derivative of {@code z*s}, a delta. */
  void siluGradient(float[] z, int zOff, float[] s, int sOff, float[] d, int dOff, int n);

  /** {@code a = (0.5*z) * c}, for c = erfc(-z/sqrt(2)): GELU; a may be z or c. */
  void gelu(float[] z, int zOff, float[] c, int cOff, float[] a, int aOff, int n);

  /** {@code y = (-0.5*x) * x}, the exponent of the normal density. */
  void halfSquare(float[] x, int xOff, float[] y, int yOff, int n);

  /**
   * {@code d = d * fma(z*NORMAL_DENSITY, e, 0.5*c)}, for c = erfc(-z/sqrt(2)) and e = exp(-z*z/2): d times the
   * derivative of GELU, a delta.
   */
  void geluGradient(float[] z, int zOff, float[] c, int cOff, float[] e, int eOff, float[] d, int dOff, int n);

  /**
   * {@code y = c * fma(c*c, GELU_CUBIC, GELU_LINEAR)} with {@code c = z > 16 ? 16 : z < -16 ? -16 : z}, NaN kept:
   * {@code z * sigmoid(y)} is the tanh form of GELU. y may be z.
   */
  void geluTanhInner(float[] z, int zOff, float[] y, int yOff, int n);

  /**
   * {@code d = d * fma(s, (c*(1-s))*u, s)} with {@code u = fma(c*c, GELU_CUBIC_SLOPE, GELU_LINEAR)} and c as for {@link
   * #geluTanhInner}, for s = sigmoid(y): d times the derivative of the tanh form of GELU, a delta.
   */
  void geluTanhGradient(float[] z, int zOff, float[] s, int sOff, float[] d, int dOff, int n);

  /** {@code d = e > 0 ? 1 : e < 0 ? -1 : e} with {@code e = x - y}: 0 and NaN stay. */
  void signs(float[] x, int xOff, float[] y, int yOff, float[] d, int dOff, int n);

  /** {@code d = |x - y|} */
  void absoluteDifference(float[] x, int xOff, float[] y, int yOff, float[] d, int dOff, int n);

  /** {@code c = e <= bound ? (0.5*e)*e : bound*(e - 0.5*bound)} with {@code e = |x - y|}: Huber's cost; NaN of NaN. */
  void huber(float[] x, int xOff, float[] y, int yOff, float bound, float[] c, int cOff, int n);

  /**
   * {@code d = e > bound ? bound : e < -bound ? -bound : e} with {@code e = x - y}, NaN kept: the derivative of Huber's
   * cost, a delta. The bound is not negative.
   */
  void huberGradient(float[] x, int xOff, float[] y, int yOff, float bound, float[] d, int dOff, int n);

  /**
   * {@code y = (h >>> 8) >= threshold ? x*factor : 0}, with h the number of unit {@code u = firstUnit + i}:
   * {@code h = key + u*UNIT_STEP}, mixed by {@code h ^= h >>> 16}, {@code h *= MIX1}, {@code h ^= h >>> 15},
   * {@code h *= MIX2}, {@code h ^= h >>> 16}. Of the 2^24 values of {@code h >>> 8}, those under the threshold drop a
   * unit. The same key drops the same units, whatever part of a row a call covers; y may be x.
   *
   * <p>The mixer is lowbias32 of C. Wellons ("Prospecting for Hash Functions", 2018), whose constants were searched for
   * so that each bit of the input turns each bit of the output as nearly half the time as could be found.
   */
  void dropout(float[] x, int xOff, int key, int firstUnit, int threshold, float factor, float[] y, int yOff, int n);

  /**
   * {@code d = scale * fma(-projection, xhat, d - mean)}, a delta: back through the standardizing of a row, for mean
   * and projection the means of {@code d} and {@code d*xhat} over the row, and scale = 1/deviation.
   */
  void normGradient(float[] xhat, int xOff, float mean, float projection, float scale, float[] d, int dOff, int n);

  /** {@code d = g * fma(-p, xhat, d - m)}, a delta: as {@link #normGradient}, with factors for each unit. */
  void batchNormGradient(float[] xhat, int xOff, float[] g, int gOff, float[] m, int mOff, float[] p, int pOff,
      float[] d, int dOff, int n);

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

  /** {@code g = fma(decay, w, g*scale)}: the gradient that the updates below use, themselves not needing it so. */
  void settle(float[] w, int wOff, float[] g, int gOff, int n, float scale, float decay);

  /** {@code w = fma(-rate, fma(decay, w, g*scale), w)}: a step down the gradient {@code g*scale + decay*w}. */
  void descend(float[] w, int wOff, float[] g, int gOff, int n, float scale, float decay, float rate);

  /**
   * {@code v = fma(momentum, v, -rate*g)}, {@code w = w + v} with {@code g = fma(decay, w, g*scale)}: the last step goes
   * on. w and v are ranges from {@code at} on.
   */
  void momentum(float[] w, float[] v, int at, float[] g, int gOff, int n, float scale, float decay, float rate,
      float momentum);

  /**
   * {@code d = -rate*g}, {@code v = fma(momentum, v, d)}, {@code w = w + fma(momentum, v, d)} with {@code g = fma(decay, w,
   * g*scale)}: momentum that looks a step ahead. w and v are ranges from {@code at} on.
   */
  void nesterov(float[] w, float[] v, int at, float[] g, int gOff, int n, float scale, float decay, float rate,
      float momentum);

  /**
   * {@code s = fma(g, g, s)}, {@code w = fma(-rate, g / (sqrt(s) + epsilon), w)} with {@code g = fma(decay, w, g*scale)}.
   * w and s are ranges from {@code at} on.
   */
  void adagrad(float[] w, float[] s, int at, float[] g, int gOff, int n, float scale, float decay, float rate,
      float epsilon);

  /**
   * {@code s = fma(rho, s, ((1-rho)*g)*g)}, {@code w = fma(-rate, g / (sqrt(s) + epsilon), w)} with {@code g = fma(decay,
   * w, g*scale)}. w and s are ranges from {@code at} on.
   */
  void rmsprop(float[] w, float[] s, int at, float[] g, int gOff, int n, float scale, float decay, float rate, float rho,
      float epsilon);

  /**
   * A step of Adam on ranges of w, m and v from {@code at} on, with {@code g = fma(decay, w, g*scale)}:
   * {@code m = fma(beta1, m, (1-beta1)*g)}, {@code v = fma(beta2, v, ((1-beta2)*g)*g)}, {@code w = fma(-rate, m /
   * (sqrt(v*unbias) + epsilon), w)}.
   */
  void adam(float[] w, float[] m, float[] v, int at, float[] g, int gOff, int n, float scale, float decay, float beta1,
      float beta2, float rate, float unbias, float epsilon);

  /** {@code s[j] = s[j] + x[r][j]} for each of the rows in turn: {@code x[xOff + r*xRow + j]}, 0 ≤ j &lt; n. */
  void addRows(float[] x, int xOff, int xRow, int rows, float[] s, int sOff, int n);

  /**
   * {@code s[j] = fma(x[r][j], y[r][j], s[j])} for each of the rows in turn: {@code x[xOff + r*xRow + j]}, {@code
   * y[yOff + r*yRow + j]}, 0 ≤ j &lt; n.
   */
  void addProductRows(float[] x, int xOff, int xRow, float[] y, int yOff, int yRow, int rows, float[] s, int sOff,
      int n);

  /** {@code g = g + (w > 0 ? factor : w < 0 ? -factor : 0)}: the gradient of {@code factor*|w|} added. */
  void addSigns(float[] w, int wOff, float factor, float[] g, int gOff, int n);

  /** {@code x = x > bound ? bound : x < -bound ? -bound : x}, with NaN kept; bound is not negative. */
  void clamp(float[] x, int xOff, float bound, int n);

  /** The largest of n values; NaNs are passed over, and of none it is -Infinity. */
  float max(float[] x, int xOff, int n, float[] lanes);

  /** The sum of n values. */
  float sum(float[] x, int xOff, int n, float[] lanes);

  /** The largest of n magnitudes: NaN if there is a NaN, 0 of none. */
  float largestMagnitude(float[] x, int xOff, int n);

  /** The sum of n magnitudes. */
  float sumOfMagnitudes(float[] x, int xOff, int n, float[] lanes);

  /** The sum of n products, each added by fma. */
  float dot(float[] x, int xOff, float[] y, int yOff, int n, float[] lanes);
}
