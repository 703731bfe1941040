package io.github.jinbei.internal.warm;

import io.github.jinbei.internal.kernel.ArithmeticKernels;

/** The arithmetic of arrays: each operation is scalar until its vector code is warm. */
final class ChangingArithmetic extends Theme<ArithmeticKernels> implements ArithmeticKernels {

  private static final Kernel SCALE = Kernel.of(1);
  private static final Kernel MULTIPLY = Kernel.of(1);
  private static final Kernel MINUS = Kernel.of(1);
  private static final Kernel SUBTRACT = Kernel.of(1);
  private static final Kernel DIVIDE = Kernel.of(1);
  private static final Kernel CLAMP = Kernel.of(1);

  private final ArithmeticKernels scalar;

  ChangingArithmetic(WarmUp warmUp, ArithmeticKernels scalar) {
    super(warmUp, SCALE, MULTIPLY, MINUS, SUBTRACT, DIVIDE, CLAMP);
    this.scalar = scalar;
  }

  @Override
  ArithmeticKernels code(boolean vectors) {
    return vectors ? VectorCode.ARITHMETIC : scalar;
  }

  @Override
  void run(ArithmeticKernels code, int kernel, WarmData d) {
    switch (kernel) {
      case 0 -> code.scale(d.a, 0, 1f, d.b, 0, d.n);
      case 1 -> code.multiply(d.a, 0, d.b, 0, d.c, 0, d.n);
      case 2 -> code.minus(d.a, 0, d.b, 0, d.c, 0, d.n);
      case 3 -> code.subtract(d.a, 0, 1f, d.n);
      case 4 -> code.divide(d.a, 0, 1f, d.n);
      default -> code.clamp(d.a, 0, 1f, d.n);
    }
  }

  @Override
  public void scale(float[] x, int xOff, float factor, float[] y, int yOff, int n) {
    (SCALE.vectors(n) ? VectorCode.ARITHMETIC : scalar).scale(x, xOff, factor, y, yOff, n);
  }

  @Override
  public void multiply(float[] x, int xOff, float[] y, int yOff, float[] t, int tOff, int n) {
    (MULTIPLY.vectors(n) ? VectorCode.ARITHMETIC : scalar).multiply(x, xOff, y, yOff, t, tOff, n);
  }

  @Override
  public void minus(float[] x, int xOff, float[] y, int yOff, float[] t, int tOff, int n) {
    (MINUS.vectors(n) ? VectorCode.ARITHMETIC : scalar).minus(x, xOff, y, yOff, t, tOff, n);
  }

  @Override
  public void subtract(float[] x, int xOff, float value, int n) {
    (SUBTRACT.vectors(n) ? VectorCode.ARITHMETIC : scalar).subtract(x, xOff, value, n);
  }

  @Override
  public void divide(float[] x, int xOff, float value, int n) {
    (DIVIDE.vectors(n) ? VectorCode.ARITHMETIC : scalar).divide(x, xOff, value, n);
  }

  @Override
  public void clamp(float[] x, int xOff, float bound, int n) {
    (CLAMP.vectors(n) ? VectorCode.ARITHMETIC : scalar).clamp(x, xOff, bound, n);
  }
}
