package io.github.jinbei.internal.net;

/**
 * The loss of each row, Σ over outputs, and its delta dL/dz at the output layer. Logistic and softmax cross-entropy are
 * taken from the pre-activation z, so that they never overflow. Adding one is a constant of {@link Losses}, or a class of
 * its own where it has parameters.
 */
public interface LossFunction {

  /** Whether the loss can be taken of this output function. */
  boolean accepts(ActivationFunction output);

  /** Writes the losses of rows from .. to, whose z and a are in {@code o}. Overwrites their deltas. */
  void rows(LayerBuffers o, Block b, int from, int to);

  /** Makes the delta of rows from .. to, dL/dz. */
  void delta(LayerBuffers o, Block b, int from, int to);
}
