package io.github.jinbei.internal.net;

/**
 * A loss function: its value for a row, a sum over the outputs, and its derivative with respect to the pre-activation z of the
 * output layer. The cross-entropies of sigmoid and softmax are computed from z, so that they never overflow. A new loss is a
 * constant of {@link Losses}, or a class if it has parameters.
 */
public interface LossFunction {

  /** Returns whether the loss is defined for this output function. */
  boolean accepts(ActivationFunction output);

  /**
   * Writes the losses of rows from .. to. Overwrites their deltas.
   *
   * @param o the buffers of the output layer: z, a and targets are read, losses and zDelta written
   * @param b a view of the output layer
   */
  void rows(LayerBuffers o, Block b, int from, int to);

  /** Writes the deltas dL/dz of rows from .. to, after {@link #rows}. */
  void delta(LayerBuffers o, Block b, int from, int to);
}
