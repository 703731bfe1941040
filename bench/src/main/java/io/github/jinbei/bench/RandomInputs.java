package io.github.jinbei.bench;

import java.util.SplittableRandom;

/** Seeded random operands: the same in every fork, on every machine, for every implementation. */
final class RandomInputs {

  static final long SEED = 20_170_921L;

  private RandomInputs() {}

  /** Returns {@code length} values, uniform in [-1, 1); arrays that must differ have different streams. */
  static float[] uniform(int length, int stream) {
    SplittableRandom random = new SplittableRandom(SEED + stream);
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = random.nextInt(1 << 24) * 0x1p-23f - 1; // exact: 24 bits
    }
    return values;
  }

  /** Returns {@code length} classes, uniform in 0 .. count - 1. */
  static int[] classes(int length, int count, int stream) {
    SplittableRandom random = new SplittableRandom(SEED + stream);
    int[] values = new int[length];
    for (int i = 0; i < length; i++) {
      values[i] = random.nextInt(count);
    }
    return values;
  }
}
