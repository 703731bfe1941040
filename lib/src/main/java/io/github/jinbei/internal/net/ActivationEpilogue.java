package io.github.jinbei.internal.net;

import io.github.jinbei.internal.gemm.Epilogue;
import io.github.jinbei.internal.kernel.DropoutKernels;

/** The epilogue of the forward product of a hidden layer: a = f(z), then dropout. */
final class ActivationEpilogue implements Epilogue {

  private final Block block;
  private final LayerBuffers layer;
  private final DropoutKernels kernels;

  /** The dropout of the layer; null without. */
  private final Dropout dropout;

  ActivationEpilogue(Block block, LayerBuffers layer, Dropout dropout) {
    this.block = block;
    this.layer = layer;
    this.kernels = block.kernels.dropout();
    this.dropout = dropout;
  }

  /** Computes whole rows from .. to, for a layer whose norm stands between the product and f. */
  void rows(int from, int to) {
    accept(0, 0, to - from, layer.units, layer.z, from * layer.units, layer.units);
  }

  /** Reads a block of {@code layer.z}, in which the product has just been written, and writes the same indices of a and out. */
  @Override
  public void accept(int i, int j, int rows, int columns, float[] data, int offset, int stride) {
    block.part(offset, rows, j, columns).forward();
    if (dropout != null) {
      dropout.apply(kernels, layer.a, layer.out, offset, j, rows, columns);
    }
  }
}
