package io.github.jinbei.internal.net;

import static io.github.jinbei.internal.net.Elementwise.IDENTITY;
import static io.github.jinbei.internal.net.Elementwise.RELU;
import static io.github.jinbei.internal.net.ActivationFunction.SOFTMAX;
import static io.github.jinbei.internal.net.Elementwise.TANH;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TopologyTest {

  private static Topology identities(int... widths) {
    ActivationFunction[] functions = new ActivationFunction[widths.length - 1];
    Arrays.fill(functions, IDENTITY);
    return new Topology(widths, functions);
  }

  private static void assertRefused(String inMessage, int... widths) {
    String message = assertThrows(IllegalArgumentException.class, () -> identities(widths)).getMessage();
    assertTrue(message.contains(inMessage), message);
  }

  @Test
  void laysWeightsThenBiasesLayerAfterLayer() {
    Topology t = new Topology(new int[] {5, 4, 3, 1}, new ActivationFunction[] {TANH, RELU, SOFTMAX});
    assertEquals(3, t.layers());
    assertEquals(5, t.inputs());
    assertEquals(1, t.outputs());
    int[][] expected = {{5, 4, 0, 20, 20}, {4, 3, 24, 12, 36}, {3, 1, 39, 3, 42}};
    for (int l = 0; l < 3; l++) {
      assertEquals(expected[l][0], t.in(l), "in of layer " + l);
      assertEquals(expected[l][1], t.out(l), "out of layer " + l);
      assertEquals(expected[l][2], t.weightOffset(l), "weights of layer " + l);
      assertEquals(expected[l][3], t.weightCount(l), "count of layer " + l);
      assertEquals(expected[l][4], t.biasOffset(l), "biases of layer " + l);
    }
    assertEquals(43, t.parameterCount());
    assertSame(TANH, t.function(0));
    assertSame(RELU, t.function(1));
    assertSame(SOFTMAX, t.outputFunction());
    assertEquals("5-4-3-1", t.toString());
  }

  @Test
  void laysNormsAndOwnParametersBehindTheBiases() {
    Topology t = new Topology(2, List.of(new LayerShape(3, new Prelu(0.5f), Normalization.BATCH, 0.25f),
        new LayerShape(4, RELU, Normalization.LAYER, 0f), new LayerShape(5, TANH, Normalization.BATCH, 0f),
        new LayerShape(1, new Prelu(0.5f), Normalization.NONE, 0f)));
    int[][] expected = {{6, 9, 12, 15, 18}, {30, 34, 38, 42, 42}, {62, 67, 72, 77, 77}, {82, 83, 83, 83, 84}};
    for (int l = 0; l < 4; l++) {
      assertEquals(expected[l][0], t.biasOffset(l), "biases of layer " + l);
      assertEquals(expected[l][1], t.gammaOffset(l), "gamma of layer " + l);
      if (t.norm(l) != Normalization.NONE) {
        assertEquals(expected[l][2], t.betaOffset(l), "beta of layer " + l);
      }
      assertEquals(expected[l][3], t.ownOffset(l), "own parameters of layer " + l);
      assertEquals(expected[l][4], t.endOffset(l), "end of layer " + l);
    }
    assertEquals(84, t.parameterCount());
    assertEquals(16, t.statisticsCount());
    assertEquals(3, t.varianceOffset(0));
    assertEquals(6, t.meanOffset(2));
    assertEquals(11, t.varianceOffset(2));
    assertEquals(0.25f, t.dropout(0));
  }

  /** One text for each range: layer, kind, first parameter and count. */
  @Test
  void theRangesCoverTheParametersInOrder() {
    Topology t = new Topology(2, List.of(new LayerShape(3, new Prelu(0.5f), Normalization.BATCH, 0f),
        new LayerShape(4, RELU, Normalization.LAYER, 0f), new LayerShape(1, new Prelu(0.5f), Normalization.NONE, 0f)));
    List<String> expected = List.of("0 WEIGHTS 0 6", "0 BIASES 6 3", "0 NORMS 9 6", "0 ACTIVATIONS 15 3", "1 WEIGHTS 18 12",
        "1 BIASES 30 4", "1 NORMS 34 8", "2 WEIGHTS 42 4", "2 BIASES 46 1", "2 ACTIVATIONS 47 1");
    assertEquals(expected, t.ranges().stream()
        .map(r -> r.layer() + " " + r.kind() + " " + r.from() + " " + r.count()).toList());
    for (int i = 0; i < expected.size(); i++) {
      ParameterRange range = t.ranges().get(i);
      assertEquals(i, range.index());
      assertSame(range, t.range(range.layer(), range.kind()));
    }
    assertNull(t.range(1, ParameterRange.Kind.ACTIVATIONS));
    assertNull(t.range(2, ParameterRange.Kind.NORMS));
  }

  @Test
  void decaysApplyToWeightsAndNeverToInputFactors() {
    for (ParameterRange.Kind kind : ParameterRange.Kind.values()) {
      ParameterRange range = new ParameterRange(0, 0, kind, 0, 1);
      assertEquals(kind == ParameterRange.Kind.WEIGHTS, range.decays(false), () -> kind + ", weights only");
      assertEquals(kind != ParameterRange.Kind.INPUT_FACTORS, range.decays(true), () -> kind + ", biases too");
    }
  }

  @Test
  void hasTheParametersOfTheClassicNetwork() {
    assertEquals(784 * 30 + 30 + 30 * 10 + 10, identities(784, 30, 10).parameterCount());
    assertEquals(2, identities(1, 1).parameterCount());
  }

  @Test
  void keepsNoArrayOfTheCaller() {
    int[] widths = {2, 3};
    ActivationFunction[] functions = {TANH};
    Topology t = new Topology(widths, functions);
    widths[1] = 9;
    functions[0] = RELU;
    assertEquals("2-3", t.toString());
    assertSame(TANH, t.function(0));
  }

  @Test
  void refusesANetworkWithoutLayers() {
    assertRefused("layers = 0", 5);
  }

  @Test
  void refusesWidthsBelow1() {
    assertRefused("0-3", 0, 3);
    assertRefused("3-0", 3, 0);
    assertRefused("3--1-2", 3, -1, 2);
    assertRefused("-2147483648-1", Integer.MIN_VALUE, 1);
  }

  @Test
  void refusesSoftmaxBeforeTheOutput() {
    String message = assertThrows(IllegalArgumentException.class,
        () -> new Topology(new int[] {2, 3, 4}, new ActivationFunction[] {SOFTMAX, SOFTMAX})).getMessage();
    assertTrue(message.contains("layer 0 of 2 is softmax"), message);
    assertSame(SOFTMAX, new Topology(new int[] {2, 3}, new ActivationFunction[] {SOFTMAX}).outputFunction());
  }

  /** Sizes whose product overflows an int to 0, a small or a negative number; and layers that are too large only together. */
  @Test
  void refusesParametersBeyondAnArray() {
    assertRefused("parameters to 4295032832", 65536, 65536);
    assertRefused("65535-65537", 65535, 65537);
    assertRefused("46341-46341", 46341, 46341);
    assertRefused("2147483647-2147483647", Integer.MAX_VALUE, Integer.MAX_VALUE);
    assertRefused("layer 1 of 1-1000000000-1000", 1, 1_000_000_000, 1000);
    assertRefused("layer 2 of 30000-30000-30000-30000", 30000, 30000, 30000, 30000);
  }

  @Test
  void takesParametersUpToTheLargestArray() {
    int most = Topology.MAX_PARAMETERS;
    assertEquals(most, identities(most - 1, 1).parameterCount());
    assertRefused("parameters to " + (most + 1L), most, 1);
  }

  @Test
  void wideLayersTakeFewerRowsAtOnce() {
    Topology wide = new Topology(new int[] {1, 20_000_000}, new ActivationFunction[] {Elementwise.IDENTITY});
    assertEquals(1, wide.rowsAtOnce(256));
    wide.checkBatch(100);
    String message = assertThrows(IllegalArgumentException.class, () -> wide.checkBatch(200)).getMessage();
    assertTrue(message.contains("200 rows") && message.contains("4000000000"), message);
    Topology narrow = new Topology(new int[] {7, 3}, new ActivationFunction[] {Elementwise.IDENTITY});
    assertEquals(256, narrow.rowsAtOnce(256));
  }
}
