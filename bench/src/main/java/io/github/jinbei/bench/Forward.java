package io.github.jinbei.bench;

/** One implementation's net, ready to predict the same rows over and over. */
interface Forward {

  /** Predicts all rows. */
  void run();

  /** What the last run predicted, rows x outputs. A copy where it lies outside the heap: not to be timed. */
  float[] outputs();
}
