package io.github.jinbei.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
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

  @ParameterizedTest
  @EnumSource
  void passesAreWithinTheErrorBound(Elementwise pass) {
    ActivationBenchmark benchmark = new ActivationBenchmark();
    benchmark.function = pass.label();
    benchmark.elements = 1 << 12;
    benchmark.prepare();
    float[] before = benchmark.y().clone();
    float[] x = benchmark.x().clone();
    float[] y = benchmark.pass(new ActivationBenchmark.Rates());
    assertEquals(benchmark.elements, y.length);
    for (int i = 0; i < y.length; i++) {
      double expected = expected(pass, x[i], before[i]);
      if (!(Math.abs(y[i] - expected) <= TOLERANCE * Math.max(Math.abs(expected), scale(pass, before[i])))) {
        fail(pass.label() + ", element " + i + ", x " + x[i] + ": " + y[i] + ", expected " + expected + ", seed "
            + RandomInputs.SEED);
      }
    }
  }

  private static double expected(Elementwise pass, double x, double delta) {
    switch (pass) {
      case RELU:
        return Math.max(x, 0);
      case SIGMOID:
        return 1 / (1 + StrictMath.exp(-x));
      case TANH:
        return StrictMath.tanh(x);
      case RELU_GRADIENT:
        return x > 0 ? delta : 0;
      case SIGMOID_GRADIENT:
        return delta * x * (1 - x);
      case TANH_GRADIENT:
        return delta * (1 - x * x);
      default:
        return x;
    }
  }

  /** What a derivative is computed from is up to 1, and cancels where the function is flat. */
  private static double scale(Elementwise pass, double delta) {
    return pass == Elementwise.SIGMOID_GRADIENT || pass == Elementwise.TANH_GRADIENT ? Math.abs(delta) : 0;
  }

  @Test
  void gradientsGetActivations() {
    for (Elementwise pass : List.of(Elementwise.SIGMOID_GRADIENT, Elementwise.TANH_GRADIENT)) {
      ActivationBenchmark benchmark = new ActivationBenchmark();
      benchmark.function = pass.label();
      benchmark.elements = 1 << 12;
      benchmark.prepare();
      for (float a : benchmark.x()) {
        if (!(Math.abs(a) <= 1)) {
          fail(pass.label() + ": " + a + ", expected an activation");
        }
      }
    }
  }

  @Test
  void unknownNamesAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> Elementwise.of("Relu"));
  }
}
