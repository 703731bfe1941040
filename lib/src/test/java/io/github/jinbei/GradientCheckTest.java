package io.github.jinbei;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Backpropagation against numerical gradients: each hidden activation and norm with each pair of output and loss. */
@Tag("oracle")
class GradientCheckTest {

  private static final double BAR = 1e-4;

  /** The rounding error of a part of the gradient relative to the whole: about 2^-24 for each addition in a row. */
  private static final double ROUNDING = 2e-6;

  private static final double LEAST_KINK_DISTANCE = 1e-3;
  private static final long SEED = 20260104;
  private static final int ROWS = 5;
  private static final int INPUTS = 6;
  private static final int OUTPUTS = 4;

  private static final Activation SQUARE = Activation.custom("gentle_square", z -> z + z * z / 4, z -> 1 + z / 2);

  /** All activations of hidden layers. */
  static List<Activation> hidden() {
    List<Activation> hidden = new ArrayList<>(Activation.all());
    hidden.remove(Activation.SOFTMAX);
    hidden.addAll(List.of(Activation.leakyRelu(0.01f), Activation.leakyRelu(0f), Activation.elu(1.3f),
        Activation.prelu(0.3f), Activation.prelu(-0.2f), SQUARE));
    return hidden;
  }

  private static List<Activation> outputs() {
    List<Activation> outputs = new ArrayList<>(Activation.all());
    outputs.addAll(List.of(Activation.leakyRelu(0.01f), Activation.elu(1.3f), SQUARE));
    return outputs;
  }

  private static List<Loss> losses() {
    List<Loss> losses = new ArrayList<>(Loss.all());
    losses.add(Loss.huber(0.25f));
    return losses;
  }

  static Stream<Arguments> hiddenAndNorms() {
    return hidden().stream().flatMap(h -> Arrays.stream(Norm.values()).map(norm -> Arguments.of(h, norm)));
  }

  /** Each output activation with each loss that accepts it. */
  static List<Arguments> pairs() {
    List<Arguments> pairs = new ArrayList<>();
    for (Activation output : outputs()) {
      losses().stream().filter(loss -> loss.accepts(output)).forEach(loss -> pairs.add(Arguments.of(output, loss)));
    }
    return pairs;
  }

  static Stream<Arguments> combinations() {
    List<Arguments> pairs = pairs();
    return hiddenAndNorms().flatMap(first -> pairs.stream().map(second -> Arguments.of(first.get()[0], first.get()[1],
        second.get()[0], second.get()[1])));
  }

