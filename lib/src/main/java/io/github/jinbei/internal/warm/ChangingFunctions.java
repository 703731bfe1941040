package io.github.jinbei.internal.warm;

import io.github.jinbei.internal.kernel.FunctionKernels;

/** The mathematical functions: each operation is scalar until its vector code is warm. */
final class ChangingFunctions extends Theme<FunctionKernels> implements FunctionKernels {

  private static final Kernel EXP = Kernel.of(5);
  private static final Kernel EXPM1 = Kernel.of(6);
  private static final Kernel LOG = Kernel.of(6);
  private static final Kernel LOG1P = Kernel.of(8);
  private static final Kernel SIGMOID = Kernel.of(7);
  private static final Kernel TANH = Kernel.of(8);
  private static final Kernel SOFTPLUS = Kernel.of(14);
  private static final Kernel ATAN = Kernel.of(6);
  private static final Kernel ERF = Kernel.of(8);
  private static final Kernel ERFC = Kernel.of(10);
  private static final Kernel MISH = Kernel.of(15);
  private static final Kernel MISH_WITH_SLOPE = Kernel.of(20);

  private final FunctionKernels scalar;

  ChangingFunctions(WarmUp warmUp, FunctionKernels scalar) {
    super(warmUp, EXP, EXPM1, LOG, LOG1P, SIGMOID, TANH, SOFTPLUS, ATAN, ERF, ERFC, MISH, MISH_WITH_SLOPE);
    this.scalar = scalar;
  }

  @Override
  FunctionKernels code(boolean vectors) {
    return vectors ? VectorCode.FUNCTIONS : scalar;
  }

  @Override
  void run(FunctionKernels code, int kernel, WarmData d) {
    switch (kernel) {
      case 0 -> code.exp(d.a, 0, d.b, 0, d.n);
      case 1 -> code.expm1(d.a, 0, d.b, 0, d.n);
      case 2 -> code.log(d.a, 0, d.b, 0, d.n);
      case 3 -> code.log1p(d.a, 0, d.b, 0, d.n);
      case 4 -> code.sigmoid(d.a, 0, d.b, 0, d.n);
      case 5 -> code.tanh(d.a, 0, d.b, 0, d.n);
      case 6 -> code.softplus(d.a, 0, d.b, 0, d.n);
      case 7 -> code.atan(d.a, 0, d.b, 0, d.n);
      case 8 -> code.erf(d.a, 0, d.b, 0, d.n);
      case 9 -> code.erfc(d.a, 0, d.b, 0, d.n);
      case 10 -> code.mish(d.a, 0, d.b, 0, d.n);
      default -> code.mishWithSlope(d.a, 0, d.b, 0, d.n);
    }
  }

  @Override
  public void exp(float[] x, int xOff, float[] y, int yOff, int n) {
    (EXP.vectors(n) ? VectorCode.FUNCTIONS : scalar).exp(x, xOff, y, yOff, n);
  }

  @Override
  public void expm1(float[] x, int xOff, float[] y, int yOff, int n) {
    (EXPM1.vectors(n) ? VectorCode.FUNCTIONS : scalar).expm1(x, xOff, y, yOff, n);
  }

  @Override
  public void log(float[] x, int xOff, float[] y, int yOff, int n) {
    (LOG.vectors(n) ? VectorCode.FUNCTIONS : scalar).log(x, xOff, y, yOff, n);
  }

  @Override
  public void log1p(float[] x, int xOff, float[] y, int yOff, int n) {
    (LOG1P.vectors(n) ? VectorCode.FUNCTIONS : scalar).log1p(x, xOff, y, yOff, n);
  }

  @Override
  public void sigmoid(float[] x, int xOff, float[] y, int yOff, int n) {
    (SIGMOID.vectors(n) ? VectorCode.FUNCTIONS : scalar).sigmoid(x, xOff, y, yOff, n);
  }

  @Override
  public void tanh(float[] x, int xOff, float[] y, int yOff, int n) {
    (TANH.vectors(n) ? VectorCode.FUNCTIONS : scalar).tanh(x, xOff, y, yOff, n);
  }

  @Override
  public void softplus(float[] x, int xOff, float[] y, int yOff, int n) {
    (SOFTPLUS.vectors(n) ? VectorCode.FUNCTIONS : scalar).softplus(x, xOff, y, yOff, n);
  }

  @Override
  public void atan(float[] x, int xOff, float[] y, int yOff, int n) {
    (ATAN.vectors(n) ? VectorCode.FUNCTIONS : scalar).atan(x, xOff, y, yOff, n);
  }

  @Override
  public void erf(float[] x, int xOff, float[] y, int yOff, int n) {
    (ERF.vectors(n) ? VectorCode.FUNCTIONS : scalar).erf(x, xOff, y, yOff, n);
  }

  @Override
  public void erfc(float[] x, int xOff, float[] y, int yOff, int n) {
    (ERFC.vectors(n) ? VectorCode.FUNCTIONS : scalar).erfc(x, xOff, y, yOff, n);
  }

  @Override
  public void mish(float[] x, int xOff, float[] y, int yOff, int n) {
    (MISH.vectors(n) ? VectorCode.FUNCTIONS : scalar).mish(x, xOff, y, yOff, n);
  }

  @Override
  public void mishWithSlope(float[] x, int xOff, float[] y, int yOff, int n) {
    (MISH_WITH_SLOPE.vectors(n) ? VectorCode.FUNCTIONS : scalar).mishWithSlope(x, xOff, y, yOff, n);
  }
}
