package io.github.jinbei;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.data.Dataset;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Flat gradients, added and applied. */
class GradientTest {

  private static final Dataset DATA = Samples.classData(24);

  private static Trainer.Builder settings(Mlp mlp) {
    return Samples.settings(mlp).optimizer(Optimizer.adam(0.01f)).weightDecay(0.01f).l1(0.001f);
  }

  private static void assertClose(float[] expected, float[] actual, double tolerance) {
    for (int i = 0; i < expected.length; i++) {
      assertTrue(Math.abs(expected[i] - actual[i]) <= tolerance, "element " + i + ": " + actual[i] + " for " + expected[i]);
    }
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
        assertArrayEquals(before, applied.parameters(), "a gradient moves nothing");
        assertEquals(24, gradient.rows());
        double loss = one.fit(DATA, 1).last().loss();
        assertTrue(gradient.loss() / 24 < loss, "the gradient's loss is without decay");
        float[] sum = gradient.sum().clone();
        other.apply(gradient.sum(), gradient.rows());
        assertArrayEquals(sum, gradient.sum(), "the sum must stay");
        assertArrayEquals(stepped.parameters(), applied.parameters(), "step " + s);
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
    assertArrayEquals(before, applied.statistics());
    trainer.apply(gradient.sum(), 24);
    assertArrayEquals(stepped.parameters(), applied.parameters());
    assertArrayEquals(stepped.statistics(), applied.statistics());
  }

  /**
   * Two machines with half of the rows each make the same step as one with all, up to rounding: each element is a sum of 24
   * terms of about 1 at most, in another order. Dropout goes by the row of the whole batch.
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
      assertClose(expected.sum(), sum.sum(), 24 * 24 * 0x1p-24);
      if (dropout > 0) {
        Gradient wrong = first.gradient(DATA.slice(0, 11), 0).plus(second.gradient(DATA.slice(11, 24), 0));
        assertTrue(Math.abs(wrong.loss() - expected.loss()) > 1e-6, "another first row drops others");
      }
    }
  }

  /** Elements add in order, so that a sum of sums has one value. */
  @Test
  void addsElementsRowsAndLosses() {
    Gradient a = new Gradient(new float[] {1f, -2f}, 3, 0.5);
    Gradient b = new Gradient(new float[] {0.25f, 4f}, 5, 1.5);
    Gradient sum = a.plus(b);
    assertArrayEquals(new float[] {1.25f, 2f}, sum.sum());
    assertEquals(8, sum.rows());
    assertEquals(2.0, sum.loss());
    assertArrayEquals(new float[] {1f, -2f}, a.sum(), "a must stay");
    Samples.assertRefused(IllegalArgumentException.class, () -> a.plus(new Gradient(new float[3], 1, 0)),
        "other.sum has 3", "expected 2");
    assertThrows(ArithmeticException.class, () -> a.plus(new Gradient(new float[2], Integer.MAX_VALUE, 0)));
  }

  @Test
  void isTheGradientOfTheCheck() {
    Mlp mlp = Samples.classifier();
    float[] y = Samples.oneHot(Samples.labels(24, 3), 3);
    float[] expected = GradientCheck.run(mlp, Loss.CROSS_ENTROPY, Samples.values(96), y, 24).backpropagated();
    assertArrayEquals(expected, settings(mlp).build().gradient(DATA, 0).sum());
  }

  /** Its own gradient is another array than the one handed out before. */
  @Test
  void handsOutCopies() {
    Trainer trainer = settings(Samples.classifier()).build();
    Gradient first = trainer.gradient(DATA, 0);
    float[] kept = first.sum().clone();
    trainer.gradient(DATA.slice(3, 9), 0);
    trainer.apply(kept, 24);
    assertArrayEquals(kept, first.sum());
  }

  @Test
  void leavesFrozenLayersOut() {
    Mlp mlp = Samples.classifier();
    float[] before = mlp.parameters();
    Trainer trainer = settings(mlp).freeze(0).build();
    Gradient gradient = trainer.gradient(DATA, 0);
    for (int i = 0; i < 30; i++) {
      assertEquals(0f, gradient.sum()[i], "element " + i + " of the frozen layer");
    }
    float[] sum = gradient.sum().clone();
    Arrays.fill(sum, 0, 30, 5f);
    trainer.apply(sum, 24);
    assertArrayEquals(Arrays.copyOf(before, 30), Arrays.copyOf(mlp.parameters(), 30));
    Mlp other = Samples.classifier();
    settings(other).batchSize(24).freeze(0).build().fit(DATA, 1);
    assertArrayEquals(other.parameters(), mlp.parameters());
  }

  @Test
  void refusesWhatDoesNotFit() {
    Mlp mlp = Samples.classifier();
    Trainer trainer = settings(mlp).build();
    float[] before = mlp.parameters();
    int n = mlp.parameterCount();
    Samples.assertRefused(IllegalArgumentException.class, () -> trainer.apply(new float[n - 1], 1),
        "sum has " + (n - 1), "expected " + n);
    Samples.assertRefused(IllegalArgumentException.class, () -> trainer.apply(new float[n], 0), "rows = 0");
    for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
      float[] sum = new float[n];
      sum[5] = bad;
      Samples.assertRefused(IllegalArgumentException.class, () -> trainer.apply(sum, 1), "sum[5] = " + bad);
    }
    Samples.assertRefused(NullPointerException.class, () -> trainer.gradient(null, 0), "data");
    Samples.assertRefused(IllegalArgumentException.class, () -> trainer.gradient(DATA, -1), "firstRow = -1");
    Samples.assertRefused(IllegalArgumentException.class,
        () -> trainer.gradient(Dataset.ofClasses(new float[3], 3, new int[1], 3), 0), "data has rows of 3");
    trainer.close();
    Samples.assertRefused(IllegalStateException.class, () -> trainer.gradient(DATA, 0), "closed");
    Samples.assertRefused(IllegalStateException.class, () -> trainer.apply(new float[n], 1), "closed");
    assertArrayEquals(before, mlp.parameters());
  }

  /** A gradient whose loss is finite but whose norm is not: nothing moves, no state changes. */
  @Test
  void aNormThatIsNotFiniteMovesNothing() {
    Mlp mlp = Samples.net(Activation.TANH, Activation.IDENTITY);
    Trainer trainer = Samples.settings(mlp).optimizer(Optimizer.adam(0.01f)).clipNorm(1f).build();
    float[] before = mlp.parameters();
    float[] sum = new float[before.length];
    Arrays.fill(sum, 1e30f);
    NonFiniteLossException e = assertThrows(NonFiniteLossException.class, () -> trainer.apply(sum, 1));
    assertTrue(e.getMessage().contains("norm of the gradient is Infinity"), e.getMessage());
    assertArrayEquals(before, mlp.parameters());
    Mlp fresh = Samples.net(Activation.TANH, Activation.IDENTITY);
    Trainer other = Samples.settings(fresh).optimizer(Optimizer.adam(0.01f)).clipNorm(1f).build();
    trainer.fit(Samples.targetData(10), 1);
    other.fit(Samples.targetData(10), 1);
    assertArrayEquals(fresh.parameters(), mlp.parameters(), "as if it had not been");
  }
}
