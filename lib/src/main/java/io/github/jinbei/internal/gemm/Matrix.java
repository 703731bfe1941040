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

  /** Re-aims this view. */
  public Matrix set(float[] data, int offset, int rowStride, int columnStride) {
    this.data = data;
    this.offset = offset;
    this.rowStride = rowStride;
    this.columnStride = columnStride;
    return this;
  }

  /** Aims another view at the part of this one that begins with element (i, j), and returns it. */
  public Matrix from(int i, int j, Matrix view) {
    return view.set(data, at(i, j), rowStride, columnStride);
  }

  /** The array that this shows. */
  public float[] data() {
    return data;
  }

  /** Index of element (i, j) in the data. */
  public int at(int i, int j) {
    return offset + i * rowStride + j * columnStride;
  }
}
