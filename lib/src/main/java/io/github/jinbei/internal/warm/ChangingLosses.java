package io.github.jinbei.internal.warm;

import io.github.jinbei.internal.kernel.Kernels;
import io.github.jinbei.internal.kernel.LossKernels;

/** The costs and their derivatives: each operation is scalar until its vector code is warm. */
final class ChangingLosses extends Theme implements LossKernels {

  private final LossKernels scalar;
  private LossKernels vector;
  private final ChangeOver difference = change(0, 1);
  private final ChangeOver absoluteDifference = change(1, 1);
  private final ChangeOver signs = change(2, 1);
  private final ChangeOver huber = change(3, 1);
  private final ChangeOver huberGradient = change(4, 1);
  private final ChangeOver binaryCrossEntropy = change(5, 14);

  ChangingLosses(WarmUp warmUp, LossKernels scalar) {
    super(warmUp);
    this.scalar = scalar;
  }

  @Override
  void vectors(Kernels vectors) {
    vector = vectors.losses();
  }

  @Override
  void run(int kernel, WarmData d) {
    switch (kernel) {
      case 0 -> difference(d.a, 0, d.b, 0, d.c, 0, d.n);
      case 1 -> absoluteDifference(d.a, 0, d.b, 0, d.c, 0, d.n);
      case 2 -> signs(d.a, 0, d.b, 0, d.c, 0, d.n);
      case 3 -> huber(d.a, 0, d.b, 0, 1f, d.c, 0, d.n);
      case 4 -> huberGradient(d.a, 0, d.b, 0, 1f, d.c, 0, d.n);
      default -> binaryCrossEntropy(d.a, 0, d.b, 0, d.c, 0, d.n);
    }
  }

  @Override
  public void difference(float[] x, int xOff, float[] y, int yOff, float[] d, int dOff, int n) {
    (difference.vectors(n) ? vector : scalar).difference(x, xOff, y, yOff, d, dOff, n);
  }

  @Override
  public void absoluteDifference(float[] x, int xOff, float[] y, int yOff, float[] d, int dOff, int n) {
    (absoluteDifference.vectors(n) ? vector : scalar).absoluteDifference(x, xOff, y, yOff, d, dOff, n);
  }

  @Override
  public void signs(float[] x, int xOff, float[] y, int yOff, float[] d, int dOff, int n) {
    (signs.vectors(n) ? vector : scalar).signs(x, xOff, y, yOff, d, dOff, n);
  }

  @Override
  public void huber(float[] x, int xOff, float[] y, int yOff, float bound, float[] c, int cOff, int n) {
    (huber.vectors(n) ? vector : scalar).huber(x, xOff, y, yOff, bound, c, cOff, n);
  }

  @Override
  public void huberGradient(float[] x, int xOff, float[] y, int yOff, float bound, float[] d, int dOff, int n) {
    (huberGradient.vectors(n) ? vector : scalar).huberGradient(x, xOff, y, yOff, bound, d, dOff, n);
  }

  @Override
  public void binaryCrossEntropy(float[] z, int zOff, float[] y, int yOff, float[] c, int cOff, int n) {
    (binaryCrossEntropy.vectors(n) ? vector : scalar).binaryCrossEntropy(z, zOff, y, yOff, c, cOff, n);
  }
}
