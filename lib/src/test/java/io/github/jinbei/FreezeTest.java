package io.github.jinbei;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.data.Dataset;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Frozen layers, and layers that cannot be trained. */
class FreezeTest {

  /** The end of each layer in the parameters of 4-6-5-3, with norms in the hidden layers and PReLU in the second. */
  private static int[] ends(Norm norm) {
    int vectors = norm == Norm.NONE ? 0 : 2;
    int first = 5 * 6 + vectors * 6;
    int second = first + 7 * 5 + (vectors + 1) * 5;
    return new int[] {0, first, second, second + 6 * 3};
  }

  @ParameterizedTest
  @EnumSource
  void frozenLayersDoNotChangeAndOthersDo(Norm norm) {
    for (int frozen = 0; frozen < 3; frozen++) {
      Mlp mlp = Samples.normed(norm, 0.2f);
      float[] before = mlp.parameters();
      float[] seen = mlp.statistics();
      Samples.settings(mlp).optimizer(Optimizer.adamw(0.01f, 0.1f)).weightDecay(0.01f).l1(0.01f).decayBiases(true)
          .clipNorm(1f).freeze(frozen).build().fit(Samples.classData(20), 3);
      for (int l = 0; l < 3; l++) {
        float[] was = Arrays.copyOfRange(before, ends(norm)[l], ends(norm)[l + 1]);
        float[] is = Arrays.copyOfRange(mlp.parameters(), ends(norm)[l], ends(norm)[l + 1]);
        assertEquals(l == frozen, Arrays.equals(was, is), "layer " + l + " of " + norm + ", frozen " + frozen);
      }
      for (int l = 0, at = 0; norm == Norm.BATCH && l < 2; at += 2 * mlp.units(l), l++) {
        assertEquals(l == frozen, Arrays.equals(seen, at, at + 2 * mlp.units(l), mlp.statistics(), at,
            at + 2 * mlp.units(l)), "statistics of layer " + l + ", frozen " + frozen);
      }
      assertEquals(ends(norm)[3], before.length);
    }
  }

  /** The first layer returns x, with running statistics of mean 0 and variance 1, so the loss is 0. */
  @Test
  void aFrozenBatchNormNormalisesByItsRunningStatistics() {
    float[] x = new float[100];
    for (int i = 0; i < 100; i++) {
      x[i] = 9 + 2 * i / 99f;
    }
    Dataset line = Dataset.ofTargets(x, 1, x, 1);
    Mlp mlp = Mlp.builder(1).dense(1, Activation.IDENTITY).norm(Norm.BATCH).regression(1).build();
    mlp.setParameters(new float[] {1f, 0f, 1f, 0f, 1f, 0f});
    Trainer trainer =
        Trainer.builder(mlp).optimizer(Optimizer.sgd(0.005f)).batchSize(100).freeze(0).build();
    double before = trainer.evaluate(line).loss();
    assertTrue(before < 2e-9, "before: " + before);
    trainer.fit(line, 2000);
    double after = trainer.evaluate(line).loss();
    assertTrue(after <= before, "after: " + after + ", before: " + before);
    Bits.assertSame(new float[] {0f, 1f}, mlp.statistics());
  }

  /** The gradient of a row does not depend on other rows: that of a batch is the sum of those of single rows. */
  @Test
  void withoutStatisticsOfTheBatchASingleRowIsABatch() {
    Mlp mlp = Samples.normed(Norm.BATCH, 0f);
    Trainer trainer = Samples.settings(mlp).freeze(0, 1).build();
    Dataset data = Samples.classData(5);
    float[] all = trainer.gradient(data, 0).sum();
    float[] sum = new float[all.length];
    for (int r = 0; r < 5; r++) {
      float[] one = trainer.gradient(data.slice(r, r + 1), r).sum();
      for (int i = 0; i < sum.length; i++) {
        sum[i] += one[i];
      }
    }
    Bits.assertClose(all, sum, 1e-5f);
    trainer.step(Samples.values(4), 0, new int[1], 0, 1);
    Trainer free = Samples.settings(mlp).freeze(0).build();
    Samples.assertRefused(IllegalArgumentException.class, () -> free.step(Samples.values(4), 0, new int[1], 0, 1),
        "batch norm");
  }

