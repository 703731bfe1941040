package io.github.jinbei.bench;

/** One implementation of the matrix product, made for its operands, with whatever it keeps from call to call. */
interface Product extends AutoCloseable {

  /** C = op(A) · op(B); C is not read. */
  void run();

  /** C as the last run left it. A copy where C lies outside the heap: not to be timed. */
  float[] result();

  @Override
  void close();
}
