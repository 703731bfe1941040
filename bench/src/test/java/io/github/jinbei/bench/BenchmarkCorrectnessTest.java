package io.github.jinbei.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs what the benchmarks run, through their own methods, and compares with an evaluation in {@code double}. */
class BenchmarkCorrectnessTest {

  private static final List<String> IMPLEMENTATIONS = List.of("naive", "jinbei");

  /**
   * Shapes with more terms are left out: 1024x1024x1024, 2048x2048x2048 and 512-2048-2048 take the baseline and the
   * reference minutes. They go the same way as 256-1024-1024, only with more cache blocks, which the tests of the
   * library's own product vary.
   */
  private static final double MOST_TERMS = 300e6;

  static List<Arguments> products() {
    List<Arguments> cases = new ArrayList<>();
    for (String shape : Workloads.SHAPES) {
      for (Form form : Form.values()) {
        if (Workloads.shape(shape, form).flops() / 2 <= MOST_TERMS) {
          cases.add(Arguments.of(shape, form));
        }
      }
    }
    return cases;
  }

  @ParameterizedTest
  @MethodSource("products")
  void productsAreWithinTheErrorBound(String shape, Form form) {
    List<float[]> results = new ArrayList<>();
    GemmBenchmark benchmark = null;
    for (String implementation : IMPLEMENTATIONS) {
      benchmark = new GemmBenchmark();
      benchmark.shape = shape;
      benchmark.form = form;
      benchmark.implementation = implementation;
      benchmark.prepare();
      Arrays.fill(benchmark.c(), Float.NaN); // as good as what an earlier call leaves: it must not be read
      results.add(benchmark.multiply(new Gflops()));
      benchmark.tearDown();
    }
    checkProduct(shape + " " + form + ", element of C", benchmark.sizes(), benchmark.a(), benchmark.b(), results);
  }

  /**
   * In whatever order, fused or not, |c - Σab| ≤ γ_k · Σ|ab| with γ_k = ku / (1 - ku), u = 2^-24 (Higham, "Accuracy and
   * stability of numerical algorithms", section 3.1). One more term covers the error of the {@code double} sum.
   */
  private static void checkProduct(String name, Shape shape, float[] a, float[] b, List<float[]> results) {
    float[] denseA = shape.form().transposeA() ? transpose(a, shape.k(), shape.m()) : a;
    float[] denseB = shape.form().transposeB() ? transpose(b, shape.n(), shape.k()) : b;
    double ku = (shape.k() + 1) * UncertainMatrix.U;
    double gamma = ku / (1 - ku);
    double[] sum = new double[shape.n()];
    double[] size = new double[shape.n()];
    for (int i = 0; i < shape.m(); i++) {
      Arrays.fill(sum, 0);
      Arrays.fill(size, 0);
      for (int p = 0; p < shape.k(); p++) {
        addTerm(denseA[i * shape.k() + p], denseB, p * shape.n(), sum, size);
      }
      for (int r = 0; r < results.size(); r++) {
        for (int j = 0; j < shape.n(); j++) {
          int at = i * shape.n() + j;
          check(name, IMPLEMENTATIONS.get(r), at, results.get(r)[at], sum[j], gamma * size[j]);
        }
      }
    }
  }

  private static void addTerm(double a, float[] b, int bAt, double[] sum, double[] size) {
    for (int j = 0; j < sum.length; j++) {
      double term = a * b[bAt + j];
      sum[j] += term;
      size[j] += Math.abs(term);
    }
  }

  /** The transpose of {@code from}, which is rows x columns. */
  private static float[] transpose(float[] from, int rows, int columns) {
    float[] to = new float[from.length];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        to[j * rows + i] = from[i * columns + j];
      }
    }
    return to;
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
