package io.github.jinbei.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.github.jinbei.bench.naive.NaiveMlp;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the benchmarks' own methods, and compares the results with an evaluation in {@code double}. */
@Tag("oracle")
class BenchmarkCorrectnessTest {

  private static final List<String> IMPLEMENTATIONS = List.of("naive", "jinbei");

  /** The number of updates that are compared: enough to show whether the optimizer's state is kept, and correct. */
  private static final int UPDATES = 3;

  /** The implementations that have Adam. */
  private static final List<String> WITH_ADAM = List.of("jinbei");

  @ParameterizedTest
  @Verifies("GemmBenchmark.multiply")
  @MethodSource("io.github.jinbei.bench.ProductReference#products")
  void productsAreWithinTheErrorBound(String shape, Form form) {
    ProductReference reference = new ProductReference(Operands.of(Workloads.shape(shape, form)));
    for (String implementation : IMPLEMENTATIONS) {
      GemmBenchmark benchmark = new GemmBenchmark();
      benchmark.shape = shape;
      benchmark.form = form;
      benchmark.implementation = implementation;
      benchmark.prepare();
      benchmark.multiply(new GemmBenchmark.Rates());
      reference.check(implementation + ", " + shape + " " + form, benchmark.result());
      benchmark.tearDown();
    }
  }

  @ParameterizedTest
  @Verifies("TrainStepBenchmark.step")
  @EnumSource(Net.class)
  void trainingStepsAreWithinTheErrorBound(Net net) {
    ReferenceStep reference = new ReferenceStep(net, Batch.of(net));
    assertMeaningful(net, reference);
    for (String implementation : net.optimizer() == Net.Optimizer.SGD ? IMPLEMENTATIONS : WITH_ADAM) {
      TrainStepBenchmark benchmark = new TrainStepBenchmark();
      benchmark.net = net;
      benchmark.implementation = implementation;
      benchmark.prepare();
      double loss = benchmark.step(new TrainStepBenchmark.Rates());
      check(net + ", loss", implementation, 0, loss, reference.loss, reference.lossTolerance);
      checkParameters(net, implementation, benchmark.parameters(), reference);
      benchmark.tearDown();
    }
  }

  /** Returns the nets of {@link ForwardBenchmark} with one row, several, and more than a prediction processes at once. */
  static List<Arguments> predictions() throws NoSuchFieldException {
    List<Arguments> cases = new ArrayList<>();
    for (String net : Verifies.Params.of(ForwardBenchmark.class, "net")) {
      for (String batch : Verifies.Params.of(ForwardBenchmark.class, "batch")) {
        cases.add(Arguments.of(net, batch));
      }
    }
    return cases;
  }

  @ParameterizedTest
  @Verifies({"ForwardBenchmark.predict", "LatencyBenchmark.predict", "PredictorBenchmark.predict"})
  @MethodSource("predictions")
  void predictionsAreWithinTheErrorBound(Net net, int batch) {
    UncertainMatrix expected = null;
    float[] ofMlp = null;
    for (String implementation : IMPLEMENTATIONS) {
      ForwardBenchmark benchmark = new ForwardBenchmark();
      benchmark.net = net;
      benchmark.batch = batch;
      benchmark.implementation = implementation;
      benchmark.prepare();
      if (expected == null) {
        expected = new ReferenceForward(net, Batch.parameters(net), benchmark.x(), batch).a[net.layers()];
      }
      benchmark.predict(new ForwardBenchmark.Rates());
      checkOutputs(net, batch, implementation, expected, benchmark.outputs());
      if (batch == 1) {
        checkOutputs(net, batch, implementation, expected, latency(net, implementation, benchmark.x()));
      }
      ofMlp = benchmark.outputs();
    }
    for (int threads : new int[] {1, 2}) {
      for (String buffers : threads == 1 ? List.of("pooled", "own") : List.of("pooled")) {
        assertArrayEquals(ofMlp, shared(net, batch, buffers, threads), net + ", " + buffers + ", threads " + threads);
      }
    }
  }

  /** Returns the outputs of the second of two threads of {@link PredictorBenchmark}. */
  private static float[] shared(Net net, int batch, String buffers, int threads) {
    PredictorBenchmark benchmark = new PredictorBenchmark();
    benchmark.net = net;
    benchmark.batch = batch;
    benchmark.buffers = buffers;
    benchmark.threads = threads;
    benchmark.prepare();
    PredictorBenchmark.Rows[] rows = {new PredictorBenchmark.Rows(), new PredictorBenchmark.Rows()};
    for (PredictorBenchmark.Rows own : rows) {
      own.setUp(benchmark);
      benchmark.predict(own, new ForwardBenchmark.Rates());
    }
    benchmark.tearDown();
    return rows[1].outputs();
  }

