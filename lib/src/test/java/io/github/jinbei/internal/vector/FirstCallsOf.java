package io.github.jinbei.internal.vector;

import io.github.jinbei.internal.gemm.ProductKernels;

/** The state of kernels in lanes: cold ones cut their first products into short blocks, warm ones do not. */
public final class FirstCallsOf {

  private FirstCallsOf() {}

  /** Returns whether the first calls of all tiles are over. */
  public static boolean areOver(ProductKernels kernels) {
    return ((VectorMicroKernel) kernels.micro()).warm();
  }
}
