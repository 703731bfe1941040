package io.github.jinbei;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A {@link Predictor} has the bits of the network at the moment of its creation. */
@BitEquality
class PredictorTest {

  private static final float GUARD = -777.25f;
  private static final int[] ROWS = {0, 1, 2, 257, 300};

  private static Mlp trained(Mlp mlp) {
    int rows = 24;
    float[] x = Samples.values(rows * mlp.inputs());
    try (Trainer trainer = Samples.settings(mlp).build()) {
      trainer.step(x, 0, Samples.labels(rows, mlp.classes()), 0, rows);
    }
    return mlp;
  }

  /** Trained networks of all kinds; of the last one, weights are packed. */
  static List<Mlp> nets() {
    Activation custom = Activation.custom("square", z -> z * z, z -> 2 * z);
    return List.of(trained(Samples.normed(Norm.BATCH, 0.3f)), trained(Samples.normed(Norm.LAYER, 0.2f)),
        trained(Samples.normed(Norm.NONE, 0f)), trained(Samples.net(custom, Activation.SOFTMAX)),
        trained(Samples.net(Activation.GELU, Activation.SIGMOID)), trained(Samples.net(Activation.RELU, Activation.PRELU)),
        trained(Mlp.builder(3).dense(1, Activation.SIGMOID).seed(1).build()),
        trained(Mlp.builder(40).dense(900, Activation.RELU).norm(Norm.BATCH).dense(11, Activation.SOFTMAX).seed(2).build()));
  }

  private static float[] outputs(Network net, float[] x, int rows) {
    float[] out = new float[rows * net.outputs()];
    net.predict(x, 0, rows, out, 0);
    return out;
  }

