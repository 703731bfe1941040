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

  private static final int FIRST_SOUND_JDK = 25;
  /** Calls until C1 compiles a method with counters, and as many again. */
  private static final int ROUNDS = 400;
  /** For the compiler's thread to get there: ten times what it takes on an idle machine. */
  private static final long NANOS = 15_000_000L;

  private static volatile Object seen;

  private OperatorProfile() {}

  static void prepare() {
    if (Runtime.version().feature() >= FIRST_SOUND_JDK) {
      return;
    }
    FloatVector v = FloatVector.zero(FLOAT);
    long start = System.nanoTime();
    do {
      for (int i = 0; i < ROUNDS; i++) {
        seen = v.neg();
        seen = v.add(v);
        seen = v.fma(v, v);
        seen = v.compare(VectorOperators.LT, v);
      }
    } while (System.nanoTime() - start < NANOS);
    seen = null;
  }
}
