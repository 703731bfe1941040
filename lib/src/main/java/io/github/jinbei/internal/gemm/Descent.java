package io.github.jinbei.internal.gemm;

/**
 * Moves a matrix W down the product G, tile by tile: {@code W = fma(-rate, fma(decay, W, G*scale), W)}. W overlaps neither
 * operand of the product.
 */
public final class Descent {

  final Matrix w = new Matrix();
  final float[] factors = new float[3];

  /** Aims at W, whose columns have stride 1. */
  public Descent set(float[] data, int offset, int rowStride, float scale, float decay, float rate) {
    w.set(data, offset, rowStride, 1);
    factors[0] = scale;
    factors[1] = decay;
    factors[2] = -rate;
    return this;
  }
}
