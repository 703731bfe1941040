package io.github.jinbei.bench;

/** One implementation's net, which can train repeatedly on one batch. */
interface TrainStep extends AutoCloseable {

  /** Computes forward pass, loss, backward pass and update; returns the mean loss before the update. */
  double run();

  /** Returns a copy of the parameters: layer after layer W as [in][out], then b. */
  float[] parameters();

  @Override
  void close();
}
