package io.github.jinbei;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * An application with boxed vectors of its own, which uses one kind of operation after the other: products until they are
 * compiled, then sums, and so on. The type profiles of the methods that all vector code shares are then the worst possible for
 * other vector code.
 */
final class BoxedVectors {

  private static final int CALLS = 20_000;
  /** A pause after each kind of operation, in which the JIT compiles it. */
  private static final int PAUSE_MILLIS = 200;
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

  // Not final, so that no call is compiled for one operator.
  private static VectorOperators.Ternary product = VectorOperators.FMA;
  private static VectorOperators.Binary sum = VectorOperators.ADD;
  private static VectorOperators.Unary negation = VectorOperators.NEG;
  private static VectorOperators.Comparison order = VectorOperators.LT;
  private static volatile Object result;

  private BoxedVectors() {}

  static void use() throws InterruptedException {
    products();
    Thread.sleep(PAUSE_MILLIS);
    sums();
    Thread.sleep(PAUSE_MILLIS);
    negations();
    comparisons();
    products();
  }

  private static void products() {
    FloatVector v = FloatVector.zero(SPECIES);
    for (int i = 0; i < CALLS; i++) {
      result = v.lanewise(product, v, v);
    }
  }

  private static void sums() {
    FloatVector v = FloatVector.zero(SPECIES);
    for (int i = 0; i < CALLS; i++) {
      result = v.lanewise(sum, v);
    }
  }

  private static void negations() {
    FloatVector v = FloatVector.zero(SPECIES);
    for (int i = 0; i < CALLS; i++) {
      result = v.lanewise(negation);
    }
  }

  private static void comparisons() {
    FloatVector v = FloatVector.zero(SPECIES);
    for (int i = 0; i < CALLS; i++) {
      result = v.compare(order, v);
    }
  }
}
