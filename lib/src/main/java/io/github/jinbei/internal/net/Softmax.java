package io.github.jinbei.internal.net;

import io.github.jinbei.internal.kernel.Kernels;

/**
 * a_j = exp(z_j - m) / s, with m = max z and s = Σ exp(z_j - m) over the row: of the output alone, and on whole rows.
 * Besides a, it leaves z - m in z and s in the row sums.
 */
final class Softmax implements ActivationFunction {

  @Override
  public void forward(Block b) {
    Kernels k = b.kernels;
    int units = b.columns;
    for (int r = 0; r < b.rows; r++) {
      int row = b.at + r * units;
      k.subtract(b.z, row, k.max(b.z, row, units, b.lanes), units);
    }
    k.exp(b.z, b.at, b.a, b.at, b.rows * units);
    for (int r = 0; r < b.rows; r++) {
      int row = b.at + r * units;
      b.rowSums[b.row + r] = k.sum(b.a, row, units, b.lanes);
      k.divide(b.a, row, b.rowSums[b.row + r], units);
    }
  }

  @Override
  public void backward(Block b) {
    for (int r = 0; r < b.rows; r++) {
      int row = b.at + r * b.columns;
      float mean = b.kernels.dot(b.d, row, b.a, row, b.columns, b.lanes);
      b.kernels.softmaxGradient(b.a, row, mean, b.d, row, b.columns);
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
