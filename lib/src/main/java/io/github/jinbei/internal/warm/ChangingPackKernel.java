package io.github.jinbei.internal.warm;

import io.github.jinbei.internal.gemm.PackKernel;
import io.github.jinbei.internal.gemm.TileShape;

/** The copies of operands: each is scalar until its vector code is warm. */
final class ChangingPackKernel extends Theme<PackKernel> implements PackKernel {

  private static final Kernel COPY = Kernel.of(1);
  private static final Kernel SLICES = Kernel.of(1);
  private static final Kernel TRANSPOSE = Kernel.of(1);

  /** Rows of a matrix in the calls of a warm-up, and the distance between them. */
  private static final int ROWS = 4;
  private static final int DISTANCE = 100;

  private final TileShape shape;
  private final PackKernel scalar;

  ChangingPackKernel(WarmUp warmUp, TileShape shape, PackKernel scalar) {
    super(warmUp, COPY, SLICES, TRANSPOSE);
    this.scalar = scalar;
    this.shape = shape;
  }

  @Override
  PackKernel code(boolean vectors) {
    return vectors ? VectorCode.PACK : scalar;
  }

  @Override
  void run(PackKernel code, int kernel, WarmData d) {
    int rows = d.k == 0 ? 0 : ROWS;
    switch (kernel) {
      case 0 -> {
        code.copy(rows, 2 * shape.lanes(), d.a, 0, DISTANCE, d.b, 0, DISTANCE);
        code.copy(rows, DISTANCE - 1, d.a, 0, DISTANCE, d.b, 0, DISTANCE);
      }
      case 1 -> code.slices(6 * shape.mr() - 1, d.k, d.a, 0, DISTANCE, d.slices);
      default -> code.transpose(d.k > 0 || d.sixteenth() ? 2 * shape.lanes() : 0, d.k + shape.lanes(), d.a, 0, DISTANCE, d.b, 0,
          DISTANCE);
    }
  }

  @Override
  public float copy(int rows, int columns, float[] from, int fromOff, int fromStep, float[] to, int toOff, int toStep) {
    return (COPY.vectors(rows * columns / 2) ? VectorCode.PACK : scalar).copy(rows, columns, from, fromOff, fromStep, to,
        toOff, toStep);
  }

  @Override
  public void slices(int columns, int count, float[] from, int fromOff, int fromStep, float[][] to) {
    (SLICES.vectors(columns * count) ? VectorCode.PACK : scalar).slices(columns, count, from, fromOff, fromStep, to);
  }

  @Override
  public void transpose(int lines, int count, float[] from, int fromOff, int fromStep, float[] to, int toOff, int toStep) {
    (TRANSPOSE.vectors(lines * count) ? VectorCode.PACK : scalar).transpose(lines, count, from, fromOff, fromStep, to, toOff,
        toStep);
  }
}
