package io.github.jinbei;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Backpropagation against numerical gradients: every hidden function with every pair of output and loss. */
class GradientCheckTest {

  private static final double BAR = 1e-4;
  private static final double LEAST_KINK_DISTANCE = 1e-3;
  private static final long SEED = 20260104;
  private static final int ROWS = 5;
  private static final int INPUTS = 6;
  private static final int OUTPUTS = 4;

  static List<Arguments> pairs() {
    List<Arguments> pairs = new ArrayList<>();
    for (Activation hidden : Activation.values()) {
      for (Activation output : Activation.values()) {
        for (Loss loss : Loss.values()) {
          if (hidden != Activation.SOFTMAX && loss.accepts(output)) {
            pairs.add(Arguments.of(hidden, output, loss));
          }
        }
      }
    }
    return pairs;
  }

  private static float[] values(Random random, int length) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = 2 * random.nextFloat() - 1;
    }
    return values;
  }

  /** Probabilities that add up to 1 in each row: they suit every loss. */
  private static float[] targets(Random random, int outputs) {
    float[] y = new float[ROWS * outputs];
    for (int r = 0; r < ROWS; r++) {
      float part = random.nextFloat();
      y[r * outputs + random.nextInt(outputs)] += part;
      y[r * outputs + random.nextInt(outputs)] += 1 - part;
    }
    return y;
  }

  private static Mlp net(Activation hidden, int depth, Activation output) {
    Mlp.Builder builder = Mlp.builder(INPUTS);
    for (int l = 0; l < depth; l++) {
      builder.dense(7 - l, hidden);
    }
    Mlp mlp = builder.dense(OUTPUTS, output).seed(SEED).build();
    // Biases other than 0 take part too.
    float[] parameters = mlp.parameters();
    Random random = new Random(SEED);
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] += 0.2f * random.nextFloat() - 0.1f;
    }
    mlp.setParameters(parameters);
    return mlp;
  }

  /** Draws inputs until no unit is near a kink. */
  private static GradientCheck.Result check(Mlp mlp, Loss loss) {
    Random random = new Random(SEED + 1);
    float[] y = targets(random, OUTPUTS);
    for (int draw = 0; draw < 100; draw++) {
      GradientCheck.Result result = GradientCheck.run(mlp, loss, values(random, ROWS * INPUTS), y, ROWS);
      if (result.kinkDistance() >= LEAST_KINK_DISTANCE) {
        return result;
      }
    }
    throw new AssertionError("no inputs without a unit near its kink, seed " + SEED);
  }

  private static double norm(double[] v) {
    double squares = 0;
    for (double x : v) {
      squares += x * x;
    }
    return Math.sqrt(squares);
  }

  /** ‖g - ĝ‖₂ / (‖g‖₂ + ‖ĝ‖₂) */
  private static double relativeError(float[] g, double[] reference) {
    double[] wide = new double[g.length];
    double[] difference = new double[g.length];
    for (int i = 0; i < g.length; i++) {
      wide[i] = g[i];
      difference[i] = g[i] - reference[i];
    }
    return norm(difference) / (norm(wide) + norm(reference));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void backpropagationAgreesInOneHiddenLayer(Activation hidden, Activation output, Loss loss) {
    double error = check(net(hidden, 1, output), loss).relativeError();
    assertTrue(error <= BAR, "relative error " + error + ", seed " + SEED);
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void backpropagationAgreesInFourHiddenLayers(Activation hidden, Activation output, Loss loss) {
    double error = check(net(hidden, 4, output), loss).relativeError();
    assertTrue(error <= BAR, "relative error " + error + ", seed " + SEED);
  }

  @ParameterizedTest
  @EnumSource(Activation.class)
  void backpropagationAgreesWithoutHiddenLayer(Activation output) {
    double error = check(net(Activation.IDENTITY, 0, output), Loss.defaultFor(output)).relativeError();
    assertTrue(error <= BAR, "relative error " + error + ", seed " + SEED);
  }

  @Test
  void reportsBothGradientsAndTheirDistance() {
    GradientCheck.Result result = check(net(Activation.TANH, 2, Activation.SOFTMAX), Loss.CROSS_ENTROPY);
    double expected = relativeError(result.backpropagated(), result.numerical());
    assertEquals(expected, result.relativeError(), 1e-12 * expected);
    assertTrue(norm(result.numerical()) > 0.1, "the gradient vanishes");
  }

  /** Each error that backpropagation is prone to, made on purpose, stands far above the bar. */
  @Test
  void wrongGradientsAreFarAboveTheBar() {
    Mlp mlp = net(Activation.TANH, 2, Activation.SIGMOID);
    GradientCheck.Result right = check(mlp, Loss.BINARY_CROSS_ENTROPY);
    GradientCheck.Result otherLoss = check(mlp, Loss.SQUARED_ERROR);
    float[] g = right.backpropagated();
    assertTrue(relativeError(g, otherLoss.numerical()) > 100 * BAR, "a derivative left out");

    float[] mean = g.clone();
    float[] oneSign = g.clone();
    float[] swapped = g.clone();
    int largest = 0;
    for (int i = 0; i < g.length; i++) {
      mean[i] /= ROWS;
      largest = Math.abs(g[i]) > Math.abs(g[largest]) ? i : largest;
    }
    oneSign[largest] = -oneSign[largest];
    swapped[0] = g[1];
    swapped[1] = g[0];
    assertTrue(relativeError(mean, right.numerical()) > 100 * BAR, "a mean for a sum");
    assertTrue(relativeError(oneSign, right.numerical()) > 100 * BAR, "one sign");
    assertTrue(relativeError(swapped, right.numerical()) > BAR, "two elements in each other's place");
  }

  /**
   * A disagreement that the check itself has to see: exactly at the kink backpropagation takes the derivative 0,
   * central differences take half of the one above.
   */
  @Test
  void tellsOfADisagreement() {
    Mlp mlp = Mlp.builder(1).dense(1, Activation.RELU).build();
    mlp.setParameters(new float[] {0f, 0f});
    GradientCheck.Result result = GradientCheck.run(mlp, Loss.SQUARED_ERROR, new float[] {1f}, new float[] {1f}, 1);
    assertEquals(0, result.kinkDistance());
    assertArrayEquals(new float[] {0f, 0f}, result.backpropagated());
    assertArrayEquals(new double[] {-0.5, -0.5}, result.numerical(), 1e-4);
    assertEquals(1, result.relativeError(), 1e-12);
  }

  @Test
  void tellsHowFarTheNearestKinkIs() {
    Mlp mlp = Mlp.builder(1).dense(2, Activation.RELU).dense(1, Activation.TANH).build();
    mlp.setParameters(new float[] {1f, -2f, 0.5f, 0.25f, 1f, 1f, 0f});
    // z of the first input: 1.5, -1.75; of the second: 0.375, 0.5.
    float[] x = {1f, -0.125f};
    assertEquals(0.375, GradientCheck.run(mlp, Loss.SQUARED_ERROR, x, new float[2], 2).kinkDistance());
    assertEquals(1.5, GradientCheck.run(mlp, Loss.SQUARED_ERROR, x, new float[2], 1).kinkDistance());
    GradientCheck.Result smooth = check(net(Activation.TANH, 1, Activation.SIGMOID), Loss.SQUARED_ERROR);
    assertEquals(Double.POSITIVE_INFINITY, smooth.kinkDistance());
  }

  @Test
  void findsNothingWrongWhereTheGradientVanishes() {
    Mlp mlp = Mlp.builder(1).dense(1, Activation.IDENTITY).build();
    mlp.setParameters(new float[] {0f, 0f});
    assertEquals(0, GradientCheck.run(mlp, Loss.SQUARED_ERROR, new float[] {0f}, new float[] {0f}, 1).relativeError());
  }

  @Test
  void modifiesNothing() {
    Mlp mlp = net(Activation.SIGMOID, 1, Activation.SOFTMAX);
    float[] parameters = mlp.parameters();
    Random random = new Random(SEED);
    float[] x = values(random, ROWS * INPUTS);
    float[] y = targets(random, OUTPUTS);
    float[] xBefore = x.clone();
    float[] yBefore = y.clone();
    GradientCheck.run(mlp, Loss.CROSS_ENTROPY, x, y, ROWS);
    assertArrayEquals(parameters, mlp.parameters());
    assertArrayEquals(xBefore, x);
    assertArrayEquals(yBefore, y);
  }

  @Test
  void refusesBadArguments() {
    Mlp mlp = Mlp.builder(3).dense(2, Activation.SIGMOID).build();
    float[] x = new float[6];
    float[] y = new float[4];
    assertRefused(IllegalArgumentException.class, "rows = 0", mlp, Loss.SQUARED_ERROR, x, y, 0);
    assertRefused(IllegalArgumentException.class, "rows = -1", mlp, Loss.SQUARED_ERROR, x, y, -1);
    assertRefused(IndexOutOfBoundsException.class, "x has 5", mlp, Loss.SQUARED_ERROR, new float[5], y, 2);
    assertRefused(IndexOutOfBoundsException.class, "targets has 3", mlp, Loss.SQUARED_ERROR, x, new float[3], 2);
    assertRefused(IllegalArgumentException.class, "loss = CROSS_ENTROPY", mlp, Loss.CROSS_ENTROPY, x, y, 2);
    assertRefused(NullPointerException.class, "loss", mlp, null, x, y, 2);
  }

  private static void assertRefused(Class<? extends RuntimeException> kind, String inMessage, Mlp mlp, Loss loss,
      float[] x, float[] y, int rows) {
    String message = assertThrows(kind, () -> GradientCheck.run(mlp, loss, x, y, rows)).getMessage();
    assertTrue(message.contains(inMessage), message);
  }

  @Test
  void aSaturatedUnitHasAFiniteReference() {
    for (Activation output : new Activation[] {Activation.SIGMOID, Activation.SOFTMAX}) {
      Mlp mlp = Mlp.builder(1).dense(2, output).build();
      mlp.setParameters(new float[] {900, -900, 0, 0});
      GradientCheck.Result result =
          GradientCheck.run(mlp, Loss.defaultFor(output), new float[] {1}, new float[] {0, 1}, 1);
      assertTrue(result.relativeError() <= 1e-4, output + ": " + result.relativeError());
    }
  }
}
