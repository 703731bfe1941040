package io.github.jinbei.internal.net;

import io.github.jinbei.internal.gemm.Epilogue;
import io.github.jinbei.internal.gemm.Matrix;
import io.github.jinbei.internal.gemm.Product;
import io.github.jinbei.internal.kernel.Kernels;
import java.util.Arrays;

/**
 * What one worker has for itself: its product, with packing buffers, scratch, and views and epilogues that it aims at what
 * it works on.
 */
final class Lane {

  final Product product;
  final Matrix a = new Matrix();
  final Matrix b = new Matrix();
  final Matrix start = new Matrix();
  final Matrix c = new Matrix();

  /** The virtual lanes of a reduction. */
  final float[] lanes = new float[Kernels.REDUCTION_LANES];

  /** The function that {@link #activate} and {@link #differentiate} apply. */
  ActivationFunction function;

  /** The activations that {@link #differentiate} reads: element (i, j) of a block at {@code aOff + i*width + j}. */
  float[] activations;
  int aOff;
  int width;

  /** What {@link #descend} does, and where: element (i, j) of a block belongs to parameter {@code at + i*width + j}. */
  Update update;
  float[] parameters;
  int at;

  private final Kernels kernels;
  private float[] sums = {};

  /** a = f(z), in place. */
  final Epilogue activate = this::activate;

  /** dL/da becomes dL/dz, in place. */
  final Epilogue differentiate = this::differentiate;

  /** Parameters are updated by their gradient. */
  final Epilogue descend = this::descend;

  Lane(Kernels kernels) {
    this.kernels = kernels;
    this.product = new Product(kernels.microKernel());
  }

  /** n zeros to add to. */
  float[] sums(int n) {
    if (sums.length < n) {
      sums = new float[n];
    }
    Arrays.fill(sums, 0, n, 0f);
    return sums;
  }

  private void activate(int i, int j, int rows, int columns, float[] data, int offset, int stride) {
    if (columns == stride) {
      function.forward(kernels, data, offset, data, offset, rows * columns);
      return;
    }
    for (int r = 0; r < rows; r++) {
      function.forward(kernels, data, offset + r * stride, data, offset + r * stride, columns);
    }
  }

  private void differentiate(int i, int j, int rows, int columns, float[] data, int offset, int stride) {
    int from = aOff + i * width + j;
    if (columns == stride && columns == width) {
      function.backward(kernels, activations, from, data, offset, rows * columns);
      return;
    }
    for (int r = 0; r < rows; r++) {
      function.backward(kernels, activations, from + r * width, data, offset + r * stride, columns);
    }
  }

  private void descend(int i, int j, int rows, int columns, float[] data, int offset, int stride) {
    int from = at + i * width + j;
    if (columns == stride && columns == width) {
      update.apply(kernels, parameters, from, data, offset, rows * columns, true);
      return;
    }
    for (int r = 0; r < rows; r++) {
      update.apply(kernels, parameters, from + r * width, data, offset + r * stride, columns, true);
    }
  }
}
