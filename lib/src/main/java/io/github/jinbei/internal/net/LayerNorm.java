package io.github.jinbei.internal.net;

import io.github.jinbei.internal.kernel.ArithmeticKernels;
import io.github.jinbei.internal.kernel.Kernels;
import io.github.jinbei.internal.kernel.NormKernels;
import io.github.jinbei.internal.kernel.ReductionKernels;

/**
 * Layer norm (Ba, Kiros and Hinton, 2016), for each row over the units. Forward: x̂ = (z - mean)·s with s = 1 / √(variance +
 * 1e-5), and y = γ·x̂ + β. Backward: dz = s·(γ·dy - mean(γ·dy) - x̂·mean(γ·dy·x̂)).
 */
final class LayerNorm {

  private LayerNorm() {}

  /** Replaces rows from .. to of z by x̂, and writes y, which may be z, and the s of each row. */
  static void forward(Kernels k, float[] z, float[] y, int from, int to, int units, float[] parameters, int gamma, int beta,
      float[] scales, float[] lanes) {
    ArithmeticKernels arithmetic = k.arithmetic();
    ReductionKernels reductions = k.reductions();
    NormKernels norms = k.norms();
    for (int r = from; r < to; r++) {
      int row = r * units;
      arithmetic.subtract(z, row, reductions.sum(z, row, units, lanes) / units, units);
      float variance = reductions.dot(z, row, z, row, units, lanes) / units;
      scales[r] = (float) (1 / Math.sqrt((double) variance + Normalization.EPSILON));
      arithmetic.scale(z, row, scales[r], z, row, units);
      norms.scaleAndShift(z, row, parameters, gamma, parameters, beta, y, row, units);
    }
  }

  /** Writes dz of rows from .. to, from dy and x̂. */
  static void backward(Kernels k, float[] normal, float[] dy, float[] dz, int from, int to, int units, float[] parameters,
      int gamma, float[] scales, float[] lanes) {
    ArithmeticKernels arithmetic = k.arithmetic();
    ReductionKernels reductions = k.reductions();
    NormKernels norms = k.norms();
    for (int r = from; r < to; r++) {
      int row = r * units;
      arithmetic.multiply(dy, row, parameters, gamma, dz, row, units);
      float mean = reductions.sum(dz, row, units, lanes) / units;
      float projection = reductions.dot(dz, row, normal, row, units, lanes) / units;
      norms.normGradient(normal, row, mean, projection, scales[r], dz, row, units);
    }
  }
}
