package io.github.jinbei.internal.warm;

import io.github.jinbei.internal.kernel.ReductionKernels;

/** Small data on which the warm-up calls kernels, and the sizes of a call. */
final class WarmData {

  /** Floats of an array: twelve rows of a slice of A, {@link io.github.jinbei.internal.gemm.TileShape#ROW} apart, and more. */
  private static final int FLOATS = 16 * 1024;

  /** Floats of the array of one packed slice of A: more than the terms of a call times 12 rows, and a vector. */
  private static final int SLICE = 1024;

  /** Arrays for packed slices of A: more than the six of a call. */
  private static final int SLICES = 16;

  final float[] a = new float[FLOATS];
  final float[] b = new float[FLOATS];
  final float[] c = new float[FLOATS];
  final float[] d = new float[FLOATS];
  final float[] e = new float[FLOATS];
  final float[] f = new float[FLOATS];
  final float[][] slices = new float[SLICES][SLICE];
  final float[] lanes = new float[ReductionKernels.REDUCTION_LANES];

  /** The elements of an elementwise kernel: some whole vectors and a tail. */
  int n;

  /** The terms of a product. */
  int k;

  /** The distance between the rows of S, the start of a product, in rows: 0, as for a bias, in every other turn, else 1. */
  int startRow;

  private int calls;

  /**
   * Returns true in one of sixteen calls. Then a call that is otherwise empty also reaches the inner method, so that its calls
   * are counted too.
   */
  boolean sixteenth() {
    return ++calls % 16 == 0;
  }

  /** Sets all numbers to values from 0.5 to 1.5: calls change them, and denormals or infinities would take longer. */
  void reset() {
    int first = 0;
    for (float[] array : new float[][] {a, b, c, d, e, f}) {
      first += 5;
      for (int i = 0; i < array.length; i++) {
        array[i] = 0.5f + (first + i) % 64 / 64f;
      }
    }
  }

  /** Sets the sizes of a call. */
  void sizes(int elements, int terms) {
    n = elements;
    k = terms;
  }
}
