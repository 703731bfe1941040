package io.github.jinbei.internal.net;

import io.github.jinbei.internal.kernel.Kernels;
import io.github.jinbei.internal.kernel.ScalarMath;

/**
 * The loss of a batch, Σ over rows and outputs, and its delta dL/dz at the output layer. Logistic and softmax
 * cross-entropy are taken from the pre-activation z, so that they never overflow.
 */
public enum LossFunction {
  /** ½ Σ (a - y)², on any output function. */
  SQUARED_ERROR {
    @Override
    public boolean accepts(ActivationFunction output) {
      return true;
    }

    @Override
    double value(Kernels k, Outputs o, int rows, Scratch scratch) {
      k.difference(o.a, 0, o.y, 0, o.delta, 0, rows * o.units);
      double total = 0;
      for (int r = 0; r < rows; r++) {
        int row = r * o.units;
        total += 0.5 * k.dot(o.delta, row, o.delta, row, o.units, scratch.lanes);
      }
      return total;
    }

    @Override
    void delta(Kernels k, Outputs o, ActivationFunction output, int rows, Scratch scratch) {
      k.difference(o.a, 0, o.y, 0, o.delta, 0, rows * o.units);
      output.backward(k, o.a, o.delta, rows, o.units, scratch);
    }
  },

  /** Σ max(z, 0) - z·y + ln(1 + exp(-|z|)): the cross-entropy -y ln a - (1-y) ln(1-a) of a = sigmoid(z). */
  BINARY_CROSS_ENTROPY {
    @Override
    public boolean accepts(ActivationFunction output) {
      return output == ActivationFunction.SIGMOID;
    }

    @Override
    double value(Kernels k, Outputs o, int rows, Scratch scratch) {
      k.binaryCrossEntropy(o.z, 0, o.y, 0, o.delta, 0, rows * o.units);
      double total = 0;
      for (int r = 0; r < rows; r++) {
        total += k.sum(o.delta, r * o.units, o.units, scratch.lanes);
      }
      return total;
    }

    @Override
    void delta(Kernels k, Outputs o, ActivationFunction output, int rows, Scratch scratch) {
      k.difference(o.a, 0, o.y, 0, o.delta, 0, rows * o.units);
    }
  },

  /** Σ y·(ln s - (z - m)): the cross-entropy -Σ y ln a of a = softmax(z), for rows y that add up to 1. */
  CROSS_ENTROPY {
    @Override
    public boolean accepts(ActivationFunction output) {
      return output == ActivationFunction.SOFTMAX;
    }

    @Override
    double value(Kernels k, Outputs o, int rows, Scratch scratch) {
      double total = 0;
      for (int r = 0; r < rows; r++) {
        int row = r * o.units;
        total += ScalarMath.log(scratch.rowSums[r]) - k.dot(o.y, row, o.z, row, o.units, scratch.lanes);
      }
      return total;
    }

    @Override
    void delta(Kernels k, Outputs o, ActivationFunction output, int rows, Scratch scratch) {
      k.difference(o.a, 0, o.y, 0, o.delta, 0, rows * o.units);
    }
  };

  /** Whether the loss can be taken of this output function. */
  public abstract boolean accepts(ActivationFunction output);

  /** The loss of the batch whose z and a are in {@code o}; rows are added in double, in order. Overwrites o.delta. */
  abstract double value(Kernels k, Outputs o, int rows, Scratch scratch);

  /** Makes o.delta = dL/dz, [rows][units]. */
  abstract void delta(Kernels k, Outputs o, ActivationFunction output, int rows, Scratch scratch);
}