  @ParameterizedTest
  @MethodSource("nets")
  void predictsTheBitsOfTheNetwork(Mlp mlp) {
    Predictor predictor = mlp.predictor();
    Predictor.Buffers buffers = predictor.buffers();
    for (int rows : ROWS) {
      float[] x = Samples.values(rows * mlp.inputs());
      float[] expected = outputs(mlp, x, rows);
      Bits.assertSame(expected, outputs(predictor, x, rows), rows + " rows");
      Bits.assertSame(expected, predictor.predict(x), rows + " rows in a new array");
      Bits.assertSame(expected, mlp.predict(x), rows + " rows of the network in a new array");
      float[] out = new float[expected.length];
      predictor.predict(x, 0, rows, out, 0, buffers);
      Bits.assertSame(expected, out, rows + " rows with own buffers");

      int[] classes = new int[rows];
      Arrays.setAll(classes, r -> mlp.classOf(expected, r * mlp.outputs()));
      assertArrayEquals(classes, predictor.predictClasses(x, 0, rows), rows + " rows");
      assertArrayEquals(classes, mlp.predictClasses(x, 0, rows), rows + " rows of the network");
      for (int r = 0; r < Math.min(rows, 5); r++) {
        float[] row = Arrays.copyOfRange(x, r * mlp.inputs(), (r + 1) * mlp.inputs());
        assertEquals(classes[r], predictor.predictClass(row), "row " + r);
        assertEquals(classes[r], mlp.predictClass(row), "row " + r + " of the network");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("nets")
  void aRowDoesNotDependOnTheRowsBesideIt(Mlp mlp) {
    Predictor predictor = mlp.predictor();
    float[] x = Samples.values(300 * mlp.inputs());
    float[] expected = outputs(predictor, x, 300);
    for (int row : new int[] {0, 7, 255, 256, 299}) {
      float[] alone = new float[mlp.outputs()];
      predictor.predict(x, row * mlp.inputs(), 1, alone, 0);
      Bits.assertSame(Arrays.copyOfRange(expected, row * mlp.outputs(), (row + 1) * mlp.outputs()), alone, "row " + row);
    }
  }

  @ParameterizedTest
  @MethodSource("nets")
  void trainingTheNetworkDoesNotChangeIt(Mlp mlp) {
    Predictor predictor = mlp.predictor();
    float[] x = Samples.values(9 * mlp.inputs());
    float[] expected = predictor.predict(x);
    trained(mlp);
    float[] ones = mlp.statistics();
    Arrays.fill(ones, 1f);
    mlp.setStatistics(ones);
    assertFalse(Arrays.equals(expected, mlp.predict(x)), "the network has not changed");
    Bits.assertSame(expected, predictor.predict(x));
    Bits.assertSame(mlp.predict(x), mlp.predictor().predict(x), "a second predictor");
  }

  @Test
  void hasTheDescriptionOfTheNetwork() {
    Mlp mlp = Mlp.builder(4).dense(6, Activation.PRELU).norm(Norm.BATCH).dropout(0.2f).dense(3, Activation.SOFTMAX)
        .labels(List.of("a", "b", "c")).inputScale(0.5f).build();
    Network predictor = mlp.predictor();
    assertEquals("4-6-3", predictor.toString());
    assertEquals(List.of(4, 3, 3), List.of(predictor.inputs(), predictor.outputs(), predictor.classes()));
    assertEquals(2, predictor.layers());
    assertEquals(List.of(6, 3), List.of(predictor.units(0), predictor.units(1)));
    assertEquals(List.of(Norm.BATCH, Norm.NONE), List.of(predictor.norm(0), predictor.norm(1)));
    assertEquals(List.of(0.2f, 0f), List.of(predictor.dropout(0), predictor.dropout(1)));
    assertEquals(List.of(Activation.PRELU, Activation.SOFTMAX), List.of(predictor.activation(0), predictor.activation(1)));
    assertEquals(List.of("a", "b", "c"), predictor.labels());
    assertEquals(0.5f, predictor.inputScale());
    assertEquals(0.25f, predictor.outputOf(new float[] {0.75f, 0.25f, 0f}, 0, 1));
  }

  /** A single sigmoid output is class 1 above one half: z above 0. */
  @Test
  void aSingleOutputHasTwoClasses() {
    Mlp mlp = Mlp.builder(1).dense(1, Activation.SIGMOID).build();
    mlp.setParameters(new float[] {1f, 0f});
    Predictor predictor = mlp.predictor();
    assertEquals(1, predictor.predictClass(new float[] {0.1f}));
    assertEquals(0, predictor.predictClass(new float[] {0f}));
    assertEquals(0, predictor.predictClass(new float[] {Float.NaN}));
    assertArrayEquals(new int[] {1, 0, 1}, predictor.predictClasses(new float[] {9f, 3f, -2f, 1f}, 1, 3));
  }

  @Test
  void writesOnlyTheRowsOfOut() {
    Predictor predictor = Samples.classifier().predictor();
    float[] x = Samples.values(6 * 4);
    float[] expected = predictor.predict(Arrays.copyOfRange(x, 8, 20));
    float[] out = new float[20];
    Arrays.fill(out, GUARD);
    predictor.predict(x, 8, 3, out, 5);
    Bits.assertSame(expected, Arrays.copyOfRange(out, 5, 14));
    for (int i = 0; i < out.length; i++) {
      assertEquals(i < 5 || i >= 14, out[i] == GUARD, "element " + i);
    }
    float[] both = Arrays.copyOf(x, 40);
    predictor.predict(both, 8, 3, both, 24);
    Bits.assertSame(expected, Arrays.copyOfRange(both, 24, 33));
  }

  @Test
  void refusesWrongArguments() {
    for (Network net : List.of(Samples.classifier(), Samples.classifier().predictor())) {
      float[] x = new float[10];
      float[] out = new float[6];
      Class<IllegalArgumentException> illegal = IllegalArgumentException.class;
      Class<IndexOutOfBoundsException> outside = IndexOutOfBoundsException.class;
      Samples.assertRefused(illegal, () -> net.predict(x, 0, -1, out, 0), "rows = -1");
      Samples.assertRefused(outside, () -> net.predict(x, 0, 3, new float[9], 0), "in has 10", "12");
      Samples.assertRefused(outside, () -> net.predict(x, 3, 2, out, 0), "in has 10", "offset 3");
      Samples.assertRefused(outside, () -> net.predict(x, 0, 2, out, 1), "out has 6", "offset 1");
      Samples.assertRefused(illegal, () -> net.predict(x, 0, 2, x, 4), "out overlaps in");
      Samples.assertRefused(illegal, () -> net.predict(x), "in has 10 elements", "multiple of 4");
      Samples.assertRefused(illegal, () -> net.predictClass(x), "in has 10 elements", "expected 4");
      Samples.assertRefused(illegal, () -> net.predictClasses(x, 0, -2), "rows = -2");
      Samples.assertRefused(outside, () -> net.predictClasses(x, 4, 2), "in has 10", "offset 4");
      assertThrows(NullPointerException.class, () -> net.predict(null));
      Bits.assertSame(new float[6], out);
    }
  }

  /** One input and many outputs: inputs that fit in an array, whose outputs do not. */
  @Test
  void refusesOutputsThatFitInNoArray() {
    Predictor predictor = Mlp.builder(1).dense(100_000, Activation.IDENTITY).build().predictor();
    Samples.assertRefused(IllegalArgumentException.class, () -> predictor.predict(new float[30_000]), "30000 rows",
        "3000000000");
  }

  @Test
  void refusesTheBuffersOfAnotherPredictor() {
    Mlp mlp = Samples.classifier();
    Predictor predictor = mlp.predictor();
    Predictor.Buffers others = mlp.predictor().buffers();
    float[] out = new float[3];
    Samples.assertRefused(IllegalArgumentException.class, () -> predictor.predict(new float[4], 0, 1, out, 0, others),
        "buffers", "another predictor");
    Samples.assertRefused(IndexOutOfBoundsException.class,
        () -> predictor.predict(new float[4], 0, 2, out, 0, predictor.buffers()), "in has 4");
    assertThrows(NullPointerException.class, () -> predictor.predict(new float[4], 0, 1, out, 0, null));
    Bits.assertSame(new float[3], out);
  }

  /** An exception of the user's activation leaves buffers that the next calls can use. */
  @Test
  void isUsableAfterAnActivationThatThrows() {
    DoubleUnaryOperator f = z -> {
      if (z > 1e6) {
        throw new UnsupportedOperationException("z = " + z);
      }
      return z;
    };
    Predictor predictor = Samples.net(Activation.custom("failing", f, z -> 1), Activation.SOFTMAX).predictor();
    float[] x = Samples.values(5 * 4);
    float[] expected = predictor.predict(x);
    float[] huge = new float[5 * 4];
    Arrays.fill(huge, 3, 5 * 4, 1e12f);
    assertThrows(UnsupportedOperationException.class, () -> predictor.predict(huge));
    assertThrows(UnsupportedOperationException.class, () -> predictor.predictClass(Arrays.copyOf(huge, 4)));
    Bits.assertSame(expected, predictor.predict(x));
  }

  /** An activation may itself predict with the same predictor. */
  @Test
  void aCallInsideOfACallHasOtherBuffers() {
    Predictor[] self = new Predictor[1];
    Activation nested =
        Activation.custom("nested", z -> z > 100 ? self[0].predict(new float[] {(float) z / 100})[0] : z, z -> 1);
    Mlp mlp = Mlp.builder(1).dense(1, nested).dense(1, Activation.IDENTITY).build();
    mlp.setParameters(new float[] {1f, 0f, 2f, 1f});
    self[0] = mlp.predictor();
    Bits.assertSame(new float[] {2 * (2 * 5 + 1) + 1, 2 * 3 + 1}, self[0].predict(new float[] {500f, 3f}));
  }
}
