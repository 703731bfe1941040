package io.github.jinbei.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jmh.annotations.Param;

/** That each name runs the pass that it names, over all elements; the kernels' own tests look at more values. */
class ActivationBenchmarkTest {

  /** An activation of 3 ulp, of at most 2u each, or a derivative's few roundings of numbers up to 1. */
  private static final double TOLERANCE = 8 * UncertainMatrix.U;

  @Test
  void theAnnotationListsEveryPass() throws NoSuchFieldException {
    String[] names = ActivationBenchmark.class.getField("function").getAnnotation(Param.class).value();
    assertEquals(Stream.of(Elementwise.values()).map(Elementwise::label).collect(Collectors.toList()), List.of(names));
  }

  /** Each pass by each implementation that the benchmark lists. */
  static List<Arguments> passes() throws NoSuchFieldException {
    List<Arguments> cases = new ArrayList<>();
    for (Elementwise pass : Elementwise.values()) {
      for (String implementation : Verifies.Params.of(ActivationBenchmark.class, "implementation")) {
        cases.add(Arguments.of(pass, implementation));
      }
    }
    return cases;
  }

  @ParameterizedTest
  @Verifies("ActivationBenchmark.pass")
  @MethodSource("passes")
  void passesAreWithinTheErrorBound(Elementwise pass, String implementation) {
    ActivationBenchmark benchmark = benchmark(pass, implementation);
    float[] deltas = benchmark.y().clone();
    float[] x = benchmark.x().clone();
    float[] y = benchmark.pass(new ActivationBenchmark.Rates());
    assertEquals(benchmark.elements, y.length);
    double[] rows = rows(pass, x, deltas);
    for (int i = 0; i < y.length; i++) {
      double expected = expected(pass, x[i], deltas[i], rows[i]);
      double off = pass == Elementwise.ERF && implementation.equals("naive") ? Elementwise.ERF_ERROR : 0;
      double bound = off + tolerance(pass) * Math.max(Math.abs(expected), scale(pass, deltas[i]));
      if (!(Math.abs(y[i] - expected) <= bound)) {
        fail(pass.label() + ", " + implementation + ", element " + i + ", x " + x[i] + ": " + y[i] + ", expected "
            + expected + ", seed " + RandomInputs.SEED);
      }
    }
  }

  private static ActivationBenchmark benchmark(Elementwise pass, String implementation) {
    ActivationBenchmark benchmark = new ActivationBenchmark();
    benchmark.function = pass.label();
    benchmark.implementation = implementation;
    benchmark.elements = 1 << 12;
    benchmark.prepare();
    return benchmark;
  }

  /** What a row's elements share, for each element: softmax's sum of exponentials, its derivative's mean delta. */
  private static double[] rows(Elementwise pass, float[] x, float[] deltas) {
    double[] rows = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      int row = i / Elementwise.UNITS * Elementwise.UNITS;
      for (int j = row; j < row + Elementwise.UNITS; j++) {
        rows[i] += pass == Elementwise.SOFTMAX ? StrictMath.exp(x[j]) : (double) x[j] * deltas[j];
      }
    }
    return rows;
  }

  private static double expected(Elementwise pass, double x, double delta, double row) {
    switch (pass) {
      case RELU:
        return Math.max(x, 0);
      case SIGMOID:
        return 1 / (1 + StrictMath.exp(-x));
      case TANH:
        return StrictMath.tanh(x);
      case SOFTMAX:
        return StrictMath.exp(x) / row;
      case RELU_GRADIENT:
        return x > 0 ? delta : 0;
      case SIGMOID_GRADIENT:
        return delta * x * (1 - x);
      case TANH_GRADIENT:
        return delta * (1 - x * x);
      case SOFTMAX_GRADIENT:
        return x * (delta - row);
      case SOFTPLUS:
        return StrictMath.log1p(StrictMath.exp(x));
      case ATAN:
        return StrictMath.atan(x);
      default:
        return erf(x);
    }
  }

  /** 2/√π ∫ exp(-t²) from 0 to x by Simpson's rule, with steps so small that it is off by less than 1e-12. */
  private static double erf(double x) {
    int steps = 2000;
    double h = x / steps;
    double sum = 1 + StrictMath.exp(-x * x);
    for (int i = 1; i < steps; i++) {
      sum += (i % 2 == 0 ? 2 : 4) * StrictMath.exp(-square(i * h));
    }
    return 2 / StrictMath.sqrt(Math.PI) * sum * h / 3;
  }

  private static double square(double x) {
    return x * x;
  }

  /**
   * Softmax: an argument of up to 16 in magnitude is rounded by the subtraction before the exponential, and {@link
   * Elementwise#UNITS} terms are added.
   */
  private static double tolerance(Elementwise pass) {
    return pass == Elementwise.SOFTMAX || pass == Elementwise.SOFTMAX_GRADIENT
        ? TOLERANCE + 2 * 16 * UncertainMatrix.U + Elementwise.UNITS * UncertainMatrix.U
        : TOLERANCE;
  }

  /** What a derivative is computed from is up to 1, and cancels where the function is flat. */
  private static double scale(Elementwise pass, double delta) {
    switch (pass) {
      case SIGMOID_GRADIENT:
      case TANH_GRADIENT:
        return Math.abs(delta);
      case SOFTMAX_GRADIENT:
        return 1;
      default:
        return 0;
    }
  }

  @ParameterizedTest
  @EnumSource
  void gradientsGetActivations(Elementwise pass) {
    if (pass.gradient() && pass.function() != Elementwise.RELU) {
      for (float a : benchmark(pass, "jinbei").x()) {
        if (!(Math.abs(a) <= 1)) {
          fail(pass.label() + ": " + a + ", expected an activation");
        }
      }
    }
  }

  @Test
  void peersAreRefused() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> benchmark(Elementwise.RELU, "mkl")).getMessage();
    assertEquals("implementation: mkl, expected naive or jinbei", message);
  }

  @Test
  void unknownNamesAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> Elementwise.of("Relu"));
  }
}
