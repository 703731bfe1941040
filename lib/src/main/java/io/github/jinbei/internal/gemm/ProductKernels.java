package io.github.jinbei.internal.gemm;

/**
 * What a backend provides to the product.
 *
 * @param micro computes microtiles
 * @param rows computes rows and single elements
 * @param pack copies operands, for microtiles of the micro-kernel's shape
 */
public record ProductKernels(MicroKernel micro, RowKernel rows, PackKernel pack) {

  /** Returns the shape of the microtiles. */
  public TileShape shape() {
    return micro.shape();
  }
}
