package io.github.jinbei.internal.net;

import io.github.jinbei.internal.kernel.Kernels;
import io.github.jinbei.internal.kernel.ScalarMath;

/** The losses without parameters. */
public enum PlainLoss implements LossFunction {
  /** ½ Σ (a - y)², on any output function with a derivative. */
  SQUARED_ERROR {
    @Override
    public boolean accepts(ActivationFunction output) {
      return output.passesGradient();
    }

    @Override
    public void rows(Outputs o, Block b, int from, int to) {
      difference(o, b.kernels, from, to);
      for (int r = from; r < to; r++) {
        int row = r * o.units;
        o.losses[r] = 0.5 * b.kernels.dot(o.delta, row, o.delta, row, o.units, b.lanes);
      }
    }

    @Override
    public void delta(Outputs o, Block b, ActivationFunction output, int from, int to) {
      difference(o, b.kernels, from, to);
      output.backward(b.outputs(o, from, to));
    }
  },

  /** Σ |a - y|, on any output function; its derivative at a = y is 0. */
  ABSOLUTE_ERROR {
    @Override
    public boolean accepts(ActivationFunction output) {
      return output.passesGradient();
    }

    @Override
    public void rows(Outputs o, Block b, int from, int to) {
      int start = from * o.units;
      b.kernels.absoluteDifference(o.a, start, o.y, start, o.delta, start, (to - from) * o.units);
      o.sumRows(b, from, to);
    }

    @Override
    public void delta(Outputs o, Block b, ActivationFunction output, int from, int to) {
      int start = from * o.units;
      b.kernels.signs(o.a, start, o.y, start, o.delta, start, (to - from) * o.units);
      output.backward(b.outputs(o, from, to));
    }
  },

  /** Σ max(z, 0) - z·y + ln(1 + exp(-|z|)): the cross-entropy -y ln a - (1-y) ln(1-a) of a = sigmoid(z). */
  BINARY_CROSS_ENTROPY {
    @Override
    public boolean accepts(ActivationFunction output) {
      return output == Elementwise.SIGMOID;
    }

    @Override
    public void rows(Outputs o, Block b, int from, int to) {
      int start = from * o.units;
      b.kernels.binaryCrossEntropy(o.z, start, o.y, start, o.delta, start, (to - from) * o.units);
      o.sumRows(b, from, to);
    }

    @Override
    public void delta(Outputs o, Block b, ActivationFunction output, int from, int to) {
      difference(o, b.kernels, from, to);
    }
  },

  /** Σ y·(ln s - (z - m)): the cross-entropy -Σ y ln a of a = softmax(z), for rows y that add up to 1. */
  CROSS_ENTROPY {
    @Override
    public boolean accepts(ActivationFunction output) {
      return output == ActivationFunction.SOFTMAX;
    }

    @Override
    public void rows(Outputs o, Block b, int from, int to) {
      for (int r = from; r < to; r++) {
        int row = r * o.units;
        o.losses[r] = ScalarMath.log(o.rowSums[r]) - b.kernels.dot(o.y, row, o.z, row, o.units, b.lanes);
      }
    }

    @Override
    public void delta(Outputs o, Block b, ActivationFunction output, int from, int to) {
      difference(o, b.kernels, from, to);
    }
  },

  /** Σ (a - y)·z for a = step(z): |z| of a unit on the wrong side, with the delta a - y of Rosenblatt's rule (1958). */
  PERCEPTRON {
    @Override
    public boolean accepts(ActivationFunction output) {
      return output == Elementwise.STEP;
    }

    @Override
    public void rows(Outputs o, Block b, int from, int to) {
      difference(o, b.kernels, from, to);
      for (int r = from; r < to; r++) {
        int row = r * o.units;
        o.losses[r] = b.kernels.dot(o.delta, row, o.z, row, o.units, b.lanes);
      }
    }

    @Override
    public void delta(Outputs o, Block b, ActivationFunction output, int from, int to) {
      difference(o, b.kernels, from, to);
    }
  };

  private static void difference(Outputs o, Kernels k, int from, int to) {
    int start = from * o.units;
    k.difference(o.a, start, o.y, start, o.delta, start, (to - from) * o.units);
  }
}
