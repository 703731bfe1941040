package io.github.jinbei.bench;

import org.bytedeco.javacpp.FloatPointer;

/** What a net needs of a BLAS: products of row-major matrices without gaps, and exp and tanh by the best it has. */
interface Blas extends AutoCloseable {

  /** C = alpha · op(A) · op(B) + beta · C, where op(A) is m x k, op(B) k x n. */
  void gemm(Form form, int m, int n, int k, float alpha, FloatPointer a, FloatPointer b, float beta, FloatPointer c);

  /** y = Aᵀ · x, where A is m x n. */
  void gemvTransposed(int m, int n, FloatPointer a, FloatPointer x, FloatPointer y);

  /** The first {@code length} values become their exponentials. */
  void exp(float[] values, int length);

  /** The first {@code length} values become their hyperbolic tangents. */
  void tanh(float[] values, int length);

  @Override
  void close();
}
