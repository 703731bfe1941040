package io.github.jinbei.bench.results;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;

/**
 * The rule that decides whether equal figures in two places are copies, not two measurements. Equality alone is no proof:
 * figures of a coarse clock repeat. They are copies if the probability that chance repeats all of them, in their order, is at
 * most 1/32.
 *
 * <p>The probability that a figure repeats is its frequency among all figures of its benchmark. For a figure with
 * {@value #FULL_DIGITS} digits or more it is at most 2<sup>-{@value #FULL_BITS}</sup>: such a figure is a quotient of a time
 * in nanoseconds and a number of operations, and both differ from fork to fork.
 */
public final class Copies {

  private static final double MARGIN_BITS = 5;
  private static final int FULL_DIGITS = 9;
  private static final double FULL_BITS = 13;

  /** The digits that stay correct when units are converted. */
  private static final MathContext RIGHT_DIGITS = new MathContext(14);

  private Copies() {}

  /**
   * Returns whether forks that were found twice are copies. Equal figures within a fork count once: the iterations of a fork
   * are alike if the clock is coarse.
   *
   * @param forks the iterations of these forks; values that are not finite are ignored
   * @param all all forks of the benchmark, with the repeated ones once
   * @param pairs the number of pairs of places that were compared, at least 1
   */
  public static boolean areCopies(double[][] forks, double[][] all, long pairs) {
    double[] figures = figures(forks);
    double[] others = figures(all);
    double bits = 0;
    for (double figure : figures) {
      long equal = Arrays.stream(others).filter(other -> other == figure).count();
      bits += Math.max(log2(others.length) - log2(equal), digits(figure) >= FULL_DIGITS ? FULL_BITS : 0);
    }
    return bits >= MARGIN_BITS + log2(pairs);
  }

  private static double[] figures(double[][] forks) {
    return Arrays.stream(forks).flatMapToDouble(fork -> Arrays.stream(fork).filter(Double::isFinite).distinct())
        .toArray();
  }

  private static double log2(double x) {
    return Math.log(x) / Math.log(2);
  }

  private static int digits(double figure) {
    return new BigDecimal(figure).round(RIGHT_DIGITS).stripTrailingZeros().precision();
  }
}
