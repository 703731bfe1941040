package io.github.jinbei;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.data.Dataset;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Batch norm through the public interface: its statistics, and batches that it refuses. */
class BatchNormTest {

  private static Mlp net() {
    return Samples.normed(Norm.BATCH, 0f);
  }

  @Test
  void beginsWithMean0AndVariance1() {
    Mlp mlp = net();
    float[] statistics = mlp.statistics();
    assertEquals(2 * 6 + 2 * 5, statistics.length);
    for (int i = 0; i < statistics.length; i++) {
      boolean variance = i >= 6 && i < 12 || i >= 17;
      assertEquals(variance ? 1f : 0f, statistics[i], "value " + i);
    }
    assertEquals(0, Samples.normed(Norm.LAYER, 0f).statistics().length);
    assertEquals(Norm.BATCH, mlp.norm(0));
    assertEquals(Norm.NONE, mlp.norm(2));
  }

  /** After one batch the running mean is 0.1·mean, and the running variance 0.9 + 0.1·variance, divided by n - 1. */
  @Test
  void movesATenthOfTheWayToEachBatch() {
    Mlp mlp = Mlp.builder(1).dense(1, Activation.IDENTITY).norm(Norm.BATCH).dense(1, Activation.IDENTITY).build();
    mlp.setParameters(new float[] {2f, 1f, 1f, 0f, 1f, 0f});
    Trainer trainer = Trainer.builder(mlp).build();
    // z = 3, 5, 13: the mean is 7, the squares of the differences are 16, 4, 36.
    trainer.step(new float[] {1f, 2f, 6f}, 0, new float[3], 0, 3);
    assertEquals(0.7f, mlp.statistics()[0], 1e-6f);
    assertEquals(0.9f + 0.1f * 28, mlp.statistics()[1], 1e-6f);
  }

  @Test
  void predictionsAndEvaluationsUseTheRunningStatistics() {
    Mlp mlp = Mlp.builder(1).dense(1, Activation.IDENTITY).norm(Norm.BATCH).dense(1, Activation.IDENTITY).build();
    mlp.setParameters(new float[] {2f, 1f, 3f, -1f, 1f, 0.5f});
    mlp.setStatistics(new float[] {4f, 0.25f});
    float[] out = new float[2];
    mlp.predict(new float[] {1f, 4f}, 0, 2, out, 0);
    // z = 3 and 9: (z - 4) / 0.5 is -2 and 10; times 3, less 1: -7 and 29; plus 0.5.
    assertEquals(-6.5f, out[0], 2e-4f);
    assertEquals(29.5f, out[1], 1e-3f);
    double expected = (out[0] * (double) out[0] + out[1] * (double) out[1]) / 4;
    Dataset data = Dataset.ofTargets(new float[] {1f, 4f}, 1, new float[2], 1);
    assertEquals(expected, Trainer.builder(mlp).build().evaluate(data).loss(), 1e-6 * expected);
    assertEquals(out[0], single(mlp, 1f), "a row alone");
  }

  private static float single(Mlp mlp, float x) {
    float[] out = new float[1];
    mlp.predict(new float[] {x}, 0, 1, out, 0);
    return out[0];
  }

  @ParameterizedTest
  @CsvSource({
    "10, 1, 100, a batch of 1", // single rows
    "10, 3, 100, a batch of 1", // the short last batch
    "1, 32, 100, a batch of 1", // one row of data
    "10, 10, 1, a batch of 10 rows in parts of 1", // parts of single rows
    "10, 10, 3, a batch of 10 rows in parts of 3", // the last part
    "12, 5, 4, a batch of 5 rows in parts of 4", // the last part of each batch
    "14, 6, 3, ''", // 2 at last
    "13, 10, 2, a batch of 3 rows in parts of 2" // the last part of the short last batch
  })
  void refusesSingleRows(int rows, int batch, int part, String message) {
    Mlp mlp = net();
    float[] before = mlp.parameters();
    Dataset data = Samples.classData(rows);
    Trainer trainer = Samples.settings(mlp).batchSize(batch).microBatch(part).build();
    if (message.isEmpty()) {
      trainer.fit(data, 1);
      return;
    }
    Samples.assertRefused(IllegalArgumentException.class, () -> trainer.fit(data, 1), message, "single row",
        "at least 2");
    Bits.assertSame(before, mlp.parameters(), "refused before anything is learned");
    Samples.settings(Samples.normed(Norm.LAYER, 0f)).batchSize(batch).microBatch(part).build().fit(data, 1);
  }

