package io.github.jinbei.internal.kernel;

import static io.github.jinbei.internal.kernel.Formulas.N;
import static io.github.jinbei.internal.kernel.Formulas.SEED;
import static io.github.jinbei.internal.kernel.Formulas.filled;
import static io.github.jinbei.internal.kernel.Formulas.points;
import static io.github.jinbei.internal.kernel.Formulas.randoms;
import static io.github.jinbei.internal.kernel.KernelOperations.mixed;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.jinbei.BitEquality;
import io.github.jinbei.Bits;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Dropout against its mixer, and the shares that it drops. */
@BitEquality
@Tag("small")
class DropoutFormulasTest {

  private final Kernels k = Backends.kernels();

  /** The threshold is the number of the first unit, which is kept. */
  @Test
  void dropoutFollowsItsMixer() {
    for (int key : new int[] {0, 1, -1, 0x80000000, 0x3C6EF372}) {
      float[] y = new float[N];
      int threshold = (int) mixed(key, 1000);
      k.dropout().dropout(filled(3f), 0, key, 1000, threshold, 2f, y, 0, N);
      for (int i = 0; i < N; i++) {
        assertEquals(mixed(key, 1000 + i) >= threshold ? 6f : 0f, y[i], "key " + key + ", unit " + (1000 + i));
      }
    }
  }

  @Test
  void dropoutOfPartsIsThatOfTheWhole() {
    float[] whole = new float[200];
    float[] parts = new float[200];
    float[] x = randoms(new Random(SEED), 200);
    k.dropout().dropout(x, 0, 99, 7, 1 << 23, 2f, whole, 0, 200);
    for (int from = 0; from < 200; from += N) {
      k.dropout().dropout(x, from, 99, 7 + from, 1 << 23, 2f, parts, from, Math.min(N, 200 - from));
    }
    Bits.assertSame(whole, parts, "seed " + SEED);
  }

  @Test
  void dropoutAtTheEnds() {
    float[] y = new float[N];
    k.dropout().dropout(points(), 0, 5, 0, 0, 1f, y, 0, N);
    Bits.assertSame(points(), y, "a threshold of 0 keeps all");
    k.dropout().dropout(points(), 0, 5, 0, 1 << 24, 1f, y, 0, N);
    Bits.assertSame(new float[N], y, "one of 2^24 drops all");
  }

  /** The share dropped within five deviations, for a key and for a unit, and of pairs of neighbours too. */
  @Test
  void dropoutDropsItsShare() {
    int n = 1 << 16;
    float[] ones = new float[n];
    Arrays.fill(ones, 1f);
    for (double p : new double[] {0.1, 0.5, 0.8}) {
      int threshold = (int) (p * (1 << 24));
      float[] first = new float[n];
      float[] second = new float[n];
      k.dropout().dropout(ones, 0, 1, 0, threshold, 1f, first, 0, n);
      k.dropout().dropout(ones, 0, 2, 0, threshold, 1f, second, 0, n);
      int dropped = 0;
      int neighbours = 0;
      int both = 0;
      for (int i = 0; i < n; i++) {
        dropped += first[i] == 0 ? 1 : 0;
        neighbours += first[i] == 0 && first[(i + 1) % n] == 0 ? 1 : 0;
        both += first[i] == 0 && second[i] == 0 ? 1 : 0;
      }
      assertShare(p, dropped, n, "units");
      assertShare(p * p, neighbours, n, "neighbours");
      assertShare(p * p, both, n, "units under two keys");
    }
  }

  private static void assertShare(double p, int count, int n, String what) {
    assertEquals(p, count / (double) n, 5 * Math.sqrt(p * (1 - p) / n), "share of " + what + " dropped at " + p);
  }
}
