package io.github.jinbei;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class InitializerTest {

  static List<Initializer> all() {
    return Initializer.all();
  }

  @Test
  void hasTheseNames() {
    assertEquals(List.of("normal", "glorot", "he", "lecun", "glorot_normal", "he_uniform", "lecun_uniform"),
        Initializer.all().stream().map(Initializer::name).toList());
    assertEquals("constant(0.5)", Initializer.constant(0.5f).name());
    assertEquals("constant(-1.0e-9)", Initializer.constant(-1e-9f).name());
    assertEquals("normal(0.1)", Initializer.normal(0.1f).toString());
  }

  @ParameterizedTest
  @MethodSource("all")
  void readsItsNameInAnyCaseWithHyphensToo(Initializer initializer) {
    String name = initializer.name();
    assertSame(initializer, Initializer.parse(name));
    assertSame(initializer, Initializer.parse(name.toUpperCase(Locale.ROOT)));
    assertSame(initializer, Initializer.parse(name.replace('_', '-')));
    assertEquals(name, initializer.toString());
  }

  @ParameterizedTest
  @ValueSource(floats = {0f, -0f, 0.5f, -0.1f, 1e-9f, -3e20f, Float.MIN_VALUE, Float.MAX_VALUE})
  void readsBackItsNumber(float value) {
    Initializer constant = Initializer.constant(value);
    assertEquals(constant, Initializer.parse(constant.name()));
    float[] parameters = drawn(Initializer.parse(constant.name()));
    Bits.assertSame(new float[] {value, value, value, value, 0, 0}, parameters);
    if (value > 0) {
      Initializer normal = Initializer.normal(value);
      assertEquals(normal, Initializer.parse(normal.name()));
      Bits.assertSame(drawn(normal), drawn(Initializer.parse(normal.name())));
    }
  }

  /** JUnit converts a word to a parameter in this way. */
  @ParameterizedTest
  @CsvSource({"GLOROT, glorot", "glorot, glorot", "glorot-normal, glorot_normal", "Glorot_Normal, glorot_normal",
      "HE_UNIFORM, he_uniform", "constant(0.5), constant(0.5)", "CONSTANT(-.5), constant(-0.5)",
      "constant(+1e-3), constant(0.001)", "Normal(2.), normal(2.0)", "normal(1), normal"})
  void isConvertedFromAWord(Initializer initializer, String name) {
    assertEquals(name, initializer.name());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "xavier", "glorot(1)", "constant", "constant()", "constant(x)", "constant(NaN)",
      "constant(Infinity)", "constant(0x1p3)", "constant(1f)", "constant(1)x", "constant(1, 2)", "constant (1)", "he "})
  void refusesOtherWords(String name) {
    String message = assertThrows(IllegalArgumentException.class, () -> Initializer.parse(name)).getMessage();
    assertEquals("name = \"" + name + "\"; expected one of normal, glorot, he, lecun, glorot_normal, he_uniform, "
        + "lecun_uniform, constant(number), normal(number)", message);
  }

  @Test
  void refusesNumbersOutOfRange() {
    for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
      assertRefused("value = " + bad, () -> Initializer.constant(bad));
      assertRefused("deviation = " + bad, () -> Initializer.normal(bad));
    }
    assertRefused("deviation = 0.0", () -> Initializer.normal(0));
    assertRefused("deviation = -1.0", () -> Initializer.parse("normal(-1)"));
    assertRefused("value = Infinity", () -> Initializer.parse("constant(1e39)"));
    assertThrows(NullPointerException.class, () -> Initializer.parse(null));
  }

  @Test
  void isEqualByName() {
    assertEquals(Initializer.constant(0.5f), Initializer.constant(0.5f));
    assertEquals(Initializer.constant(0.5f).hashCode(), Initializer.constant(0.5f).hashCode());
    assertNotEquals(Initializer.constant(0.5f), Initializer.constant(0.25f));
    assertNotEquals(Initializer.constant(0.5f), Initializer.normal(0.5f));
    assertNotEquals(Initializer.constant(0.5f), (Object) "constant(0.5)");
    assertSame(Initializer.NORMAL, Initializer.normal(1));
    assertEquals(Initializer.all().size(), new HashSet<>(Initializer.all()).size());
  }

  /** No two initializers give the same numbers, so each constant has a distribution of its own. */
  @Test
  void eachGivesOtherValues() {
    List<Float> firsts = Initializer.all().stream().map(i -> drawn(i, 3, 5)[0]).toList();
    assertEquals(firsts.size(), new HashSet<>(firsts).size(), firsts.toString());
  }

  /** Only {@code normal} draws biases where they have no initializer of their own. */
  @Test
  void leavesBiasesAt0ExceptNormal() {
    for (Initializer initializer : Initializer.all()) {
      float[] biases = Mlp.builder(3).dense(4, Activation.TANH).initializer(initializer).build().biases(0);
      assertEquals(initializer != Initializer.NORMAL, Arrays.equals(new float[4], biases), initializer.name());
    }
  }

  /** A layer's own initializers apply to that layer alone; each value is the one that the initializer has there otherwise. */
  @Test
  void appliesToTheLayerOrToItsBiases() {
    Mlp mixed = builder().weights(Initializer.LECUN).biases(Initializer.NORMAL).dense(2, Activation.TANH)
        .dense(2, Activation.IDENTITY).weights(Initializer.NORMAL).initializer(Initializer.HE).build();
    Mlp lecun = all(Initializer.LECUN);
    Mlp normal = all(Initializer.NORMAL);
    Mlp he = all(Initializer.HE);
    Bits.assertSame(lecun.weights(0), mixed.weights(0), "own weights");
    Bits.assertSame(normal.biases(0), mixed.biases(0), "own biases");
    Bits.assertSame(he.weights(1), mixed.weights(1), "the weights of all layers");
    Bits.assertSame(new float[2], mixed.biases(1), "the biases of all layers");
    Bits.assertSame(normal.weights(2), mixed.weights(2), "weights of normal");
    Bits.assertSame(normal.biases(2), mixed.biases(2), "biases of normal");
    Mlp half = builder().biases(Initializer.constant(0.5f)).build();
    Bits.assertSame(new float[] {0.5f, 0.5f, 0.5f, 0.5f, 0.5f}, half.biases(0), "constant biases");
    Bits.assertSame(all(Initializer.defaultFor(Activation.TANH)).weights(0), half.weights(0), "default weights");
  }

  @Test
  void needsALayer() {
    MlpBuilder none = Mlp.builder(3);
    assertThrows(IllegalStateException.class, () -> none.weights(Initializer.HE));
    assertThrows(IllegalStateException.class, () -> none.biases(Initializer.HE));
  }

  private static MlpBuilder builder() {
    return Mlp.builder(3).seed(9).dense(5, Activation.TANH);
  }

  private static Mlp all(Initializer initializer) {
    return builder().dense(2, Activation.TANH).dense(2, Activation.IDENTITY).initializer(initializer).build();
  }

  private static float[] drawn(Initializer initializer) {
    return drawn(initializer, 2, 2);
  }

  private static float[] drawn(Initializer initializer, int in, int out) {
    return Mlp.builder(in).dense(out, Activation.IDENTITY).initializer(initializer).seed(3).build().parameters();
  }

  private static void assertRefused(String expectedInMessage, Runnable action) {
    String message = assertThrows(IllegalArgumentException.class, action::run).getMessage();
    assertTrue(message.contains(expectedInMessage), message);
  }
}
