package io.github.jinbei.internal.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.BitEquality;
import io.github.jinbei.Bits;
import io.github.jinbei.internal.parallel.Workers;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Gradients for which each worker adds its rows to the sums of the worker before, against those of one worker. */
@BitEquality
class ContinuedSumsTest {

  private static final int INPUTS = 30;
  private static final int UNITS = 40;
  private static final int OUTPUTS = 5;
  private static final int ROWS = 1500;
  private static final Topology T = topology(Elementwise.TANH);

  private static Topology topology(ActivationFunction hidden) {
    return new Topology(new int[] {INPUTS, UNITS, UNITS, OUTPUTS},
        new ActivationFunction[] {hidden, hidden, Elementwise.IDENTITY});
  }

  /** Returns n values between -1 and 1, times a factor. */
  private static float[] values(int n, long seed, float factor) {
    Random random = new Random(seed);
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = factor * (2 * random.nextFloat() - 1);
    }
    return values;
  }

  private static TrainingStep step(Topology t, float[] parameters, boolean[] frozen, Workers workers) {
    TrainingStep step = new TrainingStep(t, Losses.SQUARED_ERROR, parameters, new float[t.statisticsCount()], ROWS, 0, frozen,
        workers);
    System.arraycopy(values(ROWS * OUTPUTS, 2, 1f), 0, step.targets(), 0, ROWS * OUTPUTS);
    assertTrue(workers.limit() == 1 || step.count(ROWS) > 1, "the network is too small for several workers");
    return step;
  }

  /** Returns the flat gradient of the batch in two parts, both large enough for several workers. */
  private static float[] inParts(int limit, boolean[] frozen) {
    try (Workers workers = new Workers(limit)) {
      TrainingStep step = step(T, values(T.parameterCount(), 3, 0.3f), frozen, workers);
      float[] x = values(ROWS * INPUTS, 1, 1f);
      int first = 801;
      Batch batch = new Batch().part(x, 0, first, 0, 0, true);
      step.forward(batch, 0);
      step.backward(batch);
      System.arraycopy(values(ROWS * OUTPUTS, 2, 1f), first * OUTPUTS, step.targets(), 0, (ROWS - first) * OUTPUTS);
      batch.part(x, first * INPUTS, ROWS - first, 0, first, false);
      step.forward(batch, 0);
      step.backward(batch);
      return step.gradient().values().clone();
    }
  }

  @Test
  void partsOfABatchAddUp() {
    for (boolean[] frozen : new boolean[][] {{false, false, false}, {false, true, false}, {true, false, false}}) {
      float[] expected = inParts(1, frozen);
      for (int limit : new int[] {2, 3, 7}) {
        Bits.assertSame(expected, inParts(limit, frozen), "gradient by " + limit + " workers");
      }
    }
  }

  /** A weight becomes infinite: the step changes nothing, and the next one gives the bits of one worker. */
  @Test
  void aStepThatOverflowsChangesNothing() {
    float[] afterwards = null;
    for (int limit : new int[] {1, 2, 5}) {
      try (Workers workers = new Workers(limit)) {
        float[] parameters = values(T.parameterCount(), 3, 0.3f);
        float[] before = parameters.clone();
        TrainingStep step = step(topology(Elementwise.IDENTITY), parameters, new boolean[3], workers);
        Update update = Update.descent();
        float[] x = values(ROWS * INPUTS, 1, 1f);
        x[(ROWS - 1) * INPUTS] = 1e30f;
        Batch batch = new Batch().whole(x, 0, ROWS);
        step.forward(batch, 0);
        assertTrue(step.descend(batch, update, 0.1f, WeightDecay.NONE) != NonFinite.NONE, "a result is not finite");
        Bits.assertSame(before, parameters, "parameters after a step by " + limit + " workers that overflows");

        x[(ROWS - 1) * INPUTS] = 1f;
        step.forward(batch, 0);
        assertEquals(NonFinite.NONE, step.descend(batch, update, 0.1f, WeightDecay.NONE));
        afterwards = afterwards == null ? parameters : afterwards;
        Bits.assertSame(afterwards, parameters, "parameters after the next step by " + limit + " workers");
      }
    }
  }

  /** The derivative fails for the rows of one worker: no worker has updated anything. */
  @Test
  void aDerivativeThatFailsChangesNothing() {
    int limit = 3;
    for (int failing = 0; failing < limit; failing++) {
      int row = failing * (ROWS / limit) + 10;
      float bad = 77f;
      ActivationFunction identity = new CustomFunction(z -> z, z -> {
        if (z > bad / 2) {
          throw new IllegalArgumentException("planned");
        }
        return 1f;
      });
      Topology t = topology(identity);
      float[] parameters = values(t.parameterCount(), 3, 0.1f);
      Arrays.fill(parameters, t.weightOffset(0), t.weightOffset(0) + UNITS, 1f);
      float[] before = parameters.clone();
      try (Workers workers = new Workers(limit)) {
        TrainingStep step = step(t, parameters, new boolean[3], workers);
        float[] x = values(ROWS * INPUTS, 1, 1f);
        x[row * INPUTS] = bad;
        Batch batch = new Batch().whole(x, 0, ROWS);
        step.forward(batch, 0);
        Update update = Update.descent();
        assertThrows(IllegalArgumentException.class, () -> step.descend(batch, update, 0.1f, WeightDecay.NONE));
        assertArrayEquals(before, parameters, "parameters after a failure of worker " + failing);
      }
    }
  }
}