  /** 3 of 13 rows are set aside. Batches of 3 leave one of the other 10. */
  @Test
  void namesTheBatchWithASingleRowAndARemedy() {
    Dataset data = Samples.classData(13);
    Trainer trainer = Samples.settings(net()).batchSize(3).validationFraction(0.25).build();
    Samples.assertRefused(IllegalArgumentException.class, () -> trainer.fit(data, 1), "batch 4 of 4, a batch of 1 row,",
        "10 rows to train on", "3 set aside for validation", "in batches of 3", "as in batches of 2");
    Samples.assertRefused(IllegalArgumentException.class, () -> trainer.fit(data.slice(0, 10), 1, data, null),
        "13 set aside");
    Trainer sixes = Samples.settings(net()).batchSize(6).build();
    Samples.assertRefused(IllegalArgumentException.class, () -> sixes.fit(data, 1), "batch 3 of 3, a batch of 1 row,",
        "13 rows to train on, in batches of 6", "as in batches of 5");
    Samples.settings(net()).batchSize(5).build().fit(data, 1);
    Trainer parts = Samples.settings(net()).batchSize(6).microBatch(5).build();
    Samples.assertRefused(IllegalArgumentException.class, () -> parts.fit(data, 1),
        "batch 1 of 3, a batch of 6 rows in parts of 5,", "as in batches of 5");
    Trainer singles = Samples.settings(net()).batchSize(6).microBatch(1).build();
    Samples.assertRefused(IllegalArgumentException.class, () -> singles.fit(data, 1), "so use larger parts");
    Samples.assertRefused(IllegalArgumentException.class, () -> sixes.fit(data.slice(0, 1), 1), "so use more rows");
  }

  @Test
  void refusesSingleRowsInStepsAndGradients() {
    Trainer trainer = Samples.settings(net()).build();
    Samples.assertRefused(IllegalArgumentException.class,
        () -> trainer.step(Samples.values(4), 0, new int[1], 0, 1), "a batch of 1");
    Samples.assertRefused(IllegalArgumentException.class,
        () -> trainer.step(Samples.values(4), 0, new float[3], 0, 1), "a batch of 1");
    Samples.assertRefused(IllegalArgumentException.class, () -> trainer.gradient(Samples.classData(1), 0), "a batch of 1");
    trainer.step(Samples.values(8), 0, new int[2], 0, 2);
    trainer.evaluate(Samples.classData(1));
    trainer.inputGradient(Samples.values(4), 0, new int[1], 0, 1, new float[4], 0);
  }

  /** Equal rows have a variance of 0, and training continues. */
  @Test
  void equalRowsGiveFiniteResults() {
    Mlp mlp = net();
    float[] x = new float[16];
    Arrays.fill(x, 0.5f);
    Trainer trainer = Samples.settings(mlp).build();
    for (int s = 0; s < 20; s++) {
      trainer.step(x, 0, new int[] {0, 1, 2, 0}, 0, 4);
    }
    for (float p : mlp.parameters()) {
      assertTrue(Float.isFinite(p), "a value of " + p);
    }
  }

  @Test
  void refusesBadStatistics() {
    Mlp mlp = net();
    float[] good = mlp.statistics();
    Samples.assertRefused(IllegalArgumentException.class, () -> mlp.setStatistics(new float[21]), "values has 21",
        "expected 22");
    for (float bad : new float[] {-1e-9f, Float.NaN}) {
      float[] values = good.clone();
      values[18] = bad;
      Samples.assertRefused(IllegalArgumentException.class, () -> mlp.setStatistics(values), "values[18] = " + bad,
          "variance");
    }
    good[0] = -3f;
    mlp.setStatistics(good);
    good[0] = 9f;
    assertEquals(-3f, mlp.statistics()[0], "shares the array");
    assertThrows(IndexOutOfBoundsException.class, () -> mlp.norm(3));
  }

  /** A batch whose loss is not finite does not change the running statistics. */
  @Test
  void aLossThatIsNotFiniteLeavesTheStatistics() {
    Mlp mlp = net();
    Trainer trainer = Samples.settings(mlp).build();
    trainer.step(Samples.values(16), 0, new int[4], 0, 4);
    float[] before = mlp.statistics();
    float[] x = Samples.values(16);
    x[3] = Float.NaN;
    assertThrows(NonFiniteLossException.class, () -> trainer.step(x, 0, new int[4], 0, 4));
    Bits.assertSame(before, mlp.statistics());
    trainer.step(Samples.values(16), 0, new int[4], 0, 4);
    for (float s : mlp.statistics()) {
      assertTrue(Float.isFinite(s), "a value of " + s);
    }
  }
}
