package io.github.jinbei.internal.kernel;

import io.github.jinbei.internal.gemm.ProductKernels;
import io.github.jinbei.internal.gemm.RowKernel;
import io.github.jinbei.internal.gemm.TileShape;

/** The operations, one element at a time: the backend without vectors, and the oracle for the vector backend. */
public final class ScalarKernels {

  private ScalarKernels() {}

  /** Creates the operations. */
  public static Kernels create() {
    return new Kernels(Float.SIZE, product(), new ScalarFunctions(), new ScalarActivations(), new ScalarDerivatives(),
        new ScalarLosses(), new ScalarNorms(), new ScalarDropout(), new ScalarUpdates(), new ScalarArithmetic(),
        new ScalarReductions());
  }

  private static ProductKernels product() {
    TileShape shape = TileShape.scalar();
    RowKernel rows = new ScalarRowKernel();
    return new ProductKernels(shape, new ScalarMicroKernel(shape, rows), rows, new ScalarPackKernel(shape));
  }
}
