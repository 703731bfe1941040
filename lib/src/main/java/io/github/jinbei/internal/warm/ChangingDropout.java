package io.github.jinbei.internal.warm;

import io.github.jinbei.internal.kernel.DropoutKernels;

/** The dropout: each operation is scalar until its vector code is warm. */
final class ChangingDropout extends Theme<DropoutKernels> implements DropoutKernels {

  private static final Kernel DROPOUT = Kernel.of(3);

  private final DropoutKernels scalar;

  ChangingDropout(WarmUp warmUp, DropoutKernels scalar) {
    super(warmUp, DROPOUT);
    this.scalar = scalar;
  }

  @Override
  DropoutKernels code(boolean vectors) {
    return vectors ? VectorCode.DROPOUT : scalar;
  }

  @Override
  void run(DropoutKernels code, int kernel, WarmData d) {
    code.dropout(d.a, 0, 1, 0, 1 << 20, 1f, d.b, 0, d.n);
  }

  @Override
  public void dropout(float[] x, int xOff, int key, int firstUnit, int threshold, float factor, float[] y, int yOff, int n) {
    (DROPOUT.vectors(n) ? VectorCode.DROPOUT : scalar).dropout(x, xOff, key, firstUnit, threshold, factor, y, yOff, n);
  }
}
