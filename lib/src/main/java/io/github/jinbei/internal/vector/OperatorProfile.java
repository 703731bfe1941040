package io.github.jinbei.internal.vector;

import static io.github.jinbei.internal.vector.Species.FLOAT;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Calls of vector operations of all kinds, before the VM compiles any. All operations look up their operator in one method, and
 * C2 speculates there on the classes of operators seen so far. If a VM runs products alone for long enough and other operations
 * later, this speculation fails four times at each of two places. Every operation that a method inlines then adds 8 to the
 * traps that C2 counts for the method. Beyond 100, C2 stops speculating in the method, also on the classes of vectors. On JDK
 * 17 its vectors are then boxed for good: 2 to 300 KB for a step, as measured, and the step is many times slower. If three
 * classes of operators have been seen from the start, C2 does not speculate on one.
 *
 * <p>JDK 25 does not box vectors in either case.
 */
final class OperatorProfile {

  /** Whether C2 never boxes vectors of compiled kernels, whatever code the VM has run before: on JDK 25, but not on 17. */
  static final boolean SOUND_JDK = Runtime.version().feature() >= 25;
  /** Rounds between two readings of the clock. */
  private static final int ROUNDS = 10;
  /** Readings that load classes and measure the time of interpreted rounds. C1 compiles only after 300 rounds. */
  private static final int FIRST_READINGS = 6;
  /** Code of C1, which fills the profile, takes a third to a sixth of the interpreted time. */
  private static final int SPEED_UP = 3;
  /** Readings of code of C1: 1,000 operations of each kind, far more than C2 needs. */
  private static final int PROFILED_READINGS = 100;
  /** The longest time: fifty times that of an idle machine, without class loading. This too waits if C1 has no processor. */
  private static final long MOST_NANOS = 1_000_000_000L;

  private static volatile Object seen;

  private OperatorProfile() {}

  /** Calls operations of all kinds until code of C1 has filled the profile. Does nothing on a JDK that does not need it. */
  static void prepare() {
    if (SOUND_JDK) {
      return;
    }
    FloatVector v = FloatVector.zero(FLOAT);
    rounds(v);
    long start = System.nanoTime();
    long before = start;
    long interpreted = Long.MAX_VALUE;
    int profiled = 0;
    for (int reading = 0; profiled < PROFILED_READINGS && before - start < MOST_NANOS; reading++) {
      rounds(v);
      long now = System.nanoTime();
      if (reading < FIRST_READINGS) {
        interpreted = Math.min(interpreted, now - before);
      } else if (SPEED_UP * (now - before) < interpreted) {
        profiled++;
      }
      before = now;
    }
    seen = null;
  }

  private static void rounds(FloatVector v) {
    for (int i = 0; i < ROUNDS; i++) {
      seen = v.neg();
      seen = v.add(v);
      seen = v.fma(v, v);
      seen = v.compare(VectorOperators.LT, v);
    }
  }
}