  private static float[] values(Random random, int length) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = 2 * random.nextFloat() - 1;
    }
    return values;
  }

  /** Probabilities that add up to 1 in each row, which all losses accept. None is 0, because a ReLU output often is 0. */
  private static float[] targets(Random random, int outputs) {
    float[] y = values(random, ROWS * outputs);
    for (int r = 0; r < ROWS; r++) {
      double sum = 0;
      for (int j = r * outputs; j < (r + 1) * outputs; j++) {
        y[j] = 0.05f + y[j] * y[j];
        sum += y[j];
      }
      for (int j = r * outputs; j < (r + 1) * outputs; j++) {
        y[j] /= (float) sum;
      }
    }
    return y;
  }

  private static Mlp net(Activation hidden, int depth, Activation output) {
    return net(hidden, Norm.NONE, depth, output);
  }

  private static Mlp net(Activation hidden, Norm norm, int depth, Activation output) {
    return net(Mlp.builder(INPUTS), hidden, norm, depth, output);
  }

  private static Mlp net(MlpBuilder builder, Activation hidden, Norm norm, int depth, Activation output) {
    for (int l = 0; l < depth; l++) {
      builder.dense(7 - l, hidden).norm(norm);
    }
    Mlp mlp = builder.dense(OUTPUTS, output).seed(SEED).build();
    // Parameters that are equal in all units at first, such as biases of 0, get random values too.
    float[] parameters = mlp.parameters();
    Random random = new Random(SEED);
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] += 0.2f * random.nextFloat() - 0.1f;
    }
    mlp.setParameters(parameters);
    return mlp;
  }

  /** Draws random inputs until no unit is near a kink. */
  private static GradientCheck.Result check(Mlp mlp, Loss loss) {
    Random random = new Random(SEED + 1);
    float[] y = targets(random, OUTPUTS);
    for (int draw = 0; draw < 100; draw++) {
      GradientCheck.Result result = GradientCheck.run(mlp, loss, values(random, ROWS * INPUTS), 0, y, 0, ROWS);
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
    double difference = norm(difference(g, reference));
    return difference == 0 ? 0 : difference / (norm(wide(g)) + norm(reference));
  }

  private static double[] difference(float[] g, double[] reference) {
    double[] difference = new double[g.length];
    for (int i = 0; i < g.length; i++) {
      difference[i] = g[i] - reference[i];
    }
    return difference;
  }

  private static double[] wide(float[] g) {
    return difference(g, new double[g.length]);
  }

  private static float[] of(Part part, float[] g) {
    return Arrays.copyOfRange(g, part.from(), part.to());
  }

  private static double[] of(Part part, double[] g) {
    return Arrays.copyOfRange(g, part.from(), part.to());
  }

  /** Checks the whole gradient and that of each tensor, so that a large tensor does not hide an error of a small one. */
  private static void assertRight(Mlp mlp, GradientCheck.Result result) {
    assertTrue(result.relativeError() <= BAR, "relative error " + result.relativeError() + ", seed " + SEED);
    double whole = norm(result.numerical());
    for (Part part : Part.of(mlp)) {
      float[] g = of(part, result.backpropagated());
      double[] reference = of(part, result.numerical());
      double error = norm(difference(g, reference));
      assertTrue(error <= BAR * (norm(wide(g)) + norm(reference)) + ROUNDING * whole,
          part + ": error " + error + " of " + norm(reference) + ", seed " + SEED);
      if (part.kind().equals("b") && mlp.norm(part.layer()) == Norm.BATCH) {
        Bits.assertSame(new float[g.length], g, part + ", of no effect");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("combinations")
  void backpropagationAgreesInTwoHiddenLayers(Activation hidden, Norm norm, Activation output, Loss loss) {
    Mlp mlp = net(hidden, norm, 2, output);
    assertRight(mlp, check(mlp, loss));
  }

  @ParameterizedTest
  @MethodSource("hiddenAndNorms")
  void backpropagationAgreesInFourHiddenLayers(Activation hidden, Norm norm) {
    Mlp mlp = net(hidden, norm, 4, Activation.SOFTMAX);
    assertRight(mlp, check(mlp, Loss.CROSS_ENTROPY));
  }

  @ParameterizedTest
  @MethodSource("hiddenAndNorms")
  void backpropagationAgreesWithInputFactors(Activation hidden, Norm norm) {
    Mlp mlp = net(Mlp.builder(INPUTS).inputFactors(), hidden, norm, 2, Activation.SOFTMAX);
    assertRight(mlp, check(mlp, Loss.CROSS_ENTROPY));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void backpropagationAgreesWithoutAHiddenLayer(Activation output, Loss loss) {
    Mlp mlp = net(Activation.IDENTITY, 0, output);
    assertRight(mlp, check(mlp, loss));
  }

  /** No part of the gradient is 0, except those that must be 0. */
  @ParameterizedTest
  @MethodSource("hiddenAndNorms")
  void everyPartHasAGradient(Activation hidden, Norm norm) {
    Mlp mlp = net(hidden, norm, 1, Activation.SOFTMAX);
    GradientCheck.Result result = check(mlp, Loss.CROSS_ENTROPY);
    for (Part part : Part.of(mlp)) {
      boolean vanishes = part.layer() == 0 && (hidden.equals(Activation.STEP)
          || part.kind().equals("b") && norm == Norm.BATCH);
      double length = norm(of(part, result.numerical()));
      assertTrue(vanishes ? length < 1e-6 : length > 0.01, part + ": " + length);
    }
  }

  /** Wrong gradients of small tensors are also far above the bar. */
  @Test
  void wrongPartsAreFarAboveTheBar() {
    for (Norm norm : List.of(Norm.LAYER, Norm.BATCH)) {
      Mlp mlp = net(Activation.PRELU, norm, 2, Activation.SOFTMAX);
      GradientCheck.Result right = check(mlp, Loss.CROSS_ENTROPY);
      for (Part part : Part.of(mlp)) {
        if (!part.kind().equals("W") && !part.kind().equals("b")) {
          float[] wrong = right.backpropagated().clone();
          for (int i = part.from(); i < part.to(); i++) {
            wrong[i] *= 1.01f;
          }
          GradientCheck.Result result = new GradientCheck.Result(relativeError(wrong, right.numerical()), wrong,
              right.numerical(), right.kinkDistance());
          assertThrows(AssertionError.class, () -> assertRight(mlp, result), part + " with " + norm);
        }
      }
    }
  }

  @Test
  void reportsBothGradientsAndTheirDistance() {
    GradientCheck.Result result = check(net(Activation.TANH, 2, Activation.SOFTMAX), Loss.CROSS_ENTROPY);
    double expected = relativeError(result.backpropagated(), result.numerical());
    assertEquals(expected, result.relativeError(), 1e-12 * expected);
    assertTrue(norm(result.numerical()) > 0.1, "the gradient vanishes");
  }

  /** Typical mistakes of backpropagation, made on purpose, are far above the bar. */
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
   * The check itself must find this difference: at the kink backpropagation has the derivative 0, and a central difference has
   * half of the right derivative.
   */
  @Test
  void findsADifference() {
    Mlp mlp = Mlp.builder(1).dense(1, Activation.RELU).build();
    mlp.setParameters(new float[] {0f, 0f});
    GradientCheck.Result result = GradientCheck.run(mlp, Loss.SQUARED_ERROR, new float[] {1f}, 0, new float[] {1f}, 0, 1);
    assertEquals(0, result.kinkDistance());
    Bits.assertSame(new float[] {0f, 0f}, result.backpropagated());
    Bits.assertClose(new double[] {-0.5, -0.5}, result.numerical(), 1e-4);
    assertEquals(1, result.relativeError(), 1e-12);
  }

  /** At the kink of the absolute error the derivative is 0. */
  @Test
  void absoluteErrorHasDerivative0AtItsKink() {
    Mlp mlp = Mlp.builder(1).dense(1, Activation.IDENTITY).build();
    mlp.setParameters(new float[] {2f, -1f});
    GradientCheck.Result result = GradientCheck.run(mlp, Loss.ABSOLUTE_ERROR, new float[] {1f}, 0, new float[] {1f}, 0, 1);
    assertEquals(0, result.kinkDistance());
    Bits.assertSame(new float[] {0f, 0f}, result.backpropagated());
  }

  @Test
  void returnsTheDistanceOfTheNearestKink() {
    Mlp mlp = Mlp.builder(1).dense(2, Activation.RELU).dense(1, Activation.TANH).build();
    mlp.setParameters(new float[] {1f, -2f, 0.5f, 0.25f, 1f, 1f, 0f});
    // z of the first input: 1.5, -1.75; of the second: 0.375, 0.5.
    float[] x = {1f, -0.125f};
    assertEquals(0.375, GradientCheck.run(mlp, Loss.SQUARED_ERROR, x, 0, new float[2], 0, 2).kinkDistance());
    assertEquals(1.5, GradientCheck.run(mlp, Loss.SQUARED_ERROR, x, 0, new float[2], 0, 1).kinkDistance());
    GradientCheck.Result smooth = check(net(Activation.TANH, 1, Activation.SIGMOID), Loss.SQUARED_ERROR);
    assertEquals(Double.POSITIVE_INFINITY, smooth.kinkDistance());
  }

  @Test
  void acceptsAGradientOf0() {
    Mlp mlp = Mlp.builder(1).dense(1, Activation.IDENTITY).build();
    mlp.setParameters(new float[] {0f, 0f});
    assertEquals(0, GradientCheck.run(mlp, Loss.SQUARED_ERROR, new float[] {0f}, 0, new float[] {0f}, 0, 1).relativeError());
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
    GradientCheck.run(mlp, Loss.CROSS_ENTROPY, x, 0, y, 0, ROWS);
    Bits.assertSame(parameters, mlp.parameters());
    Bits.assertSame(xBefore, x);
    Bits.assertSame(yBefore, y);
  }

  @Test
  void readsFromTheOffsetsOn() {
    Mlp mlp = net(Activation.SIGMOID, 1, Activation.SOFTMAX);
    Random random = new Random(SEED);
    float[] x = values(random, ROWS * INPUTS);
    float[] y = targets(random, OUTPUTS);
    float[] shiftedX = new float[x.length + 5];
    float[] shiftedY = new float[y.length + 7];
    System.arraycopy(x, 0, shiftedX, 3, x.length);
    System.arraycopy(y, 0, shiftedY, 6, y.length);
    GradientCheck.Result expected = GradientCheck.run(mlp, Loss.CROSS_ENTROPY, x, 0, y, 0, ROWS);
    GradientCheck.Result result = GradientCheck.run(mlp, Loss.CROSS_ENTROPY, shiftedX, 3, shiftedY, 6, ROWS);
    Bits.assertSame(expected.backpropagated(), result.backpropagated());
    assertArrayEquals(expected.numerical(), result.numerical());
    Samples.assertRefused(IndexOutOfBoundsException.class,
        () -> GradientCheck.run(mlp, Loss.CROSS_ENTROPY, shiftedX, 6, shiftedY, 6, ROWS), "x has ");
    Samples.assertRefused(IndexOutOfBoundsException.class,
        () -> GradientCheck.run(mlp, Loss.CROSS_ENTROPY, shiftedX, 3, shiftedY, -1, ROWS), "targets has ");
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
    assertRefused(IllegalArgumentException.class, "loss = cross_entropy", mlp, Loss.CROSS_ENTROPY, x, y, 2);
    assertRefused(NullPointerException.class, "loss", mlp, null, x, y, 2);
  }

  private static void assertRefused(Class<? extends RuntimeException> kind, String inMessage, Mlp mlp, Loss loss,
      float[] x, float[] y, int rows) {
    String message = assertThrows(kind, () -> GradientCheck.run(mlp, loss, x, 0, y, 0, rows)).getMessage();
    assertTrue(message.contains(inMessage), message);
  }

  @Test
  void aSaturatedUnitHasAFiniteReference() {
    for (Activation output : new Activation[] {Activation.SIGMOID, Activation.SOFTMAX}) {
      Mlp mlp = Mlp.builder(1).dense(2, output).build();
      mlp.setParameters(new float[] {900, -900, 0, 0});
      GradientCheck.Result result =
          GradientCheck.run(mlp, Loss.defaultFor(output), new float[] {1}, 0, new float[] {0, 1}, 0, 1);
      assertTrue(result.relativeError() <= 1e-4, output + ": " + result.relativeError());
    }
  }
}
