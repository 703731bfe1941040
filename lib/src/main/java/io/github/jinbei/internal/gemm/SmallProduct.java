package io.github.jinbei.internal.gemm;

/** A whole small product of fewer columns than a vector has lanes: element by element, without padding. */
final class SmallProduct {

  private final MicroKernel micro;
  private final RowKernel kernel;
  private final TileShape shape;
  private final Scratch scratch;

  SmallProduct(ProductKernels kernels, Scratch scratch) {
    this.micro = kernels.micro();
    this.kernel = kernels.rows();
    this.shape = kernels.shape();
    this.scratch = scratch;
  }

  /** Computes {@code C = S + A·B}, operands of any strides. */
  void multiply(int m, int n, int k, Matrix a, Matrix b, Matrix start, Matrix c, Epilogue epilogue) {
    Matrix target = c != null ? c : scratch.block(0, m, 0, n);
    boolean rowOfTransposed = n == 1 && a.rowStride == 1 && target.rowStride == 1 && start.zero();
    if (rowOfTransposed && m >= shape.lanes() && m <= shape.nr()) {
      // A column of C as the row of the transposed product, whose B is Aᵀ as it stands: a·b is b·a.
      micro.tile(1, m, k, b.data, b.offset, 1, b.rowStride, a.data, a.offset, a.columnStride,
          start.data, 0, 0, target.data, target.offset, 0);
    } else {
      kernel.elements(m, n, k, a.data, a.offset, a.rowStride, a.columnStride, b.data, b.offset, b.rowStride, b.columnStride,
          start.data, start.offset, start.rowStride, start.columnStride, target.data, target.offset, target.rowStride);
    }
    if (epilogue != null) {
      epilogue.accept(0, 0, m, n, target.data, target.offset, target.rowStride);
    }
  }
}
