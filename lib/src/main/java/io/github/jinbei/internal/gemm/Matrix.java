package io.github.jinbei.internal.gemm;

/**
 * A matrix as the product sees it: element (i, j) is {@code data[offset + i*rowStride + j*columnStride]}.
 *
 * <p>Strides make one description serve a row-major matrix (columnStride 1), its transpose (rowStride 1), a row
 * repeated for every i (rowStride 0: a bias) and the zero matrix (both 0). A view is mutable so that steps can re-aim
 * it without allocating; it owns nothing.
 */
public final class Matrix {

  float[] data;
  int offset;
  int rowStride;
  int columnStride;

  /** A row-major matrix with the given leading dimension (floats from one row to the next). */
  public static Matrix rowMajor(float[] data, int offset, int leadingDimension) {
    return new Matrix().set(data, offset, leadingDimension, 1);
  }

  /** The same row of {@code data} for every i. */
  public static Matrix repeatedRow(float[] data, int offset) {
    return new Matrix().set(data, offset, 0, 1);
  }

  /** Re-aims this view. */
  public Matrix set(float[] data, int offset, int rowStride, int columnStride) {
    this.data = data;
    this.offset = offset;
    this.rowStride = rowStride;
    this.columnStride = columnStride;
    return this;
  }

  /** Aims another view at the transpose of what this one shows now, and returns it. */
  public Matrix transposeInto(Matrix other) {
    return other.set(data, offset, columnStride, rowStride);
  }

  /** Index of element (i, j) in the data. */
  int at(int i, int j) {
    return offset + i * rowStride + j * columnStride;
  }
}
