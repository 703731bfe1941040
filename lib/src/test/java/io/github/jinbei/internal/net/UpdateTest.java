package io.github.jinbei.internal.net;

import static io.github.jinbei.internal.net.NetworkCases.assertSameBits;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.BitEquality;
import io.github.jinbei.internal.kernel.Backends;
import io.github.jinbei.internal.kernel.Kernels;
import io.github.jinbei.internal.net.PlainUpdate.DoubleReference;
import io.github.jinbei.internal.net.PlainUpdate.Rule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The updates against plain loops, bit for bit, and against their textbook's formulas in double. */
@BitEquality
@Tag("small")
class UpdateTest {

  private static final long SEED = 20260112;
  private static final int STEPS = 100;
  private static final int PARAMETERS = 331; // a prime: no multiple of a vector

  private final Kernels kernels = Backends.current().kernels();

  private static float[] values(Random random, int length) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = 2 * random.nextFloat() - 1;
    }
    return values;
  }

  /** A step in ranges of any lengths in any order, none included, each with its gradient elsewhere. */
  private void stepByRanges(Random random, Update update, float[] w, float[] gradient, int rows, float decay) {
    List<int[]> ranges = new ArrayList<>();
    for (int at = 0, n; at < PARAMETERS; at += n) {
      n = Math.min(PARAMETERS - at, random.nextInt(70));
      ranges.add(new int[] {at, n});
    }
    Collections.shuffle(ranges, random);
    update.begin(rows);
    for (int[] range : ranges) {
      float[] g = new float[range[1] + 3];
      System.arraycopy(gradient, range[0], g, 2, range[1]);
      update.apply(kernels, w, range[0], g, 2, range[1], decay);
    }
  }

  @ParameterizedTest
  @EnumSource
  void equalsThePlainLoopsWhateverTheRanges(Rule rule) {
    Random random = new Random(SEED);
    for (float decay : new float[] {0f, 0.02f}) {
      Update update = rule.update(PARAMETERS);
      PlainUpdate plain = rule.plain(PARAMETERS);
      float[] w = values(random, PARAMETERS);
      float[] expected = w.clone();
      for (int step = 1; step <= 12; step++) {
        int rows = 1 + random.nextInt(64);
        float[] gradient = values(random, PARAMETERS);
        stepByRanges(random, update, w, gradient, rows, decay);
        plain.begin();
        for (int p = 0; p < PARAMETERS; p++) {
          plain.move(expected, p, PlainUpdate.gradient(expected[p], gradient[p], rows, decay));
        }
        assertSameBits(expected, w, rule + ", decay " + decay + ", step " + step + ", seed " + SEED);
      }
    }
  }

  /** A step rounds to 2^-24 of a parameter a few times: 100 steps stay well within 1e-5 of the largest. */
  @ParameterizedTest
  @EnumSource
  void staysCloseToTheFormulasInDouble(Rule rule) {
    Random random = new Random(SEED + 1);
    for (float decay : new float[] {0f, 0.02f}) {
      Update update = rule.update(PARAMETERS);
      DoubleReference reference = rule.reference(PARAMETERS);
      float[] w = values(random, PARAMETERS);
      float[] first = w.clone();
      double[] exact = new double[PARAMETERS];
      for (int p = 0; p < PARAMETERS; p++) {
        exact[p] = w[p];
      }
      float[] tendency = values(random, PARAMETERS);
      int rows = 32;
      for (int step = 1; step <= STEPS; step++) {
        float[] gradient = values(random, PARAMETERS);
        for (int p = 0; p < PARAMETERS; p++) {
          gradient[p] = rows * (gradient[p] + tendency[p]);
          reference.move(exact, p, (double) gradient[p] / rows + (double) decay * exact[p], step);
        }
        update.begin(rows);
        update.apply(kernels, w, 0, gradient, 0, PARAMETERS, decay);
      }
      double largest = 0;
      double moved = 0;
      for (int p = 0; p < PARAMETERS; p++) {
        largest = Math.max(largest, Math.abs(exact[p]));
        moved = Math.max(moved, Math.abs(exact[p] - first[p]));
      }
      assertTrue(moved > 0.1 * largest, rule + " moved by " + moved + " at most: too little to tell");
      for (int p = 0; p < PARAMETERS; p++) {
        String what = rule + ", decay " + decay + ", parameter " + p + ", seed " + (SEED + 1);
        assertEquals(exact[p], w[p], 1e-5 * largest, what);
      }
    }
  }

  /** Of the first step m̂ = g and v̂ = g², so each parameter moves by the rate, whatever its gradient, but for ε. */
  @Test
  void adamBeginsWithStepsOfTheRate() {
    float[] w = new float[5];
    Update update = Update.adam(5, 0.125f, 0.9f, 0.999f, 1e-8f);
    update.begin(4);
    update.apply(kernels, w, 0, new float[] {4e6f, -4f, 0.04f, -4e-3f, 0f}, 0, 5, 0f);
    double[] expected = {-0.125, 0.125, -0.125, 0.125, 0};
    for (int p = 0; p < 5; p++) {
      // ε is 1e-5 of the least gradient; the rest is rounding.
      assertEquals(expected[p], w[p], 0.125 * 1.1e-5, "parameter " + p);
    }
  }

  /** Adam then divides 0 by ε alone. */
  @ParameterizedTest
  @EnumSource
  void withoutGradientAndDecayNothingMoves(Rule rule) {
    float[] first = values(new Random(SEED + 2), PARAMETERS);
    float[] w = first.clone();
    Update update = rule.update(PARAMETERS);
    for (int step = 0; step < 3; step++) {
      update.begin(7);
      update.apply(kernels, w, 0, new float[PARAMETERS], 0, PARAMETERS, 0f);
    }
    assertSameBits(first, w, rule + ", seed " + (SEED + 2));
  }

  @ParameterizedTest
  @EnumSource
  void aNanStaysWithItsParameter(Rule rule) {
    float[] w = values(new Random(SEED + 3), PARAMETERS);
    Update update = rule.update(PARAMETERS);
    float[] gradient = new float[PARAMETERS];
    gradient[19] = Float.NaN;
    gradient[PARAMETERS - 1] = Float.NaN;
    for (int step = 0; step < 2; step++) {
      update.begin(1);
      update.apply(kernels, w, 0, gradient, 0, PARAMETERS, 0.02f);
    }
    for (int p = 0; p < PARAMETERS; p++) {
      assertEquals(Float.isNaN(gradient[p]), Float.isNaN(w[p]), rule + ", parameter " + p);
    }
  }
}
