package io.github.jinbei.internal.net;

/** The norm of a layer, between its product and its activation function. */
public enum Normalization {
  /** No norm. */
  NONE,
  /** Each row is normalized over the units: {@link LayerNorm}. */
  LAYER,
  /** Each unit is normalized over the rows of the batch: {@link BatchNorm}. */
  BATCH;

  /** The ε that is added to a variance before the square root. */
  static final float EPSILON = 1e-5f;
}
