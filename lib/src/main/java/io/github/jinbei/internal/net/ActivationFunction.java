package io.github.jinbei.internal.net;

import io.github.jinbei.internal.kernel.Kernels;

/**
 * The function f of a layer, a = f(z): forward, and the step back through it from dL/da to dL/dz. The derivative is taken
 * from a, so that z need not be kept. All but softmax work element by element, on ranges of any shape.
 */
public enum ActivationFunction {
  /** a = z */
  IDENTITY {
    @Override
    void forward(Kernels k, float[] z, int zOff, float[] a, int aOff, int n) {
      if (a != z) {
        System.arraycopy(z, zOff, a, aOff, n);
      }
    }

    @Override
    void backward(Kernels k, float[] a, int aOff, float[] d, int dOff, int n) {}
  },

  /** a = 1 / (1 + exp(-z)) */
  SIGMOID {
    @Override
    void forward(Kernels k, float[] z, int zOff, float[] a, int aOff, int n) {
      k.sigmoid(z, zOff, a, aOff, n);
    }

    @Override
    void backward(Kernels k, float[] a, int aOff, float[] d, int dOff, int n) {
      k.sigmoidGradient(a, aOff, d, dOff, n);
    }
  },

  /** a = tanh(z) */
  TANH {
    @Override
    void forward(Kernels k, float[] z, int zOff, float[] a, int aOff, int n) {
      k.tanh(z, zOff, a, aOff, n);
    }

    @Override
    void backward(Kernels k, float[] a, int aOff, float[] d, int dOff, int n) {
      k.tanhGradient(a, aOff, d, dOff, n);
    }
  },

  /** a = max(z, 0), with derivative 0 at 0. */
  RELU {
    @Override
    void forward(Kernels k, float[] z, int zOff, float[] a, int aOff, int n) {
      k.relu(z, zOff, a, aOff, n);
    }

    @Override
    void backward(Kernels k, float[] a, int aOff, float[] d, int dOff, int n) {
      k.reluGradient(a, aOff, d, dOff, n);
    }
  },

  /**
   * a_j = exp(z_j - m) / s, with m = max z and s = Σ exp(z_j - m) over the row: of the output alone, and on whole rows.
   * Besides a, it leaves z - m in z and s in the outputs' row sums.
   */
  SOFTMAX {
    @Override
    void forwardRows(Kernels k, Outputs o, int from, int to, float[] lanes) {
      int units = o.units;
      for (int r = from; r < to; r++) {
        k.subtract(o.z, r * units, k.max(o.z, r * units, units, lanes), units);
      }
      k.exp(o.z, from * units, o.a, from * units, (to - from) * units);
      for (int r = from; r < to; r++) {
        o.rowSums[r] = k.sum(o.a, r * units, units, lanes);
        k.divide(o.a, r * units, o.rowSums[r], units);
      }
    }

    @Override
    void backwardRows(Kernels k, Outputs o, int from, int to, float[] lanes) {
      for (int r = from; r < to; r++) {
        int row = r * o.units;
        k.softmaxGradient(o.a, row, k.dot(o.delta, row, o.a, row, o.units, lanes), o.delta, row, o.units);
      }
    }
  };

  /** a = f(z) for n elements; a may be z. */
  void forward(Kernels k, float[] z, int zOff, float[] a, int aOff, int n) {
    throw new IllegalStateException(this + " works on rows of the output alone");
  }

  /** d = d·f'(z) for n elements, given a = f(z): dL/da becomes dL/dz. */
  void backward(Kernels k, float[] a, int aOff, float[] d, int dOff, int n) {
    throw new IllegalStateException(this + " works on rows of the output alone");
  }

  /** a = f(z) for rows from .. to of the outputs; {@code lanes} is scratch. */
  void forwardRows(Kernels k, Outputs o, int from, int to, float[] lanes) {
    forward(k, o.z, from * o.units, o.a, from * o.units, (to - from) * o.units);
  }

  /** delta = delta·f'(z) for rows from .. to of the outputs, given a = f(z); {@code lanes} is scratch. */
  void backwardRows(Kernels k, Outputs o, int from, int to, float[] lanes) {
    backward(k, o.a, from * o.units, o.delta, from * o.units, (to - from) * o.units);
  }
}
