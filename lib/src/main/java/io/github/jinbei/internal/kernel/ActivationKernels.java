package io.github.jinbei.internal.kernel;

/**
 * The activations that are not among the {@link FunctionKernels}, element by element. Some read the result of another
 * operation: ELU reads expm1(z), GELU reads erfc(-z/sqrt(2)).
 */
public interface ActivationKernels {

  /** {@code 2*sqrt(2/π)}: the tanh form of GELU is z times the sigmoid of this times {@code z + 0.044715*z*z*z}. */
  float GELU_LINEAR = 1.5957692f;

  /** {@code 2*sqrt(2/π) * 0.044715}. */
  float GELU_CUBIC = 0.071354814f;

  /** For |z| above this bound the tanh form of GELU is z or 0 to the last bit, so the polynomial uses the bound. */
  float GELU_BOUND = 16f;

  /** Computes {@code y = x > 0 ? x : 0}, with NaN kept and -0 made +0. */
  void relu(float[] x, int xOff, float[] y, int yOff, int n);

  /** Computes {@code y = x >= 0 ? 1 : 0}, so 1 at -0 too, with NaN kept. */
  void step(float[] x, int xOff, float[] y, int yOff, int n);

  /** Computes {@code y = x > 0 ? x : x*slope}; y may be x. */
  void leakyRelu(float[] x, int xOff, float slope, float[] y, int yOff, int n);

  /** Computes {@code a = z > 0 ? z : z*alpha}, a slope for each unit; a may be z. */
  void prelu(float[] z, int zOff, float[] alpha, int alphaOff, float[] a, int aOff, int n);

  /** Computes {@code a = z > 0 ? positive*z : negative*s}, for s = expm1(z): ELU and SELU; a may be z or s. */
  void elu(float[] z, int zOff, float[] s, int sOff, float positive, float negative, float[] a, int aOff, int n);

  /** Computes {@code y = x / (1 + |x|)}. */
  void softsign(float[] x, int xOff, float[] y, int yOff, int n);

  /** Computes {@code a = (0.5*z) * c}, for c = erfc(-z/sqrt(2)): GELU; a may be z or c. */
  void gelu(float[] z, int zOff, float[] c, int cOff, float[] a, int aOff, int n);

  /**
   * Computes {@code y = c * fma(c*c, GELU_CUBIC, GELU_LINEAR)} with {@code c = z > 16 ? 16 : z < -16 ? -16 : z}, NaN kept:
   * {@code z * sigmoid(y)} is the tanh form of GELU. y may be z.
   */
  void geluTanhInner(float[] z, int zOff, float[] y, int yOff, int n);

  /** Computes {@code y = (-0.5*x) * x}, the exponent of the normal density. */
  void halfSquare(float[] x, int xOff, float[] y, int yOff, int n);
}
