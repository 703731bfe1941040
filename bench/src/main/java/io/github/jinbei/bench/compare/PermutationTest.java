package io.github.jinbei.bench.compare;

import io.github.jinbei.bench.results.Metric;
import java.util.Arrays;
import java.util.List;

/**
 * The exact permutation test of a difference between two sides: if there is none, any assignment of the values to the
 * sides was as likely as the one seen. Values come in blocks, each measured within a short time, and change sides within
 * their block only, so that a drift of the machine from block to block is no difference; files that say nothing about
 * time are one block.
 *
 * <p>The statistic is the sum of the current side's scores. A score is the distance from the block's median, cut off at
 * {@value #CUT} times the median of all such distances, in whole hundredths of that: outliers count, but no more than
 * others, and sums are integers that can be counted instead of enumerated. Scores do not know of the sides, so the test
 * is exact whatever the noise.
 */
final class PermutationTest {

  private static final double CUT = 3;
  private static final int STEPS = 100;

  /** Additions that a count may take: some 50 forks a side. */
  private static final double COUNTABLE = 1e8;

  private final int[][] scores; // [block], the current side's first
  private final int[] current; // [block], how many are the current side's

  /**
   * A test.
   *
   * @param base base values by block; none empty
   * @param current as many blocks of current values; none empty
   */
  PermutationTest(List<double[]> base, List<double[]> current) {
    int blocks = base.size();
    double[][] distances = new double[blocks][];
    this.current = new int[blocks];
    for (int b = 0; b < blocks; b++) {
      double[] ours = current.get(b);
      double[] both = Arrays.copyOf(ours, ours.length + base.get(b).length);
      System.arraycopy(base.get(b), 0, both, ours.length, base.get(b).length);
      double median = Metric.median(both);
      distances[b] = Arrays.stream(both).map(value -> value - median).toArray();
      this.current[b] = ours.length;
    }
    double cut = cut(distances);
    scores = new int[blocks][];
    for (int b = 0; b < blocks; b++) {
      scores[b] = Arrays.stream(distances[b])
          .mapToInt(d -> (int) Math.rint(STEPS * Math.max(-1, Math.min(1, d / cut)))).toArray();
    }
  }

  /** Where distances are cut off: not 0 unless all of them are. */
  private static double cut(double[][] distances) {
    double[] sizes = Arrays.stream(distances).flatMapToDouble(Arrays::stream).map(Math::abs).toArray();
    double median = Metric.median(sizes);
    double largest = Arrays.stream(sizes).max().orElse(0);
    double cut = median > 0 ? CUT * median : largest;
    return cut > 0 ? Math.min(cut, largest) : 1;
  }

  /** Whether so many values of two sides in one block can be counted. */
  static boolean countable(int base, int current) {
    double chosen = Math.min(base, current);
    return (base + current) * chosen * chosen * 2 * STEPS <= COUNTABLE;
  }

  /** The two-sided p-value: assignments at least as far from the mean as the one seen, among all. */
  double p() {
    double[] sums = {1}; // probability of each sum from -offset on
    int offset = 0;
    double mean = 0;
    int seen = 0;
    for (int b = 0; b < scores.length; b++) {
      double[] block = block(scores[b], current[b]);
      int reach = current[b] * STEPS;
      sums = convolve(sums, block);
      offset += reach;
      mean += (double) Arrays.stream(scores[b]).sum() * current[b] / scores[b].length;
      seen += Arrays.stream(scores[b], 0, current[b]).sum();
    }
    // The mean is no integer as a rule; half a millionth of a step is less than its rounding and any true difference.
    double far = Math.abs(seen - mean) - 5e-7;
    double p = 0;
    for (int i = 0; i < sums.length; i++) {
      if (Math.abs(i - offset - mean) >= far) {
        p += sums[i];
      }
    }
    return Math.min(1, p);
  }

  /** Probability of each sum of {@code chosen} of the scores, from -chosen·STEPS on. */
  private static double[] block(int[] scores, int chosen) {
    int width = 2 * chosen * STEPS + 1;
    int offset = chosen * STEPS;
    double[][] ways = new double[chosen + 1][width]; // [how many][sum]
    ways[0][offset] = 1;
    for (int s = 0; s < scores.length; s++) {
      int score = scores[s];
      for (int k = Math.min(chosen, s + 1); k >= 1; k--) {
        int reach = (k - 1) * STEPS;
        for (int i = offset - reach; i <= offset + reach; i++) {
          ways[k][i + score] += ways[k - 1][i];
        }
      }
    }
    double total = Arrays.stream(ways[chosen]).sum();
    return Arrays.stream(ways[chosen]).map(way -> way / total).toArray();
  }

  private static double[] convolve(double[] a, double[] b) {
    double[] sums = new double[a.length + b.length - 1];
    for (int j = 0; j < b.length; j++) {
      if (b[j] != 0) { // a block of few values has few sums
        for (int i = 0; i < a.length; i++) {
          sums[i + j] += a[i] * b[j];
        }
      }
    }
    return sums;
  }

  /** The smallest p-value that so many values can give: of all assignments, the two most extreme. */
  static double smallestP(int[] base, int[] current) {
    double assignments = 1;
    for (int b = 0; b < base.length; b++) {
      for (int i = 1; i <= current[b]; i++) {
        assignments *= (double) (base[b] + i) / i;
      }
    }
    return Math.min(1, 2 / assignments);
  }
}
