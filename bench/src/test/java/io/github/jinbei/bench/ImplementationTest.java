package io.github.jinbei.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ImplementationTest {

  private static final Operands SMALL = Operands.of(new Shape(Form.NN, 2, 3, 5));

  @ParameterizedTest
  @EnumSource(Implementation.class)
  void labelsAreNames(Implementation implementation) {
    assertSame(implementation, Implementation.of(implementation.label()));
  }

  @Test
  void unknownNamesAreRefused() {
    String message = assertThrows(IllegalArgumentException.class, () -> Implementation.of("Jinbei")).getMessage();
    assertEquals("implementation: Jinbei, expected one of [naive, jinbei, openblas, openblas-heap, onednn, mkl]", message);
  }

  @Test
  void peersAreTheOthers() {
    assertFalse(Implementation.NAIVE.isPeer());
    assertFalse(Implementation.JINBEI.isPeer());
    assertTrue(Implementation.MKL.isPeer());
  }

  @ParameterizedTest
  @EnumSource(names = {"OPENBLAS", "OPENBLAS_HEAP", "ONEDNN", "MKL"})
  void aPeerThatWasNotCompiledNamesTheProfile(Implementation peer) {
    assumeFalse(peersCompiled(), "built with -Ppeers");
    String message = assertThrows(IllegalArgumentException.class, () -> peer.product(SMALL, 1)).getMessage();
    assertTrue(message.contains("implementation: " + peer.label() + ",") && message.contains("-Ppeers"), message);
  }

  private static boolean peersCompiled() {
    return ImplementationTest.class.getResource("OpenBlasProduct.class") != null;
  }

  @ParameterizedTest
  @EnumSource(names = {"OPENBLAS", "OPENBLAS_HEAP", "ONEDNN", "MKL"})
  void peersHaveNoNets(Implementation peer) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> peer.trainStep(Net.T6, Batch.of(Net.T6), 1)).getMessage();
    assertTrue(message.contains("implementation: " + peer.label() + ","), message);
  }

  @Test
  void theBaselineHasOneThread() {
    String expected = "threads: 2 for naive, expected 1";
    assertEquals(expected,
        assertThrows(IllegalArgumentException.class, () -> Implementation.NAIVE.product(SMALL, 2)).getMessage());
    assertEquals(expected, assertThrows(IllegalArgumentException.class,
        () -> Implementation.NAIVE.trainStep(Net.T6, Batch.of(Net.T6), 2)).getMessage());
    assertEquals(expected, assertThrows(IllegalArgumentException.class,
        () -> Implementation.NAIVE.backprop(Net.T6, Batch.of(Net.T6), 2)).getMessage());
  }
}
