package io.github.jinbei.bench;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The simplest vector loops over arrays: only loads, or loads and stores. Like {@link FmaPeak} it needs {@code
 * jdk.incubator.vector}, and is named in method bodies only.
 *
 * <p>The VM usually does not align arrays to cache lines, and then each load of 512 bits touches two lines. One core of Zen 4
 * read its first-level cache at 138 GB/s with unaligned loads, and at 207 with aligned ones.
 */
final class MemoryLoops {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  /** The number of chains of additions: enough that the loop waits for loads, never for an addition. */
  private static final int CHAINS = 8;

  /** The number that lengths must be a multiple of: {@value #CHAINS} of the widest vectors. */
  static final int MULTIPLE = 16 * CHAINS;

  private MemoryLoops() {}

  /** Returns the width of a vector in bits. */
  static int bits() {
    return SPECIES.vectorBitSize();
  }

  /**
   * Adds {@code n} elements of x to the {@value #MULTIPLE} elements of {@code sums}, so that C2 cannot remove the loop. The
   * sums are stored in an array, because C2 boxes accumulators that an outer loop carries. They are arguments of the additions:
   * C2 knows the class of a vector that it has just loaded, but that of a carried one only from the profile.
   */
  static void read(float[] x, int offset, int n, float[] sums) {
    checkLength(n);
    int end = offset + n;
    FloatVector s0 = FloatVector.fromArray(SPECIES, sums, 0);
    FloatVector s1 = FloatVector.fromArray(SPECIES, sums, LANES);
    FloatVector s2 = FloatVector.fromArray(SPECIES, sums, 2 * LANES);
    FloatVector s3 = FloatVector.fromArray(SPECIES, sums, 3 * LANES);
    FloatVector s4 = FloatVector.fromArray(SPECIES, sums, 4 * LANES);
    FloatVector s5 = FloatVector.fromArray(SPECIES, sums, 5 * LANES);
    FloatVector s6 = FloatVector.fromArray(SPECIES, sums, 6 * LANES);
    FloatVector s7 = FloatVector.fromArray(SPECIES, sums, 7 * LANES);
    for (int i = offset; i < end; i += CHAINS * LANES) {
      s0 = FloatVector.fromArray(SPECIES, x, i).add(s0);
      s1 = FloatVector.fromArray(SPECIES, x, i + LANES).add(s1);
      s2 = FloatVector.fromArray(SPECIES, x, i + 2 * LANES).add(s2);
      s3 = FloatVector.fromArray(SPECIES, x, i + 3 * LANES).add(s3);
      s4 = FloatVector.fromArray(SPECIES, x, i + 4 * LANES).add(s4);
      s5 = FloatVector.fromArray(SPECIES, x, i + 5 * LANES).add(s5);
      s6 = FloatVector.fromArray(SPECIES, x, i + 6 * LANES).add(s6);
      s7 = FloatVector.fromArray(SPECIES, x, i + 7 * LANES).add(s7);
    }
    s0.intoArray(sums, 0);
    s1.intoArray(sums, LANES);
    s2.intoArray(sums, 2 * LANES);
    s3.intoArray(sums, 3 * LANES);
    s4.intoArray(sums, 4 * LANES);
    s5.intoArray(sums, 5 * LANES);
    s6.intoArray(sums, 6 * LANES);
    s7.intoArray(sums, 7 * LANES);
  }

  /** Copies the first {@code n} elements, a vector at a time. */
  static void copy(float[] from, float[] to, int n) {
    checkLength(n);
    for (int i = 0; i < n; i += LANES) {
      FloatVector.fromArray(SPECIES, from, i).intoArray(to, i);
    }
  }

  private static void checkLength(int n) {
    if (n < 0 || n % MULTIPLE != 0) {
      throw new IllegalArgumentException("n = " + n + ", expected a multiple of " + MULTIPLE + ", at least 0");
    }
  }
}
