package io.github.jinbei.internal.warm;

import io.github.jinbei.internal.kernel.DropoutKernels;
import io.github.jinbei.internal.kernel.Kernels;

/** The dropout: each operation is scalar until its vector code is warm. */
final class ChangingDropout extends Theme implements DropoutKernels {

  private final DropoutKernels scalar;
  private DropoutKernels vector;
  private final ChangeOver dropout = change(0, 3);

  ChangingDropout(WarmUp warmUp, DropoutKernels scalar) {
    super(warmUp);
    this.scalar = scalar;
  }

  @Override
  void vectors(Kernels vectors) {
    vector = vectors.dropout();
  }

  @Override
  void run(int kernel, WarmData d) {
    dropout(d.a, 0, 1, 0, 1 << 20, 1f, d.b, 0, d.n);
  }

  @Override
  public void dropout(float[] x, int xOff, int key, int firstUnit, int threshold, float factor, float[] y, int yOff, int n) {
    (dropout.vectors(n) ? vector : scalar).dropout(x, xOff, key, firstUnit, threshold, factor, y, yOff, n);
  }
}
