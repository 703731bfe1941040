package io.github.jinbei.internal.net;

import io.github.jinbei.internal.kernel.ArithmeticKernels;
import io.github.jinbei.internal.kernel.Kernels;
import io.github.jinbei.internal.kernel.ReductionKernels;

/** Sums over flat arrays: of blocks of 4,096 elements, whose sums are added in double, in order. */
final class FlatSums {

  private static final int BLOCK = 4096;

  private final ReductionKernels reductions;
  private final ArithmeticKernels arithmetic;
  private final float[] lanes = new float[ReductionKernels.REDUCTION_LANES];
  private float[] scaled;

  FlatSums(Kernels kernels) {
    this.reductions = kernels.reductions();
    this.arithmetic = kernels.arithmetic();
  }

  /** Returns total + Σx² over the elements from {@code from} up to {@code end}. */
  double addSquares(double total, float[] x, int from, int end) {
    double sum = total;
    for (int i = from; i < end; i += BLOCK) {
      sum += reductions.dot(x, i, x, i, Math.min(BLOCK, end - i), lanes);
    }
    return sum;
  }

  /** Returns total + Σ|x| over the elements from {@code from} up to {@code end}. */
  double addMagnitudes(double total, float[] x, int from, int end) {
    double sum = total;
    for (int i = from; i < end; i += BLOCK) {
      sum += reductions.sumOfMagnitudes(x, i, Math.min(BLOCK, end - i), lanes);
    }
    return sum;
  }

  /** Returns Σ(factor·x)² over all elements. */
  double scaledSquares(float factor, float[] x) {
    if (scaled == null) {
      scaled = new float[BLOCK];
    }
    double sum = 0;
    for (int i = 0; i < x.length; i += BLOCK) {
      int n = Math.min(BLOCK, x.length - i);
      arithmetic.scale(x, i, factor, scaled, 0, n);
      sum = addSquares(sum, scaled, 0, n);
    }
    return sum;
  }
}
