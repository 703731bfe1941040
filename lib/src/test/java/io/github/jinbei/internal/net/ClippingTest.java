package io.github.jinbei.internal.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.BitEquality;
import io.github.jinbei.Bits;
import io.github.jinbei.internal.net.PlainUpdate.Rule;
import io.github.jinbei.internal.parallel.Workers;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Clipping of a whole gradient by value and by global norm, against plain loops, and the sum of magnitudes. */
@BitEquality
@Tag("small")
class ClippingTest {

  private static final long SEED = 20260302;
  private static final float INFINITY = Float.POSITIVE_INFINITY;
  private static final float RATE = 0.25f;
  private static final int ROWS = 3;
  private static final int BLOCK = 4096;
  private static final WeightDecay[] DECAYS = {
    WeightDecay.NONE, new WeightDecay(0f, 0.01f, 0f, false), new WeightDecay(0.003f, 0.01f, 0.1f, true)
  };

  /** Two networks: one of a few parameters, and one whose gradient fills two blocks and part of a third. */
  private final Topology[] topologies = {topology(3, 4, 2), topology(90, 91, 7), new Topology(35, List.of(
      new LayerShape(40, Elementwise.TANH, Normalization.NONE, 0f)), true)};

  private static Topology topology(int... widths) {
    ActivationFunction[] functions = new ActivationFunction[widths.length - 1];
    Arrays.fill(functions, Elementwise.TANH);
    return new Topology(widths, functions);
  }

