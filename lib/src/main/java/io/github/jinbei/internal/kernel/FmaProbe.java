package io.github.jinbei.internal.kernel;

/**
 * A measurement that decides whether {@link Math#fma(float, float, float)} is one instruction in this VM. No supported method
 * of {@code java.base} returns this.
 *
 * <p>It compares the times of {@code Math.fma} and {@link Math#sqrt}. In every VM in which fma is one instruction, sqrt is one
 * too, also in the interpreter. A slow machine, an emulator and {@code -Xint} slow down both by the same factor, so the ratio
 * of the times decides. Measured ratios: 0.4 to 1.2 in hardware; 400 to 7,000 in software (BigDecimal). They were measured
 * interpreted, with C1 alone, with C1 and C2, on JDK 17 and 25, on x86-64 and on emulated AArch64.
 */
final class FmaProbe {

  /** Up to this ratio, fma is one instruction. */
  private static final long LIKE = 4;
  /** From this ratio on, fma is software. */
  private static final long SOFTWARE_RATIO = 32;
  /** A ratio between the two, which decides if all rounds were in doubt. */
  private static final long MIDDLE = 11;
  /** Calls in a loop of the first round. The number doubles after each round in doubt. */
  private static final int CALLS = 16;
  /** Pairs of loops in a round. The shortest time counts, so that an interruption of some loops does not matter. */
  private static final int TURNS = 5;
  /** Most rounds. The last has 2,048 calls in a loop: enough for a clock of 1 µs and compiled calls of 1 ns. */
  private static final int ROUNDS = 8;
  /** Rounds that must find software, since a wrong result costs speed for the whole run. */
  private static final int SOFTWARE_ROUNDS = 2;

  /** The times of loops of calls, in nanoseconds. */
  interface Times {

    long ofFma(int calls);

    long ofSqrt(int calls);
  }

  private static final class Measured implements Times {

    /** The results, so that no compiler removes the loops. */
    private static volatile float result;

    @Override
    public long ofFma(int calls) {
      float x = 1.1f;
      long start = System.nanoTime();
      for (int i = 0; i < calls; i++) {
        x = Math.fma(x, 0.9f, 0.1f);
      }
      long nanos = System.nanoTime() - start;
      result = x;
      return nanos;
    }

    @Override
    public long ofSqrt(int calls) {
      float x = 1.1f;
      long start = System.nanoTime();
      for (int i = 0; i < calls; i++) {
        x = (float) Math.sqrt(x);
      }
      long nanos = System.nanoTime() - start;
      result = x;
      return nanos;
    }
  }

  private FmaProbe() {}

  /** Returns whether {@code Math.fma} is one instruction. */
  static boolean hardware() {
    return hardware(new Measured());
  }

  static boolean hardware(Times times) {
    long fma = 0;
    long sqrt = 0;
    int calls = CALLS;
    int software = 0;
    for (int round = 0; round < ROUNDS; round++) {
      fma = Long.MAX_VALUE;
      sqrt = Long.MAX_VALUE;
      for (int turn = 0; turn < TURNS; turn++) {
        fma = Math.min(fma, times.ofFma(calls));
        sqrt = Math.min(sqrt, times.ofSqrt(calls));
      }
      if (sqrt > 0 && fma <= LIKE * sqrt) {
        return true;
      }
      if (sqrt > 0 && fma >= SOFTWARE_RATIO * sqrt) {
        if (++software == SOFTWARE_ROUNDS) {
          return false;
        }
      } else {
        calls *= 2;
      }
    }
    return fma <= MIDDLE * sqrt;
  }
}
