package io.github.jinbei.internal.net;

import io.github.jinbei.internal.kernel.Kernels;

/**
 * The scaled exponential linear unit: a = z > 0 ? positive·z : negative·(exp(z) - 1) (Clevert, Unterthiner and Hochreiter,
 * 2015). At 0 the derivative is the one from below, {@code negative}.
 *
 * @param positive factor of positive z, above 0
 * @param negative factor of the exponential, above 0
 */
public record Elu(float positive, float negative) implements ElementFunction {

  /** The self-normalizing factors of Klambauer et al. (2017). */
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