  private static float[] values(Random random, int length) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = 2 * random.nextFloat() - 1;
    }
    return values;
  }

  private static TrainingStep step(Topology t, float[] parameters, float[] gradient) {
    TrainingStep step = new TrainingStep(t, Losses.SQUARED_ERROR, parameters, ROWS, new Workers(1));
    step.gradient().set(gradient);
    return step;
  }

  private static boolean decays(Topology t, int p, WeightDecay decay) {
    for (int l = 0; l < t.layers(); l++) {
      if (p >= t.weightOffset(l) && p < t.biasOffset(l)) {
        return true;
      }
    }
    return decay.biases() && p >= t.weightOffset(0);
  }

  /** Returns the settled gradient, before it is clipped. */
  private static float[] settled(Topology t, float[] w, float[] sums, WeightDecay decay) {
    float[] g = new float[sums.length];
    for (int p = 0; p < g.length; p++) {
      g[p] = PlainUpdate.gradient(w[p], sums[p], ROWS, decays(t, p, decay) ? decay : WeightDecay.NONE);
    }
    return g;
  }

  /** Returns the parameters after a descent by a clipped gradient. */
  private static float[] descended(Topology t, float[] w, float[] g, WeightDecay decay) {
    float[] moved = w.clone();
    for (int p = 0; p < g.length; p++) {
      if (decays(t, p, decay)) {
        moved[p] *= (float) (1 - (double) RATE * decay.decoupled());
      }
      moved[p] = Math.fma(-RATE, g[p], moved[p]);
    }
    return moved;
  }

  /** Returns the norm: blocks of 4,096 in 16 lanes, element j in lane j mod 16; lanes folded in halves; blocks in double. */
  private static double norm(float[] g) {
    double total = 0;
    for (int from = 0; from < g.length; from += BLOCK) {
      float[] lanes = new float[16];
      for (int j = 0; j < Math.min(BLOCK, g.length - from); j++) {
        lanes[j % 16] = Math.fma(g[from + j], g[from + j], lanes[j % 16]);
      }
      for (int half = 8; half > 0; half /= 2) {
        for (int i = 0; i < half; i++) {
          lanes[i] += lanes[i + half];
        }
      }
      total += lanes[0];
    }
    return Math.sqrt(total);
  }

  @Test
  void clipsByValueThenByNorm() {
    Random random = new Random(SEED);
    for (Topology t : topologies) {
      for (WeightDecay decay : DECAYS) {
        for (float clipValue : new float[] {INFINITY, 0.1f}) {
          for (float share : new float[] {Float.NaN, 0.5f, 2f}) {
            String what = t + ", " + decay + ", by value " + clipValue + ", by " + share + " of the norm, seed " + SEED;
            float[] w = values(random, t.parameterCount());
            float[] sums = values(random, t.parameterCount());
            float[] g = settled(t, w, sums, decay);
            boolean clipped = false;
            for (int p = 0; p < g.length; p++) {
              clipped |= Math.abs(g[p]) > clipValue;
              g[p] = Math.max(-clipValue, Math.min(clipValue, g[p]));
            }
            assertEquals(clipValue < INFINITY, clipped, what);
            double norm = norm(g);
            float clipNorm = Float.isNaN(share) ? INFINITY : (float) (share * norm);
            if (norm > clipNorm) {
              for (int p = 0; p < g.length; p++) {
                g[p] *= (float) (clipNorm / norm);
              }
            }
            float[] expected = descended(t, w, g, decay);
            assertEquals(NonFinite.NONE,
                step(t, w, sums).gradient().apply(ROWS, Update.descent(), RATE, decay, clipValue, clipNorm), what);
            Bits.assertSame(expected, w, what);
          }
        }
      }
    }
  }

  /** The norm of a clipped gradient is the limit, up to the rounding of its elements and of the sum. */
  @Test
  void theClippedGradientHasTheNorm() {
    Topology t = topologies[1];
    Random random = new Random(SEED + 1);
    float[] w = new float[t.parameterCount()];
    step(t, w, values(random, w.length)).gradient().apply(ROWS, Update.descent(), 1f, WeightDecay.NONE, INFINITY, 0.1f);
    double squares = 0;
    for (float v : w) {
      squares += (double) v * v;
    }
    assertEquals(0.1, Math.sqrt(squares), 0.1 * 260 * 0x1p-24, "seed " + (SEED + 1));
  }

  /** Limits that nothing reaches change no bit, whatever the rule and its state. */
  @Test
  void whatIsWithinTheLimitsIsNotTouched() {
    Random random = new Random(SEED + 2);
    Topology t = topologies[0];
    for (Rule rule : Rule.values()) {
      for (WeightDecay decay : DECAYS) {
        float[] clipped = values(random, t.parameterCount());
        float[] free = clipped.clone();
        Update update = rule.update(free.length);
        Update clipping = rule.update(free.length);
        for (int s = 0; s < 5; s++) {
          float[] sums = values(random, free.length);
          step(t, free, sums).gradient().apply(ROWS, update, rule.rate, decay, INFINITY, INFINITY);
          step(t, clipped, sums).gradient().apply(ROWS, clipping, rule.rate, decay, 1e3f, 1e6f);
        }
        Bits.assertSame(free, clipped, rule + ", " + decay + ", seed " + (SEED + 2));
      }
    }
  }

  /** No parameter moves, and no step is counted: the next step of Adam has the same bits as without the failed one. */
  @Test
  void aGradientThatIsNotFiniteMovesNothingWhateverTheLimits() {
    Random random = new Random(SEED + 3);
    Topology t = topologies[0];
    for (float bad : new float[] {Float.NaN, INFINITY, -INFINITY}) {
      for (float[] limits : new float[][] {{INFINITY, INFINITY}, {INFINITY, 0.1f}, {0.1f, INFINITY}, {0.1f, 0.1f}}) {
        float[] first = values(random, t.parameterCount());
        float[] w = first.clone();
        float[] sums = values(random, w.length);
        float[] broken = sums.clone();
        broken[5] = bad;
        String what = "with " + bad + ", limits " + Arrays.toString(limits) + ", seed " + (SEED + 3);
        Update update = Rule.ADAM.update(w.length);
        assertEquals(NonFinite.GRADIENT, step(t, w, broken).gradient().apply(ROWS, update, RATE, DECAYS[2], limits[0],
            limits[1]), what);
        Bits.assertSame(first, w, what);
        step(t, w, sums).gradient().apply(ROWS, update, RATE, DECAYS[2], INFINITY, 0.1f);
        step(t, first, sums).gradient().apply(ROWS, Rule.ADAM.update(w.length), RATE, DECAYS[2], INFINITY, 0.1f);
        Bits.assertSame(first, w, "the step after, " + what);
      }
    }
  }

  /** Squares of these elements overflow or underflow a float; the norm and the limit do not. */
  @Test
  void clipsByNormWhereSquaresLeaveTheRange() {
    Topology t = topology(9, 10);
    float[][] cases = {
      {1e20f, 1f, -0.1f}, {1e38f, 1f, -0.1f}, {3e38f, 1e30f, -1e29f}, {1e38f, 1e-3f, -1e-4f}, {1e20f, 2e21f, -1e20f},
      {1e-24f, 1e-30f, -1e-31f}, {1e-30f, 1e-20f, -1e-30f}, {1e-38f, 1e-38f, -1e-39f}, {1e-42f, 1e-42f, -1e-43f}
    };
    for (float[] c : cases) {
      float[] sums = new float[t.parameterCount()];
      Arrays.fill(sums, c[0]);
      float[] w = new float[sums.length];
      WeightDecay none = WeightDecay.NONE;
      assertEquals(NonFinite.NONE, step(t, w, sums).gradient().apply(1, Update.descent(), 1f, none, INFINITY, c[1]));
      for (float v : w) {
        assertEquals(c[2], v, Math.max(Math.abs(c[2]) * 1e-6, Float.MIN_VALUE), "gradients of " + c[0] + ", limit " + c[1]);
      }
    }
  }

  /** The tolerance: at most 260 roundings of positive sums, each a factor of 1 ± 2^-24. */
  @Test
  void sumsTheMagnitudesOfWeightsOnly() {
    Random random = new Random(SEED + 4);
    for (Topology t : topologies) {
      float[] w = new float[t.parameterCount()];
      double expected = 0;
      for (int p = 0; p < w.length; p++) {
        w[p] = Float.NaN;
        if (decays(t, p, WeightDecay.NONE)) {
          w[p] = random.nextFloat() - 0.5f;
          expected += Math.abs(w[p]);
        }
      }
      double actual = new TrainingStep(t, Losses.SQUARED_ERROR, w, 1, new Workers(1)).gradient().weightMagnitudes();
      assertTrue(Math.abs(actual - expected) <= 260 * 0x1p-24 * expected, t + ": " + actual + " for " + expected);
    }
  }
}
