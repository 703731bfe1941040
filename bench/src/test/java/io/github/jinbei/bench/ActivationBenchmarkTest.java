package io.github.jinbei.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.fail;

import io.github.jinbei.Activation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jmh.annotations.Param;

/** Tests that each name runs its pass, over all elements; the kernels' own tests check more values. */
class ActivationBenchmarkTest {

  @Test
  void theAnnotationListsEveryPass() throws NoSuchFieldException {
    String[] names = ActivationBenchmark.class.getField("function").getAnnotation(Param.class).value();
    assertEquals(Stream.of(ActivationPass.values()).map(ActivationPass::label).collect(Collectors.toList()),
        List.of(names));
  }

  @Test
  void everyActivationOfTheLibraryHasBothPasses() {
    Set<String> expected = new TreeSet<>();
    for (Activation activation : Activation.all()) {
      expected.add(activation.name());
    }
    expected.addAll(Set.of("leaky_relu", "elu"));
    expected.remove("identity");
    Set<String> forward = new TreeSet<>();
    Set<String> gradient = new TreeSet<>();
    for (ActivationPass pass : ActivationPass.values()) {
      (pass.gradient() ? gradient : forward).add(pass.function().label().replace('-', '_'));
    }
    assertEquals(expected, forward);
    assertEquals(expected, gradient);
  }

  /** Returns each pass with each implementation that the benchmark lists. */
  static List<Arguments> passes() throws NoSuchFieldException {
    List<Arguments> cases = new ArrayList<>();
    for (ActivationPass pass : ActivationPass.values()) {
      for (String implementation : Verifies.Params.of(ActivationBenchmark.class, "implementation")) {
        cases.add(Arguments.of(pass, implementation));
      }
    }
    return cases;
  }

  @ParameterizedTest
  @Verifies("ActivationBenchmark.pass")
  @MethodSource("passes")
  void passesAreWithinTheErrorBound(ActivationPass pass, String implementation) {
    ActivationBenchmark benchmark = benchmark(pass, implementation);
    float[] deltas = benchmark.y().clone();
    float[] x = benchmark.x().clone();
    ReferencePass expected = new ReferencePass(pass, x, deltas);
    float[] y = benchmark.pass(new ActivationBenchmark.Rates());
    assertEquals(benchmark.elements, y.length);
    for (int i = 0; i < y.length; i++) {
      double formula = implementation.equals("naive") ? formulaError(pass, x[i], deltas[i]) : 0;
      if (!(Math.abs(y[i] - expected.value[i]) <= expected.tolerance[i] + formula)) {
        fail(pass.label() + ", " + implementation + ", element " + i + ", x " + x[i] + ": " + y[i] + ", expected "
            + expected.value[i] + ", seed " + RandomInputs.SEED);
      }
    }
  }

  /** Returns the error of the plain formulas in double: erf's own error, and the cancellation in 1 + tanh(u). */
  private static double formulaError(ActivationPass pass, double z, double d) {
    switch (pass) {
      case GELU:
        return Math.abs(z) / 2 * NaivePass.ERF_ERROR;
      case GELU_GRADIENT:
        return Math.abs(d) / 2 * NaivePass.ERF_ERROR;
      case GELU_TANH:
        return Math.abs(z) * 1e-15;
      case GELU_TANH_GRADIENT:
        return Math.abs(d) * 1e-13;
      default:
        return 0;
    }
  }

  @ParameterizedTest
  @EnumSource
  void onlyPreluMakesAGradientOfItsSlopes(ActivationPass pass) {
    for (String implementation : List.of("naive", "jinbei")) {
      ActivationBenchmark benchmark = benchmark(pass, implementation);
      double[] expected = new ReferencePass(pass, benchmark.x(), benchmark.y()).slopeGradient;
      benchmark.pass(new ActivationBenchmark.Rates());
      float[] made = benchmark.slopeGradient();
      assertEquals(pass == ActivationPass.PRELU_GRADIENT ? benchmark.elements : 0, made.length);
      for (int i = 0; i < made.length; i++) {
        if (!(Math.abs(made[i] - expected[i]) <= Math.abs(expected[i]) * UncertainMatrix.U)) {
          fail(implementation + ", element " + i + ": " + made[i] + ", expected " + expected[i] + ", seed "
              + RandomInputs.SEED);
        }
      }
    }
  }

  private static ActivationBenchmark benchmark(ActivationPass pass, String implementation) {
    ActivationBenchmark benchmark = new ActivationBenchmark();
    benchmark.function = pass.label();
    benchmark.implementation = implementation;
    benchmark.elements = 1 << 12;
    benchmark.prepare();
    return benchmark;
  }

  @ParameterizedTest
  @EnumSource
  void gradientsGetActivationsIfTheyReadThem(ActivationPass pass) {
    ActivationBenchmark function = benchmark(pass.function(), "jinbei");
    float[] z = function.x().clone();
    assertArrayEquals(pass.readsActivations() ? function.pass(new ActivationBenchmark.Rates()) : z,
        benchmark(pass, "naive").x());
  }

  @Test
  void peersAreRefused() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> benchmark(ActivationPass.RELU, "mkl")).getMessage();
    assertEquals("implementation: mkl, expected naive or jinbei", message);
  }

  @Test
  void unknownNamesAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> ActivationPass.of("Relu"));
  }
}
