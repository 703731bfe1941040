package io.github.jinbei.internal.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.BitEquality;
import io.github.jinbei.internal.kernel.Backends;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The activations where their derivative jumps, and of NaN: in each lane, and in the tail that fills no vector.
 */
@BitEquality
class KinkTest {

  private static final float ALPHA = 0.375f;

  /** Units of a row: three of the widest vectors and a tail. */
  private static final int UNITS = 53;
  private static final int ROWS = 2;

  /** Creates two rows of a layer, in which each pre-activation is z and each delta 2. */
  private static Block block(ActivationFunction f, float z) {
    Topology layer = new Topology(new int[] {1, UNITS}, new ActivationFunction[] {f});
    float[] parameters = new float[layer.parameterCount()];
    Arrays.fill(parameters, ALPHA);
    Block b = new Block(Backends.kernels(), new Scratch(), parameters,
        LayerBuffers.forInference(layer, ROWS)[0]);
    Arrays.fill(b.z, z);
    Arrays.fill(b.delta, 0, ROWS * UNITS, 2f);
    return b.rows(0, ROWS);
  }

  /** Returns f'(z) of each element, computed from a delta of 2. */
  private static float[] derivatives(ActivationFunction f, float z) {
    Block b = block(f, z);
    b.forward();
    b.backward();
    float[] derivatives = Arrays.copyOf(b.delta, ROWS * UNITS);
    for (int i = 0; i < derivatives.length; i++) {
      derivatives[i] /= 2;
    }
    return derivatives;
  }

  private static void assertAll(float expected, float[] actual, double tolerance, String what) {
    for (int i = 0; i < actual.length; i++) {
      assertEquals(expected, actual[i], tolerance, what + ", element " + i);
    }
  }

  /** A function, its derivative just below 0, and its derivative just above 0. */
  static List<Arguments> kinked() {
    return List.of(
        Arguments.of(Elementwise.STEP, 0f, 0f),
        Arguments.of(Elementwise.RELU, 0f, 1f),
        Arguments.of(new LeakyRelu(0.01f), 0.01f, 1f),
        Arguments.of(new LeakyRelu(0f), 0f, 1f),
        Arguments.of(new LeakyRelu(1.5f), 1.5f, 1f),
        Arguments.of(new Prelu(0.25f), ALPHA, 1f),
        Arguments.of(new Elu(1f, 1.3f), 1.3f, 1f),
        Arguments.of(new Elu(1f, 0.5f), 0.5f, 1f),
        Arguments.of(Elu.SELU, (float) (1.0507009873554805 * 1.6732632423543772), 1.050701f));
  }

  /** At 0 and at -0 the derivative is the one below 0. */
  @ParameterizedTest
  @MethodSource("kinked")
  void derivativeAtTheKinkIsTheOneBelow(ActivationFunction f, float below, float above) {
    for (float z : new float[] {0f, -0f, -Float.MIN_VALUE, -Float.MIN_NORMAL}) {
      assertAll(below, derivatives(f, z), Math.ulp(below), f + "'(" + z + ")");
    }
    for (float z : new float[] {Float.MIN_NORMAL, 1e-30f}) {
      assertAll(above, derivatives(f, z), 0, f + "'(" + z + ")");
    }
  }

  /** The step function itself jumps at 0. Its value there is the one above 0. */
  @ParameterizedTest
  @MethodSource("kinked")
  void valueAtTheKinkIs0ButThatOfTheStepIs1(ActivationFunction f, float below, float above) {
    for (float z : new float[] {0f, -0f}) {
      Block b = block(f, z);
      b.forward();
      for (float a : b.a) {
        assertTrue(a == (f == Elementwise.STEP ? 1 : 0), f + "(" + z + ") = " + a);
      }
    }
  }

  /** At the kink the value does not depend on α. */
  @ParameterizedTest
  @MethodSource("zeros")
  void alphaHasNoGradientAtTheKink(float z) {
    Block b = block(new Prelu(0.25f), z);
    b.forward();
    b.backward();
    for (float e : b.ownGradient) {
      assertTrue(e == 0, "z = " + z + ": " + e);
    }
  }

  static List<Float> zeros() {
    return List.of(0f, -0f);
  }

  static Stream<ActivationFunction> all() {
    return Stream.concat(Arrays.stream(Elementwise.values()),
        Stream.of(new LeakyRelu(0.01f), new LeakyRelu(0f), new Prelu(0.25f), new Elu(1f, 1.3f), Elu.SELU,
            ActivationFunction.SOFTMAX, new CustomFunction(z -> z * z, z -> 2 * z)));
  }

  @ParameterizedTest
  @MethodSource("all")
  void nanStaysNaN(ActivationFunction f) {
    Block all = block(f, Float.NaN);
    all.forward();
    assertAll(Float.NaN, all.a, 0, f + "(NaN)");
    for (int at = 0; at < ROWS * UNITS; at++) {
      Block one = block(f, 0.5f);
      one.z[at] = Float.NaN;
      one.forward();
      for (int i = 0; i < one.a.length; i++) {
        boolean same = f.wholeRows() ? i / UNITS == at / UNITS : i == at;
        assertEquals(same, Float.isNaN(one.a[i]), f + " of NaN at " + at + ", element " + i + " = " + one.a[i]);
      }
    }
  }
}
