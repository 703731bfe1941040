package io.github.jinbei.internal.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.BitEquality;
import io.github.jinbei.Bits;
import io.github.jinbei.internal.kernel.Backends;
import io.github.jinbei.internal.kernel.Kernels;
import io.github.jinbei.internal.net.PlainUpdate.Rule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The updates against plain loops, bit for bit. */
@BitEquality
@Tag("small")
class UpdateTest {

  private static final long SEED = 20260112;
  private static final int PARAMETERS = 331; // a prime: no multiple of a vector
  private static final WeightDecay[] DECAYS = {
    WeightDecay.NONE,
    new WeightDecay(0f, 0.01f, 0f, false),
    new WeightDecay(0.003f, 0f, 0f, false),
    new WeightDecay(0f, 0f, 0.1f, true),
    new WeightDecay(0f, 0.01f, 0.1f, false),
    new WeightDecay(0.003f, 0.01f, 0.1f, true)
  };

  /** Decays apply to the first, not to the second. */
  private static final ParameterRange DECAYING = range(ParameterRange.Kind.WEIGHTS);
  private static final ParameterRange FIXED = range(ParameterRange.Kind.INPUT_FACTORS);

  private final Kernels kernels = Backends.kernels();

  private static ParameterRange range(ParameterRange.Kind kind) {
    return new ParameterRange(0, 0, kind, 0, PARAMETERS);
  }

