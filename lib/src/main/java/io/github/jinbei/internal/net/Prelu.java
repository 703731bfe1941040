package io.github.jinbei.internal.net;

import io.github.jinbei.internal.kernel.ActivationKernels;
import io.github.jinbei.internal.kernel.DerivativeKernels;

/**
 * PReLU (He et al., 2015): a = z > 0 ? z : α_j·z. The α of each unit is trained: dL/dα_j = Σ dL/da·z over the rows with z ≤ 0.
 * At 0 the derivative is α_j.
 *
 * @param first the initial value of each α
 */
public record Prelu(float first) implements ActivationFunction {

  @Override
  public void forward(Block b) {
    ActivationKernels k = b.kernels.activations();
    for (int r = 0; r < b.rows; r++) {
      int at = b.at + r * b.stride;
      k.prelu(b.z, at, b.parameters, b.own, b.a, at, b.columns);
    }
  }

  @Override
  public void backward(Block b) {
    DerivativeKernels k = b.kernels.derivatives();
    for (int r = 0; r < b.rows; r++) {
      int at = b.at + r * b.stride;
      k.preluGradient(b.z, at, b.parameters, b.own, b.delta, at, b.ownGradient, at, b.columns);
    }
  }

  @Override
  public boolean keepsInput() {
    return true;
  }

  @Override
  public boolean ownParameters() {
    return true;
  }

  @Override
  public float firstOwn() {
    return first;
  }
}
