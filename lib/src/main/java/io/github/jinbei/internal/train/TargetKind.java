package io.github.jinbei.internal.train;

/** The kind of targets that a loss takes. */
public enum TargetKind {
  /** Any numbers. */
  VALUES,
  /** Numbers from 0 to 1, each a probability of its own. */
  PROBABILITIES,
  /** Numbers from 0 to 1 that add up to 1 in each row. */
  DISTRIBUTION
}
