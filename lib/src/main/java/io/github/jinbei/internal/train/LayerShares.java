package io.github.jinbei.internal.train;

import io.github.jinbei.internal.net.TrainingStep;

/** The counts of the saturated and the dead units of one layer: those whose |f'(z)| is below a bound, for a row or all rows. */
public final class LayerShares {

  private final int layer;
  private final float bound;
  private final boolean[] alive;
  private long saturated;
  private long pairs;

  /**
   * Creates counts of 0.
   *
   * @param layer the layer, from 0
   * @param units the units of the layer
   * @param bound the least |f'(z)| of a unit that is not saturated
   */
  public LayerShares(int layer, int units, float bound) {
    this.layer = layer;
    this.bound = bound;
    this.alive = new boolean[units];
  }

  /** Adds the first rows of the batch last run forward. Softmax has no derivative for each element and adds nothing. */
  public void add(TrainingStep step, int rows) {
    float[] derivatives = step.derivatives(layer, rows);
    for (int i = 0; derivatives != null && i < rows * alive.length; i++) {
      boolean low = Math.abs(derivatives[i]) < bound;
      saturated += low ? 1 : 0;
      alive[i % alive.length] |= !low;
      pairs++;
    }
  }

  /** Returns the share of the pairs of a row and a unit that are saturated; NaN without pairs. */
  public double saturated() {
    return (double) saturated / pairs;
  }

  /** Returns the share of the units that all rows saturate; NaN without pairs. */
  public double dead() {
    int dead = 0;
    for (boolean unit : alive) {
      dead += unit ? 0 : 1;
    }
    return pairs == 0 ? Double.NaN : (double) dead / alive.length;
  }
}
