package io.github.jinbei.internal.net;

import io.github.jinbei.internal.gemm.Epilogue;
import io.github.jinbei.internal.kernel.DropoutKernels;

/** The epilogue of the product dL/dH = dZ·Wᵀ: replaces dL/dH of a hidden layer by dL/dz, back through dropout and f. */
final class DerivativeEpilogue implements Epilogue {

  private final Block block;
  private final DropoutKernels kernels;

  /** The dropout of the layer; null without. */
  private final Dropout dropout;

  DerivativeEpilogue(Block block, Dropout dropout) {
    this.block = block;
    this.kernels = block.kernels.dropout();
    this.dropout = dropout;
  }

  /** Changes a block of {@code layer.zDelta}, in which the product has just been written. */
  @Override
  public void accept(int i, int j, int rows, int columns, float[] data, int offset, int stride) {
    if (dropout != null) {
      dropout.apply(kernels, data, data, offset, j, rows, columns);
    }
    block.part(offset, rows, j, columns).backward();
  }
}
