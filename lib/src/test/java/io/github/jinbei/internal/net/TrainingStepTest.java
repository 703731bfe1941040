package io.github.jinbei.internal.net;

import static io.github.jinbei.internal.net.NetworkCases.assertSameBits;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.BitEquality;
import io.github.jinbei.internal.net.NetworkCases.Case;
import io.github.jinbei.internal.parallel.Workers;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Gradient and update against plain loops, bit for bit. */
@BitEquality
class TrainingStepTest {

  private static final float RATE = 0.3f;
  private static final float LAMBDA = 0.01f;

  static List<Case> cases() {
    return NetworkCases.all();
  }

  /** A step with room for {@code capacity} rows, and what one with plain loops gives. */
  private static void assertStepOfPlainLoops(Case c, int capacity, TrainingStep step, float[] parameters) {
    PlainNetwork plain = c.plain();
    System.arraycopy(c.y, 0, step.forward().targets(), 0, c.y.length);
    assertEquals(plain.loss(c.loss, c.y), step.forward(c.x, 0, c.rows), "loss");
    step.backward(c.rows);
    float[] gradient = c.plainGradient();
    assertSameBits(gradient, step.gradient(), "gradient with room for " + capacity);
    assertSameBits(c.parameters, parameters, "parameters before the update");
    step.apply(c.rows, Update.descent(RATE), LAMBDA);
    assertSameBits(plain.descended(gradient, RATE, LAMBDA), parameters, "parameters with room for " + capacity);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void computesTheBitsOfThePlainLoops(Case c) {
    float[] parameters = c.parameters.clone();
    assertStepOfPlainLoops(c, c.rows, new TrainingStep(c.t, c.loss, parameters, c.rows, new Workers(1)), parameters);
  }

  /** A step object with room for more, in which other rows left their traces. */
  @ParameterizedTest
  @MethodSource("cases")
  void computesTheSameWithRoomToSpare(Case c) {
    int more = c.rows + 5;
    float[] parameters = c.parameters.clone();
    TrainingStep step = new TrainingStep(c.t, c.loss, parameters, more, new Workers(1));
    float[] others = new float[more * c.t.inputs()];
    Arrays.fill(others, Float.NaN);
    step.forward(others, 0, more);
    step.backward(more);
    assertStepOfPlainLoops(c, more, step, parameters);
  }

  @Test
  @Tag("small")
  void computesTheBitsOfThePlainLoopsInSmallNetworks() {
    for (Case c : cases()) {
      if (c.t.parameterCount() < 200) {
        float[] parameters = c.parameters.clone();
        assertStepOfPlainLoops(c, c.rows, new TrainingStep(c.t, c.loss, parameters, c.rows, new Workers(1)), parameters);
      }
    }
  }

  @Test
  void sumsOverManyRowsInOneChain() {
    Case c = NetworkCases.manyRows();
    float[] parameters = c.parameters.clone();
    assertStepOfPlainLoops(c, c.rows, new TrainingStep(c.t, c.loss, parameters, c.rows, new Workers(1)), parameters);
  }

  /** Without decay a weight of 0 whose gradient is 0 stays: nothing else moves it. */
  @Test
  void leavesWhatHasNoGradient() {
    Topology t = new Topology(new int[] {2, 1}, new ActivationFunction[] {ActivationFunction.IDENTITY});
    float[] parameters = {0.5f, 0f, 0.25f};
    TrainingStep step = new TrainingStep(t, LossFunction.SQUARED_ERROR, parameters, 2, new Workers(1));
    step.forward().targets()[0] = 1f;
    step.forward().targets()[1] = 2f;
    // Predictions 0.75 and -0.25, so deltas -0.25 and -2.25; the second input is 0.
    assertEquals(0.5 * (0.0625 + 5.0625), step.forward(new float[] {1f, 0f, -1f, 0f}, 0, 2));
    step.backward(2);
    assertSameBits(new float[] {2f, 0f, -2.5f}, step.gradient(), "sums over the two rows");
    step.apply(2, Update.descent(0.5f), 0f);
    assertSameBits(new float[] {0f, 0f, 0.875f}, parameters, "moved by half of the means");
  }

  /**
   * Each block has lanes of up to 256 terms and 4 halvings: at most 260 roundings of positive sums, each a factor of
   * 1 ± 2^-24; the sum of blocks in double adds none that shows.
   */
  @Test
  void sumsTheSquaresOfWeightsOnly() {
    Random random = new Random(NetworkCases.SEED);
    for (int[] widths : new int[][] {{1, 1}, {17, 31, 33}, {64, 64}, {64, 65}, {90, 91, 93}}) {
      ActivationFunction[] functions = new ActivationFunction[widths.length - 1];
      Arrays.fill(functions, ActivationFunction.TANH);
      Topology t = new Topology(widths, functions);
      float[] parameters = new float[t.parameterCount()];
      Arrays.fill(parameters, Float.NaN);
      double expected = 0;
      for (int l = 0; l < t.layers(); l++) {
        for (int i = t.weightOffset(l); i < t.biasOffset(l); i++) {
          parameters[i] = random.nextFloat() - 0.5f;
          expected += (double) parameters[i] * parameters[i];
        }
      }
      double actual = new TrainingStep(t, LossFunction.SQUARED_ERROR, parameters, 1, new Workers(1)).weightSquares();
      assertTrue(Math.abs(actual - expected) <= 260 * 0x1p-24 * expected, t + ": " + actual + " for " + expected);
    }
  }

  /** Deltas below 2^-100 are 0: products of denormals are slow on many machines. */
  @Test
  void dropsDeltasTooSmallToMatter() {
    Topology t = new Topology(new int[] {1, 1}, new ActivationFunction[] {ActivationFunction.IDENTITY});
    float[] parameters = {0f, 0f};
    TrainingStep step = new TrainingStep(t, LossFunction.SQUARED_ERROR, parameters, 2, new Workers(1));
    step.forward().targets()[0] = -Math.nextDown(0x1p-100f);
    step.forward(new float[] {1f}, 0, 1);
    step.backward(1);
    assertSameBits(new float[] {0f, 0f}, step.gradient(), "below the least delta");
    step.forward().targets()[0] = -0x1p-100f;
    step.forward(new float[] {1f}, 0, 1);
    step.backward(1);
    assertSameBits(new float[] {0x1p-100f, 0x1p-100f}, step.gradient(), "the least delta");
  }
}