  /** Fused and flat updates give the same bits if a layer is frozen. */
  @Test
  void frozenLayersAreTheSameByEitherUpdate() {
    for (int frozen = 0; frozen < 3; frozen++) {
      Mlp fused = Samples.normed(Norm.LAYER, 0.2f);
      Mlp flat = Samples.normed(Norm.LAYER, 0.2f);
      Samples.settings(fused).freeze(frozen).build().fit(Samples.classData(20), 3);
      Samples.settings(flat).freeze(frozen).clipValue(1e30f).build().fit(Samples.classData(20), 3);
      Bits.assertSame(fused.parameters(), flat.parameters(), "layer " + frozen);
    }
  }

  @Test
  void severalLayersAndTheLastCallCounts() {
    Mlp mlp = Samples.normed(Norm.NONE, 0f);
    float[] before = mlp.parameters();
    Samples.settings(mlp).freeze(2).freeze(0, 1, 1).build().fit(Samples.classData(20), 1);
    int end = ends(Norm.NONE)[2];
    Bits.assertSame(Arrays.copyOf(before, end), Arrays.copyOf(mlp.parameters(), end));
    assertFalse(Arrays.equals(before, mlp.parameters()), "the last layer learns");
  }

  @Test
  void refusesInvalidLayers() {
    TrainerBuilder b = Samples.settings(Samples.classifier());
    for (int bad : new int[] {-1, 2, Integer.MAX_VALUE}) {
      Samples.assertRefused(IndexOutOfBoundsException.class, () -> b.freeze(bad), "" + bad, "2");
    }
    Samples.assertRefused(IllegalArgumentException.class, () -> b.freeze(0, 1).build(), "all 2 layers are frozen");
    b.freeze().build();
  }

  /**
   * Layers below a step function have no gradient. This is refused unless they are frozen. At the output a step is a
   * perceptron.
   */
  @Test
  void aStepFunctionIsNotTrainedThrough() {
    Mlp mlp = Mlp.builder(4).dense(5, Activation.TANH).dense(6, Activation.STEP).dense(3, Activation.SOFTMAX)
        .seed(Samples.SEED).build();
    Samples.assertRefused(IllegalArgumentException.class, () -> Samples.settings(mlp).build(), "layer 1", "step", "0 to 1");
    Samples.assertRefused(IllegalArgumentException.class, () -> Samples.settings(mlp).freeze(0).build(), "layer 1");
    float[] before = mlp.parameters();
    History history = Samples.settings(mlp).freeze(0, 1).build().fit(Samples.classData(20), 20);
    assertTrue(history.last().loss() < history.epochs().get(0).loss(), "what lies above it learns");
    Bits.assertSame(Arrays.copyOf(before, 25 + 36), Arrays.copyOf(mlp.parameters(), 25 + 36));
    mlp.predict(Samples.values(4), 0, 1, new float[3], 0);
  }

  /** Rosenblatt's rule, w ← w + rate·(y - a)·x for each row, ends without a mistake if a line separates the classes. */
  @Test
  void aPerceptronLearnsLinearlySeparableClasses() {
    float[] x = Samples.values(2 * 40);
    int[] labels = new int[40];
    for (int r = 0; r < 40; r++) {
      x[2 * r] += x[2 * r] > x[2 * r + 1] ? 0.1f : -0.1f;
      labels[r] = x[2 * r] > x[2 * r + 1] ? 1 : 0;
    }
    Dataset data = Dataset.ofClasses(x, 2, labels, 2);
    Mlp mlp = Mlp.builder(2).dense(1, Activation.STEP).seed(Samples.SEED).build();
    Trainer trainer = Trainer.builder(mlp).optimizer(Optimizer.sgd(0.5f)).batchSize(1).build();
    assertEquals(Loss.PERCEPTRON, trainer.loss());
    float[] w = mlp.parameters();
    float[] out = new float[1];
    for (int r = 0; r < 40; r++) {
      float z = Math.fma(x[2 * r + 1], w[1], Math.fma(x[2 * r], w[0], w[2]));
      float wrong = (z >= 0 ? 1 : 0) - labels[r];
      double loss = trainer.step(x, 2 * r, labels, r, 1);
      assertEquals(wrong * z, loss, 1e-6, "loss of row " + r);
      for (int i = 0; i < 3; i++) {
        w[i] = Math.fma(-0.5f, wrong * (i < 2 ? x[2 * r + i] : 1f), w[i]);
      }
      Bits.assertSame(w, mlp.parameters(), "after row " + r);
    }
    trainer.fit(data, 200);
    assertEquals(1.0, trainer.evaluate(data).accuracy());
    mlp.predict(x, 0, 1, out, 0);
    assertEquals(labels[0], out[0]);
  }
}
