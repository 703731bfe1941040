package io.github.jinbei.internal.net;

/** The kind of value that is, or would be after the step, infinite or NaN. */
public enum NonFinite {
  /** All values are finite. */
  NONE("nothing"),
  /** A running mean or variance of batch norm. */
  STATISTIC("a running statistic of batch norm"),
  /** An element of the gradient. */
  GRADIENT("an element of the gradient"),
  /** An element of the optimizer's state. */
  OPTIMIZER_STATE("a value of the optimizer's state"),
  /** A parameter. */
  PARAMETER("a parameter");

  /** The noun for messages. */
  public final String noun;

  NonFinite(String noun) {
    this.noun = noun;
  }
}
