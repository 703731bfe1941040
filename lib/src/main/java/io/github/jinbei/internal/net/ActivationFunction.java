package io.github.jinbei.internal.net;

import io.github.jinbei.internal.kernel.Kernels;

/**
 * The function f of a layer, a = f(z), on a block of rows: forward, and the step back through it from dL/da to dL/dz.
 * The derivative is taken from a, so that z need not be kept.
 */
public enum ActivationFunction {
  /** a = z */
  IDENTITY {
    @Override
    void forward(Kernels k, float[] z, float[] a, int rows, int units, Scratch scratch) {
      if (a != z) {
        System.arraycopy(z, 0, a, 0, rows * units);
      }
    }

    @Override
    void backward(Kernels k, float[] a, float[] d, int rows, int units, Scratch scratch) {}
  },

  /** a = 1 / (1 + exp(-z)) */
  SIGMOID {
    @Override
    void forward(Kernels k, float[] z, float[] a, int rows, int units, Scratch scratch) {
      k.sigmoid(z, 0, a, 0, rows * units);
    }

    @Override
    void backward(Kernels k, float[] a, float[] d, int rows, int units, Scratch scratch) {
      k.sigmoidGradient(a, 0, d, 0, rows * units);
    }
  },

  /** a = tanh(z) */
  TANH {
    @Override
    void forward(Kernels k, float[] z, float[] a, int rows, int units, Scratch scratch) {
      k.tanh(z, 0, a, 0, rows * units);
    }

    @Override
    void backward(Kernels k, float[] a, float[] d, int rows, int units, Scratch scratch) {
      k.tanhGradient(a, 0, d, 0, rows * units);
    }
  },

  /** a = max(z, 0), with derivative 0 at 0. */
  RELU {
    @Override
    void forward(Kernels k, float[] z, float[] a, int rows, int units, Scratch scratch) {
      k.relu(z, 0, a, 0, rows * units);
    }

    @Override
    void backward(Kernels k, float[] a, float[] d, int rows, int units, Scratch scratch) {
      k.reluGradient(a, 0, d, 0, rows * units);
    }
  },

  /**
   * a_j = exp(z_j - m) / s, with m = max z and s = Σ exp(z_j - m) over the row. Besides a, it leaves z - m in z (unless
   * a is z) and s in the scratch's row sums.
   */
  SOFTMAX {
    @Override
    void forward(Kernels k, float[] z, float[] a, int rows, int units, Scratch scratch) {
      for (int r = 0; r < rows; r++) {
        k.subtract(z, r * units, k.max(z, r * units, units, scratch.lanes), units);
      }
      k.exp(z, 0, a, 0, rows * units);
      for (int r = 0; r < rows; r++) {
        scratch.rowSums[r] = k.sum(a, r * units, units, scratch.lanes);
        k.divide(a, r * units, scratch.rowSums[r], units);
      }
    }

    @Override
    void backward(Kernels k, float[] a, float[] d, int rows, int units, Scratch scratch) {
      for (int r = 0; r < rows; r++) {
        int row = r * units;
        k.softmaxGradient(a, row, k.dot(d, row, a, row, units, scratch.lanes), d, row, units);
      }
    }
  };

  /** a = f(z) for [rows][units]; a may be z. */
  abstract void forward(Kernels k, float[] z, float[] a, int rows, int units, Scratch scratch);

  /** d = d·f'(z) for [rows][units], given a = f(z): dL/da becomes dL/dz. */
  abstract void backward(Kernels k, float[] a, float[] d, int rows, int units, Scratch scratch);
}
