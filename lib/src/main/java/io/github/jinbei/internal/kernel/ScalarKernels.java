package io.github.jinbei.internal.kernel;

import io.github.jinbei.internal.gemm.ProductKernels;
import io.github.jinbei.internal.gemm.TileShape;

/** The operations, one element at a time: the backend without vectors, and the oracle for the vector backend. */
public final class ScalarKernels {

  private ScalarKernels() {}

  /** Creates the operations, with microtiles that suit scalar code. */
  public static Kernels create() {
    return create(TileShape.scalar());
  }

  /** Creates the operations, with microtiles of the given shape. */
  public static Kernels create(TileShape shape) {
    ProductKernels product =
        new ProductKernels(shape, new ScalarMicroKernel(shape), new ScalarRowKernel(), new ScalarPackKernel(shape));
    return new Kernels(Float.SIZE, product, new ScalarFunctions(), new ScalarActivations(), new ScalarDerivatives(),
        new ScalarLosses(), new ScalarNorms(), new ScalarDropout(), new ScalarUpdates(), new ScalarArithmetic(),
        new ScalarReductions());
  }
}
