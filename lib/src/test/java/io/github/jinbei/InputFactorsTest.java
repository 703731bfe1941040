package io.github.jinbei;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.data.Dataset;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Trainable factors of the inputs, as a user sees them. The bits of their steps are compared with plain loops in {@code
 * TrainingStepTest} and {@code StepInPartsTest}.
 */
@BitEquality
@Tag("small")
class InputFactorsTest {

  private static final int INPUTS = Samples.INPUTS;
  private static final float[] FACTORS = {1.5f, -0.3f, 0f, 0.7f};

  private static MlpBuilder builder() {
    return Mlp.builder(INPUTS).inputFactors();
  }

  /** 4-6-3, tanh and softmax, with other factors than 1. */
  private static Mlp net() {
    Mlp mlp = builder().dense(6, Activation.TANH).dense(3, Activation.SOFTMAX).seed(2).build();
    mlp.setInputFactors(FACTORS);
    return mlp;
  }

  /** Returns the network without factors, whose first weights have been multiplied by them. */
  private static Mlp folded(Mlp mlp) {
    Mlp plain = Mlp.builder(INPUTS).dense(6, Activation.TANH).dense(3, Activation.SOFTMAX).build();
    float[] weights = mlp.weights(0);
    for (int i = 0; i < weights.length; i++) {
      weights[i] *= mlp.inputFactors()[i / 6];
    }
    plain.setWeights(0, weights);
    plain.setBiases(0, mlp.biases(0));
    plain.setWeights(1, mlp.weights(1));
    plain.setBiases(1, mlp.biases(1));
    return plain;
  }

  @Test
  void standFirstAndBeginAt1() {
    Mlp plain = Mlp.builder(INPUTS).dense(6, Activation.PRELU).norm(Norm.LAYER).dense(3, Activation.SOFTMAX).seed(5).build();
    Mlp mlp = builder().dense(6, Activation.PRELU).norm(Norm.LAYER).dense(3, Activation.SOFTMAX).seed(5).build();
    assertTrue(mlp.hasInputFactors());
    assertEquals(plain.parameterCount() + INPUTS, mlp.parameterCount());
    Bits.assertSame(new float[] {1, 1, 1, 1}, mlp.inputFactors());
    float[] all = mlp.parameters();
    Bits.assertSame(new float[] {1, 1, 1, 1}, Arrays.copyOf(all, INPUTS), "the first parameters");
    Bits.assertSame(plain.parameters(), Arrays.copyOfRange(all, INPUTS, all.length), "the others");
    Bits.assertSame(plain.weights(0), mlp.weights(0));
    assertEquals("4-6-3", mlp.toString());
    // Factors of 1 change no prediction.
    Bits.assertSame(plain.predict(Samples.values(40)), mlp.predict(Samples.values(40)));
  }

  @Test
  void areCopiedAndSet() {
    Mlp mlp = net();
    Bits.assertSame(FACTORS, mlp.inputFactors());
    mlp.inputFactors()[0] = 9f;
    Bits.assertSame(FACTORS, mlp.inputFactors());
    Mlp copy = mlp.copy();
    assertTrue(copy.hasInputFactors());
    Bits.assertSame(mlp.parameters(), copy.parameters());
    Samples.assertRefused(IllegalArgumentException.class, () -> mlp.setInputFactors(new float[5]),
        "values has 5 elements; expected 4, the input factors of 4-6-3");
    Mlp plain = Samples.classifier();
    assertFalse(plain.hasInputFactors());
    assertEquals(0, plain.inputFactors().length);
    Samples.assertRefused(IllegalArgumentException.class, () -> plain.setInputFactors(FACTORS), "expected 0");
  }

  /** Predictions, evaluations and dL/dx are those of the folded network, to the last bit. */
  @Test
  void areFoldedForPredictions() {
    Mlp mlp = net();
    float[] x = Samples.values(INPUTS * 30);
    for (float first : new float[] {1.5f, 0.1f}) {
      float[] factors = FACTORS.clone();
      factors[0] = first;
      mlp.setInputFactors(factors);
      Mlp plain = folded(mlp);
      float[] expected = plain.predict(x);
      Bits.assertSame(expected, mlp.predict(x), "rows");
      for (int r = 0; r < 30; r++) {
        float[] one = mlp.predict(Arrays.copyOfRange(x, r * INPUTS, (r + 1) * INPUTS));
        Bits.assertSame(Arrays.copyOfRange(expected, 3 * r, 3 * r + 3), one, "row " + r);
      }
      Predictor predictor = mlp.predictor();
      Bits.assertSame(expected, predictor.predict(x), "predictor");
      assertEquals(plain.evaluate(Samples.classData(30)), mlp.evaluate(Samples.classData(30)));
      Bits.assertSame(inputGradient(plain, x), inputGradient(mlp, x), "dL/dx");
      mlp.setInputFactors(new float[INPUTS]);
      Bits.assertSame(expected, predictor.predict(x), "predictor, after a change of the network");
    }
  }

  private static float[] inputGradient(Mlp mlp, float[] x) {
    float[] to = new float[x.length];
    try (Trainer trainer = Samples.settings(mlp).build()) {
      trainer.inputGradient(x, 0, Samples.labels(30, 3), 0, 30, to, 0);
    }
    return to;
  }

