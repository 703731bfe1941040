package io.github.jinbei;

import io.github.jinbei.internal.net.Normalization;

/** The normalization of the pre-activations of a layer, before its activation. */
public enum Norm {
  /** No normalization. */
  NONE(Normalization.NONE),
  /**
   * Layer norm (Ba, Kiros and Hinton, 2016), with ε = 1e-5. Each row is normalised over the units of the layer, then scaled
   * by γ and shifted by β of each unit.
   */
  LAYER(Normalization.LAYER),
  /**
   * Batch norm (Ioffe and Szegedy, 2015), with ε = 1e-5. Each unit is normalised over the rows of the batch, then scaled by γ
   * and shifted by β. Predictions and evaluations use running statistics instead. Each step moves these a tenth of the way to
   * the mean and the unbiased variance of its batch.
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
