package io.github.jinbei.bench;

/** One implementation of the matrix product, with whatever it keeps from call to call. */
interface Product extends AutoCloseable {

  /** C = op(A) · op(B), sizes and storage as {@code shape} says; C is not read. */
  void multiply(Shape shape, float[] a, float[] b, float[] c);

  @Override
  void close();
}
