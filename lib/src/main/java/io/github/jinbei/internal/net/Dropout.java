package io.github.jinbei.internal.net;

import io.github.jinbei.internal.kernel.DropoutKernels;

/**
 * Inverted dropout of one layer (Srivastava et al., 2014). Which activations a training step drops depends only on (seed,
 * step, layer, row of the whole batch, unit). The others are divided by the share that is kept, so that a prediction needs no
 * factor.
 */
final class Dropout {

  /** Layer l uses stream {@code STREAMS + l} of the seed; the index in a stream is the number of the step. */
  private static final long STREAMS = 1L << 41;

  /** Shares are rounded to multiples of 1/2^24, the resolution of {@link DropoutKernels#dropout}. */
  private static final int STEPS = 1 << 24;

  private final long seed;
  private final int l;
  private final int units;
  private final int threshold;
  private final float factor;
  private long key;
  private long firstRow;

  /** Creates the dropout of layer l. */
  Dropout(Topology t, int l, long seed) {
    this.seed = seed;
    this.l = l;
    this.units = t.out(l);
    this.threshold = Math.round(t.dropout(l) * STEPS);
    this.factor = 1 / (1 - t.dropout(l));
  }

  /** Returns the dropout of each layer; null for a layer that drops nothing. */
  static Dropout[] ofLayers(Topology t, long seed) {
    Dropout[] layers = new Dropout[t.layers()];
    for (int l = 0; l < layers.length; l++) {
      Dropout dropout = new Dropout(t, l, seed);
      layers[l] = dropout.threshold > 0 ? dropout : null;
    }
    return layers;
  }

  /** Starts a step, or a part of one whose first row is {@code firstRow} of the whole batch. */
  void begin(long step, long firstRow) {
    this.firstRow = firstRow;
    this.key = CounterRandom.bits(seed, STREAMS + l, step);
  }

  /**
   * Writes y from x for a block of the layer: x·factor, or 0 where the activation is dropped. x and y are [rows][units] and
   * may be the same array.
   *
   * @param at the index of the first element of the block in x and y
   * @param unit the unit of that element
   */
  void apply(DropoutKernels k, float[] x, float[] y, int at, int unit, int rows, int columns) {
    long row = firstRow + at / units;
    for (int r = 0; r < rows; r++) {
      k.dropout(x, at + r * units, CounterRandom.bits32(key, row + r), unit, threshold, factor, y, at + r * units, columns);
    }
  }
}
