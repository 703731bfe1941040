package io.github.jinbei.internal.net;

/**
 * Random numbers as a function of (seed, stream, index). They do not depend on the order or the number of draws, nor on the
 * thread. The bits are those of the finalizer of SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number
 * generators", 2014), applied once to the seed, once to the stream and once to the index.
 */
public final class CounterRandom {

  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private final long key;

  /** Creates the numbers of one stream of a seed. */
  public CounterRandom(long seed, long stream) {
    this.key = mix(mix(seed + GOLDEN_GAMMA) + (stream + 1) * GOLDEN_GAMMA);
  }

  /** Returns 64 uniform bits. */
  public long bits(long index) {
    return bits(key, index);
  }

  /** Returns 64 uniform bits of a stream of a seed. */
  static long bits(long seed, long stream, long index) {
    return bits(mix(mix(seed + GOLDEN_GAMMA) + (stream + 1) * GOLDEN_GAMMA), index);
  }

  /** Returns 32 uniform bits: number {@code index} of the stream with this key, which has uniform bits itself. */
  static int bits32(long key, long index) {
    return (int) (bits(key, index) >>> 32);
  }

  private static long bits(long key, long index) {
    return mix(key + (index + 1) * GOLDEN_GAMMA);
  }

  /** Returns a number uniform in (0, 1): the middle of one of 2^52 equal intervals, exact in a double. */
  public double uniform(long index) {
    return ((bits(index) >>> 12) + 0.5) * 0x1p-52;
  }

  /** Returns a standard normal number (Box and Muller, 1958), from uniform numbers 2·index and 2·index + 1. */
  public double normal(long index) {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(uniform(2 * index)));
    return radius * StrictMath.cos(2 * StrictMath.PI * uniform(2 * index + 1));
  }

  /** Returns a number uniform in 0 .. bound-1; its probabilities are exact to 2^-32 for any int bound. */
  int below(int bound, long index) {
    return (int) Math.multiplyHigh(bits(index) >>> 1, 2L * bound);
  }

  /** Fills {@code order} with a permutation of its indices (Fisher and Yates). */
  public void permute(int[] order) {
    for (int i = 0; i < order.length; i++) {
      int j = below(i + 1, i);
      order[i] = order[j];
      order[j] = i;
    }
  }

  private static long mix(long z) {
    long y = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    y = (y ^ (y >>> 27)) * 0x94D049BB133111EBL;
    return y ^ (y >>> 31);
  }
}
