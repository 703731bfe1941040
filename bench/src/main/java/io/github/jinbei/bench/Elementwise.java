package io.github.jinbei.bench;

import io.github.jinbei.internal.kernel.Kernels;

/** One pass over an array: the library's kernels, and beside them the plainest pass there is. */
enum Elementwise {
  RELU("relu") {
    @Override
    void run(Kernels kernels, float[] x, float[] y, int n) {
      kernels.relu(x, 0, y, 0, n);
    }
  },

  SIGMOID("sigmoid") {
    @Override
    void run(Kernels kernels, float[] x, float[] y, int n) {
      kernels.sigmoid(x, 0, y, 0, n);
    }
  },

  TANH("tanh") {
    @Override
    void run(Kernels kernels, float[] x, float[] y, int n) {
      kernels.tanh(x, 0, y, 0, n);
    }
  },

  RELU_GRADIENT("relu-gradient") {
    @Override
    void run(Kernels kernels, float[] x, float[] y, int n) {
      kernels.reluGradient(x, 0, y, 0, n);
    }
  },

  SIGMOID_GRADIENT("sigmoid-gradient") {
    @Override
    void run(Kernels kernels, float[] x, float[] y, int n) {
      kernels.sigmoidGradient(x, 0, y, 0, n);
    }
  },

  TANH_GRADIENT("tanh-gradient") {
    @Override
    void run(Kernels kernels, float[] x, float[] y, int n) {
      kernels.tanhGradient(x, 0, y, 0, n);
    }
  },

  /** A vector loaded, a vector stored: what a pass costs whatever it computes. Always the preferred species. */
  COPY("copy") {
    @Override
    void run(Kernels kernels, float[] x, float[] y, int n) {
      MemoryLoops.copy(x, y, n);
    }
  };

  private final String label;

  Elementwise(String label) {
    this.label = label;
  }

  /**
   * One pass.
   *
   * @param x read: pre-activations, or for a gradient activations
   * @param y written; a gradient multiplies what is there, deltas
   */
  abstract void run(Kernels kernels, float[] x, float[] y, int n);

  String label() {
    return label;
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
