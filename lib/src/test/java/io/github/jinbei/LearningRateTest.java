package io.github.jinbei;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.jinbei.data.Dataset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The learning rate of each update with schedules and plateaus. */
class LearningRateTest {

  private static final float RATE = 0.25f;

  /** A unit with absolute error and a target far below always has the gradient 1, so that each step moves it by the rate. */
  @Test
  void eachUpdateUsesTheRateOfItsStep() {
    Schedule schedule = Schedule.step(2, 0.5).warmUp(3);
    Mlp mlp = Mlp.builder(1).dense(1, Activation.IDENTITY).build();
    mlp.setParameters(new float[] {0f, 0f});
    Trainer trainer = Trainer.builder(mlp).loss(Loss.ABSOLUTE_ERROR).optimizer(Optimizer.sgd(RATE)).schedule(schedule)
        .batchSize(1).threads(1).build();
    Dataset data = Dataset.ofTargets(new float[] {1, 1, 1}, 1, new float[] {-1000, -1000, -1000}, 1);
    List<Float> rates = new ArrayList<>(List.of(trainer.learningRate()));
    List<Float> weights = new ArrayList<>(List.of(0f));
    trainer.fit(data, 4, null, Samples.afterSteps((epoch, rowsDone, batchLoss) -> {
      rates.add(trainer.learningRate());
      weights.add(mlp.parameters()[0]);
      return true;
    }));
    assertEquals(13, rates.size());
    for (int s = 0; s < 12; s++) {
      float expected = (float) (RATE * schedule.factor(s));
      assertEquals(expected, rates.get(s), "rate of update " + s);
      assertEquals(weights.get(s) - expected, weights.get(s + 1), "weight after update " + s);
    }
    double[] factors = {1 / 3.0, 2 / 3.0, 1, 1, 1, 0.5, 0.5, 0.25};
    for (int s = 0; s < factors.length; s++) {
      assertEquals(RATE * factors[s], rates.get(s), 1e-7, "rate of update " + s);
    }
  }

  /** Single steps and applied gradients are updates too; computed gradients are not. */
  @Test
  void stepsAndAppliedGradientsCount() {
    Mlp mlp = Samples.classifier();
    Trainer trainer = Samples.settings(mlp).schedule(step -> 1.0 / (step + 1)).build();
    trainer.step(Samples.values(16), 0, Samples.labels(4, 3), 0, 4);
    assertEquals(RATE / 2, trainer.learningRate());
    Gradient gradient = trainer.gradient(Samples.classData(5), 0);
    trainer.evaluate(Samples.classData(5));
    assertEquals(RATE / 2, trainer.learningRate());
    float[] before = mlp.parameters();
    trainer.apply(gradient);
    assertEquals((float) (RATE / 3.0), trainer.learningRate());
    for (int i = 0; i < before.length; i++) {
      before[i] = Math.fma(-RATE / 2, gradient.sum()[i] * (1f / 5), before[i]);
    }
    Bits.assertSame(before, mlp.parameters());
  }

  @Test
  void aRateOf0ChangesNothing() {
    Mlp mlp = Samples.classifier();
    float[] before = mlp.parameters();
    Samples.settings(mlp).optimizer(Optimizer.adamw(0.1f, 0.5f)).schedule(step -> 0).weightDecay(0.1f).build()
        .fit(Samples.classData(10), 2);
    Bits.assertSame(before, mlp.parameters());
  }

  @Test
  void refusesInvalidFactors() {
    for (double bad : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
      Mlp mlp = Samples.classifier();
      float[] before = mlp.parameters();
      Trainer trainer = Samples.settings(mlp).schedule(step -> bad).build();
      Samples.assertRefused(IllegalStateException.class, () -> trainer.fit(Samples.classData(10), 1), "step 0", "" + bad);
      Bits.assertSame(before, mlp.parameters());
    }
    Samples.assertRefused(NullPointerException.class, () -> Samples.settings(Samples.classifier()).schedule(null),
        "schedule");
  }

  /**
   * By the definition: after as many epochs without gain as the patience, the rate is multiplied by the factor, and the count
   * starts again.
   */
  private static List<Float> expectedRates(List<Double> losses, float factor, int patience, float gain) {
    double best = Double.POSITIVE_INFINITY;
    int waited = 0;
    float product = 1;
    List<Float> rates = new ArrayList<>();
    for (double loss : losses) {
      waited = loss < best - gain ? 0 : waited + 1;
      best = loss < best - gain ? loss : best;
      if (waited == patience) {
        product *= factor;
        waited = 0;
      }
      rates.add((float) ((double) RATE * product));
    }
    return rates;
  }

  @Test
  void plateausLowerTheRate() {
    Dataset train = Samples.classData(40).slice(0, 12);
    Dataset validation = Samples.classData(40).slice(12, 40);
    for (Dataset watched : Arrays.asList(validation, null)) {
      for (int patience : new int[] {1, 3}) {
        for (float gain : new float[] {0f, 0.02f, 1f}) {
          Trainer trainer = Samples.settings(Samples.classifier()).reduceOnPlateau(0.5f, patience, gain).build();
          List<Double> losses = new ArrayList<>();
          List<Float> rates = new ArrayList<>();
          History history = trainer.fit(train, 30, watched, result -> {
            losses.add(watched == null ? result.loss() : result.validation().loss());
            rates.add(trainer.learningRate());
            return true;
          });
          assertFalse(history.stopped(), "a plateau stops nothing");
          assertEquals(expectedRates(losses, 0.5f, patience, gain), rates, "patience " + patience + ", gain " + gain);
          assertFalse(gain == 1f && rates.get(29) == RATE, "no plateau at all");
        }
      }
    }
  }

  @Test
  void plateausAndSchedulesMultiply() {
    Trainer trainer = Samples.settings(Samples.classifier()).schedule(Schedule.exponential(0.5))
        .reduceOnPlateau(0.1f, 1, 1e9f).batchSize(100).build();
    trainer.fit(Samples.classData(10), 3);
    // The first epoch always counts as better.
    assertEquals(RATE * 0.125 * 0.01, trainer.learningRate(), 1e-9);
  }

  @Test
  void refusesInvalidPlateaus() {
    TrainerBuilder b = Samples.settings(Samples.classifier());
    for (float bad : new float[] {0f, 1f, -0.5f, 2f, Float.NaN}) {
      Samples.assertRefused(IllegalArgumentException.class, () -> b.reduceOnPlateau(bad, 1, 0f), "factor = " + bad);
    }
    Samples.assertRefused(IllegalArgumentException.class, () -> b.reduceOnPlateau(0.5f, 0, 0f), "patience = 0");
    Samples.assertRefused(IllegalArgumentException.class, () -> b.reduceOnPlateau(0.5f, 1, -1f), "minimumGain = -1.0");
  }
}
