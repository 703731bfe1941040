package io.github.jinbei.bench;

/** One implementation of the matrix product, created for its operands, with the buffers that it keeps between calls. */
interface Product extends AutoCloseable {

  /** Computes C = op(A) · op(B); C is not read. */
  void run();

  /** Returns C after the last run. Not timed, because C outside the heap is copied. */
  float[] result();

  @Override
  void close();
}
