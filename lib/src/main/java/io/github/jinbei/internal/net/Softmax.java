package io.github.jinbei.internal.net;

import io.github.jinbei.internal.kernel.ArithmeticKernels;
import io.github.jinbei.internal.kernel.DerivativeKernels;
import io.github.jinbei.internal.kernel.ReductionKernels;

/**
 * Softmax: a_j = exp(z_j - m) / s, with m = max z and s = Σ exp(z_j - m) over the row. It needs whole rows, and only the output
 * layer can have it. It also writes z - m to z, and s to the row sums.
 */
final class Softmax implements ActivationFunction {

  @Override
  public void forward(Block b) {
    ArithmeticKernels arithmetic = b.kernels.arithmetic();
    ReductionKernels reductions = b.reductions;
    int units = b.columns;
    for (int r = 0; r < b.rows; r++) {
      int row = b.at + r * units;
      arithmetic.subtract(b.z, row, reductions.max(b.z, row, units, b.lanes), units);
    }
    b.kernels.functions().exp(b.z, b.at, b.a, b.at, b.rows * units);
    for (int r = 0; r < b.rows; r++) {
      int row = b.at + r * units;
      b.rowSums[b.row + r] = reductions.sum(b.a, row, units, b.lanes);
      arithmetic.divide(b.a, row, b.rowSums[b.row + r], units);
    }
  }

  @Override
  public void backward(Block b) {
    DerivativeKernels derivatives = b.kernels.derivatives();
    for (int r = 0; r < b.rows; r++) {
      int row = b.at + r * b.columns;
      float mean = b.reductions.dot(b.delta, row, b.a, row, b.columns, b.lanes);
      derivatives.softmaxGradient(b.a, row, mean, b.delta, row, b.columns);
    }
  }

  @Override
  public boolean wholeRows() {
    return true;
  }

  @Override
  public String toString() {
    return "SOFTMAX";
  }
}
