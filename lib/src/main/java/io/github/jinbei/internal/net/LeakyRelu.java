package io.github.jinbei.internal.net;

import io.github.jinbei.internal.kernel.Kernels;

/** a = z > 0 ? z : slope·z with a slope of at least 0, which is also the derivative at 0 (Maas, Hannun and Ng, 2013). */
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
