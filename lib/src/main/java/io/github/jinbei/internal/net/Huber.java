package io.github.jinbei.internal.net;

/**
 * The Huber loss (Huber, 1964): with e = a - y, Σ ½e² where |e| ≤ bound, and bound·(|e| - bound/2) elsewhere. For any output
 * function with a derivative.
 *
 * @param bound the error up to which the loss is quadratic, above 0
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
