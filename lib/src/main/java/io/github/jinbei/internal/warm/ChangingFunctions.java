package io.github.jinbei.internal.warm;

import io.github.jinbei.internal.kernel.FunctionKernels;
import io.github.jinbei.internal.kernel.Kernels;

/** The mathematical functions: each operation is scalar until its vector code is warm. */
final class ChangingFunctions extends Theme implements FunctionKernels {

  private final FunctionKernels scalar;
  private FunctionKernels vector;
  private final ChangeOver exp = change(0, 5);
  private final ChangeOver expm1 = change(1, 6);
  private final ChangeOver log = change(2, 6);
  private final ChangeOver log1p = change(3, 8);
  private final ChangeOver sigmoid = change(4, 7);
  private final ChangeOver tanh = change(5, 8);
  private final ChangeOver softplus = change(6, 14);
  private final ChangeOver atan = change(7, 6);
  private final ChangeOver erf = change(8, 8);
  private final ChangeOver erfc = change(9, 10);
  private final ChangeOver mish = change(10, 15);
  private final ChangeOver mishWithSlope = change(11, 20);

  ChangingFunctions(WarmUp warmUp, FunctionKernels scalar) {
    super(warmUp);
    this.scalar = scalar;
  }

  @Override
  void vectors(Kernels vectors) {
    vector = vectors.functions();
  }

  @Override
  void run(int kernel, WarmData d) {
    switch (kernel) {
      case 0 -> exp(d.a, 0, d.b, 0, d.n);
      case 1 -> expm1(d.a, 0, d.b, 0, d.n);
      case 2 -> log(d.a, 0, d.b, 0, d.n);
      case 3 -> log1p(d.a, 0, d.b, 0, d.n);
      case 4 -> sigmoid(d.a, 0, d.b, 0, d.n);
      case 5 -> tanh(d.a, 0, d.b, 0, d.n);
      case 6 -> softplus(d.a, 0, d.b, 0, d.n);
      case 7 -> atan(d.a, 0, d.b, 0, d.n);
      case 8 -> erf(d.a, 0, d.b, 0, d.n);
      case 9 -> erfc(d.a, 0, d.b, 0, d.n);
      case 10 -> mish(d.a, 0, d.b, 0, d.n);
      default -> mishWithSlope(d.a, 0, d.b, 0, d.n);
    }
  }

  @Override
  public void exp(float[] x, int xOff, float[] y, int yOff, int n) {
    (exp.vectors(n) ? vector : scalar).exp(x, xOff, y, yOff, n);
  }

  @Override
  public void expm1(float[] x, int xOff, float[] y, int yOff, int n) {
    (expm1.vectors(n) ? vector : scalar).expm1(x, xOff, y, yOff, n);
  }

  @Override
  public void log(float[] x, int xOff, float[] y, int yOff, int n) {
    (log.vectors(n) ? vector : scalar).log(x, xOff, y, yOff, n);
  }

  @Override
  public void log1p(float[] x, int xOff, float[] y, int yOff, int n) {
    (log1p.vectors(n) ? vector : scalar).log1p(x, xOff, y, yOff, n);
  }

  @Override
  public void sigmoid(float[] x, int xOff, float[] y, int yOff, int n) {
    (sigmoid.vectors(n) ? vector : scalar).sigmoid(x, xOff, y, yOff, n);
  }

  @Override
  public void tanh(float[] x, int xOff, float[] y, int yOff, int n) {
    (tanh.vectors(n) ? vector : scalar).tanh(x, xOff, y, yOff, n);
  }

  @Override
  public void softplus(float[] x, int xOff, float[] y, int yOff, int n) {
    (softplus.vectors(n) ? vector : scalar).softplus(x, xOff, y, yOff, n);
  }

  @Override
  public void atan(float[] x, int xOff, float[] y, int yOff, int n) {
    (atan.vectors(n) ? vector : scalar).atan(x, xOff, y, yOff, n);
  }

  @Override
  public void erf(float[] x, int xOff, float[] y, int yOff, int n) {
    (erf.vectors(n) ? vector : scalar).erf(x, xOff, y, yOff, n);
  }

  @Override
  public void erfc(float[] x, int xOff, float[] y, int yOff, int n) {
    (erfc.vectors(n) ? vector : scalar).erfc(x, xOff, y, yOff, n);
  }

  @Override
  public void mish(float[] x, int xOff, float[] y, int yOff, int n) {
    (mish.vectors(n) ? vector : scalar).mish(x, xOff, y, yOff, n);
  }

  @Override
  public void mishWithSlope(float[] x, int xOff, float[] y, int yOff, int n) {
    (mishWithSlope.vectors(n) ? vector : scalar).mishWithSlope(x, xOff, y, yOff, n);
  }
}
