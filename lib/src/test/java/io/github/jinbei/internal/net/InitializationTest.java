package io.github.jinbei.internal.net;

import static io.github.jinbei.internal.net.Initialization.GLOROT;
import static io.github.jinbei.internal.net.Initialization.GLOROT_NORMAL;
import static io.github.jinbei.internal.net.Initialization.HE;
import static io.github.jinbei.internal.net.Initialization.HE_UNIFORM;
import static io.github.jinbei.internal.net.Initialization.LECUN;
import static io.github.jinbei.internal.net.Initialization.LECUN_UNIFORM;
import static io.github.jinbei.internal.net.Initialization.NORMAL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.Bits;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Statistical checks allow five standard deviations. */
class InitializationTest {

  private static final double SIGMAS = 5;

  private static Topology net(int... widths) {
    ActivationFunction[] functions = new ActivationFunction[widths.length - 1];
    Arrays.fill(functions, Elementwise.TANH);
    return new Topology(widths, functions);
  }

  private static float[] draw(Initialization initialization, long seed, int... widths) {
    return draw(initialization, initialization, seed, widths);
  }

  private static float[] draw(Initialization ofWeights, Initialization ofBiases, long seed, int... widths) {
    Topology t = net(widths);
    return Initialization.parameters(t, ofLayers(t, ofWeights), ofLayers(t, ofBiases), seed);
  }

  private static Initialization[] ofLayers(Topology t, Initialization initialization) {
    Initialization[] all = new Initialization[t.layers()];
    Arrays.fill(all, initialization);
    return all;
  }

  private static float[] weights(Topology t, int l, float[] parameters) {
    return Arrays.copyOfRange(parameters, t.weightOffset(l), t.biasOffset(l));
  }

  private static float[] biases(Topology t, int l, float[] parameters) {
    return Arrays.copyOfRange(parameters, t.biasOffset(l), t.biasOffset(l) + t.out(l));
  }

  /** The mean of n values, which is 0, has variance v / n; their mean square has variance (kurtosis - 1) v^2 / n. */
  private static void assertSpread(String what, float[] values, double variance, double kurtosis) {
    double sum = 0;
    double squares = 0;
    for (float v : values) {
      sum += v;
      squares += (double) v * v;
    }
    int n = values.length;
    assertEquals(0, sum / n, SIGMAS * Math.sqrt(variance / n), "mean of " + what);
    assertEquals(variance, squares / n, SIGMAS * variance * Math.sqrt((kurtosis - 1) / n), "variance of " + what);
  }

  /** A bound or a variance, as the papers define it. */
  private interface Formula {
    double of(int in, int out);
  }

  private static Arguments uniform(String name, Initialization initialization, Formula bound) {
    return Arguments.of(Named.of(name, initialization), bound);
  }

  static Stream<Arguments> uniform() {
    return Stream.of(
        uniform("GLOROT", GLOROT, (in, out) -> Math.sqrt(6.0 / (in + out))),
        uniform("HE_UNIFORM", HE_UNIFORM, (in, out) -> Math.sqrt(6.0 / in)),
        uniform("LECUN_UNIFORM", LECUN_UNIFORM, (in, out) -> Math.sqrt(3.0 / in)));
  }

  @ParameterizedTest
  @MethodSource("uniform")
  void isUniformWithinItsBound(Initialization initialization, Formula expected) {
    for (long seed : new long[] {0, 1, -5}) {
      Topology t = net(300, 200, 50);
      float[] parameters = draw(initialization, seed, 300, 200, 50);
      for (int l = 0; l < 2; l++) {
        float[] w = weights(t, l, parameters);
        double bound = expected.of(t.in(l), t.out(l));
        String what = "layer " + l + ", seed " + seed;
        assertSpread(what, w, bound * bound / 3, 9.0 / 5);
        Arrays.sort(w);
        // The probability that no value falls in this part of the range at one end is e^-20.
        double reach = bound * (1 - 40.0 / w.length);
        assertTrue(w[0] >= (float) -bound && w[0] < -reach, "least of " + what + ": " + w[0] + ", bound " + bound);
        float largest = w[w.length - 1];
        assertTrue(largest <= (float) bound && largest > reach, "largest of " + what + ": " + largest);
      }
    }
  }

