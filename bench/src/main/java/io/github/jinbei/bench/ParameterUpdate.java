package io.github.jinbei.bench;

/** One implementation's optimizer, ready to move a net's parameters by the same gradient over and over. */
interface ParameterUpdate {

  /** Moves them once. */
  void run();

  /** The parameters, layer after layer W as [in][out], then b. */
  float[] parameters();
}
