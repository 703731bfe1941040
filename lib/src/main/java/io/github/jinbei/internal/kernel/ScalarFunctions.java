package io.github.jinbei.internal.kernel;

/** The mathematical functions, one element at a time. */
public final class ScalarFunctions implements FunctionKernels {

  @Override
  public void exp(float[] x, int xOff, float[] y, int yOff, int n) {
    for (int i = 0; i < n; i++) {
      y[yOff + i] = ScalarMath.exp(x[xOff + i]);
    }
  }

  @Override
  public void expm1(float[] x, int xOff, float[] y, int yOff, int n) {
    for (int i = 0; i < n; i++) {
      y[yOff + i] = ScalarMath.expm1(x[xOff + i]);
    }
  }

  @Override
  public void log(float[] x, int xOff, float[] y, int yOff, int n) {
    for (int i = 0; i < n; i++) {
      y[yOff + i] = ScalarMath.log(x[xOff + i]);
    }
  }

  @Override
  public void log1p(float[] x, int xOff, float[] y, int yOff, int n) {
    for (int i = 0; i < n; i++) {
      y[yOff + i] = ScalarMath.log1p(x[xOff + i]);
    }
  }

  @Override
  public void sigmoid(float[] x, int xOff, float[] y, int yOff, int n) {
    for (int i = 0; i < n; i++) {
      y[yOff + i] = ScalarMath.sigmoid(x[xOff + i]);
    }
  }

  @Override
  public void tanh(float[] x, int xOff, float[] y, int yOff, int n) {
    for (int i = 0; i < n; i++) {
      y[yOff + i] = ScalarMath.tanh(x[xOff + i]);
    }
  }

  @Override
  public void softplus(float[] x, int xOff, float[] y, int yOff, int n) {
    for (int i = 0; i < n; i++) {
      y[yOff + i] = ScalarMath.softplus(x[xOff + i]);
    }
  }

  @Override
  public void atan(float[] x, int xOff, float[] y, int yOff, int n) {
    for (int i = 0; i < n; i++) {
      y[yOff + i] = ScalarMath.atan(x[xOff + i]);
    }
  }

  @Override
  public void erf(float[] x, int xOff, float[] y, int yOff, int n) {
    for (int i = 0; i < n; i++) {
      y[yOff + i] = ScalarErf.erf(x[xOff + i]);
    }
  }

  @Override
  public void erfc(float[] x, int xOff, float[] y, int yOff, int n) {
    for (int i = 0; i < n; i++) {
      y[yOff + i] = ScalarErf.erfc(x[xOff + i]);
    }
  }

  @Override
  public void mish(float[] x, int xOff, float[] y, int yOff, int n) {
    for (int i = 0; i < n; i++) {
      y[yOff + i] = ScalarMish.mish(x[xOff + i]);
    }
  }

  @Override
  public void mishWithSlope(float[] x, int xOff, float[] y, int yOff, int n) {
    for (int i = 0; i < n; i++) {
      float v = x[xOff + i];
      y[yOff + i] = ScalarMish.mish(v);
      x[xOff + i] = ScalarMish.slope(v);
    }
  }
}