  /** Between -1 and 1, one in eight 0, of either sign. */
  private static float[] values(Random random, int length) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      float v = 2 * random.nextFloat() - 1;
      values[i] = random.nextInt(8) == 0 ? 0f * v : v;
    }
    return values;
  }

  /** Does a step in ranges of random lengths, 0 included, in random order. Each has its gradient in an array of its own. */
  private void stepByRanges(Random random, Update update, float[] w, float[] gradient, boolean decays) {
    List<int[]> ranges = new ArrayList<>();
    for (int at = 0, n; at < PARAMETERS; at += n) {
      n = Math.min(PARAMETERS - at, random.nextInt(70));
      ranges.add(new int[] {at, n});
    }
    Collections.shuffle(ranges, random);
    for (int[] range : ranges) {
      float[] g = new float[range[1] + 3];
      System.arraycopy(gradient, range[0], g, 2, range[1]);
      update.apply(kernels, w, decays ? DECAYING : FIXED, range[0], g, 2, range[1]);
    }
  }

  /** Each step has another learning rate. */
  @ParameterizedTest
  @EnumSource
  void equalsThePlainLoopsWhateverTheRanges(Rule rule) {
    Random random = new Random(SEED);
    for (WeightDecay decay : DECAYS) {
      for (boolean decays : new boolean[] {true, false}) {
        Update update = rule.update(PARAMETERS);
        PlainUpdate plain = rule.plain(PARAMETERS);
        float[] w = values(random, PARAMETERS);
        float[] expected = w.clone();
        for (int step = 1; step <= 12; step++) {
          int rows = 1 + random.nextInt(64);
          float rate = rule.rate * (1 + random.nextFloat());
          float[] gradient = values(random, PARAMETERS);
          update.begin(rows, rate, decay);
          stepByRanges(random, update, w, gradient, decays);
          plain.begin(rate);
          for (int p = 0; p < PARAMETERS; p++) {
            plain.moveBySum(expected, p, gradient[p], rows, rate, decay, decays);
          }
          Bits.assertSame(expected, w, rule + ", " + decay + " " + decays + ", step " + step + ", seed " + SEED);
        }
      }
    }
  }

  /** To settle the whole gradient first, as clipping needs, changes no bit. */
  @ParameterizedTest
  @EnumSource
  void settledGradientsGiveTheSameBits(Rule rule) {
    Random random = new Random(SEED + 1);
    for (WeightDecay decay : DECAYS) {
      for (boolean decays : new boolean[] {true, false}) {
        Update update = rule.update(PARAMETERS);
        Update settled = rule.update(PARAMETERS);
        float[] w = values(random, PARAMETERS);
        float[] expected = w.clone();
        for (int step = 1; step <= 12; step++) {
          int rows = 1 + random.nextInt(64);
          float[] gradient = values(random, PARAMETERS);
          update.begin(rows, rule.rate, decay);
          stepByRanges(random, update, expected, gradient, decays);
          Update.settle(kernels.updates(), w, 0, gradient, 100, rows, decay, decays);
          Update.settle(kernels.updates(), w, 100, gradient, PARAMETERS - 100, rows, decay, decays);
          settled.beginSettled(rule.rate, decay);
          stepByRanges(random, settled, w, gradient, decays);
          Bits.assertSame(expected, w, rule + ", " + decay + " " + decays + ", step " + step + ", seed " + (SEED + 1));
        }
      }
    }
  }

  @Test
  void settlesToTheGradientOfTheMeanAndTheDecays() {
    Random random = new Random(SEED + 2);
    for (WeightDecay decay : DECAYS) {
      for (boolean decays : new boolean[] {true, false}) {
        float[] w = values(random, PARAMETERS);
        float[] g = values(random, PARAMETERS);
        float[] expected = g.clone();
        for (int p = 7; p < PARAMETERS - 9; p++) {
          expected[p] = PlainUpdate.gradient(w[p], g[p], 3, decays ? decay : WeightDecay.NONE);
        }
        Update.settle(kernels.updates(), w, 7, g, PARAMETERS - 16, 3, decay, decays);
        Bits.assertSame(expected, g, decay + " " + decays + ", seed " + (SEED + 2));
      }
    }
  }

  /** In the first step m̂ = g and v̂ = g². So each parameter moves by the rate, whatever its gradient, except for ε. */
  @Test
  void adamBeginsWithStepsOfTheRate() {
    float[] w = new float[5];
    Update update = Update.adam(5, 0.9f, 0.999f, 1e-8f);
    update.begin(4, 0.125f, WeightDecay.NONE);
    update.apply(kernels, w, DECAYING, 0, new float[] {4e6f, -4f, 0.04f, -4e-3f, 0f}, 0, 5);
    double[] expected = {-0.125, 0.125, -0.125, 0.125, 0};
    for (int p = 0; p < 5; p++) {
      // ε is 1e-5 of the smallest gradient; the rest is rounding.
      assertEquals(expected[p], w[p], 0.125 * 1.1e-5, "parameter " + p);
    }
  }

  /** AdaGrad, RMSProp and Adam then divide 0 by ε alone. */
  @ParameterizedTest
  @EnumSource
  void withoutGradientAndDecayNothingMoves(Rule rule) {
    float[] first = values(new Random(SEED + 3), PARAMETERS);
    float[] w = first.clone();
    Update update = rule.update(PARAMETERS);
    for (int step = 0; step < 3; step++) {
      update.begin(7, rule.rate, WeightDecay.NONE);
      update.apply(kernels, w, DECAYING, 0, new float[PARAMETERS], 0, PARAMETERS);
    }
    for (int p = 0; p < PARAMETERS; p++) {
      assertTrue(first[p] == w[p], rule + ", parameter " + p + ", seed " + (SEED + 3)); // a -0 may become 0
    }
  }

  @Test
  void theDecoupledDecayAloneShrinks() {
    float[] w = {1f, -2f, 0f, 4f};
    Update update = Update.descent();
    update.begin(1, 0.5f, new WeightDecay(0f, 0f, 0.25f, false));
    update.apply(kernels, w, DECAYING, 0, new float[4], 0, 3);
    update.apply(kernels, w, FIXED, 3, new float[4], 3, 1);
    Bits.assertSame(new float[] {0.875f, -1.75f, 0f, 4f}, w, "by rate·λ = 1/8, except the last, which does not decay");
  }

  @ParameterizedTest
  @EnumSource
  void aNanStaysWithItsParameter(Rule rule) {
    for (WeightDecay decay : DECAYS) {
      float[] w = values(new Random(SEED + 4), PARAMETERS);
      Update update = rule.update(PARAMETERS);
      float[] gradient = new float[PARAMETERS];
      gradient[19] = Float.NaN;
      gradient[PARAMETERS - 1] = Float.NaN;
      for (int step = 0; step < 2; step++) {
        update.begin(1, rule.rate, decay);
        update.apply(kernels, w, DECAYING, 0, gradient.clone(), 0, PARAMETERS);
      }
      for (int p = 0; p < PARAMETERS; p++) {
        assertEquals(Float.isNaN(gradient[p]), Float.isNaN(w[p]), rule + ", " + decay + ", parameter " + p);
      }
    }
  }
}
