package io.github.jinbei.internal.kernel;

/**
 * The derivatives of the activations: each operation multiplies d, which is dL/da, by f'(z). The result is a delta ({@link
 * Kernels}). The derivative is computed from a where possible, else from z.
 */
public interface DerivativeKernels {

  /** {@code 3 * 2*sqrt(2/π) * 0.044715}. */
  float GELU_CUBIC_SLOPE = 0.21406445f;

  /** {@code 1/sqrt(2π)}, the normal density at 0. */
  float NORMAL_DENSITY = 0.3989423f;

  /** Computes {@code d = d * fma(-a, a, a)}, for a = sigmoid(z): d times the derivative, a delta. */
  void sigmoidGradient(float[] a, int aOff, float[] d, int dOff, int n);

  /** Computes {@code d = d * fma(-a, a, 1)}, for a = tanh(z): d times the derivative, a delta. */
  void tanhGradient(float[] a, int aOff, float[] d, int dOff, int n);

  /** Computes {@code d = a > 0 ? d : 0}, for a = relu(z): d times the derivative, which at the kink is 0; a delta. */
  void reluGradient(float[] a, int aOff, float[] d, int dOff, int n);

  /** Computes {@code d = a > 0 ? d : d*slope}, for a of the sign of z: d times the derivative of the leaky ReLU, a delta. */
  void leakyReluGradient(float[] a, int aOff, float slope, float[] d, int dOff, int n);

  /**
   * Computes {@code e = z > 0 ? 0 : z*d}, the slopes' part of the gradient, then {@code d = z > 0 ? d : d*alpha}, d times the
   * derivative; both deltas. e overlaps none of the others.
   */
  void preluGradient(float[] z, int zOff, float[] alpha, int alphaOff, float[] d, int dOff, float[] e, int eOff, int n);

  /** Computes {@code d = d * (a > 0 ? positive : a + negative)}, for a = elu(z): d times the derivative, a delta. */
  void eluGradient(float[] a, int aOff, float positive, float negative, float[] d, int dOff, int n);

  /** Computes {@code d = d / fma(z, z, 1)}: d times the derivative of atan(z), a delta. */
  void atanGradient(float[] z, int zOff, float[] d, int dOff, int n);

  /** Computes {@code d = d * (t*t)} with {@code t = 1 - |a|}, for a = softsign(z): d times the derivative, a delta. */
  void softsignGradient(float[] a, int aOff, float[] d, int dOff, int n);

  /** Computes {@code d = d * fma(s, z*(1-s), s)}, for s = sigmoid(z): d times the derivative of {@code z*s}, a delta. */
  void siluGradient(float[] z, int zOff, float[] s, int sOff, float[] d, int dOff, int n);

  /**
   * Computes {@code d = d * fma(z*NORMAL_DENSITY, e, 0.5*c)}, for c = erfc(-z/sqrt(2)) and e = exp(-z*z/2): d times the
   * derivative of GELU, a delta.
   */
  void geluGradient(float[] z, int zOff, float[] c, int cOff, float[] e, int eOff, float[] d, int dOff, int n);

  /**
   * Computes {@code d = d * fma(s, (c*(1-s))*u, s)} with {@code u = fma(c*c, GELU_CUBIC_SLOPE, GELU_LINEAR)} and c as for
   * {@link ActivationKernels#geluTanhInner}, for s = sigmoid(y): d times the derivative of the tanh form of GELU, a delta.
   */
  void geluTanhGradient(float[] z, int zOff, float[] s, int sOff, float[] d, int dOff, int n);

  /** Computes {@code d = p * (d - mean)}, for a row p = softmax(z) and mean = d·p: d times the Jacobian, a delta. */
  void softmaxGradient(float[] p, int pOff, float mean, float[] d, int dOff, int n);

  /** Computes {@code d = d * (p*factor)}, a delta. */
  void multiplyDelta(float[] p, int pOff, float factor, float[] d, int dOff, int n);
}
