package io.github.jinbei.internal.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.BitEquality;
import io.github.jinbei.Bits;
import io.github.jinbei.internal.net.NetworkCases.Case;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** All activations and the loss, against plain loops, bit for bit. */
@BitEquality
class InferencePassTest {

  /** The cases without batch norm, which is folded into the weights before a prediction. */
  static List<Case> cases() {
    return NetworkCases.all().stream().filter(c -> !c.hasBatchNorm()).toList();
  }

  static List<ActivationFunction> outputs() {
    List<ActivationFunction> outputs = new ArrayList<>(NetworkCases.ELEMENTWISE);
    outputs.add(ActivationFunction.SOFTMAX);
    return outputs;
  }

  /**
   * Returns a prediction in plain loops: without dropout and without weights of rows. Factors of the inputs are multiplied into
   * the first weights.
   */
  private static PlainNetwork plain(Case c) {
    if (!c.t.inputFactors()) {
      return new PlainNetwork(c.t, c.parameters, c.x, c.rows);
    }
    int inputs = c.t.inputs();
    float[] folded = Arrays.copyOfRange(c.parameters, inputs, c.parameters.length);
    for (int w = 0; w < c.t.weightCount(0); w++) {
      folded[w] *= c.parameters[w / c.t.out(0)];
    }
    return new PlainNetwork(c.t.folded(), folded, c.x, c.rows);
  }

  /** Creates a pass over the parameters as they are now, folded and packed. */
  private static InferencePass pass(Topology t, float[] parameters, int rows) {
    InferencePass pass = new InferenceNetwork(t, parameters, new float[0]).pass(rows);
    pass.prepare(0);
    return pass;
  }

