package io.github.jinbei.bench;

/** One implementation's optimizer, which can update a net's parameters repeatedly with the same gradient. */
interface ParameterUpdate {

  /** Updates the parameters once. */
  void run();

  /** Returns the parameters, layer after layer W as [in][out], then b. */
  float[] parameters();
}
