package io.github.jinbei.bench;

/** One implementation's net, ready to train on one batch over and over. */
interface TrainStep extends AutoCloseable {

  /** Forward, loss, backward, update; returns the mean loss before the update. */
  double run();

  /** A copy of the parameters: layer after layer W as [in][out], then b. */
  float[] parameters();

  @Override
  void close();
}
