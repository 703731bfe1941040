package io.github.jinbei.internal.vector;

import static io.github.jinbei.internal.vector.Species.FLOAT;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Shows the VM vector operations of all kinds before it compiles any. Each operation looks its operator up in one method that
 * all share, and C2 bets there on the classes of operators seen so far. A VM that met products alone, long enough, and other
 * operations later, loses that bet four times at each of two places; every operation that a method inlines then adds 8 to
 * the traps that C2 counts for it, and beyond 100 it stops betting in that method, on the classes of vectors too. On JDK 17
 * their vectors are then boxed for good: measured, 2 to 300 KB for a step, and the step many times slower. Where three classes
 * of operators have been seen from the start, there is no bet to lose.
 *
 * <p>JDK 25 compiles without boxes either way.
 */
final class OperatorProfile {

  /** Whether C2 never boxes vectors of compiled kernels, whatever code the VM has run before: on JDK 25, but not on 17. */
  static final boolean SOUND_JDK = Runtime.version().feature() >= 25;
  /** Rounds from one look at the clock to the next. */
  private static final int ROUNDS = 10;
  /** Looks until classes are loaded, and more to tell how long interpreted rounds take, of which C1 needs 300 to begin. */
  private static final int FIRST_LOOKS = 6;
  /** C1's code takes a third to a sixth of the time, and counts: 1,000 operations of each kind, far more than C2 needs. */
  private static final int SPEED_UP = 3;
  private static final int COUNTED_LOOKS = 100;
  /** Fifty times what all takes on an idle machine, besides loading classes: where C1 waits for a processor, so does this. */
  private static final long MOST_NANOS = 1_000_000_000L;

  private static volatile Object seen;

  private OperatorProfile() {}

  static void prepare() {
    if (SOUND_JDK) {
      return;
    }
    FloatVector v = FloatVector.zero(FLOAT);
    rounds(v);
    long start = System.nanoTime();
    long before = start;
    long interpreted = Long.MAX_VALUE;
    int counted = 0;
    for (int look = 0; counted < COUNTED_LOOKS && before - start < MOST_NANOS; look++) {
      rounds(v);
      long now = System.nanoTime();
      if (look < FIRST_LOOKS) {
        interpreted = Math.min(interpreted, now - before);
      } else if (SPEED_UP * (now - before) < interpreted) {
        counted++;
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
