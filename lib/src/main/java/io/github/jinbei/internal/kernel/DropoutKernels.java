package io.github.jinbei.internal.kernel;

/** Dropout by pseudo-random numbers that are computed from a key and the index of a unit. */
public interface DropoutKernels {

  /** The increment of {@link #dropout}'s counter from one unit to the next: 2^32 over the golden ratio. */
  int UNIT_STEP = 0x9E3779B9;

  /** The first factor of {@link #dropout}'s mixer. */
  int MIX1 = 0x7feb352d;

  /** The second factor of {@link #dropout}'s mixer. */
  int MIX2 = 0x846ca68b;

  /**
   * Computes {@code y = (h >>> 8) >= threshold ? x*factor : 0}, where h is the number of unit {@code u = firstUnit + i}:
   * {@code h = key + u*UNIT_STEP}, mixed by {@code h ^= h >>> 16}, {@code h *= MIX1}, {@code h ^= h >>> 15},
   * {@code h *= MIX2}, {@code h ^= h >>> 16}. Of the 2^24 values of {@code h >>> 8}, those below the threshold drop a unit.
   * The same key drops the same units, whatever part of a row a call covers. y may be x.
   *
   * <p>The mixer is lowbias32 of C. Wellons ("Prospecting for Hash Functions", 2018). Its constants were found by a search:
   * each bit of the input should flip each bit of the output as close to half the time as possible.
   */
  void dropout(float[] x, int xOff, int key, int firstUnit, int threshold, float factor, float[] y, int yOff, int n);
}
