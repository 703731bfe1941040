package io.github.jinbei;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Names of activations, losses and initializers, and their parsing. */
class NamesTest {

  private static <T> void assertParsed(List<T> all, Function<T, String> name, Function<String, T> parse) {
    for (T one : all) {
      String text = name.apply(one);
      assertEquals(text.toLowerCase(Locale.ROOT), text);
      for (String form : List.of(text, text.toUpperCase(Locale.ROOT), text.replace('_', '-'))) {
        T read = parse.apply(form);
        assertEquals(one, read, form);
        assertEquals(one.hashCode(), read.hashCode(), form);
        assertEquals(text, name.apply(read));
        assertEquals(text, read.toString());
      }
    }
    assertEquals(all.size(), new HashSet<>(all.stream().map(name).toList()).size(), "names are distinct");
    assertEquals(all.size(), new HashSet<>(all).size(), "all differ");
  }

  private static void assertRefused(Function<String, ?> parse, String... names) {
    for (String name : names) {
      Samples.assertRefused(IllegalArgumentException.class, () -> parse.apply(name), "name = \"" + name + "\"",
          "expected one of");
    }
    Samples.assertRefused(NullPointerException.class, () -> parse.apply(null), "name");
  }

  @Test
  void activationsAreParsed() {
    List<Activation> all = new ArrayList<>(Activation.all());
    all.addAll(List.of(Activation.leakyRelu(0.01f), Activation.leakyRelu(0f), Activation.leakyRelu(1e-10f),
        Activation.elu(1.3f), Activation.elu(1e10f), Activation.prelu(-0.5f), Activation.prelu(Float.MIN_VALUE)));
    assertParsed(all, Activation::name, Activation::parse);
    assertEquals("leaky_relu(0.01)", Activation.leakyRelu(0.01f).name());
    assertEquals("leaky_relu(1.0e-10)", Activation.leakyRelu(1e-10f).name());
    assertEquals("gelu_tanh", Activation.GELU_TANH.name());
    assertEquals(Activation.elu(2f), Activation.parse("elu(2)"));
    assertSame(Activation.PRELU, Activation.prelu(0.25f));
    assertSame(Activation.SOFTMAX, Activation.parse("softmax"));
    assertNotEquals(Activation.elu(1f), Activation.elu(2f));
    assertNotEquals(Activation.RELU, "relu");
  }

  @Test
  void lossesAreParsed() {
    List<Loss> all = new ArrayList<>(Loss.all());
    all.addAll(List.of(Loss.huber(1f), Loss.huber(0.1f), Loss.huber(1e20f)));
    assertParsed(all, Loss::name, Loss::parse);
    assertEquals("huber(1.0)", Loss.huber(1f).name());
    assertEquals(Loss.huber(1f), Loss.parse("Huber(1)"));
    assertSame(Loss.CROSS_ENTROPY, Loss.parse("cross-entropy"));
  }

  @Test
  void initializersAreParsed() {
    List<Initializer> all = new ArrayList<>(Initializer.all());
    all.addAll(List.of(Initializer.constant(0.5f), Initializer.constant(-1e-8f), Initializer.normal(0.01f)));
    assertParsed(all, Initializer::name, Initializer::parse);
  }

  @Test
  void otherNamesAreRefused() {
    assertRefused(Activation::parse, "", "swish", "relu(1)", "elu", "elu()", "elu(x)", "elu(NaN)", "elu(Infinity)",
        "elu(1.0f)", "elu(0x1p3)", "elu(1", "elu(1))", " relu", "leaky relu", "leaky_relu", "softmax(2)");
    assertRefused(Loss::parse, "", "mse", "huber", "huber(NaN)", "cross_entropy(1)");
    assertRefused(Initializer::parse, "", "xavier", "constant", "normal()");
  }

  @Test
  void numbersOutOfRangeAreRefusedByName() {
    Samples.assertRefused(IllegalArgumentException.class, () -> Activation.parse("elu(0)"), "alpha = 0.0");
    Samples.assertRefused(IllegalArgumentException.class, () -> Activation.parse("leaky_relu(-1)"), "slope = -1.0");
    Samples.assertRefused(IllegalArgumentException.class, () -> Activation.parse("elu(1e99)"), "alpha = Infinity");
    Samples.assertRefused(IllegalArgumentException.class, () -> Activation.prelu(Float.NaN), "first = NaN");
    Samples.assertRefused(IllegalArgumentException.class, () -> Loss.parse("huber(0)"), "delta = 0.0");
    Samples.assertRefused(IllegalArgumentException.class, () -> Loss.huber(Float.NaN), "delta = NaN");
    Samples.assertRefused(IllegalArgumentException.class, () -> Initializer.parse("normal(-1)"), "deviation = -1.0");
  }

  @Test
  void theDefaultLossDependsOnTheOutput() {
    for (Activation output : Activation.all()) {
      assertSame(output == Activation.SOFTMAX ? Loss.CROSS_ENTROPY : output == Activation.SIGMOID
          ? Loss.BINARY_CROSS_ENTROPY : output == Activation.STEP ? Loss.PERCEPTRON : Loss.SQUARED_ERROR,
          Loss.defaultFor(output), output.name());
    }
  }
}
