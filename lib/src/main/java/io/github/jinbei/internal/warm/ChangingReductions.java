package io.github.jinbei.internal.warm;

import io.github.jinbei.internal.kernel.ReductionKernels;

/** The reductions: each operation is scalar until its vector code is warm. */
final class ChangingReductions extends Theme<ReductionKernels> implements ReductionKernels {

  private static final Kernel MAX = Kernel.of(1);
  private static final Kernel SUM = Kernel.of(1);
  private static final Kernel DOT = Kernel.of(1);
  private static final Kernel SUM_OF_MAGNITUDES = Kernel.of(1);
  private static final Kernel LARGEST_MAGNITUDE = Kernel.of(1);
  private static final Kernel ADD_ROWS = Kernel.of(1);
  private static final Kernel ADD_PRODUCT_ROWS = Kernel.of(1);

  private final ReductionKernels scalar;

  ChangingReductions(WarmUp warmUp, ReductionKernels scalar) {
    super(warmUp, MAX, SUM, DOT, SUM_OF_MAGNITUDES, LARGEST_MAGNITUDE, ADD_ROWS, ADD_PRODUCT_ROWS);
    this.scalar = scalar;
  }

  @Override
  ReductionKernels code(boolean vectors) {
    return vectors ? VectorCode.REDUCTIONS : scalar;
  }

  @Override
  void run(ReductionKernels code, int kernel, WarmData d) {
    switch (kernel) {
      case 0 -> code.max(d.a, 0, d.n, d.lanes);
      case 1 -> code.sum(d.a, 0, d.n, d.lanes);
      case 2 -> code.dot(d.a, 0, d.b, 0, d.n, d.lanes);
      case 3 -> code.sumOfMagnitudes(d.a, 0, d.n, d.lanes);
      case 4 -> code.largestMagnitude(d.a, 0, d.n);
      case 5 -> code.addRows(d.a, 0, d.n, 4, d.b, 0, d.n);
      default -> code.addProductRows(d.a, 0, d.n, d.b, 0, d.n, 4, d.c, 0, d.n);
    }
  }

  @Override
  public float max(float[] x, int xOff, int n, float[] lanes) {
    return (MAX.vectors(n) ? VectorCode.REDUCTIONS : scalar).max(x, xOff, n, lanes);
  }

  @Override
  public float sum(float[] x, int xOff, int n, float[] lanes) {
    return (SUM.vectors(n) ? VectorCode.REDUCTIONS : scalar).sum(x, xOff, n, lanes);
  }

  @Override
  public float dot(float[] x, int xOff, float[] y, int yOff, int n, float[] lanes) {
    return (DOT.vectors(n) ? VectorCode.REDUCTIONS : scalar).dot(x, xOff, y, yOff, n, lanes);
  }

  @Override
  public float sumOfMagnitudes(float[] x, int xOff, int n, float[] lanes) {
    return (SUM_OF_MAGNITUDES.vectors(n) ? VectorCode.REDUCTIONS : scalar).sumOfMagnitudes(x, xOff, n, lanes);
  }

  @Override
  public float largestMagnitude(float[] x, int xOff, int n) {
    return (LARGEST_MAGNITUDE.vectors(n) ? VectorCode.REDUCTIONS : scalar).largestMagnitude(x, xOff, n);
  }

  @Override
  public void addRows(float[] x, int xOff, int xRow, int rows, float[] s, int sOff, int n) {
    (ADD_ROWS.vectors(rows * n) ? VectorCode.REDUCTIONS : scalar).addRows(x, xOff, xRow, rows, s, sOff, n);
  }

  @Override
  public void addProductRows(float[] x, int xOff, int xRow, float[] y, int yOff, int yRow, int rows, float[] s, int sOff,
      int n) {
    (ADD_PRODUCT_ROWS.vectors(rows * n) ? VectorCode.REDUCTIONS : scalar).addProductRows(x, xOff, xRow, y, yOff, yRow, rows,
        s, sOff, n);
  }
}
