package io.github.jinbei.bench.compare;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The exact permutation test of a difference between two sides: if there is none, any assignment of the values to the sides
 * is as likely as the observed one. If the sides alternated, a drift of the machine cancels in the statistic but not in the
 * other assignments, so the test is conservative.
 *
 * <p>The statistic is the sum of the current side's scores. A score is the position of a value in the shortest interval that
 * holds three quarters of all values, from -1 at its lower end to 1 at its upper end, in whole twentieths; values outside are
 * clipped to the nearer end. So an outlier counts, but no more than other values, and sums are integers that can be counted
 * instead of enumerated. Scores do not depend on the sides, so the test is exact whatever the noise.
 */
final class PermutationTest {

  /**
   * The fraction of values inside the interval. On a busy machine the other quarter may be outliers without moving the
   * interval away from the rest. For normal noise the interval reaches 1.15 standard deviations to either side, and the test
   * is almost as powerful as one of means.
   */
  private static final double INSIDE = 0.75;

  /** The steps from the middle of the interval to an end. A step is less than the noise; more steps make counting slower. */
  private static final int STEPS = 20;

  /** The largest number of additions of a count: some tens of milliseconds, 79 forks a side. */
  private static final double COUNTABLE = 2e7;

  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  private final int[] scores; // the current side's first
  private final int current;

  /** Creates a test of two sides, neither of them empty. */
  PermutationTest(double[] base, double[] current) {
    this.current = current.length;
    double[] both = Arrays.copyOf(current, current.length + base.length);
    System.arraycopy(base, 0, both, current.length, base.length);
    double[] sorted = both.clone();
    Arrays.sort(sorted);
    int last = (int) Math.ceil(INSIDE * sorted.length) - 1;
    int from = shortest(sorted, last);
    double centre = (sorted[from] + sorted[from + last]) / 2;
    double reach = (sorted[from + last] - sorted[from]) / 2;
    scores = Arrays.stream(both).mapToInt(value -> score(value - centre, reach)).toArray();
  }

  /** Returns the start of the shortest interval from an index i to i + last; the first of equally short ones. */
  private static int shortest(double[] sorted, int last) {
    int best = 0;
    for (int from = 1; from + last < sorted.length; from++) {
      if (sorted[from + last] - sorted[from] < sorted[best + last] - sorted[best]) {
        best = from;
      }
    }
    return best;
  }

  /** Returns the score of a value at this distance. An interval of length 0 gives all others an end's score. */
  private static int score(double distance, double reach) {
    return reach > 0 ? (int) Math.rint(STEPS * Math.max(-1, Math.min(1, distance / reach)))
        : STEPS * (int) Math.signum(distance);
  }

  /** Returns whether the assignments of this many values can be counted. */
  static boolean countable(int base, int current) {
    return (base + current) * (double) current * current * STEPS <= COUNTABLE;
  }

  /** Returns which side has the higher scores: 1 the current one, -1 the base, 0 neither. */
  int direction() {
    return Long.signum(seen());
  }

  /** Returns the difference of the current side's sum from its mean over all assignments, times the number of values. */
  private long seen() {
    return (long) scores.length * Arrays.stream(scores, 0, current).sum() - mean();
  }

  /** Returns the mean of the current side's sum over all assignments, times the number of values: an integer. */
  private long mean() {
    return (long) current * Arrays.stream(scores).sum();
  }

  /** Returns the two-sided p-value: the fraction of assignments at least as far from the mean as the observed one. */
  double p() {
    return countable(scores.length - current, current) ? counted() : normal();
  }

  /**
   * Returns the p-value by the normal distribution, which sums of many scores follow almost exactly. Scores are bounded, so
   * beyond some standard deviations the result is larger than the exact p-value.
   */
  double normal() {
    double n = scores.length;
    double mean = Arrays.stream(scores).average().orElseThrow();
    double squares = Arrays.stream(scores).mapToDouble(score -> (score - mean) * (score - mean)).sum();
    double deviation = Math.sqrt(current * (n - current) / (n * (n - 1)) * squares);
    double seen = Math.abs(seen()) / n;
    return seen == 0 ? 1 : 2 * NORMAL.survivalProbability(seen / deviation);
  }

  /** Returns the exact p-value, from all assignments. */
  double counted() {
    double[] ways = ways();
    int offset = current * STEPS;
    long mean = mean();
    long seen = Math.abs(seen());
    double far = 0;
    double all = 0;
    for (int i = 0; i < ways.length; i++) {
      all += ways[i];
      if (Math.abs((long) scores.length * (i - offset) - mean) >= seen) {
        far += ways[i];
      }
    }
    return far / all;
  }

  /** Returns, for each sum from -current·STEPS on, the number of choices of {@code current} scores that have this sum. */
  private double[] ways() {
    double[][] ways = new double[current + 1][]; // [how many][sum + how many * STEPS]
    Arrays.setAll(ways, k -> new double[2 * k * STEPS + 1]);
    ways[0][0] = 1;
    int[] first = new int[current + 1]; // the nonzero range of each row: first index, end
    int[] last = new int[current + 1];
    Arrays.fill(first, 1, current + 1, Integer.MAX_VALUE);
    Arrays.fill(last, 1, current + 1, Integer.MIN_VALUE);
    int[] ascending = scores.clone();
    Arrays.sort(ascending); // sums of similar scores lie close together, so rows are short
    for (int s = 0; s < ascending.length; s++) {
      int shift = ascending[s] + STEPS;
      int least = Math.max(1, current - (ascending.length - 1 - s)); // fewer scores could not reach the full number
      for (int k = Math.min(current, s + 1); k >= least; k--) {
        add(ways[k - 1], first[k - 1], last[k - 1], ways[k], shift);
        first[k] = Math.min(first[k], first[k - 1] + shift);
        last[k] = Math.max(last[k], last[k - 1] + shift);
      }
    }
    return ways[current];
  }

  /** Adds a part of one row to another row, shifted. A method of its own, because C2 vectorizes this loop. */
  private static void add(double[] from, int first, int last, double[] to, int shift) {
    for (int i = first; i <= last; i++) {
      to[i + shift] += from[i];
    }
  }

  /** Returns the smallest possible p-value: two extreme assignments, divided by the number of all assignments. */
  static double smallestP(int base, int current) {
    double assignments = 1;
    for (int i = 1; i <= current; i++) {
      assignments *= (double) (base + i) / i;
    }
    return Math.min(1, 2 / assignments);
  }
}
