package io.github.jinbei.bench.compare;

import io.github.jinbei.bench.results.Metric;
import java.util.Arrays;

/**
 * The exact permutation test of a difference between two sides: if there is none, any assignment of the values to the
 * sides was as likely as the one seen. Where the sides took turns a drift of the machine cancels in the statistic but
 * not in the assignments it is compared with, so that the test errs on the safe side.
 *
 * <p>The statistic is the sum of the current side's scores. A score is the distance from the median of all values, cut
 * off at {@value #CUT} times the median of all such distances, in hundredths of that: outliers count, but little more
 * than others, and sums are integers that can be counted instead of enumerated. Scores do not know of the sides, so the
 * test is exact whatever the noise.
 */
final class PermutationTest {

  /** Near 1 standard deviation of normal noise, at which the test is as good as the mean's from a tenth more forks. */
  private static final double CUT = 1.5;

  private static final int STEPS = 100;

  /** Additions that a count may take, some tens of milliseconds: 79 forks a side. */
  private static final double COUNTABLE = 1e8;

  private final int[] scores; // the current side's first
  private final int current;

  /** A test of two sides, none of them empty. */
  PermutationTest(double[] base, double[] current) {
    this.current = current.length;
    double[] both = Arrays.copyOf(current, current.length + base.length);
    System.arraycopy(base, 0, both, current.length, base.length);
    double median = Metric.median(both);
    double[] distances = Arrays.stream(both).map(value -> value - median).toArray();
    double cut = cut(distances);
    scores = Arrays.stream(distances).mapToInt(d -> (int) Math.rint(STEPS * Math.max(-1, Math.min(1, d / cut)))).toArray();
  }

  /** Where distances are cut off; positive. */
  private static double cut(double[] distances) {
    double[] sizes = Arrays.stream(distances).map(Math::abs).toArray();
    double median = Metric.median(sizes);
    double largest = Arrays.stream(sizes).max().orElseThrow();
    double cut = median > 0 ? CUT * median : largest;
    return cut > 0 ? cut : 1;
  }

  /** Whether so many values can be counted. */
  static boolean countable(int base, int current) {
    return (base + current) * (double) current * current * STEPS <= COUNTABLE;
  }

  /** The two-sided p-value: assignments at least as far from the mean as the one seen, among all. */
  double p() {
    double[] ways = ways();
    int n = scores.length;
    int offset = current * STEPS;
    // Distances from the mean times n are integers.
    long mean = (long) current * Arrays.stream(scores).sum();
    long seen = Math.abs((long) n * Arrays.stream(scores, 0, current).sum() - mean);
    double far = 0;
    double all = 0;
    for (int i = 0; i < ways.length; i++) {
      all += ways[i];
      if (Math.abs((long) n * (i - offset) - mean) >= seen) {
        far += ways[i];
      }
    }
    return far / all;
  }

  /** In how many ways the current side's number of scores add up to each sum, from -current·STEPS on. */
  private double[] ways() {
    int offset = current * STEPS;
    double[][] ways = new double[current + 1][2 * offset + 1]; // [how many][sum]
    ways[0][offset] = 1;
    for (int s = 0; s < scores.length; s++) {
      for (int k = Math.min(current, s + 1); k >= 1; k--) {
        int reach = (k - 1) * STEPS;
        for (int i = offset - reach; i <= offset + reach; i++) {
          ways[k][i + scores[s]] += ways[k - 1][i];
        }
      }
    }
    return ways[current];
  }

  /** The smallest p-value that so many values can give: of all assignments, the two most extreme. */
  static double smallestP(int base, int current) {
    double assignments = 1;
    for (int i = 1; i <= current; i++) {
      assignments *= (double) (base + i) / i;
    }
    return Math.min(1, 2 / assignments);
  }
}
