package io.github.jinbei.internal.net;

import io.github.jinbei.internal.gemm.Epilogue;
import io.github.jinbei.internal.kernel.Kernels;

/** The epilogue of the product dW = Hᵀ·dZ: updates the weights by each block of dW, which is kept nowhere. */
final class UpdateEpilogue implements Epilogue {

  private final Kernels kernels;
  private final float[] parameters;
  private Update update;
  private ParameterRange range;

  /** Element (i, j) of dW is the gradient of parameter {@code at + i*width + j}. */
  private int at;
  private int width;

  UpdateEpilogue(Kernels kernels, float[] parameters) {
    this.kernels = kernels;
    this.parameters = parameters;
  }

  /** Points to weights: those of the first row of the product begin at {@code at}, and a row has {@code width} of them. */
  UpdateEpilogue of(Update update, ParameterRange range, int at, int width) {
    this.update = update;
    this.range = range;
    this.at = at;
    this.width = width;
    return this;
  }

  /** Updates the weights of a block of dW, which is given in {@code data}. */
  @Override
  public void accept(int i, int j, int rows, int columns, float[] data, int offset, int stride) {
    int from = at + i * width + j;
    if (columns == stride && columns == width) {
      update.apply(kernels, parameters, range, from, data, offset, rows * columns);
      return;
    }
    for (int r = 0; r < rows; r++) {
      update.apply(kernels, parameters, range, from + r * width, data, offset + r * stride, columns);
    }
  }
}
