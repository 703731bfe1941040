package io.github.jinbei.internal.vector;

import static io.github.jinbei.internal.vector.Species.whole;

import io.github.jinbei.internal.kernel.FunctionKernels;
import io.github.jinbei.internal.kernel.ScalarFunctions;

/** The mathematical functions in lanes, by the rules of {@link VectorKernels}. */
final class VectorFunctions implements FunctionKernels {

  private final ScalarFunctions scalar = new ScalarFunctions();

  @Override
  public void exp(float[] x, int xOff, float[] y, int yOff, int n) {
    int end = whole(n);
    VectorMath.exp(x, xOff, y, yOff, end);
    scalar.exp(x, xOff + end, y, yOff + end, n - end);
  }

  @Override
  public void expm1(float[] x, int xOff, float[] y, int yOff, int n) {
    int end = whole(n);
    VectorMath.expm1(x, xOff, y, yOff, end);
    scalar.expm1(x, xOff + end, y, yOff + end, n - end);
  }

  @Override
  public void log(float[] x, int xOff, float[] y, int yOff, int n) {
    int end = whole(n);
    VectorMath.log(x, xOff, y, yOff, end);
    scalar.log(x, xOff + end, y, yOff + end, n - end);
  }

  @Override
  public void log1p(float[] x, int xOff, float[] y, int yOff, int n) {
    int end = whole(n);
    VectorMath.log1p(x, xOff, y, yOff, end);
    scalar.log1p(x, xOff + end, y, yOff + end, n - end);
  }

  @Override
  public void sigmoid(float[] x, int xOff, float[] y, int yOff, int n) {
    int end = whole(n);
    VectorMath.sigmoid(x, xOff, y, yOff, end);
    scalar.sigmoid(x, xOff + end, y, yOff + end, n - end);
  }

  @Override
  public void tanh(float[] x, int xOff, float[] y, int yOff, int n) {
    int end = whole(n);
    VectorMath.tanh(x, xOff, y, yOff, end);
    scalar.tanh(x, xOff + end, y, yOff + end, n - end);
  }

  @Override
  public void softplus(float[] x, int xOff, float[] y, int yOff, int n) {
    int end = whole(n);
    VectorMath.softplus(x, xOff, y, yOff, end);
    scalar.softplus(x, xOff + end, y, yOff + end, n - end);
  }

  @Override
  public void atan(float[] x, int xOff, float[] y, int yOff, int n) {
    int end = whole(n);
    VectorMath.atan(x, xOff, y, yOff, end);
    scalar.atan(x, xOff + end, y, yOff + end, n - end);
  }

  @Override
  public void erf(float[] x, int xOff, float[] y, int yOff, int n) {
    int end = whole(n);
    VectorErf.erf(x, xOff, y, yOff, end);
    scalar.erf(x, xOff + end, y, yOff + end, n - end);
  }

  @Override
  public void erfc(float[] x, int xOff, float[] y, int yOff, int n) {
    int end = whole(n);
    VectorErf.erfc(x, xOff, y, yOff, end);
    scalar.erfc(x, xOff + end, y, yOff + end, n - end);
  }

  @Override
  public void mish(float[] x, int xOff, float[] y, int yOff, int n) {
    int end = whole(n);
    VectorMish.mish(x, xOff, y, yOff, end, false);
    scalar.mish(x, xOff + end, y, yOff + end, n - end);
  }

  @Override
  public void mishWithSlope(float[] x, int xOff, float[] y, int yOff, int n) {
    int end = whole(n);
    VectorMish.mish(x, xOff, y, yOff, end, true);
    scalar.mishWithSlope(x, xOff + end, y, yOff + end, n - end);
  }
}
