package io.github.jinbei.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PermutationTestTest {

  /** Returns the p-value by definition: over all subsets, enumerated by their bits. */
  static double enumerate(double[] base, double[] current) {
    double[] all = Arrays.copyOf(current, current.length + base.length);
    System.arraycopy(base, 0, all, current.length, base.length);
    double[] sorted = all.clone();
    Arrays.sort(sorted);
    int n = all.length;
    int inside = (3 * n + 3) / 4;
    double length = Double.POSITIVE_INFINITY;
    double low = 0;
    for (int i = 0; i + inside <= n; i++) {
      if (sorted[i + inside - 1] - sorted[i] < length) {
        length = sorted[i + inside - 1] - sorted[i];
        low = sorted[i];
      }
    }
    int[] scores = new int[n];
    double mean = 0;
    for (int i = 0; i < n; i++) {
      double relative = length > 0 ? 2 * (all[i] - (low + low + length) / 2) / length : Math.signum(all[i] - low);
      scores[i] = (int) Math.rint(20 * (relative > 1 ? 1 : relative < -1 ? -1 : relative));
      mean += (double) scores[i] * current.length / n;
    }
    int seen = 0;
    for (int i = 0; i < current.length; i++) {
      seen += scores[i];
    }
    long far = 0;
    long count = 0;
    for (int subset = 0; subset < 1 << n; subset++) {
      if (Integer.bitCount(subset) == current.length) {
        int sum = 0;
        for (int i = 0; i < n; i++) {
          sum += (subset >> i & 1) * scores[i];
        }
        count++;
        far += Math.abs(sum - mean) >= Math.abs(seen - mean) - 1e-9 ? 1 : 0;
      }
    }
    return (double) far / count;
  }

  /** Sides of one, two, odd, even and different numbers of values; noise with outliers; with and without a shift. */
  @ParameterizedTest
  @CsvSource({"1, 1, 0", "1, 5, 0.5", "2, 2, 1", "3, 3, 0", "5, 4, 0.3", "4, 7, 0", "7, 7, 1", "8, 8, 0.2", "9, 5, 3"})
  void countingEqualsEnumeration(int base, int current, double shift) {
    for (int seed = 0; seed < 20; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      double[] b = values(base, 0, random);
      double[] c = values(current, shift, random);
      assertEquals(enumerate(b, c), new PermutationTest(b, c).p(), 1e-12, "seed " + seed);
    }
  }

  private static double[] values(int count, double shift, SplittableRandom random) {
    double[] values = new double[count];
    Arrays.setAll(values, i -> shift + random.nextDouble() + (random.nextInt(5) == 0 ? -10 : 0));
    return values;
  }

  @Test
  void sidesWithoutAnyDifferenceAreNotDifferent() {
    double[] same = {3, 3, 3, 3};
    assertEquals(1, new PermutationTest(same, same).p());
    double[] mirrored = {1, 2, 3, 4};
    assertEquals(1, new PermutationTest(mirrored, new double[] {4, 3, 2, 1}).p());
  }

  @Test
  void theDirectionIsThatOfTheDifference() {
    double[] low = {1, 2, 3};
    double[] high = {2.5, 3.5, 4.5};
    assertEquals(1, new PermutationTest(low, high).direction());
    assertEquals(-1, new PermutationTest(high, low).direction());
    assertEquals(0, new PermutationTest(low, low).direction());
  }

  @Test
  void sidesApartGiveTheSmallestP() {
    double[] base = {1, 2, 3, 4, 5};
    double[] current = {11, 12, 13, 14, 15};
    assertEquals(2.0 / 252, new PermutationTest(base, current).p(), 1e-15);
    assertEquals(2.0 / 252, PermutationTest.smallestP(5, 5), 1e-15);
    assertEquals(1, PermutationTest.smallestP(1, 1));
  }

  /** 20 forks a side with a fifth of outliers on both sides: a shift by five standard deviations is still found. */
  @Test
  void outliersDoNotHideAShift() {
    SplittableRandom random = new SplittableRandom(1);
    double[] base = new double[20];
    double[] current = new double[20];
    for (int i = 0; i < 20; i++) {
      base[i] = 0.01 * random.nextGaussian() - (i % 5 == 0 ? 0.5 : 0);
      current[i] = 0.01 * random.nextGaussian() - 0.05 - (i % 5 == 1 ? 0.5 : 0);
    }
    double p = new PermutationTest(base, current).p();
    assertTrue(p < 1e-4, "p " + p);
  }

  /** The test's level: of comparisons without a difference at most a share α has p ≤ α; binomial, 4 deviations. */
  @Test
  void falsePositivesAreAtMostAlpha() {
    SplittableRandom random = new SplittableRandom(7);
    int runs = 4_000;
    double alpha = 0.05;
    int found = 0;
    for (int run = 0; run < runs; run++) {
      if (new PermutationTest(values(8, 0, random), values(8, 0, random)).p() <= alpha) {
        found++;
      }
    }
    assertTrue(found <= runs * alpha + 4 * Math.sqrt(runs * alpha), found + " of " + runs);
    assertTrue(found > runs * alpha / 2, "never finds anything: " + found + " of " + runs);
  }

  @Test
  void countsUpToSomeTensOfForksASide() {
    assertTrue(PermutationTest.countable(50, 50));
    assertFalse(PermutationTest.countable(200, 200));
  }

  /**
   * If there are too many forks to count, p comes from the normal distribution. With the largest number that can be counted
   * both agree: within 15 % while p is above 0.001, and below that within a factor of two, down to 1e-6.
   */
  @Test
  void theNormalDistributionAgreesWithTheCount() {
    SplittableRandom random = new SplittableRandom(3);
    for (double shift = 0; shift < 0.45; shift += 0.01) {
      double[] base = values(60, 0, random);
      double[] current = values(60, shift, random);
      PermutationTest test = new PermutationTest(base, current);
      double counted = test.counted();
      double normal = test.normal();
      double slack = counted > 1e-3 ? 0.15 : 1;
      assertTrue(counted < 1e-6 || normal >= counted / (1 + slack) && normal <= counted * (1 + slack),
          "seed 3, shift " + shift + ": counted " + counted + ", normal " + normal);
    }
    double[] same = {3, 3, 3, 3};
    assertEquals(1, new PermutationTest(same, same).normal());
    PermutationTest few = new PermutationTest(values(60, 0, random), values(60, 0.1, random));
    assertEquals(few.counted(), few.p());
    PermutationTest many = new PermutationTest(values(100, 0, random), values(100, 0.1, random));
    assertEquals(many.normal(), many.p());
  }
}
