package io.github.jinbei;

/** What a layer does with its pre-activations before its activation. */
public enum Norm {
  /** Nothing. */
  NONE(io.github.jinbei.internal.net.Norm.NONE),
  /** Layer norm (Ba, Kiros and Hinton, 2016): each row has mean β and deviation γ over the units, with ε = 1e-5. */
  LAYER(io.github.jinbei.internal.net.Norm.LAYER),
  /**
   * Batch norm (Ioffe and Szegedy, 2015): each unit has mean β and deviation γ over the rows of the batch, with ε = 1e-5.
   * Predictions and evaluations use running statistics instead, which move a tenth of the way to each batch's (the
   * variance unbiased).
   */
  BATCH(io.github.jinbei.internal.net.Norm.BATCH);

  final io.github.jinbei.internal.net.Norm norm;

  Norm(io.github.jinbei.internal.net.Norm norm) {
    this.norm = norm;
  }
}
