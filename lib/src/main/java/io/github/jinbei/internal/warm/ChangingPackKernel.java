package io.github.jinbei.internal.warm;

import io.github.jinbei.internal.gemm.PackKernel;
import io.github.jinbei.internal.gemm.TileShape;
import io.github.jinbei.internal.kernel.Kernels;

/** The copies of operands: each is scalar until its vector code is warm. */
final class ChangingPackKernel extends Theme implements PackKernel {

  /** Rows of a matrix in the calls of a warm-up, and the distance between them. */
  private static final int ROWS = 4;
  private static final int DISTANCE = 100;

  private final TileShape shape;
  private final PackKernel scalar;
  private PackKernel vector;
  private final ChangeOver copy = change(0, 1);
  private final ChangeOver slices = change(1, 1);
  private final ChangeOver transpose = change(2, 1);

  ChangingPackKernel(WarmUp warmUp, TileShape shape, PackKernel scalar) {
    super(warmUp);
    this.shape = shape;
    this.scalar = scalar;
  }

  @Override
  void vectors(Kernels vectors) {
    vector = vectors.product().pack();
  }

  @Override
  void run(int kernel, WarmData d) {
    int rows = d.k == 0 ? 0 : ROWS;
    switch (kernel) {
      case 0 -> {
        copy(rows, 2 * shape.lanes(), d.a, 0, DISTANCE, d.b, 0, DISTANCE);
        copy(rows, DISTANCE - 1, d.a, 0, DISTANCE, d.b, 0, DISTANCE);
      }
      case 1 -> slices(6 * shape.mr() - 1, d.k, d.a, 0, DISTANCE, d.slices);
      default -> transpose(d.k > 0 || d.sixteenth() ? 2 * shape.lanes() : 0, d.k + shape.lanes(), d.a, 0, DISTANCE, d.b, 0,
          DISTANCE);
    }
  }

  @Override
  public float copy(int rows, int columns, float[] from, int fromOff, int fromStep, float[] to, int toOff, int toStep) {
    return (copy.vectors(rows * columns / 2) ? vector : scalar).copy(rows, columns, from, fromOff, fromStep, to, toOff, toStep);
  }

  @Override
  public void slices(int columns, int count, float[] from, int fromOff, int fromStep, float[][] to) {
    (slices.vectors(columns * count) ? vector : scalar).slices(columns, count, from, fromOff, fromStep, to);
  }

  @Override
  public void transpose(int lines, int count, float[] from, int fromOff, int fromStep, float[] to, int toOff, int toStep) {
    (transpose.vectors(lines * count) ? vector : scalar).transpose(lines, count, from, fromOff, fromStep, to, toOff, toStep);
  }
}
