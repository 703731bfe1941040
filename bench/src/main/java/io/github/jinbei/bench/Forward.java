package io.github.jinbei.bench;

/** One implementation's net, which can predict the same rows repeatedly. */
interface Forward {

  /** Predicts all rows. */
  void run();

  /** Returns the outputs of the last run, rows x outputs. Not timed, because outputs outside the heap are copied. */
  float[] outputs();
}
