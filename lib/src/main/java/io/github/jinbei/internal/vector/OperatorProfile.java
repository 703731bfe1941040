package io.github.jinbei.internal.vector;

import static io.github.jinbei.internal.vector.Species.FLOAT;
import static io.github.jinbei.internal.vector.Species.INT;
import static io.github.jinbei.internal.vector.Species.LANES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;

/**
 * Calls of vector operations of all kinds, before the VM compiles any. Methods of the JDK that all operations share look up the
 * operator, compare species, or copy a vector. There C2 speculates on the classes of operators and vectors seen so far. If a VM
 * runs products of floats alone for long enough, and other operations or vectors of ints later, the speculation fails, up to
 * four times in each method. A kernel inlines such methods for every operation, and C2 adds up their failures. From 100 on it
 * stops speculating in the kernel. On JDK 17 the kernel's vectors are then boxed for good: 2 to 300 KB for a step, as measured,
 * and the step is many times slower. If several classes have been seen from the start, C2 does not speculate on one.
 *
 * <p>Every method that a kernel calls on a vector is here. On JDK 17, C2 knows the class of a reinterpreted vector only from
 * the profile of the method that is called on it.
 *
 * <p>Vectors of ints and reinterpretation matter where the JIT has little processor time: kernels then run for seconds in code
 * of C1, which calls the shared methods.
 *
 * <p>JDK 25 boxed no vectors for this reason, with or without these calls.
 */
final class OperatorProfile {

  private static final boolean NEEDED = Runtime.version().feature() < 25;
  /** Rounds between two readings of the clock. */
  private static final int ROUNDS = 10;
  /** Readings that load classes and measure the time of interpreted rounds. C1 has compiled little by then. */
  private static final int FIRST_READINGS = 6;
  /** Code of C1, which fills the profile, takes less than a third of the interpreted time: 0.45 of 1.6 ms a reading (Zen 3). */
  private static final int SPEED_UP = 3;
  /**
   * Readings of compiled code: 2,000 operations of each kind. While many methods wait for C2, C1 compiles code without a
   * profile. With 400 operations, tanh stayed boxed in 41 of 144 virtual machines, with 2,000 in none of 48, eight at a time on
   * two processors.
   */
  private static final int PROFILED_READINGS = 200;
  /** The longest time: some ten times that of an idle machine. It is reached only if C1 has no processor. */
  private static final long MOST_NANOS = 4_000_000_000L;

  private static volatile Object seen;

  private OperatorProfile() {}

  /** Calls operations of all kinds until code of C1 has filled the profile. Does nothing on a JDK that does not need it. */
  static void prepare() {
    if (!NEEDED) {
      return;
    }
    float[] floats = new float[LANES];
    int[] ints = new int[LANES];
    rounds(floats, ints);
    long start = System.nanoTime();
    long before = start;
    long interpreted = Long.MAX_VALUE;
    int profiled = 0;
    for (int reading = 0; profiled < PROFILED_READINGS && before - start < MOST_NANOS; reading++) {
      rounds(floats, ints);
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

  private static void rounds(float[] floats, int[] ints) {
    VectorShuffle<Float> same = VectorShuffle.iota(FLOAT, 0, 1, false);
    for (int i = 0; i < ROUNDS; i++) {
      FloatVector v = FloatVector.fromArray(FLOAT, floats, 0);
      seen = v.neg();
      seen = v.abs();
      seen = v.sqrt();
      seen = v.add(v);
      seen = v.sub(v);
      seen = v.mul(v);
      seen = v.mul(1f);
      seen = v.div(v);
      seen = v.fma(v, v);
      seen = v.blend(v, v.compare(VectorOperators.LT, v));
      seen = v.blend(1f, v.compare(VectorOperators.LT, 1f));
      seen = v.rearrange(same);
      seen = v.reinterpretAsInts();
      v.intoArray(floats, 0);
      IntVector w = IntVector.fromArray(INT, ints, 0);
      seen = w.add(w);
      seen = w.sub(w);
      seen = w.mul(w);
      seen = w.and(w);
      seen = w.or(w);
      seen = w.max(w);
      seen = w.lanewise(VectorOperators.XOR, w);
      seen = w.lanewise(VectorOperators.LSHR, 1);
      seen = w.lanewise(VectorOperators.ASHR, 1);
      seen = w.reduceLanes(VectorOperators.MAX);
      seen = w.blend(w, w.compare(VectorOperators.LT, w));
      seen = w.reinterpretAsFloats();
      w.intoArray(ints, 0);
    }
  }
}
