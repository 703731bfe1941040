package io.github.jinbei.internal.net;

import io.github.jinbei.internal.kernel.Kernels;

/** An activation function that computes each element from that element alone, so that blocks of any shape are possible. */
interface ElementFunction extends ActivationFunction {

  /** Computes a = f(z) for n elements from {@code at} on; a may be z. May change z, as {@link #forward(Block)} does. */
  void forward(Kernels k, float[] z, float[] a, int at, int n, float[] scratch);

  /** Computes d = d·f'(z) for n elements from {@code at} on. */
  void backward(Kernels k, float[] z, float[] a, float[] d, int at, int n, float[] scratch);

  /**
   * Returns the most elements of a call: {@link Scratch#PIECE} for functions that use the scratch array, which holds two
   * pieces.
   */
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
