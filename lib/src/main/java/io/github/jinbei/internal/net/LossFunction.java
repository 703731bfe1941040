package io.github.jinbei.internal.net;

import io.github.jinbei.internal.kernel.Kernels;
import io.github.jinbei.internal.kernel.ScalarMath;

/**
 * The loss of each row, Σ over outputs, and its delta dL/dz at the output layer. Logistic and softmax cross-entropy are
 * taken from the pre-activation z, so that they never overflow.
 */
public enum LossFunction {
  /** ½ Σ (a - y)², on any output function. */
  SQUARED_ERROR {
    @Override
    public boolean accepts(ActivationFunction output) {
      return true;
    }

    @Override
    void rows(Kernels k, Outputs o, int from, int to, float[] lanes) {
      difference(k, o, from, to);
      for (int r = from; r < to; r++) {
        int row = r * o.units;
        o.losses[r] = 0.5 * k.dot(o.delta, row, o.delta, row, o.units, lanes);
      }
    }

    @Override
    void delta(Kernels k, Outputs o, ActivationFunction output, int from, int to, float[] lanes) {
      difference(k, o, from, to);
      output.backwardRows(k, o, from, to, lanes);
    }
  },

  /** Σ max(z, 0) - z·y + ln(1 + exp(-|z|)): the cross-entropy -y ln a - (1-y) ln(1-a) of a = sigmoid(z). */
  BINARY_CROSS_ENTROPY {
    @Override
    public boolean accepts(ActivationFunction output) {
      return output == ActivationFunction.SIGMOID;
    }

    @Override
    void rows(Kernels k, Outputs o, int from, int to, float[] lanes) {
      int start = from * o.units;
      k.binaryCrossEntropy(o.z, start, o.y, start, o.delta, start, (to - from) * o.units);
      for (int r = from; r < to; r++) {
        o.losses[r] = k.sum(o.delta, r * o.units, o.units, lanes);
      }
    }

    @Override
    void delta(Kernels k, Outputs o, ActivationFunction output, int from, int to, float[] lanes) {
      difference(k, o, from, to);
    }
  },

  /** Σ y·(ln s - (z - m)): the cross-entropy -Σ y ln a of a = softmax(z), for rows y that add up to 1. */
  CROSS_ENTROPY {
    @Override
    public boolean accepts(ActivationFunction output) {
      return output == ActivationFunction.SOFTMAX;
    }

    @Override
    void rows(Kernels k, Outputs o, int from, int to, float[] lanes) {
      for (int r = from; r < to; r++) {
        int row = r * o.units;
        o.losses[r] = ScalarMath.log(o.rowSums[r]) - k.dot(o.y, row, o.z, row, o.units, lanes);
      }
    }

    @Override
    void delta(Kernels k, Outputs o, ActivationFunction output, int from, int to, float[] lanes) {
      difference(k, o, from, to);
    }
  };

  /** Whether the loss can be taken of this output function. */
  public abstract boolean accepts(ActivationFunction output);

  /** Writes the losses of rows from .. to, whose z and a are in {@code o}. Overwrites their deltas; lanes is scratch. */
  abstract void rows(Kernels k, Outputs o, int from, int to, float[] lanes);

  /** Makes the delta of rows from .. to, dL/dz; {@code lanes} is scratch. */
  abstract void delta(Kernels k, Outputs o, ActivationFunction output, int from, int to, float[] lanes);

  private static void difference(Kernels k, Outputs o, int from, int to) {
    int start = from * o.units;
    k.difference(o.a, start, o.y, start, o.delta, start, (to - from) * o.units);
  }
}
