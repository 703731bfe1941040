package io.github.jinbei.internal.kernel;

/** The normalisation of rows and of columns: scale and shift of standardized values, and the gradients of both. */
public interface NormKernels {

  /** Computes {@code y = fma(x, g, b)}; y may be x. */
  void scaleAndShift(float[] x, int xOff, float[] g, int gOff, float[] b, int bOff, float[] y, int yOff, int n);

  /**
   * Computes {@code d = scale * fma(-projection, xhat, d - mean)}, a delta: the gradient of standardizing a row, for mean
   * and projection the means of {@code d} and {@code d*xhat} over the row, and scale = 1/deviation.
   */
  void normGradient(float[] xhat, int xOff, float mean, float projection, float scale, float[] d, int dOff, int n);

  /** Computes {@code d = g * fma(-p, xhat, d - m)}, a delta: as {@link #normGradient}, with factors for each unit. */
  void batchNormGradient(float[] xhat, int xOff, float[] g, int gOff, float[] m, int mOff, float[] p, int pOff,
      float[] d, int dOff, int n);
}
