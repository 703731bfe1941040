package io.github.jinbei.internal.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.BitEquality;
import io.github.jinbei.Bits;
import io.github.jinbei.internal.kernel.Backends;
import io.github.jinbei.internal.parallel.Workers;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which units are dropped: a function of seed, step, layer, row of the whole batch and unit alone. */
@BitEquality
@Tag("small")
class DropoutTest {

  private static final long SEED = 20260305;
  private static final int UNITS = 37;
  private static final int ROWS = 64;
  private static final double SIGMAS = 5;

  private static Topology net(float share) {
    return new Topology(3, List.of(new LayerShape(UNITS, Elementwise.TANH, Normalization.NONE, share),
        new LayerShape(UNITS, Elementwise.RELU, Normalization.NONE, share),
        new LayerShape(2, Elementwise.IDENTITY, Normalization.NONE, 0f)));
  }

  /** Returns the result of dropout on ones, in some rows of a layer. */
  private static float[] dropped(float share, long seed, long step, int layer, long firstRow, int rows) {
    Dropout dropout = new Dropout(net(share), layer, seed);
    dropout.begin(step, firstRow);
    float[] ones = new float[rows * UNITS];
    Arrays.fill(ones, 1f);
    dropout.apply(Backends.kernels().dropout(), ones, ones, 0, 0, rows, UNITS);
    return ones;
  }

  @ParameterizedTest
  @ValueSource(floats = {0.1f, 0.3f, 0.5f, 0.9f})
  void dropsTheUnitsOfTheFormula(float share) {
    for (long[] c : new long[][] {{SEED, 0, 0, 0}, {SEED, 1, 1, 0}, {-5, 1L << 33, 0, 7}, {0, 3, 1, 1L << 35}}) {
      float[] actual = dropped(share, c[0], c[1], (int) c[2], c[3], ROWS);
      PlainDropout plain = new PlainDropout(c[0], c[1], c[3]);
      for (int i = 0; i < actual.length; i++) {
        assertEquals(plain.apply((int) c[2], share, i / UNITS, i % UNITS, 1f), actual[i],
            "row " + i / UNITS + ", unit " + i % UNITS + " of " + Arrays.toString(c));
      }
    }
  }

  @Test
  void aRangeOfRowsOrUnitsDropsTheSameAsTheWhole() {
    float[] whole = dropped(0.4f, SEED, 9, 1, 0, ROWS);
    Bits.assertSame(Arrays.copyOfRange(whole, 11 * UNITS, 20 * UNITS), dropped(0.4f, SEED, 9, 1, 11, 9));
    Dropout dropout = new Dropout(net(0.4f), 1, SEED);
    dropout.begin(9, 0);
    float[] pieces = new float[ROWS * UNITS];
    Arrays.fill(pieces, 1f);
    for (int r = ROWS - 1; r >= 0; r--) {
      for (int j = UNITS - 5; j > -5; j -= 5) {
        int from = Math.max(j, 0);
        dropout.apply(Backends.kernels().dropout(), pieces, pieces, r * UNITS + from, from, 1, Math.min(5, j + 5));
      }
    }
    Bits.assertSame(whole, pieces);
  }

  @Test
  void everyArgumentMatters() {
    float[] drops = dropped(0.5f, SEED, 4, 0, 0, ROWS);
    List<float[]> others = List.of(dropped(0.5f, SEED + 1, 4, 0, 0, ROWS), dropped(0.5f, SEED, 5, 0, 0, ROWS),
        dropped(0.5f, SEED, 4, 1, 0, ROWS), dropped(0.5f, SEED, 4, 0, ROWS, ROWS));
    for (float[] other : others) {
      int same = 0;
      for (int i = 0; i < drops.length; i++) {
        same += drops[i] == other[i] ? 1 : 0;
      }
      double n = drops.length;
      assertEquals(n / 2, same, SIGMAS * Math.sqrt(n) / 2, "units alike by chance");
    }
    for (int j = 1; j < UNITS; j++) {
      int same = 0;
      for (int r = 0; r < ROWS; r++) {
        same += drops[r * UNITS] == drops[r * UNITS + j] ? 1 : 0;
      }
      assertEquals(ROWS / 2.0, same, SIGMAS * Math.sqrt(ROWS) / 2, "rows where units 0 and " + j + " are alike");
    }
  }

  /** n·p of n units are dropped, within five standard deviations. The others are divided by 1 - p, so the mean stays. */
  @ParameterizedTest
  @ValueSource(floats = {0.001f, 0.1f, 0.25f, 0.5f, 0.75f, 0.99f})
  void keepsItsShareAndTheMean(float share) {
    int rows = 2000;
    float[] values = dropped(share, SEED, 2, 0, 0, rows);
    double n = values.length;
    double sum = 0;
    int zeros = 0;
    for (float v : values) {
      assertTrue(v == 0f || v == 1 / (1 - share), "a value of " + v);
      zeros += v == 0 ? 1 : 0;
      sum += v;
    }
    double deviation = Math.sqrt(n * share * (1 - share));
    assertEquals(n * share, zeros, SIGMAS * deviation, "dropped of " + n);
    assertEquals(1, sum / n, SIGMAS * deviation / (1 - share) / n + 1e-6, "mean");
  }

  /** Two steps drop different units; a step that is run again drops the same. */
  @Test
  void theStepNumberDecidesWhichUnitsAreDropped() {
    Topology t = net(0.5f);
    float[] parameters = Initialization.parameters(t, inits(t), inits(t), SEED);
    TrainingStep step = new TrainingStep(t, Losses.SQUARED_ERROR, parameters, new float[0], 5, SEED,
        new boolean[3], new Workers(1));
    float[] x = new float[15];
    Arrays.fill(x, 0.5f);
    Batch batch = new Batch();
    double first = step.forward(batch.part(x, 0, 5, 0, 0, true), 0);
    double second = step.forward(batch.part(x, 0, 5, 1, 0, true), 0);
    assertFalse(first == second, "steps 0 and 1 have the same loss, " + first);
    assertEquals(first, step.forward(batch.part(x, 0, 5, 0, 0, true), 0), "step 0 again");
  }

  private static Initialization[] inits(Topology t) {
    Initialization[] inits = new Initialization[t.layers()];
    Arrays.fill(inits, Initialization.GLOROT);
    return inits;
  }
}
