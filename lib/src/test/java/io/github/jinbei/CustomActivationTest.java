package io.github.jinbei;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** Activations that a user defines. */
class CustomActivationTest {

  private static final DoubleUnaryOperator TANH = Math::tanh;
  private static final DoubleUnaryOperator SLOPE = z -> 1 - Math.tanh(z) * Math.tanh(z);

  private static Activation tanh() {
    return Activation.custom("my_tanh", TANH, SLOPE);
  }

  /**
   * The error of the built-in tanh is at most 3 ulp, that of Math.tanh 1 ulp, and rounding adds ½ ulp: 5·2^-24 in all for
   * values below 1.
   */
  @Test
  void aCustomTanhIsTheBuiltInToAFewUlps() {
    float[] parameters = {1f, 0f};
    Mlp own = Mlp.builder(1).dense(1, tanh()).build();
    Mlp builtIn = Mlp.builder(1).dense(1, Activation.TANH).build();
    own.setParameters(parameters);
    builtIn.setParameters(parameters);
    float[] x = Samples.values(2000);
    for (int i = 0; i < x.length; i++) {
      x[i] *= 5;
    }
    float[] a = new float[x.length];
    float[] b = new float[x.length];
    own.predict(x, 0, x.length, a, 0);
    builtIn.predict(x, 0, x.length, b, 0);
    for (int i = 0; i < x.length; i++) {
      assertTrue(Math.abs(a[i] - b[i]) <= 5 * Math.ulp(b[i]), "tanh " + x[i] + " = " + a[i] + " and " + b[i]);
      assertEquals((float) Math.tanh(x[i]), a[i], "rounded once");
    }
  }

  /** Ten steps on 4-6-3: each multiplies a difference of about 2^-22 by little more than 1. */
  @Test
  void trainsLikeTheBuiltIn() {
    Mlp own = Samples.net(tanh(), Activation.SOFTMAX);
    Mlp builtIn = Samples.classifier();
    Samples.settings(own).batchSize(40).build().fit(Samples.classData(40), 10);
    Samples.settings(builtIn).batchSize(40).build().fit(Samples.classData(40), 10);
    float[] expected = builtIn.parameters();
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], own.parameters()[i], 1e-5f, "parameter " + i);
    }
    assertNotEquals(Samples.classifier().parameters()[0], own.parameters()[0], "nothing was learned");
  }

  @Test
  void atTheOutputItAcceptsTheLossesOfValues() {
    Mlp mlp = Samples.net(Activation.RELU, Activation.custom("cube", z -> z * z * z, z -> 3 * z * z));
    for (Loss loss : new Loss[] {Loss.SQUARED_ERROR, Loss.ABSOLUTE_ERROR, Loss.huber(1f)}) {
      Samples.settings(mlp).loss(loss).optimizer(Optimizer.sgd(0.01f)).build().fit(Samples.targetData(10), 1);
    }
    Samples.assertRefused(IllegalArgumentException.class, () -> Samples.settings(mlp).loss(Loss.CROSS_ENTROPY),
        "cross_entropy", "cube");
  }

  @Test
  void equalsActivationsOfItsNameAndFunctions() {
    Activation one = tanh();
    assertEquals(one, tanh());
    assertNotEquals(one, Activation.custom("my_tanh", z -> z, z -> 1));
    assertNotEquals(one, Activation.custom("other", TANH, SLOPE));
    assertNotEquals(one, Activation.TANH);
    assertEquals("my_tanh", one.name());
    Samples.assertRefused(IllegalArgumentException.class, () -> Activation.parse("my_tanh"), "my_tanh");
  }

  @Test
  void refusesInvalidNamesAndBuiltInOnes() {
    for (String bad : new String[] {"", "a b", "a(1)", "1a", "relu", "ReLU", "elu", "leaky_relu", "PRELU", "Leaky_ReLU",
        "ELU", "ü"}) {
      Samples.assertRefused(IllegalArgumentException.class, () -> Activation.custom(bad, z -> z, z -> 1), bad);
    }
    Samples.assertRefused(NullPointerException.class, () -> Activation.custom("a", null, z -> 1), "f");
    Samples.assertRefused(NullPointerException.class, () -> Activation.custom("a", z -> 1, null), "derivative");
  }
}
