package io.github.jinbei.internal.net;

import io.github.jinbei.internal.kernel.Kernels;

/**
 * a = z > 0 ? positive·z : negative·(exp(z) - 1), both factors above 0: the exponential linear unit (Clevert, Unterthiner
 * and Hochreiter, 2015), scaled. At 0 the derivative is that from below, {@code negative}.
 */
public record Elu(float positive, float negative) implements ElementFunction {

  /** The self-normalising choice of Klambauer et al. (2017). */
  public static final Elu SELU = new Elu(1.0507009873554805f, (float) (1.0507009873554805 * 1.6732632423543772));

  @Override
  public void forward(Kernels k, float[] z, float[] a, int at, int n, float[] scratch) {
    k.functions().expm1(z, at, scratch, 0, n);
    k.activations().elu(z, at, scratch, 0, positive, negative, a, at, n);
  }

  @Override
  public void backward(Kernels k, float[] z, float[] a, float[] d, int at, int n, float[] scratch) {
    k.derivatives().eluGradient(a, at, positive, negative, d, at, n);
  }

  @Override
  public int piece() {
    return Scratch.PIECE;
  }
}
