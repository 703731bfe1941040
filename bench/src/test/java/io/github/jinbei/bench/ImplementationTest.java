package io.github.jinbei.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
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
    assertEquals("implementation: Jinbei, expected one of [naive, jinbei, openblas, openblas-heap, onednn, mkl, onnxruntime]",
        message);
  }

  @Test
  void peersAreTheOthers() {
    assertFalse(Implementation.NAIVE.isPeer());
    assertFalse(Implementation.JINBEI.isPeer());
    assertTrue(Implementation.MKL.isPeer());
  }

  @ParameterizedTest
  @EnumSource(names = {"OPENBLAS", "OPENBLAS_HEAP", "ONEDNN", "MKL", "ONNXRUNTIME"})
  void aPeerThatWasNotCompiledNamesTheProfile(Implementation peer) {
    assumeFalse(peersCompiled(), "built with -Ppeers");
    Batch batch = Batch.of(Net.T6);
    List<Executable> uses = List.of(
        () -> peer.product(SMALL, 1),
        () -> peer.forward(Net.T6, batch.parameters(), batch.x(), Net.T6.batch()),
        () -> peer.backprop(Net.T6, batch, 1),
        () -> peer.trainStep(Net.T6, batch, 1));
    for (Executable use : uses) {
      String message = assertThrows(IllegalArgumentException.class, use).getMessage();
      assertTrue(message.contains("implementation: " + peer.label() + ",") && message.contains("-Ppeers"), message);
    }
  }

  private static boolean peersCompiled() {
    return ImplementationTest.class.getResource("OpenBlasPeer.class") != null;
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

  @Test
  void canRunAgreesWithTheImplementations() {
    Map<String, String> adam = Map.of("net", "T5", "threads", "1");
    Map<String, String> plain = Map.of("net", "T3", "threads", "1");
    Map<String, String> two = Map.of("net", "T3", "threads", "2");
    assertTrue(Implementation.JINBEI.canRun("TrainStepBenchmark.step", adam));
    assertFalse(Implementation.NAIVE.canRun("TrainStepBenchmark.step", adam));
    assertTrue(Implementation.NAIVE.canRun("TrainStepBenchmark.step", plain));
    assertFalse(Implementation.NAIVE.canRun("TrainStepBenchmark.step", two));
    assertFalse(Implementation.NAIVE.canRun("PredictorBenchmark.predict", plain));
    assertFalse(Implementation.MKL.canRun("PredictorBenchmark.predict", plain));
    assertFalse(Implementation.NAIVE.canRun("RecipeStepBenchmark.step", Map.of("net", "R1")));
    assertFalse(Implementation.MKL.canRun("RecipeStepBenchmark.step", Map.of("net", "R1")));
    assertTrue(Implementation.JINBEI.canRun("PredictorBenchmark.predict", two));
    assertTrue(Implementation.MKL.canRun("TrainStepBenchmark.step", two));
    assertFalse(Implementation.MKL.canRun("TrainStepBenchmark.step", adam));
    assertFalse(Implementation.MKL.canRun("OptimizerBenchmark.update", plain));
    assertFalse(Implementation.OPENBLAS_HEAP.canRun("BackpropBenchmark.gradient", plain));
    assertTrue(Implementation.ONNXRUNTIME.canRun("LatencyBenchmark.predict", plain));
    assertFalse(Implementation.ONNXRUNTIME.canRun("GemmBenchmark.multiply", Map.of()));
  }
}
