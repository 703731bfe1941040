package io.github.jinbei.internal.net;

/**
 * Which units a step drops, computed without code of the library. SplitMix64's finalizer runs once for the seed, once for the
 * layer's stream, once for the step and once for the row of the whole batch. The upper half of the result, plus 2^32 over the
 * golden ratio for each unit, is mixed to 24 bits.
 */
record PlainDropout(long seed, long step, long firstRow) {

  private static final long GAMMA = 0x9E3779B97F4A7C15L;

  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** Returns whether a layer that drops this share of its units drops the unit of the row. */
  boolean drops(int layer, float share, int row, int unit) {
    long stream = mix(mix(seed + GAMMA) + ((1L << 41) + layer + 1) * GAMMA);
    long ofStep = mix(stream + (step + 1) * GAMMA);
    long ofRow = mix(ofStep + (firstRow + row + 1) * GAMMA);
    int h = (int) (ofRow >>> 32) + unit * (int) (GAMMA >>> 32);
    h = (h ^ (h >>> 16)) * 0x7feb352d;
    h = (h ^ (h >>> 15)) * 0x846ca68b;
    h ^= h >>> 16;
    return (h >>> 8) < Math.round(share * (1 << 24));
  }

  /** Returns x of a unit after dropout: 0, or x scaled. */
  float apply(int layer, float share, int row, int unit, float x) {
    return drops(layer, share, row, unit) ? 0f : x * (1 / (1 - share));
  }
}