  /** W' = f·W·g with batch norm's g, where f·W alone would overflow or vanish. */
  @Test
  void areFoldedTogetherWithBatchNorm() {
    Mlp mlp = Mlp.builder(1).inputFactors().dense(2, Activation.IDENTITY).norm(Norm.BATCH).regression(1).build();
    mlp.setParameters(new float[] {3e30f, 1e20f, 2e-20f, 0.5f, -0.25f, 1, 1, 0, 0, 1e-10f, 1, 0});
    mlp.setStatistics(new float[] {0, 0, 1e38f, 0.5f});
    double g0 = 1 / Math.sqrt(1e38f + 1e-5);
    double g1 = 1 / Math.sqrt(0.5 + 1e-5);
    double first = (3e30f * (double) 1e20f * g0 * 0.5 + 0.5 * g0) * 1e-10f;
    double second = 3e30f * (double) 2e-20f * g1 * 0.5 - 0.25 * g1;
    float prediction = mlp.predict(new float[] {0.5f})[0];
    assertEquals(first + second, prediction, 1e-6 * Math.abs(first + second), "prediction of one row");
  }

  /** dL/df_i = Σ x_i·(dZ·Wᵀ)_i, here with dZ in double from a network of one linear layer. */
  @Test
  void haveTheGradientOfTheFormula() {
    int rows = 7;
    Mlp mlp = builder().regression(2).seed(3).build();
    mlp.setInputFactors(FACTORS);
    float[] x = Samples.values(rows * INPUTS);
    float[] y = Arrays.copyOfRange(Samples.values(rows * (INPUTS + 2)), rows * INPUTS, rows * (INPUTS + 2));
    float[] w = mlp.weights(0);
    double[] expected = new double[INPUTS];
    for (int r = 0; r < rows; r++) {
      for (int j = 0; j < 2; j++) {
        double delta = mlp.biases(0)[j] - y[2 * r + j];
        for (int i = 0; i < INPUTS; i++) {
          delta += (double) x[r * INPUTS + i] * FACTORS[i] * w[2 * i + j];
        }
        for (int i = 0; i < INPUTS; i++) {
          expected[i] += x[r * INPUTS + i] * delta * w[2 * i + j];
        }
      }
    }
    try (Trainer trainer = Samples.settings(mlp).build()) {
      float[] sum = trainer.gradient(Dataset.ofTargets(x, INPUTS, y, 2), 0).sum();
      for (int i = 0; i < INPUTS; i++) {
        assertEquals(expected[i], sum[i], 1e-5, "factor " + i);
      }
      // A step moves them by it: w ← w - rate·g / rows.
      trainer.step(x, 0, y, 0, rows);
      for (int i = 0; i < INPUTS; i++) {
        assertEquals(FACTORS[i] - 0.25 * expected[i] / rows, mlp.inputFactors()[i], 1e-6, "factor " + i + " after a step");
      }
    }
  }

  /** Rows of zeros give factors and weights no gradient: whatever then moves them is a decay. */
  @Test
  void areNotDecayed() {
    for (boolean clipped : new boolean[] {false, true}) {
      for (Optimizer optimizer : List.of(Optimizer.sgd(0.1f), Optimizer.adamw(0.1f, 0.1f))) {
        Mlp mlp = net();
        float[] weights = mlp.weights(0);
        TrainerBuilder settings = Samples.settings(mlp).optimizer(optimizer).weightDecay(0.01f).l1(0.01f).decayBiases(true);
        try (Trainer trainer = (clipped ? settings.clipNorm(1e30f) : settings).build()) {
          trainer.step(new float[INPUTS * 5], 0, new int[5], 0, 5);
        }
        Bits.assertSame(FACTORS, mlp.inputFactors(), optimizer + (clipped ? ", clipped" : ""));
        assertNotEquals(weights[0], mlp.weights(0)[0], "a weight that is decayed");
      }
    }
  }

  @Test
  void areFrozenWithLayer0() {
    for (boolean clipped : new boolean[] {false, true}) {
      Mlp mlp = net();
      float[] last = mlp.weights(1);
      TrainerBuilder settings = Samples.settings(mlp).optimizer(Optimizer.adam(0.01f)).freeze(0);
      try (Trainer trainer = (clipped ? settings.clipNorm(0.1f) : settings).build()) {
        trainer.fit(Samples.classData(22), 2);
      }
      Bits.assertSame(FACTORS, mlp.inputFactors());
      Bits.assertSame(net().weights(0), mlp.weights(0));
      assertNotEquals(last[0], mlp.weights(1)[0], "a weight of the layer that is trained");
    }
  }

  /** The sum of the gradients of two machines, applied on each, gives what one machine gives. */
  @Test
  void areTrainedByGradientsOfSeveralMachines() {
    Mlp one = net();
    Mlp other = net();
    try (Trainer whole = Samples.settings(one).build(); Trainer parts = Samples.settings(other).build()) {
      whole.apply(whole.gradient(Samples.classData(9), 0));
      parts.apply(parts.gradient(Samples.classData(9).slice(0, 5), 0).plus(
          parts.gradient(Samples.classData(9).slice(5, 9), 5)));
    }
    Bits.assertClose(one.parameters(), other.parameters(), 1e-6f);
    assertNotEquals(FACTORS[0], one.inputFactors()[0]);
  }
}
