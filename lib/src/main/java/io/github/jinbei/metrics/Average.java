package io.github.jinbei.metrics;

/** A way to make one figure of the figures of several classes, for {@link ConfusionMatrix}. */
public enum Average {

  /** The mean over the classes that occur among the labels or the predictions; each of them counts alike. */
  MACRO,

  /** The figure of all rows together. Precision, recall and F1 are then all equal to the accuracy. */
  MICRO,

  /** The mean over the classes, each weighted by its {@linkplain ConfusionMatrix#support support}. */
  WEIGHTED
}
