package io.github.jinbei.internal.net;

import io.github.jinbei.internal.kernel.DropoutKernels;

/**
 * Which activations a training step drops: a function of (seed, step, layer, row of the whole batch, unit) alone. What is
 * left is divided by the share that is left (inverted dropout: Srivastava et al., 2014), so that predictions need no factor.
 */
final class Dropout {

  /** Streams of the seed from here on, one a layer; the numbers of a stream are those of its steps. */
  private static final long STREAMS = 1L << 41;

  private static final int STEPS = 1 << 24;

  private final long seed;
  private final int[] thresholds;
  private final float[] factors;
  private final long[] keys;
  private final boolean dropsAny;
  private long firstRow;

  Dropout(Topology t, long seed) {
    this.seed = seed;
    this.thresholds = new int[t.layers()];
    this.factors = new float[t.layers()];
    this.keys = new long[t.layers()];
    boolean any = false;
    for (int l = 0; l < t.layers(); l++) {
      thresholds[l] = Math.round(t.dropout(l) * STEPS);
      factors[l] = 1 / (1 - t.dropout(l));
      any |= drops(l);
    }
    this.dropsAny = any;
  }

  /** Begins a step, or a part of one whose first row is that row of the whole batch. */
  void begin(long step, long firstRow) {
    this.firstRow = firstRow;
    for (int l = 0; dropsAny && l < keys.length; l++) {
      keys[l] = CounterRandom.bits(seed, STREAMS + l, step);
    }
  }

  /** Whether layer l drops any. */
  boolean drops(int l) {
    return thresholds[l] > 0;
  }

  /** Writes n units of a row from {@code unit} on, or 0 for those that are dropped; y may be x. */
  void apply(DropoutKernels k, int l, int row, int unit, float[] x, float[] y, int at, int n) {
    int key = CounterRandom.bits32(keys[l], firstRow + row);
    k.dropout(x, at, key, unit, thresholds[l], factors[l], y, at, n);
  }
}
