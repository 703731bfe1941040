package io.github.jinbei;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * An application that uses the Vector API for itself, boxed, and one kind of operation after the other: until products are
 * compiled, products, then sums, and so on. What C2 learns from it about the methods that all vector code shares is as bad for
 * other vector code as it gets.
 */
final class BoxedVectors {

  private static final int CALLS = 20_000;
  /** In which the compilers take note. */
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