  @Test
  void buffersOfDividedPredictionsArePooled() {
    String message = assertThrows(IllegalArgumentException.class, () -> shared(Net.T6, 1, "own", 2)).getMessage();
    assertEquals("buffers: own with threads: 2, expected pooled, or own with one thread", message);
    assertThrows(IllegalArgumentException.class, () -> shared(Net.T6, 1, "none", 1));
  }

  static float[] latency(Net net, String implementation, float[] x) {
    LatencyBenchmark benchmark = new LatencyBenchmark();
    benchmark.net = net;
    benchmark.implementation = implementation;
    benchmark.prepare();
    assertArrayEquals(x, benchmark.x(), net + ": the row");
    benchmark.predict();
    return benchmark.outputs();
  }

  static void checkOutputs(Net net, int batch, String implementation, UncertainMatrix expected, float[] actual) {
    assertEquals(expected.value.length, actual.length, net + ", " + implementation);
    for (int i = 0; i < actual.length; i++) {
      double tolerance = UncertainMatrix.DEVIATIONS * Math.sqrt(expected.variance[i]);
      check(net + ", batch " + batch + ", output", implementation, i, actual[i], expected.value[i], tolerance);
    }
  }

  @ParameterizedTest
  @Verifies("BackpropBenchmark.gradient")
  @EnumSource(names = {"T1", "T2", "T3", "T4", "T6", "T7"})
  void gradientsAreWithinTheErrorBound(Net net) {
    ReferenceStep reference = new ReferenceStep(net, Batch.of(net));
    for (String implementation : IMPLEMENTATIONS) {
      BackpropBenchmark benchmark = new BackpropBenchmark();
      benchmark.net = net;
      benchmark.implementation = implementation;
      benchmark.prepare();
      for (int run = 1; run <= 2; run++) { // the second run starts with the buffers of the first, and the same parameters
        double loss = benchmark.gradient(new TrainStepBenchmark.Rates());
        check(net + ", loss of run " + run, implementation, 0, loss, reference.loss, reference.lossTolerance);
        float[] gradient = benchmark.gradient();
        assertEquals(reference.gradient.length, gradient.length, net + ", " + implementation);
        for (int i = 0; i < gradient.length; i++) {
          check(net + ", gradient of run " + run, implementation, i,
              gradient[i], reference.gradient[i], reference.gradientTolerance[i]);
        }
      }
      benchmark.tearDown();
    }
  }

  @ParameterizedTest
  @Verifies("OptimizerBenchmark.update")
  @EnumSource(UpdateRule.class)
  void updatesAreWithinTheErrorBound(UpdateRule rule) {
    Net net = Net.T3;
    float[] gradient = RandomInputs.uniform(net.parameterCount(), 4);
    for (String implementation : IMPLEMENTATIONS) {
      OptimizerBenchmark benchmark = new OptimizerBenchmark();
      benchmark.net = net;
      benchmark.optimizer = rule.label();
      benchmark.implementation = implementation;
      benchmark.prepare();
      float[] before = Batch.parameters(net);
      float[] after = null;
      for (int u = 0; u < UPDATES; u++) {
        after = benchmark.update(new OptimizerBenchmark.Rates());
      }
      assertEquals(before.length, after.length);
      for (int i = 0; i < after.length; i++) {
        double expected = updated(rule, before[i], gradient[i] / (double) net.batch());
        double change = expected - before[i];
        // A parameter is rounded at each update. The change itself has some ten roundings each time, and those of constants
        // such as 1 - 0.999, whose float has a relative error of 1.3e-5. A decay also rounds its factor and its product.
        int roundings = UPDATES * (rule == UpdateRule.ADAMW ? 3 : 1);
        double tolerance =
            roundings * UncertainMatrix.U * (Math.abs(before[i]) + Math.abs(change)) + 0x1p-15 * Math.abs(change);
        check(rule.label() + ", parameter", implementation, i, after[i], expected, tolerance);
      }
    }
  }

