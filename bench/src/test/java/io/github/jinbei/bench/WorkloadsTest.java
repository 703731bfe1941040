package io.github.jinbei.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Param;

class WorkloadsTest {

  @Test
  void theAnnotationListsTheSameShapes() throws NoSuchFieldException {
    Param shapes = GemmBenchmark.class.getField("shape").getAnnotation(Param.class);
    assertEquals(Workloads.SHAPES, List.of(shapes.value()));
  }

  @Test
  void theAnnotationListsTheSameElements() throws NoSuchFieldException {
    assertEquals(Workloads.ELEMENTS, elements(PeakBenchmark.Copying.class));
    assertEquals(Workloads.ELEMENTS, elements(ActivationBenchmark.class));
  }

  private static List<Integer> elements(Class<?> benchmark) throws NoSuchFieldException {
    String[] values = benchmark.getField("elements").getAnnotation(Param.class).value();
    return Stream.of(values).map(Integer::valueOf).collect(Collectors.toList());
  }

  @Test
  void layersHaveTheirThreeProducts() {
    assertEquals(new Shape(Form.NN, 10, 30, 784), Workloads.shape("10-784-30", Form.NN));
    assertEquals(new Shape(Form.TN, 784, 30, 10), Workloads.shape("10-784-30", Form.TN));
    assertEquals(new Shape(Form.NT, 10, 784, 30), Workloads.shape("10-784-30", Form.NT));
    assertEquals(new Shape(Form.TN, 64, 64, 64), Workloads.shape("64x64x64", Form.TN));
  }

  @Test
  void leadingDimensionsAreThoseOfTheStoredMatrices() {
    Shape nn = new Shape(Form.NN, 2, 3, 5);
    assertEquals(List.of(5, 3), List.of(nn.lda(), nn.ldb()));
    Shape tn = new Shape(Form.TN, 2, 3, 5);
    assertEquals(List.of(2, 3), List.of(tn.lda(), tn.ldb()));
    Shape nt = new Shape(Form.NT, 2, 3, 5);
    assertEquals(List.of(5, 5), List.of(nt.lda(), nt.ldb()));
  }

  @Test
  void flopsAreTwoForEachTerm() {
    assertEquals(60, new Shape(Form.NN, 2, 3, 5).flops());
    double forwardAndWeights = 2 * 2.0 * 4 * (2 * 16 + 16 * 1);
    double inputsOfTheSecondLayer = 2.0 * 4 * 16 * 1;
    assertEquals(forwardAndWeights + inputsOfTheSecondLayer, Net.T6.flops());
    assertEquals(2.0 * 7 * (2 * 16 + 16 * 1), Net.T6.forwardFlops(7));
  }

  @Test
  void bytesAreThoseOfTheOperandsAndTheResult() {
    assertEquals(4 * (2 * 5 + 5 * 3 + 2 * 3), new Shape(Form.NN, 2, 3, 5).bytes());
    assertEquals(4 * (2 * 16 + 16 + 16 + 1 + 7 * (2 + 1)), Net.T6.forwardBytes(7));
    assertEquals(12, UpdateRule.SGD.bytes());
    assertEquals(20, UpdateRule.MOMENTUM.bytes());
    assertEquals(20, UpdateRule.NESTEROV.bytes());
    assertEquals(20, UpdateRule.ADAGRAD.bytes());
    assertEquals(20, UpdateRule.RMSPROP.bytes());
    assertEquals(28, UpdateRule.ADAM.bytes());
    assertEquals(28, UpdateRule.ADAMW.bytes());
  }

  @Test
  void twoNetsUseAdam() {
    for (Net net : Net.values()) {
      Net.Optimizer expected = net == Net.T5 || net == Net.T7 ? Net.Optimizer.ADAM : Net.Optimizer.SGD;
      assertEquals(expected, net.optimizer(), net.name());
    }
    assertEquals(Net.T3.flops(), Net.T5.flops());
    assertEquals(10_000, Net.T7.batch());
    assertEquals(4 * 32 + 32 + 32 * 16 + 16 + 16 * 4 + 4, Net.T7.parameterCount());
  }

  @Test
  void parametersAreCountedWithBiases() {
    assertEquals(784 * 30 + 30 + 30 * 10 + 10, Net.T1.parameterCount());
  }

  @Test
  void unknownNamesAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> Workloads.shape("3x3x3", Form.NN));
  }
}