  private static Arguments normal(String name, Initialization initialization, Formula variance) {
    return Arguments.of(Named.of(name, initialization), variance);
  }

  static Stream<Arguments> normal() {
    return Stream.of(
        normal("GLOROT_NORMAL", GLOROT_NORMAL, (in, out) -> 2.0 / (in + out)),
        normal("HE", HE, (in, out) -> 2.0 / in),
        normal("LECUN", LECUN, (in, out) -> 1.0 / in));
  }

  @ParameterizedTest
  @MethodSource("normal")
  void isNormalWithItsVariance(Initialization initialization, Formula variance) {
    for (long seed : new long[] {0, 1, -5}) {
      Topology t = net(300, 200, 50);
      float[] parameters = draw(initialization, seed, 300, 200, 50);
      for (int l = 0; l < 2; l++) {
        float[] w = weights(t, l, parameters);
        double expected = variance.of(t.in(l), t.out(l));
        assertSpread("layer " + l + ", seed " + seed, w, expected, 3);
        double deviation = Math.sqrt(expected);
        int within = 0;
        for (float v : w) {
          within += Math.abs(v) < deviation ? 1 : 0;
        }
        // P(|x| < 1) of N(0, 1); a uniform distribution of the same variance would have 0.577.
        double p = 0.682689492137;
        assertEquals(p, (double) within / w.length, SIGMAS * Math.sqrt(p * (1 - p) / w.length),
            "share within one deviation in layer " + l + ", seed " + seed);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, -5})
  void normalDrawsWeightsAndBiases(long seed) {
    Topology t = net(10, 5000, 20);
    float[] parameters = draw(NORMAL, seed, 10, 5000, 20);
    for (int l = 0; l < 2; l++) {
      assertSpread("weights of layer " + l + ", seed " + seed, weights(t, l, parameters), 1, 3);
      assertSpread("biases of layer " + l + ", seed " + seed, biases(t, l, parameters), 1, 3);
    }
  }

  /** The initializations of one distribution, which the widths of the layer scale. */
  static Stream<Named<Initialization>> scaled() {
    return Stream.concat(uniform(), normal()).map(InitializationTest::initialization);
  }

  @SuppressWarnings("unchecked")
  private static Named<Initialization> initialization(Arguments arguments) {
    return (Named<Initialization>) arguments.get()[0];
  }

  /** The biases have the values of the indices behind the weights: those of a wider layer's weights, with its scale. */
  @ParameterizedTest
  @MethodSource("scaled")
  void drawsBiasesFromTheIndicesBehindTheWeights(Initialization initialization) {
    Topology t = net(7, 5, 3);
    float[] drawn = draw(initialization, 4, 7, 5, 3);
    float[] wider = draw(initialization, 4, 8, 5, 3);
    float[] next = Arrays.copyOfRange(wider, t.weightCount(0), t.weightCount(0) + 5);
    double ratio = drawn[0] / (double) wider[0];
    for (int j = 0; j < 5; j++) {
      assertFalse(drawn[t.biasOffset(0) + j] == 0, "bias " + j + " is 0");
      assertEquals(next[j] * ratio, drawn[t.biasOffset(0) + j], 1e-6 * Math.abs(next[j]), "bias " + j);
    }
  }

  @ParameterizedTest
  @MethodSource("drawn")
  void drawsWeightsAndBiasesApart(Initialization initialization) {
    Topology t = net(7, 5, 3);
    float[] both = draw(initialization, 4, 7, 5, 3);
    float[] weightsAlone = draw(initialization, Initialization.constant(0.7f), 4, 7, 5, 3);
    float[] biasesAlone = draw(Initialization.constant(-0.3f), initialization, 4, 7, 5, 3);
    for (int l = 0; l < 2; l++) {
      Bits.assertSame(weights(t, l, both), weights(t, l, weightsAlone), "weights of layer " + l);
      Bits.assertSame(biases(t, l, both), biases(t, l, biasesAlone), "biases of layer " + l);
      Bits.assertSame(filled(t.out(l), 0.7f), biases(t, l, weightsAlone), "constant biases of layer " + l);
      Bits.assertSame(filled(t.weightCount(l), -0.3f), weights(t, l, biasesAlone), "constant weights of layer " + l);
    }
  }

  private static float[] filled(int n, float value) {
    float[] values = new float[n];
    Arrays.fill(values, value);
    return values;
  }

  @Test
  void aDeviationScalesWeightsAndBiases() {
    float[] unit = draw(NORMAL, 6, 7, 5, 3);
    float[] half = draw(Initialization.normal(0.5), 6, 7, 5, 3);
    for (int i = 0; i < unit.length; i++) {
      assertEquals(unit[i] / 2, half[i], "parameter " + i);
    }
  }

  @Test
  void uniformDrawsDifferByTheirBoundAlone() {
    float[] he = draw(HE_UNIFORM, 6, 24, 8);
    float[] lecun = draw(LECUN_UNIFORM, 6, 24, 8);
    float[] glorot = draw(GLOROT, 6, 24, 8);
    for (int i = 0; i < 24 * 8; i++) {
      assertEquals(he[i] / Math.sqrt(2), lecun[i], 0x1p-22 * Math.abs(lecun[i]), "LeCun, weight " + i);
      assertEquals(he[i] * Math.sqrt(24.0 / 32), glorot[i], 0x1p-22 * Math.abs(glorot[i]), "Glorot, weight " + i);
    }
  }

  /** The values come from an implementation of the generator in another language. */
  @Test
  void drawsThePinnedValues() {
    float[] glorot = draw(GLOROT, 5, 4, 3, 2);
    Bits.assertSame(new float[] {0.28258398f, 0.77283299f, 0.14905435f}, Arrays.copyOf(glorot, 3));
    Bits.assertSame(new float[] {-0.43394762f, 0.19371459f}, Arrays.copyOfRange(glorot, 15, 17));
    Bits.assertSame(new float[] {0.56720805f, 0.69396538f, -0.38277140f}, Arrays.copyOf(draw(HE, 5, 4, 3), 3));
    float[] normal = draw(NORMAL, 5, 4, 3);
    Bits.assertSame(new float[] {0.80215329f, 0.98141521f, -0.43301380f},
        new float[] {normal[0], normal[1], normal[12]}, "two weights, and the first bias");
  }

  static Stream<Named<Initialization>> drawn() {
    return Stream.concat(scaled(),
        Stream.of(Named.of("NORMAL", NORMAL), Named.of("normal(0.1)", Initialization.normal(0.1))));
  }

  @ParameterizedTest
  @MethodSource("drawn")
  void drawsALayerFromSeedLayerAndIndexAlone(Initialization initialization) {
    Topology small = net(7, 5, 3);
    float[] expected = weights(small, 1, draw(initialization, 8, 7, 5, 3));
    float[] wide = draw(initialization, 8, 100, 5, 3);
    Bits.assertSame(expected, weights(net(100, 5, 3), 1, wide), "with a wider first layer");
    float[] mixed = Initialization.parameters(small, new Initialization[] {NORMAL, initialization},
        ofLayers(small, NORMAL), 8);
    Bits.assertSame(expected, weights(small, 1, mixed), "after a layer of another initialization");
    Bits.assertSame(draw(initialization, 8, 7, 5, 3), draw(initialization, 8, 7, 5, 3), "the same again");
  }

  @ParameterizedTest
  @MethodSource("drawn")
  void drawsOtherValuesForAnotherLayerOrSeed(Initialization initialization) {
    Topology t = net(6, 6, 6);
    float[] parameters = draw(initialization, 8, 6, 6, 6);
    assertFalse(Arrays.equals(weights(t, 0, parameters), weights(t, 1, parameters)), "layers alike");
    assertFalse(Arrays.equals(parameters, draw(initialization, 9, 6, 6, 6)), "seeds alike");
  }
}
