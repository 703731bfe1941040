package io.github.jinbei.internal.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.Bits;
import io.github.jinbei.internal.parallel.Workers;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class WorkerCountTest {

  private final WorkerCount count = new WorkerCount();

  /** Ends steps that take these times, and returns how many of them ran on one worker. */
  private int run(int steps, long nanosOfOne, long nanosOfAll) {
    int one = 0;
    for (int step = 0; step < steps; step++) {
      one += count.one() ? 1 : 0;
      count.end(count.one() ? nanosOfOne : nanosOfAll);
    }
    return one;
  }

  @Test
  void oneWorkerIsUsedIfItIsFaster() {
    assertEquals(20, run(40, 90, 170), "trials of 20 steps");
    assertTrue(count.one());
    assertEquals(250, run(250, 90, 170));
  }

  @Test
  void allWorkersAreUsedIfTheyAreFasterOrAsFast() {
    run(40, 90, 89);
    assertEquals(0, run(250, 90, 89));
    assertEquals(20, run(40, 90, 90));
    assertFalse(count.one());
  }

  @Test
  void whatIsFasterIsTriedAgainEverMoreSeldom() {
    run(40, 90, 170);
    int[] pauses = {250, 500, 1000, 2000, 2000, 2000};
    for (int i = 0; i < pauses.length; i++) {
      boolean oneWas = i % 2 == 0;
      assertEquals(oneWas ? pauses[i] : 0, run(pauses[i], 90, 170), "steps on one worker in pause " + i);
      assertEquals(20, oneWas ? run(40, 170, 90) : run(40, 90, 170), "steps on one worker in the trial after pause " + i);
    }
  }

  /** The first steps of a trial, in which threads wake up, and single steps that the system interrupted do not decide. */
  @Test
  void stepsThatWereInterruptedDoNotDecide() {
    for (int step = 0; step < 40; step++) {
      boolean slow = step < 5 || step % 3 == 0;
      count.end(count.one() ? 100 : slow ? 10_000 : 50);
    }
    assertFalse(count.one());
  }

  /** Whether a step runs on two workers or on one: after 60 steps, more than both trials, the parameters are equal. */
  @Test
  void trialsDoNotChangeTheParameters() {
    Bits.assertSame(parameters(1), parameters(2), "parameters by 2 workers");
  }

  private static float[] parameters(int limit) {
    int rows = 64;
    Topology t = new Topology(new int[] {200, 150, 10},
        new ActivationFunction[] {Elementwise.TANH, ActivationFunction.SOFTMAX});
    Random random = new Random(6);
    float[] parameters = new float[t.parameterCount()];
    float[] x = new float[rows * 200];
    for (float[] values : new float[][] {parameters, x}) {
      for (int i = 0; i < values.length; i++) {
        values[i] = 0.1f * (random.nextFloat() - 0.5f);
      }
    }
    Set<Integer> counts = new TreeSet<>();
    try (Workers workers = new Workers(limit)) {
      TrainingStep step = new TrainingStep(t, Losses.CROSS_ENTROPY, parameters, rows, workers);
      for (int r = 0; r < rows; r++) {
        step.targets()[r * 10 + r % 10] = 1;
      }
      for (int i = 0; i < 60; i++) {
        Batch batch = new Batch().part(x, 0, rows, i, 0, true);
        step.forward(batch, 0);
        counts.add(batch.workers);
        step.backward(batch);
        float[] gradient = step.gradient().values();
        for (int p = 0; p < parameters.length; p++) {
          parameters[p] -= 0.1f * gradient[p];
        }
      }
    }
    assertEquals(limit == 1 ? Set.of(1) : Set.of(1, 2), counts, "numbers of workers");
    return parameters;
  }
}
