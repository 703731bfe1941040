package io.github.jinbei.internal.net;

import io.github.jinbei.internal.kernel.Kernels;

/** A function that takes each element by itself, so that ranges of any shape will do. */
interface ElementFunction extends ActivationFunction {

  /** a = f(z) for n elements from {@code at} on; a may be z. */
  void forward(Kernels k, float[] z, float[] a, int at, int n, float[] scratch);

  /** d = d·f'(z) for n elements from {@code at} on. */
  void backward(Kernels k, float[] z, float[] a, float[] d, int at, int n, float[] scratch);

  /** The most elements at a time: {@link Scratch#PIECE} for those that use the scratch, which holds two such pieces. */
  default int piece() {
    return Integer.MAX_VALUE;
  }

  @Override
  default void forward(Block b) {
    pass(b, false);
  }

  @Override
  default void backward(Block b) {
    pass(b, true);
  }

  private void pass(Block b, boolean back) {
    boolean whole = b.columns == b.stride;
    int ranges = whole ? 1 : b.rows;
    int n = whole ? b.rows * b.columns : b.columns;
    int piece = piece();
    for (int r = 0; r < ranges; r++) {
      int at = b.at + r * b.stride;
      for (int i = 0, m; i < n; i += m) {
        m = Math.min(n - i, piece);
        if (back) {
          backward(b.kernels, b.z, b.a, b.delta, at + i, m, b.scratch);
        } else {
          forward(b.kernels, b.z, b.a, at + i, m, b.scratch);
        }
      }
    }
  }
}
