package io.github.jinbei.bench.compare;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The exact permutation test of a difference between two sides: if there is none, any assignment of the values to the
 * sides was as likely as the one seen. Where the sides took turns a drift of the machine cancels in the statistic but
 * not in the assignments it is compared with, so that the test errs on the safe side.
 *
 * <p>The statistic is the sum of the current side's scores. A score is the place of a value in the shortest interval that
 * holds three quarters of all values, from -1 at its lower end to 1 at its upper one, in whole twentieths; what lies outside
 * counts as the nearer end. So a fork that met a neighbour's burst counts, but no more than others, and sums are integers
 * that can be counted instead of enumerated. Scores do not know of the sides, so the test is exact whatever the noise.
 */
final class PermutationTest {

  /**
   * As many as may be bursts on a busy machine without moving the interval off the others. Of normal noise the interval
   * reaches 1.15 standard deviations to either side, and the test is all but as good as one of means.
   */
  private static final double INSIDE = 0.75;

  /** Steps from the middle of the interval to an end: a step is less than noise, and each costs its share of the count. */
  private static final int STEPS = 20;

  /** Additions that a count may take, some tens of milliseconds: 79 forks a side. */
  private static final double COUNTABLE = 2e7;

  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  private final int[] scores; // the current side's first
  private final int current;

  /** A test of two sides, none of them empty. */
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

  /** Where the shortest interval begins that ends so many places further on; of equal ones the first. */
  private static int shortest(double[] sorted, int last) {
    int best = 0;
    for (int from = 1; from + last < sorted.length; from++) {
      if (sorted[from + last] - sorted[from] < sorted[best + last] - sorted[best]) {
        best = from;
      }
    }
    return best;
  }

  /** An interval without length holds equal values: what lies outside is less or more. */
  private static int score(double distance, double reach) {
    return reach > 0 ? (int) Math.rint(STEPS * Math.max(-1, Math.min(1, distance / reach)))
        : STEPS * (int) Math.signum(distance);
  }

  /** Whether so many values can be counted. */
  static boolean countable(int base, int current) {
    return (base + current) * (double) current * current * STEPS <= COUNTABLE;
  }

  /** Which side has the higher scores: 1 the current one, -1 the base, 0 neither. */
  int direction() {
    return Long.signum(seen());
  }

  /** How far the current side's sum lies from the mean of all assignments, times the number of values: an integer. */
  private long seen() {
    return (long) scores.length * Arrays.stream(scores, 0, current).sum() - mean();
  }

  /** The mean of the current side's sum over all assignments, times the number of values. */
  private long mean() {
    return (long) current * Arrays.stream(scores).sum();
  }

  /** The two-sided p-value: assignments at least as far from the mean as the one seen, among all. */
  double p() {
    return countable(scores.length - current, current) ? counted() : normal();
  }

  /**
   * By the normal distribution, which sums of so many scores have all but exactly: scores are bounded, so beyond some
   * standard deviations it gives more than a count would.
   */
  double normal() {
    double n = scores.length;
    double mean = Arrays.stream(scores).average().orElseThrow();
    double squares = Arrays.stream(scores).mapToDouble(score -> (score - mean) * (score - mean)).sum();
    double deviation = Math.sqrt(current * (n - current) / (n * (n - 1)) * squares);
    double seen = Math.abs(seen()) / n;
    return seen == 0 ? 1 : 2 * NORMAL.survivalProbability(seen / deviation);
  }

  /** By all assignments. */
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

  /** In how many ways the current side's number of scores add up to each sum, from -current·STEPS on. */
  private double[] ways() {
    double[][] ways = new double[current + 1][]; // [how many][sum + how many * STEPS]
    Arrays.setAll(ways, k -> new double[2 * k * STEPS + 1]);
    ways[0][0] = 1;
    int[] first = new int[current + 1]; // where a row begins that is not 0, and where it ends
    int[] last = new int[current + 1];
    Arrays.fill(first, 1, current + 1, Integer.MAX_VALUE);
    Arrays.fill(last, 1, current + 1, Integer.MIN_VALUE);
    int[] ascending = scores.clone();
    Arrays.sort(ascending); // sums of like scores lie close together, so rows are short
    for (int s = 0; s < ascending.length; s++) {
      int shift = ascending[s] + STEPS;
      int least = Math.max(1, current - (ascending.length - 1 - s)); // what is left could not make up for fewer
      for (int k = Math.min(current, s + 1); k >= least; k--) {
        add(ways[k - 1], first[k - 1], last[k - 1], ways[k], shift);
        first[k] = Math.min(first[k], first[k - 1] + shift);
        last[k] = Math.max(last[k], last[k - 1] + shift);
      }
    }
    return ways[current];
  }

  /** Adds a part of one row to another row, shifted; a loop of its own, which C2 turns into vector code. */
  private static void add(double[] from, int first, int last, double[] to, int shift) {
    for (int i = first; i <= last; i++) {
      to[i + shift] += from[i];
    }
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
