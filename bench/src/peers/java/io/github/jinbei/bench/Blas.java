package io.github.jinbei.bench;

import org.bytedeco.javacpp.FloatPointer;

/** The functions of a BLAS that a net needs: products of dense row-major matrices, and its best exp and tanh. */
interface Blas extends AutoCloseable {

  /** Computes C = alpha · op(A) · op(B) + beta · C, where op(A) is m x k, op(B) k x n. */
  void gemm(Form form, int m, int n, int k, float alpha, FloatPointer a, FloatPointer b, float beta, FloatPointer c);

  /** Computes y = Aᵀ · x, where A is m x n. */
  void gemvTransposed(int m, int n, FloatPointer a, FloatPointer x, FloatPointer y);

  /** Replaces the first {@code length} values by their exponentials. */
  void exp(float[] values, int length);

  /** Replaces the first {@code length} values by their hyperbolic tangents. */
  void tanh(float[] values, int length);

  @Override
  void close();
}
