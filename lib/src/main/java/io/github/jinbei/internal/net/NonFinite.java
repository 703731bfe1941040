package io.github.jinbei.internal.net;

/** What is, or would be after the step, infinite or not a number. */
public enum NonFinite {
  /** Nothing. */
  NONE("nothing"),
  /** A running mean or variance of batch norm. */
  STATISTIC("a running statistic of batch norm"),
  /** An element of the gradient. */
  GRADIENT("an element of the gradient"),
  /** A value that the optimizer keeps for a parameter. */
  OPTIMIZER_STATE("a value of the optimizer's state"),
  /** A parameter. */
  PARAMETER("a parameter");

  /** The noun phrase for messages. */
  public final String noun;

  NonFinite(String noun) {
    this.noun = noun;
  }
}
