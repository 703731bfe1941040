package io.github.jinbei.bench.results;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;

/**
 * The rule by which figures that stand in two places are copies of each other, and not two measurements. Equal figures
 * alone do not show it: those of a coarse clock repeat. They are copies if chance would repeat all of them, in their
 * order, with a probability of at most 1/32.
 *
 * <p>A figure is taken to repeat as often as it occurs among all of its benchmark. One with {@value #FULL_DIGITS} digits
 * or more is taken to repeat once in 2<sup>{@value #FULL_BITS}</sup> times at most: it is a quotient of a time in
 * nanoseconds and a number of operations, and both differ from fork to fork.
 */
public final class Copies {

  private static final double MARGIN_BITS = 5;
  private static final int FULL_DIGITS = 9;
  private static final double FULL_BITS = 13;

  /** Digits that the factors between units leave right. */
  private static final MathContext RIGHT_DIGITS = new MathContext(14);

  private Copies() {}

  /**
   * Whether forks that were found twice are copies. A figure counts once a fork: coarse iterations of one are alike.
   *
   * @param forks their iterations; those that are not finite count for nothing
   * @param all forks of the benchmark, the copied ones once
   * @param pairs how many pairs of places were looked at for equal forks, at least 1
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
