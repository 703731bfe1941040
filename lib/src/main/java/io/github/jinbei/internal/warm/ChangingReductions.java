package io.github.jinbei.internal.warm;

import io.github.jinbei.internal.kernel.Kernels;
import io.github.jinbei.internal.kernel.ReductionKernels;

/** The reductions: each operation is scalar until its vector code is warm. */
final class ChangingReductions extends Theme implements ReductionKernels {

  private final ReductionKernels scalar;
  private ReductionKernels vector;
  private final ChangeOver max = change(0, 1);
  private final ChangeOver sum = change(1, 1);
  private final ChangeOver dot = change(2, 1);
  private final ChangeOver sumOfMagnitudes = change(3, 1);
  private final ChangeOver largestMagnitude = change(4, 1);
  private final ChangeOver addRows = change(5, 1);
  private final ChangeOver addProductRows = change(6, 1);

  ChangingReductions(WarmUp warmUp, ReductionKernels scalar) {
    super(warmUp);
    this.scalar = scalar;
  }

  @Override
  void vectors(Kernels vectors) {
    vector = vectors.reductions();
  }

  @Override
  void run(int kernel, WarmData d) {
    switch (kernel) {
      case 0 -> max(d.a, 0, d.n, d.lanes);
      case 1 -> sum(d.a, 0, d.n, d.lanes);
      case 2 -> dot(d.a, 0, d.b, 0, d.n, d.lanes);
      case 3 -> sumOfMagnitudes(d.a, 0, d.n, d.lanes);
      case 4 -> largestMagnitude(d.a, 0, d.n);
      case 5 -> addRows(d.a, 0, d.n, 4, d.b, 0, d.n);
      default -> addProductRows(d.a, 0, d.n, d.b, 0, d.n, 4, d.c, 0, d.n);
    }
  }

  @Override
  public float max(float[] x, int xOff, int n, float[] lanes) {
    return (max.vectors(n) ? vector : scalar).max(x, xOff, n, lanes);
  }

  @Override
  public float sum(float[] x, int xOff, int n, float[] lanes) {
    return (sum.vectors(n) ? vector : scalar).sum(x, xOff, n, lanes);
  }

  @Override
  public float dot(float[] x, int xOff, float[] y, int yOff, int n, float[] lanes) {
    return (dot.vectors(n) ? vector : scalar).dot(x, xOff, y, yOff, n, lanes);
  }

  @Override
  public float sumOfMagnitudes(float[] x, int xOff, int n, float[] lanes) {
    return (sumOfMagnitudes.vectors(n) ? vector : scalar).sumOfMagnitudes(x, xOff, n, lanes);
  }

  @Override
  public float largestMagnitude(float[] x, int xOff, int n) {
    return (largestMagnitude.vectors(n) ? vector : scalar).largestMagnitude(x, xOff, n);
  }

  @Override
  public void addRows(float[] x, int xOff, int xRow, int rows, float[] s, int sOff, int n) {
    (addRows.vectors(rows * n) ? vector : scalar).addRows(x, xOff, xRow, rows, s, sOff, n);
  }

  @Override
  public void addProductRows(float[] x, int xOff, int xRow, float[] y, int yOff, int yRow, int rows, float[] s, int sOff,
      int n) {
    (addProductRows.vectors(rows * n) ? vector : scalar).addProductRows(x, xOff, xRow, y, yOff, yRow, rows, s, sOff, n);
  }
}
