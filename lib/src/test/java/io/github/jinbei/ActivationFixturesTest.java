package io.github.jinbei;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Activations and their derivatives against figures computed with 80 digits, through the public interface. */
@BitEquality
class ActivationFixturesTest {

  private static final double BAR = 1e-6;

  static List<String> names() {
    return List.copyOf(Fixture.activations().keySet());
  }

  private static double[] numbers(String name, String field) {
    return Json.numbers(Fixture.activations().get(name).get(field));
  }

  private static float[] inputs(String name) {
    double[] x = numbers(name, "x");
    float[] floats = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      floats[i] = (float) x[i];
    }
    return floats;
  }

  /**
   * A layer with one unit for each input, connected by a weight of 1 and to no other input. The width has whole vectors and a
   * rest.
   */
  private static Mlp identityMatrix(int units, Activation activation) {
    Mlp mlp = Mlp.builder(units).dense(units, activation).build();
    float[] parameters = mlp.parameters();
    Arrays.fill(parameters, 0, units * units + units, 0f);
    for (int j = 0; j < units; j++) {
      parameters[j * units + j] = 1f;
    }
    mlp.setParameters(parameters);
    return mlp;
  }

  @Test
  void allFifteenActivationsHaveFigures() {
    assertEquals(15, names().size(), names().toString());
  }

  @ParameterizedTest
  @MethodSource("names")
  void functionIsTheReference(String name) {
    float[] x = inputs(name);
    float[] a = new float[x.length];
    identityMatrix(x.length, Activation.parse(name)).predict(x, 0, 1, a, 0);
    assertClose(name, x, numbers(name, "f"), a);
  }

  /** If the target is far below the output, the derivative of the absolute error with respect to the output is 1. */
  @ParameterizedTest
  @MethodSource("names")
  void derivativeIsTheReference(String name) {
    float[] x = inputs(name);
    float[] far = new float[x.length];
    Arrays.fill(far, -1e6f);
    float[] derivative = new float[x.length];
    Mlp mlp = identityMatrix(x.length, Activation.parse(name));
    try (Trainer trainer = Trainer.builder(mlp).loss(Loss.ABSOLUTE_ERROR).threads(1).build()) {
      trainer.inputGradient(x, 0, far, 0, 1, derivative, 0);
    }
    assertClose(name + "'", x, numbers(name, "df"), derivative);
  }

  private static void assertClose(String what, float[] x, double[] expected, float[] actual) {
    assertEquals(expected.length, actual.length);
    for (int i = 0; i < expected.length; i++) {
      double error = Math.abs(actual[i] - expected[i]);
      assertTrue(error <= BAR * Math.max(1, Math.abs(expected[i])),
          what + "(" + x[i] + ") = " + actual[i] + "; expected " + expected[i]);
    }
  }
}
