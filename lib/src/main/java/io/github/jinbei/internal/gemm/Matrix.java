package io.github.jinbei.internal.gemm;

import java.util.Arrays;

/**
 * A view of a matrix: element (i, j) is {@code data[offset + i*rowStride + j*columnStride]}.
 *
 * <p>Strides make one description serve a row-major matrix (columnStride 1), its transpose (rowStride 1), a row
 * repeated for every i (rowStride 0: a bias) and the zero matrix (both 0). A view is mutable, so that a step can point it
 * to other data without allocating.
 */
public final class Matrix {

  float[] data;
  int offset;
  int rowStride;
  int columnStride;

  /** Points this view to other data, and returns it. */
  public Matrix set(float[] data, int offset, int rowStride, int columnStride) {
    this.data = data;
    this.offset = offset;
    this.rowStride = rowStride;
    this.columnStride = columnStride;
    return this;
  }

  /** Points another view to the part of this one that begins with element (i, j), and returns that view. */
  public Matrix from(int i, int j, Matrix view) {
    return view.set(data, at(i, j), rowStride, columnStride);
  }

  /** Returns the array that this view points to. */
  public float[] data() {
    return data;
  }

  /** Returns the index of element (i, j) in the data. */
  public int at(int i, int j) {
    return offset + i * rowStride + j * columnStride;
  }

  /** Returns whether this is a matrix of zeros: no other has the column stride 0. */
  boolean zero() {
    return columnStride == 0;
  }

  /** Copies the first rows and columns of another matrix to this one. Both have column stride 1, or the other is zero. */
  void copy(Matrix from, int rows, int columns) {
    if (from == this) {
      return;
    }
    for (int i = 0; i < rows; i++) {
      if (from.zero()) {
        Arrays.fill(data, at(i, 0), at(i, 0) + columns, 0f);
      } else {
        System.arraycopy(from.data, from.at(i, 0), data, at(i, 0), columns);
      }
    }
  }
}
