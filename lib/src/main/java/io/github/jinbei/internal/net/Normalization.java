package io.github.jinbei.internal.net;

/** What a layer does with its pre-activations before its function. */
public enum Normalization {
  /** Nothing. */
  NONE,
  /** Each row is normalised over the units ({@link LayerNorm}). */
  LAYER,
  /** Each unit is normalised over the rows of the batch ({@link BatchNorm}). */
  BATCH;

  /** What is added to a variance before its root is taken. */
  static final float EPSILON = 1e-5f;
}
