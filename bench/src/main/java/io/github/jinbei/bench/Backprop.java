package io.github.jinbei.bench;

/** One implementation's net, ready to compute the gradient of one batch over and over. */
interface Backprop {

  /** Forward, loss, backward; returns the mean loss. */
  double run();

  /** The gradient of the last run, summed over the rows, laid out like the parameters; not to be timed. */
  float[] gradient();

  /** Lets go of buffers and threads. */
  default void close() {}
}
