package io.github.jinbei.internal.warm;

import io.github.jinbei.internal.kernel.ArithmeticKernels;
import io.github.jinbei.internal.kernel.Kernels;

/** The arithmetic of arrays: each operation is scalar until its vector code is warm. */
final class ChangingArithmetic extends Theme implements ArithmeticKernels {

  private final ArithmeticKernels scalar;
  private ArithmeticKernels vector;
  private final ChangeOver scale = change(0, 1);
  private final ChangeOver multiply = change(1, 1);
  private final ChangeOver minus = change(2, 1);
  private final ChangeOver subtract = change(3, 1);
  private final ChangeOver divide = change(4, 1);
  private final ChangeOver clamp = change(5, 1);

  ChangingArithmetic(WarmUp warmUp, ArithmeticKernels scalar) {
    super(warmUp);
    this.scalar = scalar;
  }

  @Override
  void vectors(Kernels vectors) {
    vector = vectors.arithmetic();
  }

  @Override
  void run(int kernel, WarmData d) {
    switch (kernel) {
      case 0 -> scale(d.a, 0, 1f, d.b, 0, d.n);
      case 1 -> multiply(d.a, 0, d.b, 0, d.c, 0, d.n);
      case 2 -> minus(d.a, 0, d.b, 0, d.c, 0, d.n);
      case 3 -> subtract(d.a, 0, 1f, d.n);
      case 4 -> divide(d.a, 0, 1f, d.n);
      default -> clamp(d.a, 0, 1f, d.n);
    }
  }

  @Override
  public void scale(float[] x, int xOff, float factor, float[] y, int yOff, int n) {
    (scale.vectors(n) ? vector : scalar).scale(x, xOff, factor, y, yOff, n);
  }

  @Override
  public void multiply(float[] x, int xOff, float[] y, int yOff, float[] t, int tOff, int n) {
    (multiply.vectors(n) ? vector : scalar).multiply(x, xOff, y, yOff, t, tOff, n);
  }

  @Override
  public void minus(float[] x, int xOff, float[] y, int yOff, float[] t, int tOff, int n) {
    (minus.vectors(n) ? vector : scalar).minus(x, xOff, y, yOff, t, tOff, n);
  }

  @Override
  public void subtract(float[] x, int xOff, float value, int n) {
    (subtract.vectors(n) ? vector : scalar).subtract(x, xOff, value, n);
  }

  @Override
  public void divide(float[] x, int xOff, float value, int n) {
    (divide.vectors(n) ? vector : scalar).divide(x, xOff, value, n);
  }

  @Override
  public void clamp(float[] x, int xOff, float bound, int n) {
    (clamp.vectors(n) ? vector : scalar).clamp(x, xOff, bound, n);
  }
}
