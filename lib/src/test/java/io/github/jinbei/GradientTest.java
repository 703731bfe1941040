package io.github.jinbei;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.data.Dataset;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Flat gradients: adds and applies them. */
class GradientTest {

  private static final Dataset DATA = Samples.classData(24);

  private static TrainerBuilder settings(Mlp mlp) {
    return Samples.settings(mlp).optimizer(Optimizer.adam(0.01f)).weightDecay(0.01f).l1(0.001f);
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 7, 1})
  void gradientAndApplyAreAStep(int microBatch) {
    for (float clip : new float[] {Float.MAX_VALUE, 0.1f}) {
      Mlp stepped = Samples.normed(Norm.LAYER, 0.3f);
      Mlp applied = Samples.normed(Norm.LAYER, 0.3f);
      Trainer one = settings(stepped).batchSize(24).clipNorm(clip).build();
      Trainer other = settings(applied).clipNorm(clip).microBatch(microBatch).build();
      for (int s = 0; s < 3; s++) {
        float[] before = applied.parameters();
        Gradient gradient = other.gradient(DATA, 0);
        Bits.assertSame(before, applied.parameters(), "a gradient moves nothing");
        assertEquals(24, gradient.rows());
        double loss = one.fit(DATA, 1).last().loss();
        assertTrue(gradient.loss() / 24 < loss, "the gradient's loss is without decay");
        float[] sum = gradient.sum().clone();
        other.apply(gradient);
        Bits.assertSame(sum, gradient.sum(), "the sum must stay");
        Bits.assertSame(stepped.parameters(), applied.parameters(), "step " + s);
      }
    }
  }

  @Test
  void batchNormMovesItsStatisticsWithTheUpdate() {
    Mlp stepped = Samples.normed(Norm.BATCH, 0.3f);
    Mlp applied = Samples.normed(Norm.BATCH, 0.3f);
    float[] before = applied.statistics();
    settings(stepped).batchSize(24).build().fit(DATA, 1);
    Trainer trainer = settings(applied).build();
    Gradient gradient = trainer.gradient(DATA, 0);
    Bits.assertSame(before, applied.statistics());
    trainer.apply(gradient);
    Bits.assertSame(stepped.parameters(), applied.parameters());
    Bits.assertSame(stepped.statistics(), applied.statistics());
  }

  /** Each part moves the statistics to 0.9·old + 0.1·part, one after the other. */
  @Test
  void statisticsMoveTowardsThoseOfEachPart() {
    Mlp mlp = Mlp.builder(1).dense(1, Activation.IDENTITY).norm(Norm.BATCH).dense(1, Activation.IDENTITY).build();
    Trainer trainer = Samples.settings(mlp).build();
    float[] parts = {1f, 3f, 2f, 5f};
    trainer.apply(new Gradient(new float[6], 4, 0, parts));
    assertEquals(0.29f, mlp.statistics()[0], 1e-6f);
    assertEquals(1.58f, mlp.statistics()[1], 1e-6f);
    Bits.assertSame(new float[] {1f, 3f, 2f, 5f}, parts, "the statistics must stay");
  }

  /** z = x: 1, 2, 6 have the mean 3 and the variance 7 (divided by n - 1); 5, 7 have 6 and 2. */
  @Test
  void holdsTheMeansAndVariancesOfItsParts() {
    Mlp mlp = Mlp.builder(1).dense(1, Activation.IDENTITY).norm(Norm.BATCH).dense(1, Activation.IDENTITY).build();
    mlp.setParameters(new float[] {1f, 0f, 1f, 0f, 1f, 0f});
    Dataset data = Dataset.ofTargets(new float[] {1f, 2f, 6f, 5f, 7f}, 1, new float[5], 1);
    Bits.assertSame(new float[] {3f, 7f, 6f, 2f},
        Samples.settings(mlp).microBatch(3).build().gradient(data, 0).statistics());
    Trainer trainer = Samples.settings(mlp).build();
    Bits.assertSame(new float[] {6f, 2f, 3f, 7f},
        trainer.gradient(data.slice(3, 5), 3).plus(trainer.gradient(data.slice(0, 3), 0)).statistics());
    Bits.assertSame(new float[] {3f, 7f}, trainer.gradient(data.slice(0, 3), 0).statistics(), "parts are not kept");
    Bits.assertSame(new float[] {0f, 1f}, mlp.statistics());
    Bits.assertSame(new float[0], settings(Samples.classifier()).build().gradient(DATA, 0).statistics());
  }

  /**
   * Machines that apply the same sums stay equal, to the bit. Their statistics are those of a trainer with the same parts one
   * after the other. Their parameters differ from those by the rounding of one step.
   */
  @ParameterizedTest
  @ValueSource(ints = {8, 12})
  void machinesWithBatchNormStayEqual(int part) {
    Mlp alone = Samples.normed(Norm.BATCH, 0.3f);
    Trainer whole = settings(alone).batchSize(24).microBatch(part).build();
    Mlp[] nets = new Mlp[24 / part];
    Trainer[] machines = new Trainer[nets.length];
    for (int m = 0; m < nets.length; m++) {
      nets[m] = Samples.normed(Norm.BATCH, 0.3f);
      machines[m] = settings(nets[m]).build();
    }
    for (int step = 0; step < 3; step++) {
      Gradient sum = null;
      for (int m = 0; m < nets.length; m++) {
        Gradient own = machines[m].gradient(DATA.slice(m * part, (m + 1) * part), (long) m * part);
        sum = sum == null ? own : sum.plus(own);
      }
      for (int m = nets.length - 1; m >= 0; m--) {
        machines[m].apply(sum);
        Bits.assertSame(nets[nets.length - 1].parameters(), nets[m].parameters(), "parameters of machine " + m);
        Bits.assertSame(nets[nets.length - 1].statistics(), nets[m].statistics(), "statistics of machine " + m);
      }
      if (step == 0) {
        whole.fit(DATA, 1);
        Bits.assertSame(alone.statistics(), nets[0].statistics());
        Bits.assertClose(alone.parameters(), nets[0].parameters(), 1e-3);
      }
    }
  }

  /** z is 1e20 and its opposite: the variance is above all floats, though x̂, and so the loss, is finite. */
  @Test
  void refusesStatisticsThatAreNotFinite() {
    Mlp mlp = Mlp.builder(1).dense(1, Activation.IDENTITY).norm(Norm.BATCH).dense(1, Activation.IDENTITY).build();
    mlp.setParameters(new float[] {1f, 0f, 1f, 0f, 1f, 0f});
    Trainer trainer = Samples.settings(mlp).build();
    Dataset data = Dataset.ofTargets(new float[] {1e20f, -1e20f}, 1, new float[2], 1);
    Samples.assertRefused(NonFiniteLossException.class, () -> trainer.gradient(data, 0), "running statistic", "1.0E20");
    Bits.assertSame(new float[] {0f, 1f}, mlp.statistics());
  }

  /** Frozen layers use their running statistics, which no gradient changes. */
  @Test
  void doesNotUseTheStatisticsOfFrozenLayers() {
    Mlp mlp = Samples.normed(Norm.BATCH, 0f);
    settings(mlp).build().fit(DATA, 1);
    float[] before = mlp.statistics();
    Trainer trainer = settings(mlp).freeze(0).build();
    Gradient gradient = trainer.gradient(DATA, 0);
    Bits.assertSame(Arrays.copyOf(before, 12), Arrays.copyOf(gradient.statistics(), 12));
    float[] statistics = gradient.statistics().clone();
    Arrays.fill(statistics, 0, 12, 5f);
    trainer.apply(new Gradient(gradient.sum(), gradient.rows(), gradient.loss(), statistics));
    Bits.assertSame(Arrays.copyOf(before, 12), Arrays.copyOf(mlp.statistics(), 12));
    for (int i = 12; i < 22; i++) {
      assertEquals(0.9 * before[i] + 0.1 * statistics[i], mlp.statistics()[i], 1e-5, "statistic " + i);
    }
  }

  /**
   * Two machines with half of the rows each make the same step as one machine with all rows, up to rounding: each element is a
   * sum of 24 terms of at most about 1, in another order. Dropout uses the row index in the whole batch.
   */
  @Test
  void halvesAddUp() {
    for (float dropout : new float[] {0f, 0.4f}) {
      Mlp one = Samples.normed(Norm.LAYER, dropout);
      Mlp two = Samples.normed(Norm.LAYER, dropout);
      Trainer whole = settings(one).build();
      Trainer first = settings(two).build();
      Trainer second = settings(Samples.normed(Norm.LAYER, dropout)).build();
      Gradient expected = whole.gradient(DATA, 0);
      Gradient sum = first.gradient(DATA.slice(0, 11), 0).plus(second.gradient(DATA.slice(11, 24), 11));
      assertEquals(24, sum.rows());
      assertEquals(expected.loss(), sum.loss(), 1e-12 * expected.loss());
      Bits.assertClose(expected.sum(), sum.sum(), 24 * 24 * 0x1p-24);
      if (dropout > 0) {
        Gradient wrong = first.gradient(DATA.slice(0, 11), 0).plus(second.gradient(DATA.slice(11, 24), 0));
        assertTrue(Math.abs(wrong.loss() - expected.loss()) > 1e-6, "another first row drops others");
      }
    }
  }

  /** Elements are added in order, so that a sum of sums has one value. */
  @Test
  void addsElementsRowsAndLosses() {
    Gradient a = new Gradient(new float[] {1f, -2f}, 3, 0.5, new float[] {1f, 2f});
    Gradient b = new Gradient(new float[] {0.25f, 4f}, 5, 1.5, new float[] {3f, 4f, 5f, 6f});
    Gradient sum = a.plus(b);
    Bits.assertSame(new float[] {1.25f, 2f}, sum.sum());
    assertEquals(8, sum.rows());
    assertEquals(2.0, sum.loss());
    Bits.assertSame(new float[] {1f, 2f, 3f, 4f, 5f, 6f}, sum.statistics());
    Bits.assertSame(new float[] {1f, -2f}, a.sum(), "a must stay");
    Samples.assertRefused(IllegalArgumentException.class, () -> a.plus(new Gradient(new float[3], 1, 0, new float[2])),
        "other.sum has 3", "expected 2");
    Gradient without = new Gradient(new float[2], 1, 0, new float[0]);
    Samples.assertRefused(IllegalArgumentException.class, () -> a.plus(without), "other.statistics has 0", "expected 2");
    Samples.assertRefused(IllegalArgumentException.class, () -> without.plus(a), "other.statistics has 2", "expected 0");
    assertThrows(ArithmeticException.class, () -> a.plus(new Gradient(new float[2], Integer.MAX_VALUE, 0, new float[2])));
  }

  @Test
  void isTheGradientOfTheCheck() {
    Mlp mlp = Samples.classifier();
    float[] y = Samples.oneHot(Samples.labels(24, 3), 3);
    float[] expected = GradientCheck.run(mlp, Loss.CROSS_ENTROPY, Samples.values(96), 0, y, 0, 24).backpropagated();
    Bits.assertSame(expected, settings(mlp).build().gradient(DATA, 0).sum());
  }

  /** A step does not change the array of a gradient that was returned before. */
  @Test
  void returnsCopies() {
    Trainer trainer = settings(Samples.classifier()).build();
    Gradient first = trainer.gradient(DATA, 0);
    float[] kept = first.sum().clone();
    trainer.gradient(DATA.slice(3, 9), 0);
    trainer.apply(new Gradient(kept, 24, 0, new float[0]));
    Bits.assertSame(kept, first.sum());
  }

  @Test
  void doesNotUseTheValuesOfFrozenLayers() {
    Mlp mlp = Samples.classifier();
    float[] before = mlp.parameters();
    Trainer trainer = settings(mlp).freeze(0).build();
    Gradient gradient = trainer.gradient(DATA, 0);
    for (int i = 0; i < 30; i++) {
      assertEquals(0f, gradient.sum()[i], "element " + i + " of the frozen layer");
    }
    float[] sum = gradient.sum().clone();
    Arrays.fill(sum, 0, 30, 5f);
    trainer.apply(new Gradient(sum, 24, 0, new float[0]));
    Bits.assertSame(Arrays.copyOf(before, 30), Arrays.copyOf(mlp.parameters(), 30));
    Mlp other = Samples.classifier();
    settings(other).batchSize(24).freeze(0).build().fit(DATA, 1);
    Bits.assertSame(other.parameters(), mlp.parameters());
  }

  /** A gradient without batch norm. */
  private static Gradient gradient(float[] sum, int rows) {
    return new Gradient(sum, rows, 0, new float[0]);
  }

  @Test
  void refusesStatisticsThatDoNotFit() {
    Mlp mlp = Samples.normed(Norm.BATCH, 0f);
    Trainer trainer = settings(mlp).build();
    float[] parameters = mlp.parameters();
    float[] statistics = mlp.statistics();
    for (int length : new int[] {0, 21, 23, 43}) {
      Samples.assertRefused(IllegalArgumentException.class,
          () -> trainer.apply(new Gradient(new float[parameters.length], 4, 0, new float[length])),
          "gradient.statistics has " + length, "expected 22", "4-6-5-3");
    }
    for (int at : new int[] {0, 21, 22, 43}) {
      for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, -1f}) {
        if (bad == -1f && at % 22 == 0) {
          continue;
        }
        float[] parts = new float[44];
        parts[at] = bad;
        Samples.assertRefused(IllegalArgumentException.class,
            () -> trainer.apply(new Gradient(new float[parameters.length], 4, 0, parts)),
            "gradient.statistics[" + at + "] = " + bad);
      }
    }
    Bits.assertSame(parameters, mlp.parameters());
    Bits.assertSame(statistics, mlp.statistics());
  }

  @Test
  void refusesGradientsOfOtherNetworks() {
    Mlp mlp = Samples.classifier();
    Trainer trainer = settings(mlp).build();
    float[] before = mlp.parameters();
    int n = mlp.parameterCount();
    Samples.assertRefused(IllegalArgumentException.class, () -> trainer.apply(gradient(new float[n - 1], 1)),
        "gradient.sum has " + (n - 1), "expected " + n);
    Samples.assertRefused(IllegalArgumentException.class, () -> trainer.apply(gradient(new float[n], 0)), "gradient.rows = 0");
    for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
      float[] sum = new float[n];
      sum[5] = bad;
      Samples.assertRefused(IllegalArgumentException.class, () -> trainer.apply(gradient(sum, 1)), "gradient.sum[5] = " + bad);
    }
    Samples.assertRefused(NullPointerException.class, () -> trainer.gradient(null, 0), "data");
    Samples.assertRefused(IllegalArgumentException.class, () -> trainer.gradient(DATA, -1), "firstRow = -1");
    Samples.assertRefused(IllegalArgumentException.class,
        () -> trainer.gradient(Dataset.ofClasses(new float[3], 3, new int[1], 3), 0), "data has rows of 3");
    Samples.assertRefused(NullPointerException.class, () -> trainer.apply(null), "gradient");
    Samples.assertRefused(IllegalArgumentException.class,
        () -> trainer.apply(new Gradient(new float[n], 1, 0, new float[22])), "gradient.statistics has 22", "expected 0");
    trainer.close();
    Samples.assertRefused(IllegalStateException.class, () -> trainer.gradient(DATA, 0), "closed");
    Samples.assertRefused(IllegalStateException.class, () -> trainer.apply(gradient(new float[n], 1)), "closed");
    Bits.assertSame(before, mlp.parameters());
  }

  /** The squares of this gradient, by which Adam divides, are infinite: no parameter and no state changes. */
  @Test
  void anOptimizerStateThatWouldNotBeFiniteChangesNothing() {
    Mlp mlp = Samples.net(Activation.TANH, Activation.IDENTITY);
    Trainer trainer = Samples.settings(mlp).optimizer(Optimizer.adam(0.01f)).build();
    float[] before = mlp.parameters();
    float[] sum = new float[before.length];
    Arrays.fill(sum, 1e30f);
    NonFiniteLossException e = assertThrows(NonFiniteLossException.class, () -> trainer.apply(gradient(sum, 1)));
    assertTrue(e.getMessage().contains("optimizer's state would not be finite"), e.getMessage());
    Bits.assertSame(before, mlp.parameters());
    Mlp fresh = Samples.net(Activation.TANH, Activation.IDENTITY);
    Trainer other = Samples.settings(fresh).optimizer(Optimizer.adam(0.01f)).build();
    trainer.fit(Samples.targetData(10), 1);
    other.fit(Samples.targetData(10), 1);
    Bits.assertSame(fresh.parameters(), mlp.parameters(), "as if it had not been");
  }
}
