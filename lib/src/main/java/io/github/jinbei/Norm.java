package io.github.jinbei;

import io.github.jinbei.internal.net.Normalization;

/** What a layer does with its pre-activations before its activation. */
public enum Norm {
  /** Nothing. */
  NONE(Normalization.NONE),
  /** Layer norm (Ba, Kiros and Hinton, 2016): each row has mean β and deviation γ over the units, with ε = 1e-5. */
  LAYER(Normalization.LAYER),
  /**
   * Batch norm (Ioffe and Szegedy, 2015): each unit has mean β and deviation γ over the rows of the batch, with ε = 1e-5.
   * Predictions and evaluations use running statistics instead, which move a tenth of the way to each batch's (the
   * variance unbiased).
   */
  BATCH(Normalization.BATCH);

  final Normalization normalization;

  Norm(Normalization normalization) {
    this.normalization = normalization;
  }

  static Norm of(Normalization normalization) {
    return values()[normalization.ordinal()];
  }
}
