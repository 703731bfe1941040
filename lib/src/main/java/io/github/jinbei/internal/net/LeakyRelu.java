package io.github.jinbei.internal.net;

import io.github.jinbei.internal.kernel.Kernels;

/**
 * The leaky ReLU: a = z > 0 ? z : slope·z (Maas, Hannun and Ng, 2013). At 0 the derivative is {@code slope}.
 *
 * @param slope the slope below 0, at least 0
 */
public record LeakyRelu(float slope) implements ElementFunction {

  @Override
  public void forward(Kernels k, float[] z, float[] a, int at, int n, float[] scratch) {
    k.activations().leakyRelu(z, at, slope, a, at, n);
  }

  @Override
  public void backward(Kernels k, float[] z, float[] a, float[] d, int at, int n, float[] scratch) {
    k.derivatives().leakyReluGradient(a, at, slope, d, at, n);
  }
}
