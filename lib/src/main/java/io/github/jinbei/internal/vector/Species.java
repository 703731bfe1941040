package io.github.jinbei.internal.vector;

import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The one vector shape that all kernels of this VM use. The species are {@code static final}: only then does C2 compile
 * vector code without boxing.
 */
final class Species {

  static final VectorSpecies<Float> FLOAT =
      VectorSpecies.of(float.class, VectorShape.forBitSize(VectorKernels.requestedBits()));
  static final VectorSpecies<Integer> INT = FLOAT.withLanes(int.class);

  /** Floats in a vector: 4, 8 or 16. */
  static final int LANES = FLOAT.length();

  private Species() {}

  /** Returns the part of n that whole vectors cover. */
  static int whole(int n) {
    return n & -LANES;
  }
}
