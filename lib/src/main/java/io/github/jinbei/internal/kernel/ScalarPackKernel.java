package io.github.jinbei.internal.kernel;

import io.github.jinbei.internal.gemm.PackKernel;
import io.github.jinbei.internal.gemm.TileShape;

/** The copies of operands without vectors. */
final class ScalarPackKernel implements PackKernel {

  private final TileShape shape;

  ScalarPackKernel(TileShape shape) {
    this.shape = shape;
  }

  @Override
  public float copy(int rows, int columns, float[] from, int fromOff, int fromStep, float[] to, int toOff, int toStep) {
    for (int p = 0; p < rows; p++) {
      System.arraycopy(from, fromOff + p * fromStep, to, toOff + p * toStep, columns);
    }
    return UNKNOWN;
  }

  @Override
  public void slices(int columns, int count, float[] from, int fromOff, int fromStep, float[][] to) {
    for (int i = 0, number = 0, width; i < columns; i += width, number++) {
      width = shape.height(columns - i);
      for (int p = 0; p < count; p++) {
        System.arraycopy(from, fromOff + p * fromStep + i, to[number], p * shape.step(), width);
      }
    }
  }

  @Override
  public void transpose(int lines, int count, float[] from, int fromOff, int fromStep, float[] to, int toOff, int toStep) {
    for (int l = 0; l < lines; l++) {
      for (int p = 0; p < count; p++) {
        to[toOff + p * toStep + l] = from[fromOff + l * fromStep + p];
      }
    }
  }
}
