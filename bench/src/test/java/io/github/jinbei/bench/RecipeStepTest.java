package io.github.jinbei.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The step of the recipe against its formulas in {@code double}. */
class RecipeStepTest {

  /** The error of a gradient, relative to the largest of its tensor. */
  private static final double GRADIENT_ERROR = 1e-5;

  /**
   * The schedule's factor is 0 in the first step, which so changes the averages of Adam only. In the second, with the same
   * gradient g, the quotient of the averages is again g/|g|.
   */
  @ParameterizedTest
  @Verifies("RecipeStepBenchmark.step")
  @EnumSource
  void theSecondStepFollowsTheFormulas(RecipeNet net) {
    float[] before = net.mlp().parameters();
    ReferenceRecipe reference = new ReferenceRecipe(net, before);
    for (int threads = 1; threads <= 2; threads++) {
      RecipeStepBenchmark benchmark = new RecipeStepBenchmark();
      benchmark.net = net;
      benchmark.threads = threads;
      benchmark.prepare();
      for (int step = 0; step < 2; step++) {
        assertEquals(reference.loss, benchmark.step(new TrainStepBenchmark.Rates()), 1e-5 * reference.loss, net + ": loss");
      }
      checkParameters(net, before, reference.gradient, benchmark.parameters());
      benchmark.tearDown();
    }
  }

  private static void checkParameters(RecipeNet net, float[] before, double[] gradient, float[] after) {
    int at = check(net + ": factors", before, gradient, after, 0, net.units(0), RecipeTrainStep.FACTOR_RATE, 1);
    for (int l = 0; l < net.layers(); l++) {
      double root = Math.sqrt(net.units(l));
      at = check(net + ": weights " + l, before, gradient, after, at, net.units(l) * net.units(l + 1), 1 / root, root);
      at = check(net + ": biases " + l, before, gradient, after, at, net.units(l + 1), RecipeTrainStep.BIAS_RATE, 1);
    }
    assertEquals(after.length, at);
  }

  /** Checks a tensor, and that most of its parameters move by far more than the tolerance; returns its end. */
  private static int check(String what, float[] before, double[] gradient, float[] after, int from, int count,
      double rateFactor, double epsilonFactor) {
    double phase = 2 * Math.PI * Math.log(1 + 15.0 / RecipeTrainStep.STEPS) / Math.log(2);
    double rate = RecipeTrainStep.RATE * rateFactor * (1 - Math.cos(phase)) / 2;
    double epsilon = RecipeTrainStep.EPSILON * epsilonFactor;
    double largest = 0;
    for (int i = from; i < from + count; i++) {
      largest = Math.max(largest, Math.abs(gradient[i]));
    }
    double off = GRADIENT_ERROR * largest;
    int sharp = 0;
    for (int i = from; i < from + count; i++) {
      double g = gradient[i];
      double step = rate * g / (Math.abs(g) + epsilon);
      double stepOff = Math.max(rate * (g + off) / (Math.abs(g + off) + epsilon) - step,
          step - rate * (g - off) / (Math.abs(g - off) + epsilon));
      double tolerance = 2 * UncertainMatrix.U * Math.abs(before[i]) + stepOff + 1e-3 * rate;
      assertEquals(before[i] - step, after[i], tolerance, what + ", index " + (i - from));
      sharp += tolerance < 0.3 * Math.abs(step) ? 1 : 0;
    }
    assertTrue(sharp > 0.75 * count, what + ": only " + sharp + " of " + count + " steps are larger than the tolerance");
    return from + count;
  }

  @Test
  void onlyTheProductsCount() {
    assertEquals(2.0 * 256 * (2 * 20 * 256 + 3 * (2 * 256 * 256 + 256 * 2)), RecipeNet.R1.flops());
    assertEquals(2.0 * 256 * (2 * 9 * 256 + 3 * (2 * 256 * 256 + 256)), RecipeNet.R2.flops());
  }

  @Test
  void otherImplementationsAreRefused() {
    RecipeStepBenchmark benchmark = new RecipeStepBenchmark();
    benchmark.implementation = "naive";
    assertEquals("implementation: naive, expected jinbei",
        assertThrows(IllegalArgumentException.class, benchmark::prepare).getMessage());
  }
}
