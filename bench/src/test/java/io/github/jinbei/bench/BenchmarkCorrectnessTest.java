package io.github.jinbei.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs what the benchmarks run, through their own methods, and compares with an evaluation in {@code double}. */
class BenchmarkCorrectnessTest {

  private static final List<String> IMPLEMENTATIONS = List.of("naive", "jinbei");

  @ParameterizedTest
  @MethodSource("io.github.jinbei.bench.ProductReference#products")
  void productsAreWithinTheErrorBound(String shape, Form form) {
    ProductReference reference = new ProductReference(Operands.of(Workloads.shape(shape, form)));
    for (String implementation : IMPLEMENTATIONS) {
      GemmBenchmark benchmark = new GemmBenchmark();
      benchmark.shape = shape;
      benchmark.form = form;
      benchmark.implementation = implementation;
      benchmark.prepare();
      benchmark.multiply(new Gflops());
      reference.check(implementation + ", " + shape + " " + form, benchmark.result());
      benchmark.tearDown();
    }
  }

  @ParameterizedTest
  @EnumSource(Net.class)
  void trainingStepsAreWithinTheErrorBound(Net net) {
    ReferenceStep reference = new ReferenceStep(net, Batch.of(net), Implementation.LEARNING_RATE);
    assertMeaningful(net, reference);
    for (String implementation : IMPLEMENTATIONS) {
      TrainStepBenchmark benchmark = new TrainStepBenchmark();
      benchmark.net = net;
      benchmark.implementation = implementation;
      benchmark.prepare();
      double loss = benchmark.step(new TrainStepBenchmark.Rates());
      check(net + ", loss", implementation, 0, loss, reference.loss, reference.lossTolerance);
      float[] parameters = benchmark.parameters();
      assertEquals(reference.parameters.length, parameters.length, net + ", " + implementation + ": parameters");
      for (int i = 0; i < parameters.length; i++) {
        check(net + ", parameter", implementation, i,
            parameters[i], reference.parameters[i], reference.tolerance[i]);
      }
    }
  }

  /** A tolerance as large as what the step changes would test nothing. */
  private static void assertMeaningful(Net net, ReferenceStep reference) {
    int sharp = 0;
    int moved = 0;
    for (int i = 0; i < reference.change.length; i++) {
      moved += reference.change[i] != 0 ? 1 : 0;
      sharp += reference.tolerance[i] < 0.1 * Math.abs(reference.change[i]) ? 1 : 0;
    }
    assertTrue(sharp > 0.75 * moved && moved > 0.75 * reference.change.length,
        net + ": of " + reference.change.length + " parameters " + moved + " move, " + sharp
            + " by more than 10 tolerances");
  }

  /** NaN, which compares as false, fails. */
  private static void check(
      String what, String implementation, int index, double actual, double expected, double tolerance) {
    if (!(Math.abs(actual - expected) <= tolerance)) {
      fail(implementation + ", " + what + " " + index + ": " + actual + ", expected " + expected
          + " within " + tolerance + ", seed " + RandomInputs.SEED);
    }
  }
}
