package io.github.jinbei.internal.net;

/**
 * Σ ½e² where |e| ≤ bound, bound·(|e| - bound/2) beyond, with e = a - y: squared error near the target, absolute error far
 * from it (Huber, 1964). On any output function with a derivative.
 */
public record Huber(float bound) implements LossFunction {

  @Override
  public boolean accepts(ActivationFunction output) {
    return output.passesGradient();
  }

  @Override
  public void rows(LayerBuffers o, Block b, int from, int to) {
    int start = from * o.units;
    b.kernels.losses().huber(o.a, start, o.targets, start, bound, o.zDelta, start, (to - from) * o.units);
    for (int r = from; r < to; r++) {
      o.losses[r] = Losses.sum(o, b, r * o.units);
    }
  }

  @Override
  public void delta(LayerBuffers o, Block b, int from, int to) {
    int start = from * o.units;
    b.kernels.losses().huberGradient(o.a, start, o.targets, start, bound, o.zDelta, start, (to - from) * o.units);
    b.rows(from, to).backward();
  }
}