  /** Returns a parameter after {@link #UPDATES} updates with gradient g. */
  private static double updated(UpdateRule rule, double before, double g) {
    double w = before;
    double m = 0;
    double v = 0;
    for (int t = 1; t <= UPDATES; t++) {
      switch (rule) {
        case SGD:
          w -= UpdateRule.RATE * g;
          break;
        case MOMENTUM:
          v = UpdateRule.MOMENTUM_SHARE * v - UpdateRule.RATE * g;
          w += v;
          break;
        case NESTEROV:
          v = UpdateRule.MOMENTUM_SHARE * v + g;
          w -= UpdateRule.RATE * (g + UpdateRule.MOMENTUM_SHARE * v);
          break;
        case ADAGRAD:
          v += g * g;
          w -= UpdateRule.RATE * g / (Math.sqrt(v) + UpdateRule.EPSILON);
          break;
        case RMSPROP:
          v = UpdateRule.RHO * v + (1 - UpdateRule.RHO) * g * g;
          w -= UpdateRule.RATE * g / (Math.sqrt(v) + UpdateRule.EPSILON);
          break;
        default:
          w *= rule == UpdateRule.ADAMW ? 1 - (double) UpdateRule.RATE * UpdateRule.DECAY : 1;
          m = UpdateRule.BETA1 * m + (1 - UpdateRule.BETA1) * g;
          v = UpdateRule.BETA2 * v + (1 - UpdateRule.BETA2) * g * g;
          double mean = m / (1 - Math.pow(UpdateRule.BETA1, t));
          double square = v / (1 - Math.pow(UpdateRule.BETA2, t));
          w -= UpdateRule.RATE * mean / (Math.sqrt(square) + UpdateRule.EPSILON);
      }
    }
    return w;
  }

  @Test
  void unknownOptimizersAreRefused() {
    String message = assertThrows(IllegalArgumentException.class, () -> UpdateRule.of("lion")).getMessage();
    assertEquals("optimizer: lion, expected sgd, momentum, nesterov, adagrad, rmsprop, adam or adamw", message);
  }

  private static void checkParameters(Net net, String who, float[] parameters, ReferenceStep reference) {
    assertEquals(reference.parameters.length, parameters.length, net + ", " + who + ": parameters");
    for (int i = 0; i < parameters.length; i++) {
      check(net + ", parameter", who, i, parameters[i], reference.parameters[i], reference.tolerance[i]);
    }
  }

  /** Tests the reference itself: the baseline's gradient in Adam's first step, with explicit averages. */
  @ParameterizedTest
  @EnumSource(names = {"T5", "T7"})
  void theReferenceTakesAdamsFirstStep(Net net) {
    Batch batch = Batch.of(net);
    NaiveMlp mlp = NaiveTrainStep.mlp(net, 0);
    mlp.setParameters(batch.parameters());
    if (batch.classes() != null) {
      mlp.step(batch.x(), batch.classes(), net.batch());
    } else {
      mlp.step(batch.x(), batch.targets(), net.batch());
    }
    float[] gradient = mlp.gradient();
    float[] parameters = batch.parameters().clone();
    for (int i = 0; i < parameters.length; i++) {
      float g = gradient[i] / net.batch();
      double m = 0.9 * 0 + (1 - 0.9) * g;
      double v = 0.999 * 0 + (1 - 0.999) * g * g;
      double mean = m / (1 - Math.pow(0.9, 1));
      double square = v / (1 - Math.pow(0.999, 1));
      parameters[i] = (float) (parameters[i] - 1e-6f * mean / (Math.sqrt(square) + 1e-8));
    }
    checkParameters(net, "naive gradient", parameters, new ReferenceStep(net, batch));
  }

  @ParameterizedTest
  @EnumSource(names = {"T5", "T7"})
  void theBaselineRefusesAdam(Net net) {
    String message = assertThrows(IllegalArgumentException.class,
        () -> Implementation.NAIVE.trainStep(net, Batch.of(net), 1)).getMessage();
    assertEquals("net: " + net + " with ADAM for naive, expected one with SGD", message);
  }

  /** Checks that the tolerance is smaller than the change by the step; otherwise the test would show nothing. */
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

  /** Fails if the difference is above the tolerance, or NaN. */
  static void check(
      String what, String implementation, int index, double actual, double expected, double tolerance) {
    if (!(Math.abs(actual - expected) <= tolerance)) {
      fail(implementation + ", " + what + " " + index + ": " + actual + ", expected " + expected
          + " within " + tolerance + ", seed " + RandomInputs.SEED);
    }
  }
}