  /** Creates a single layer of n units whose weights are the unit matrix: its z is its input. */
  private static InferencePass unitMatrix(ActivationFunction output, int n, int rows) {
    Topology t = new Topology(new int[] {n, n}, new ActivationFunction[] {output});
    float[] parameters = new float[t.parameterCount()];
    for (int i = 0; i < n; i++) {
      parameters[i * n + i] = 1f;
    }
    return pass(t, parameters, rows);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void computesTheBitsOfThePlainLoops(Case c) {
    PlainNetwork plain = plain(c);
    InferencePass pass = pass(c.t, c.parameters.clone(), c.rows);
    System.arraycopy(c.y, 0, pass.targets(), 0, c.y.length);
    pass.run(c.x, 0, c.rows);
    for (int l = 0; l < c.t.layers() - 1; l++) {
      Bits.assertSame(plain.h[l + 1], pass.layers[l].out, "layer " + l);
    }
    Bits.assertSame(plain.outputs(), pass.predictions(), "outputs");
    assertEquals(plain.loss(c.loss, c.y), pass.loss(c.loss, c.rows), "loss");
  }

  /** A pass with room for more rows, which other rows used before. Its input begins inside an array. */
  @ParameterizedTest
  @MethodSource("cases")
  void computesTheSameWithRoomToSpare(Case c) {
    PlainNetwork plain = plain(c);
    int more = c.rows + 5;
    float[] inMidst = new float[3 + more * c.t.inputs()];
    Arrays.fill(inMidst, Float.NaN);
    InferencePass pass = pass(c.t, c.parameters.clone(), more);
    Arrays.fill(pass.targets(), 0.25f);
    pass.run(inMidst, 0, more);
    pass.loss(c.loss, more);

    System.arraycopy(c.x, 0, inMidst, 3, c.x.length);
    System.arraycopy(c.y, 0, pass.targets(), 0, c.y.length);
    pass.run(inMidst, 3, c.rows);
    assertEquals(more, pass.capacity());
    Bits.assertStart(plain.outputs(), pass.predictions(), "outputs");
    assertEquals(plain.loss(c.loss, c.y), pass.loss(c.loss, c.rows), "loss");
  }

  @Test
  void modifiesNeitherInputNorParametersNorTargets() {
    Case c = cases().get(40);
    float[] parameters = c.parameters.clone();
    float[] x = c.x.clone();
    InferencePass pass = pass(c.t, parameters, c.rows);
    System.arraycopy(c.y, 0, pass.targets(), 0, c.y.length);
    pass.run(x, 0, c.rows);
    pass.loss(c.loss, c.rows);
    Bits.assertSame(c.parameters, parameters, "parameters");
    Bits.assertSame(c.x, x, "input");
    Bits.assertSame(c.y, pass.targets(), "targets");
  }

  @Test
  void readsTheParametersAtEachRun() {
    float[] parameters = {2f, 1f};
    Topology t = new Topology(new int[] {1, 1}, new ActivationFunction[] {Elementwise.IDENTITY});
    InferencePass pass = pass(t, parameters, 1);
    pass.run(new float[] {3f}, 0, 1);
    assertEquals(7f, pass.predictions()[0]);
    parameters[1] = -1f;
    pass.run(new float[] {3f}, 0, 1);
    assertEquals(5f, pass.predictions()[0]);
  }

  /** Every activation maps NaN to NaN. Only the row that has the NaN is affected. */
  @ParameterizedTest
  @MethodSource("outputs")
  void keepsNanInItsRow(ActivationFunction output) {
    InferencePass pass = unitMatrix(output, 17, 3);
    float[] x = new float[3 * 17];
    x[17 + 4] = Float.NaN;
    pass.run(x, 0, 3);
    for (int i = 0; i < x.length; i++) {
      // Every z of the row is a chain through the NaN: 0 * NaN is NaN.
      assertEquals(i / 17 == 1, Float.isNaN(pass.predictions()[i]), "output " + i + ": " + pass.predictions()[i]);
    }
    assertTrue(Double.isNaN(pass.loss(Losses.SQUARED_ERROR, 3)));
  }

  /** The loss of z against y is |z| or 0, also far beyond the z at which exp overflows. */
  @ParameterizedTest
  @ValueSource(floats = {100f, 1e4f, 1e30f})
  void crossEntropiesNeverOverflow(float z) {
    InferencePass binary = unitMatrix(Elementwise.SIGMOID, 2, 1);
    binary.run(new float[] {z, -z}, 0, 1);
    assertEquals(0, binaryLoss(binary, 1f, 0f), 1e-40);
    assertEquals(2.0 * z, binaryLoss(binary, 0f, 1f), 1e-6 * z);

    InferencePass softmax = unitMatrix(ActivationFunction.SOFTMAX, 2, 1);
    softmax.run(new float[] {z, 0f}, 0, 1);
    softmax.targets()[0] = 1f;
    assertEquals(0, softmax.loss(Losses.CROSS_ENTROPY, 1), 1e-40);
    softmax.targets()[0] = 0f;
    softmax.targets()[1] = 1f;
    assertEquals(z, softmax.loss(Losses.CROSS_ENTROPY, 1), 1e-6 * z);
  }

  private static double binaryLoss(InferencePass pass, float... targets) {
    System.arraycopy(targets, 0, pass.targets(), 0, targets.length);
    return pass.loss(Losses.BINARY_CROSS_ENTROPY, 1);
  }

  @Test
  void countsRowsThatAreRight() {
    InferencePass pass = unitMatrix(Elementwise.IDENTITY, 3, 5);
    pass.run(new float[] {1, 2, 3, 3, 3, 1, 3, 3, 1, 0, 0, 0, 9, 0, 0}, 0, 5);
    System.arraycopy(new float[] {0, 0, 1, 1, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 1}, 0, pass.targets(), 0, 15);
    assertEquals(3, pass.correct(5));
    assertEquals(2, pass.correct(3), "of the first three rows");

    InferencePass single = unitMatrix(Elementwise.IDENTITY, 1, 4);
    single.run(new float[] {0.5f, 0.6f, 0.4f, 0.9f}, 0, 4);
    System.arraycopy(new float[] {0, 1, 1, 0}, 0, single.targets(), 0, 4);
    assertEquals(2, single.correct(4));
  }

  @Test
  void acceptsTheLossesThatSuitAnOutput() {
    for (ActivationFunction output : outputs()) {
      boolean differentiable = output != Elementwise.STEP;
      assertEquals(differentiable, Losses.SQUARED_ERROR.accepts(output), output + "");
      assertEquals(differentiable, Losses.ABSOLUTE_ERROR.accepts(output), output + "");
      assertEquals(differentiable, new Huber(1f).accepts(output), output + "");
      assertEquals(!differentiable, Losses.PERCEPTRON.accepts(output), output + "");
      assertEquals(output == Elementwise.SIGMOID, Losses.BINARY_CROSS_ENTROPY.accepts(output), output + "");
      assertEquals(output == ActivationFunction.SOFTMAX, Losses.CROSS_ENTROPY.accepts(output), output + "");
    }
  }
}
