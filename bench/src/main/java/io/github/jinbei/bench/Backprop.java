package io.github.jinbei.bench;

/** One implementation's net, which can compute the gradient of one batch repeatedly. */
interface Backprop {

  /** Computes forward pass, loss and backward pass; returns the mean loss. */
  double run();

  /** Returns the gradient of the last run, summed over the rows, in the layout of the parameters. Not timed. */
  float[] gradient();

  /** Releases buffers and threads. */
  default void close() {}
}
