package io.github.jinbei;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.report.ActivationCurve;
import io.github.jinbei.report.Lessons;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The figures of the lesson of activations against figures computed with 80 digits, and against formulas in double. */
@BitEquality
class ActivationLessonTest {

  private static final double BAR = 1e-6;

  /** gelu is tested by the figures only. */
  private static final Map<String, DoubleUnaryOperator> FORMULAS = Map.ofEntries(
      entry("identity", z -> z), entry("step", z -> z < 0 ? 0 : 1), entry("sigmoid", z -> 1 / (1 + Math.exp(-z))),
      entry("tanh", Math::tanh), entry("arctan", Math::atan), entry("relu", z -> Math.max(z, 0)),
      entry("softplus", z -> Math.log(1 + Math.exp(z))),
      entry("selu", z -> 1.0507009873554805 * (z > 0 ? z : 1.6732632423543772 * (Math.exp(z) - 1))),
      entry("gelu_tanh", z -> z / 2 * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (z + 0.044715 * z * z * z)))),
      entry("silu", z -> z / (1 + Math.exp(-z))), entry("mish", z -> z * Math.tanh(Math.log(1 + Math.exp(z)))),
      entry("softsign", z -> z / (1 + Math.abs(z))),
      entry("prelu", z -> z > 0 ? z : z / 4), entry("leaky_relu(0.1)", z -> z > 0 ? z : 0.1f * z),
      entry("elu(1.0)", z -> z > 0 ? z : Math.exp(z) - 1));

  static List<ActivationCurve> curves() {
    return Lessons.activations().figures();
  }

  static List<String> fixtureNames() {
    return List.copyOf(Fixture.activations().keySet());
  }

  @Test
  void hasAllElementwiseActivations() {
    assertEquals(List.of("identity", "step", "sigmoid", "tanh", "arctan", "relu", "softplus", "selu", "gelu", "gelu_tanh",
        "silu", "mish", "softsign", "prelu", "leaky_relu(0.1)", "elu(1.0)"),
        curves().stream().map(curve -> curve.activation().name()).toList());
  }

  @ParameterizedTest
  @MethodSource("fixtureNames")
  void valuesAreTheReference(String name) {
    Map<?, ?> fixture = Fixture.activations().get(name);
    double[] x = Json.numbers(fixture.get("x"));
    double[] f = Json.numbers(fixture.get("f"));
    double[] df = Json.numbers(fixture.get("df"));
    ActivationCurve curve = Lessons.activations(List.of(Activation.parse(name))).figures().get(0);
    int compared = 0;
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < ActivationCurve.POINTS; j++) {
        if (Math.abs(x[i] - curve.z()[j]) < 1e-8) {
          assertClose(name, x[i], f[i], curve.f()[j]);
          assertClose(name + "'", x[i], df[i], curve.derivative()[j]);
          compared++;
        }
      }
    }
    assertTrue(compared >= 10, name + ": only " + compared + " places in common");
  }

  @ParameterizedTest
  @MethodSource("curves")
  void valuesAreThoseOfTheFormula(ActivationCurve curve) {
    DoubleUnaryOperator formula = FORMULAS.get(curve.activation().name());
    assertEquals(curve.activation().equals(Activation.GELU), formula == null, curve.activation().name());
    assertEquals(161, curve.z().length);
    for (int i = 0; formula != null && i < 161; i++) {
      double z = curve.z()[i];
      assertEquals(-4 + 0.05 * i, z, 1e-6, "place " + i);
      assertClose(curve.activation().name(), z, formula.applyAsDouble(z), curve.f()[i]);
      if (z != 0) {
        double slope = (formula.applyAsDouble(z + 1e-5) - formula.applyAsDouble(z - 1e-5)) / 2e-5;
        assertClose(curve.activation().name() + "'", z, slope, curve.derivative()[i]);
      }
    }
  }

  private static void assertClose(String what, double z, double expected, double actual) {
    double error = Math.abs(actual - expected);
    assertTrue(error <= BAR * Math.max(1, Math.abs(expected)), what + "(" + z + ") = " + actual + "; expected " + expected);
  }

  /** The derivative of backpropagation at 0 is the left one; for step it is 0. */
  @Test
  void kinksAreWhereTheDerivativeJumps() {
    Map<String, Double> atZero = Map.of("step", 0.0, "relu", 0.0, "selu", 1.0507009873554805 * 1.6732632423543772,
        "prelu", 0.25, "leaky_relu(0.1)", 0.1);
    assertEquals(atZero.keySet(), curves().stream().filter(c -> c.kinks().length > 0).map(c -> c.activation().name())
        .collect(Collectors.toSet()));
    for (ActivationCurve curve : curves()) {
      String name = curve.activation().name();
      if (curve.kinks().length > 0) {
        assertArrayEquals(new int[] {80}, curve.kinks(), name);
        assertClose(name + "'", 0, atZero.get(name), curve.derivative()[80]);
      }
    }
  }

  @Test
  void kinksOfOtherFunctionsAreFound() {
    Activation hardTanh = Activation.custom("hard_tanh", z -> Math.max(-1, Math.min(1, z)), z -> Math.abs(z) < 1 ? 1 : 0);
    List<ActivationCurve> curves =
        Lessons.activations(List.of(hardTanh, Activation.prelu(1), Activation.elu(1.3f), Activation.prelu(-1))).figures();
    assertArrayEquals(new int[] {60, 100}, curves.get(0).kinks());
    assertArrayEquals(new int[0], curves.get(1).kinks());
    assertArrayEquals(new int[] {80}, curves.get(2).kinks());
    assertArrayEquals(new int[] {80}, curves.get(3).kinks());
  }

  @Test
  void softmaxAndNoneAreRefused() {
    for (List<Activation> wrong : List.of(List.<Activation>of(), List.of(Activation.RELU, Activation.SOFTMAX))) {
      String message = assertThrows(IllegalArgumentException.class, () -> Lessons.activations(wrong)).getMessage();
      assertTrue(message.startsWith("activations = " + wrong + "; expected"), message);
    }
  }
}
