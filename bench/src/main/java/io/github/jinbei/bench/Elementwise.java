package io.github.jinbei.bench;

import io.github.jinbei.internal.kernel.Kernels;

/**
 * One pass over an array, y = f(x), or for a derivative y = y·f'(x): by the library's kernels, and as one would write it
 * with {@link Math}. Activations of the library, and functions that activations to come are made of.
 */
enum Elementwise {
  RELU("relu") {
    @Override
    void run(Kernels kernels, float[] x, float[] y, int n, float[] lanes) {
      kernels.relu(x, 0, y, 0, n);
    }

    @Override
    float naive(float x, float y) {
      return Math.max(x, 0);
    }
  },

  SIGMOID("sigmoid") {
    @Override
    void run(Kernels kernels, float[] x, float[] y, int n, float[] lanes) {
      kernels.sigmoid(x, 0, y, 0, n);
    }

    @Override
    float naive(float x, float y) {
      return (float) (1 / (1 + Math.exp(-x)));
    }
  },

  TANH("tanh") {
    @Override
    void run(Kernels kernels, float[] x, float[] y, int n, float[] lanes) {
      kernels.tanh(x, 0, y, 0, n);
    }

    @Override
    float naive(float x, float y) {
      return (float) Math.tanh(x);
    }
  },

  /** Rows of {@link #UNITS} units, with the kernels that the library's output layer calls. Moves x, row by row. */
  SOFTMAX("softmax") {
    @Override
    void run(Kernels kernels, float[] x, float[] y, int n, float[] lanes) {
      for (int row = 0; row < n; row += UNITS) {
        kernels.subtract(x, row, kernels.max(x, row, UNITS, lanes), UNITS);
      }
      kernels.exp(x, 0, y, 0, n);
      for (int row = 0; row < n; row += UNITS) {
        kernels.divide(y, row, kernels.sum(y, row, UNITS, lanes), UNITS);
      }
    }

    @Override
    void naive(float[] x, float[] y, float[] to, int n) {
      for (int row = 0; row < n; row += UNITS) {
        float max = Float.NEGATIVE_INFINITY;
        for (int j = row; j < row + UNITS; j++) {
          max = Math.max(max, x[j]);
        }
        float sum = 0;
        for (int j = row; j < row + UNITS; j++) {
          to[j] = (float) Math.exp(x[j] - max);
          sum += to[j];
        }
        for (int j = row; j < row + UNITS; j++) {
          to[j] /= sum;
        }
      }
    }
  },

  RELU_GRADIENT("relu-gradient") {
    @Override
    void run(Kernels kernels, float[] x, float[] y, int n, float[] lanes) {
      kernels.reluGradient(x, 0, y, 0, n);
    }

    @Override
    float naive(float x, float y) {
      return x > 0 ? y : 0;
    }
  },

  SIGMOID_GRADIENT("sigmoid-gradient") {
    @Override
    void run(Kernels kernels, float[] x, float[] y, int n, float[] lanes) {
      kernels.sigmoidGradient(x, 0, y, 0, n);
    }

    @Override
    float naive(float x, float y) {
      return y * (x - x * x);
    }
  },

  TANH_GRADIENT("tanh-gradient") {
    @Override
    void run(Kernels kernels, float[] x, float[] y, int n, float[] lanes) {
      kernels.tanhGradient(x, 0, y, 0, n);
    }

    @Override
    float naive(float x, float y) {
      return y * (1 - x * x);
    }
  },

  /** As {@link #SOFTMAX}: y·J, with the row's Jacobian. */
  SOFTMAX_GRADIENT("softmax-gradient") {
    @Override
    void run(Kernels kernels, float[] x, float[] y, int n, float[] lanes) {
      for (int row = 0; row < n; row += UNITS) {
        kernels.softmaxGradient(x, row, kernels.dot(y, row, x, row, UNITS, lanes), y, row, UNITS);
      }
    }

    @Override
    void naive(float[] x, float[] y, float[] to, int n) {
      for (int row = 0; row < n; row += UNITS) {
        float mean = 0;
        for (int j = row; j < row + UNITS; j++) {
          mean += x[j] * y[j];
        }
        for (int j = row; j < row + UNITS; j++) {
          to[j] = x[j] * (y[j] - mean);
        }
      }
    }
  },

  SOFTPLUS("softplus") {
    @Override
    void run(Kernels kernels, float[] x, float[] y, int n, float[] lanes) {
      kernels.softplus(x, 0, y, 0, n);
    }

    @Override
    float naive(float x, float y) {
      return (float) Math.log1p(Math.exp(x));
    }
  },

  ATAN("atan") {
    @Override
    void run(Kernels kernels, float[] x, float[] y, int n, float[] lanes) {
      kernels.atan(x, 0, y, 0, n);
    }

    @Override
    float naive(float x, float y) {
      return (float) Math.atan(x);
    }
  },

  /** The plain one is formula 7.1.26 of Abramowitz and Stegun, which is off by up to {@link #ERF_ERROR}. */
  ERF("erf") {
    @Override
    void run(Kernels kernels, float[] x, float[] y, int n, float[] lanes) {
      kernels.erf(x, 0, y, 0, n);
    }

    @Override
    float naive(float x, float y) {
      double t = 1 / (1 + 0.3275911 * Math.abs(x));
      double p = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
      return (float) Math.copySign(1 - p * Math.exp(-(double) x * x), x);
    }
  };

  /** Units of a row of softmax: a power of two, so that whole rows fill the array. */
  static final int UNITS = 16;

  /** What {@link #ERF}'s plain formula is off by at most. */
  static final double ERF_ERROR = 1.5e-7;

  private static final String GRADIENT = "-gradient";

  private final String label;

  Elementwise(String label) {
    this.label = label;
  }

  /**
   * One pass with the library's kernels.
   *
   * @param x read: pre-activations, or for a gradient activations
   * @param y written; a gradient multiplies what is there, deltas
   * @param lanes scratch of {@link Kernels#REDUCTION_LANES} floats
   */
  abstract void run(Kernels kernels, float[] x, float[] y, int n, float[] lanes);

  /**
   * One plain pass. It does not write to what it reads: deltas that shrink from pass to pass would end as denormals,
   * which are slow. The kernels make them 0.
   */
  void naive(float[] x, float[] y, float[] to, int n) {
    for (int i = 0; i < n; i++) {
      to[i] = naive(x[i], y[i]);
    }
  }

  /** One element, where elements have nothing to do with each other. */
  float naive(float x, float y) {
    throw new IllegalStateException(label + " works on rows");
  }

  String label() {
    return label;
  }

  /** Whether y is read too. */
  boolean gradient() {
    return label.endsWith(GRADIENT);
  }

  /** For a gradient the function that it belongs to. */
  Elementwise function() {
    return of(label.substring(0, label.length() - GRADIENT.length()));
  }

  /**
   * The pass of this name in benchmark parameters.
   *
   * @throws IllegalArgumentException if there is none
   */
  static Elementwise of(String name) {
    StringBuilder labels = new StringBuilder();
    for (Elementwise function : values()) {
      if (function.label.equals(name)) {
        return function;
      }
      labels.append(labels.length() == 0 ? "" : ", ").append(function.label);
    }
    throw new IllegalArgumentException("function: " + name + ", expected one of " + labels);
  }
}
