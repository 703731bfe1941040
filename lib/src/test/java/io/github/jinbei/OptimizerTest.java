package io.github.jinbei;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.DoubleFunction;
import org.junit.jupiter.api.Test;

/** The arguments of optimizers, and their text. */
class OptimizerTest {

  private static final float[] NOT_POSITIVE = {0f, -0.1f, Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY};
  private static final float[] NOT_FRACTIONS = {-0.1f, 1f, 1.5f, Float.NaN, Float.POSITIVE_INFINITY};

  private static List<DoubleFunction<Optimizer>> ofRate() {
    return List.of(rate -> Optimizer.sgd((float) rate), rate -> Optimizer.momentum((float) rate, 0.9f),
        rate -> Optimizer.nesterov((float) rate, 0.9f), rate -> Optimizer.adagrad((float) rate),
        rate -> Optimizer.rmsprop((float) rate), rate -> Optimizer.adam((float) rate),
        rate -> Optimizer.adamw((float) rate, 0.01f), rate -> Optimizer.sgd(1f).withLearningRate((float) rate));
  }

  private static void assertRefused(String name, float[] values, DoubleFunction<Optimizer> factory) {
    for (float value : values) {
      String message = assertThrows(IllegalArgumentException.class, () -> factory.apply(value)).getMessage();
      assertTrue(message.startsWith(name + " = " + value + "; expected "), message);
    }
  }

  @Test
  void refusesArgumentsOutOfRange() {
    for (DoubleFunction<Optimizer> factory : ofRate()) {
      assertRefused("learningRate", NOT_POSITIVE, factory);
    }
    assertRefused("momentum", NOT_FRACTIONS, v -> Optimizer.momentum(0.1f, (float) v));
    assertRefused("momentum", NOT_FRACTIONS, v -> Optimizer.nesterov(0.1f, (float) v));
    assertRefused("epsilon", NOT_POSITIVE, v -> Optimizer.adagrad(0.1f, (float) v));
    assertRefused("rho", NOT_FRACTIONS, v -> Optimizer.rmsprop(0.1f, (float) v, 1e-8f));
    assertRefused("epsilon", NOT_POSITIVE, v -> Optimizer.rmsprop(0.1f, 0.9f, (float) v));
    assertRefused("beta1", NOT_FRACTIONS, v -> Optimizer.adam(0.1f, (float) v, 0.9f, 1e-8f));
    assertRefused("beta2", NOT_FRACTIONS, v -> Optimizer.adam(0.1f, 0.9f, (float) v, 1e-8f));
    assertRefused("epsilon", NOT_POSITIVE, v -> Optimizer.adam(0.1f, 0.9f, 0.9f, (float) v));
    assertRefused("lambda", new float[] {-0.1f, Float.NaN, Float.POSITIVE_INFINITY},
        v -> Optimizer.adamw(0.1f, (float) v));
    assertRefused("beta1", NOT_FRACTIONS, v -> Optimizer.adamw(0.1f, 0.01f, (float) v, 0.9f, 1e-8f));
  }

  @Test
  void printsNameSettingsAndRate() {
    assertEquals("sgd, learning rate 0.1", Optimizer.sgd(0.1f).toString());
    assertEquals("momentum 0.9, learning rate 0.1", Optimizer.momentum(0.1f, 0.9f).toString());
    assertEquals("nesterov 0.9, learning rate 0.1", Optimizer.nesterov(0.1f, 0.9f).toString());
    assertEquals("adagrad 1.0E-8, learning rate 0.1", Optimizer.adagrad(0.1f).toString());
    assertEquals("rmsprop 0.99 1.0E-8, learning rate 0.1", Optimizer.rmsprop(0.1f).toString());
    assertEquals("adam 0.9 0.999 1.0E-8, learning rate 0.1", Optimizer.adam(0.1f).toString());
    assertEquals("adamw 0.01 0.9 0.999 1.0E-8, learning rate 0.1", Optimizer.adamw(0.1f, 0.01f).toString());
    for (DoubleFunction<Optimizer> factory : ofRate()) {
      Optimizer other = factory.apply(0.1).withLearningRate(0.5f);
      assertEquals(0.5f, other.learningRate());
      assertEquals(factory.apply(0.5).toString(), other.toString());
      assertEquals(factory.apply(0.5).decoupledDecay(), other.decoupledDecay());
    }
  }

  private static float[] trained(Optimizer optimizer) {
    Mlp mlp = Mlp.builder(2).dense(3, Activation.TANH).dense(1, Activation.IDENTITY).seed(7).build();
    try (Trainer trainer = Trainer.builder(mlp).optimizer(optimizer).threads(1).build()) {
      for (int step = 0; step < 3; step++) {
        trainer.step(new float[] {0.5f, -1f, 0.25f, 2f}, 0, new float[] {1f, -1f}, 0, 2);
      }
    }
    return mlp.parameters();
  }

  @Test
  void withLearningRateGivesTheSameBits() {
    for (DoubleFunction<Optimizer> factory : ofRate()) {
      Bits.assertSame(trained(factory.apply(0.02)), trained(factory.apply(0.3).withLearningRate(0.02f)));
    }
  }

  /** After the first step weights are smaller than Adam's by rate·λ times their first value; biases are equal. */
  @Test
  void adamwDecaysWeightsApartFromTheGradient() {
    float[] x = {0.5f, -1f};
    float[] y = {1f};
    Mlp adam = Mlp.builder(2).dense(1, Activation.IDENTITY).seed(7).build();
    Mlp adamw = Mlp.builder(2).dense(1, Activation.IDENTITY).seed(7).build();
    float[] first = adam.parameters();
    try (Trainer one = Trainer.builder(adam).optimizer(Optimizer.adam(0.1f)).threads(1).build();
        Trainer other = Trainer.builder(adamw).optimizer(Optimizer.adamw(0.1f, 0.5f)).threads(1).build()) {
      assertEquals(one.step(x, 0, y, 0, 1), other.step(x, 0, y, 0, 1), "the decay adds nothing to the loss");
    }
    for (int p = 0; p < 2; p++) {
      assertNotEquals(0f, first[p]);
      assertEquals(adam.parameters()[p] - 0.05f * first[p], adamw.parameters()[p], 1e-6f, "weight " + p);
    }
    assertEquals(adam.parameters()[2], adamw.parameters()[2], "bias");
  }
}
