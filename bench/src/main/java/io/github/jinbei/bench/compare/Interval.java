package io.github.jinbei.bench.compare;

import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.stream.DoubleStream;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The confidence interval of an effect: all shifts of the current side that the permutation test of the verdict does not
 * reject (D. F. Bauer, "Constructing confidence sets using rank statistics", Journal of the American Statistical
 * Association 67, 1972; P. H. Garthwaite, "Confidence intervals from randomization tests", Biometrics 52, 1996). So the
 * interval has its stated coverage for any noise, an outlier moves it no further than it moves the test, and it does not
 * contain 0 if the test finds a difference. The estimate is always inside. If a side has few forks, the test may reject no
 * shift, however large: the interval is unbounded then.
 *
 * <p>With several looks, the interval is the intersection of the intervals of all looks so far. It misses the true value no
 * more often than all of them together (Bonferroni).
 */
final class Interval {

  /**
   * The tolerance of an end, as a fraction of its distance from the estimate. The p-value is a step function of the shift,
   * and its steps are about as long.
   */
  private static final double TOLERANCE = 0.005;

  /** The smallest relevant difference of logarithms, a hundred-thousandth of a per cent: no report shows less. */
  private static final double LEAST = 1e-7;

  /** The first step of the search for an end, as a multiple of the distance that normal noise would give. */
  private static final double MARGIN = 1.25;

  /** A shift by this multiple of the range of all values separates the sides; a larger shift does not change the test. */
  private static final double FAR = 16;

  private final double[] base;
  private final double[] current;
  private final double estimate;
  private final double error;
  private final Interval earlier;

  /**
   * Creates the interval of an effect.
   *
   * @param base logarithms of the speeds of the base's forks
   * @param current logarithms of the speeds of the current side's forks
   * @param estimate the difference, current minus base
   * @param error the two-sided probability that the interval misses the true value
   * @param earlier the interval of the previous look, which has fewer forks; or null
   */
  Interval(double[] base, double[] current, double estimate, double error, Interval earlier) {
    this.base = base;
    this.current = current;
    this.estimate = estimate;
    this.error = error;
    this.earlier = earlier;
  }

  /** Returns whether the whole interval lies below a value. */
  boolean isBelow(double value) {
    return estimate < value && rejects(value, -1);
  }

  /** Returns whether the whole interval lies above a value. */
  boolean isAbove(double value) {
    return estimate > value && rejects(value, 1);
  }

  /** Returns whether this look or an earlier one finds a difference in this direction after the shift is subtracted. */
  private boolean rejects(double shift, int direction) {
    PermutationTest test = new PermutationTest(base, Arrays.stream(current).map(value -> value - shift).toArray());
    return test.direction() == direction && test.p() <= error || earlier != null && earlier.rejects(shift, direction);
  }

  /**
   * Returns the lower end, or minus infinity.
   *
   * @param marks values for which {@link #isAbove} must agree with the returned end
   */
  double low(double... marks) {
    return end(-1, marks);
  }

  /**
   * Returns the upper end, or infinity.
   *
   * @param marks values for which {@link #isBelow} must agree with the returned end
   */
  double high(double... marks) {
    return end(1, marks);
  }

  /** Returns an end by bisection between a shift inside and one outside; the upper end with sign 1, the lower with -1. */
  private double end(int sign, double[] marks) {
    double inside = estimate;
    double outside = sign * Double.POSITIVE_INFINITY;
    for (double mark : marks) {
      boolean between = sign * mark > sign * inside && sign * mark < sign * outside;
      if (between && isOutside(sign, mark)) {
        outside = mark;
      } else if (between) {
        inside = mark;
      }
    }
    if (Double.isInfinite(outside)) {
      double far = estimate + sign * FAR * Math.max(LEAST, range());
      if (!isOutside(sign, far)) {
        return outside;
      }
      outside = far;
    }
    double step = sign * Math.max(LEAST, MARGIN * normalReach());
    while (sign * (inside + step) < sign * outside) {
      if (isOutside(sign, inside + step)) {
        outside = inside + step;
      } else {
        inside += step;
        step *= 2;
      }
    }
    while (Math.abs(outside - inside) > Math.max(LEAST, TOLERANCE * Math.abs(outside - estimate))) {
      double middle = (inside + outside) / 2;
      if (isOutside(sign, middle)) {
        outside = middle;
      } else {
        inside = middle;
      }
    }
    return outside;
  }

  private boolean isOutside(int sign, double shift) {
    return sign > 0 ? isBelow(shift) : isAbove(shift);
  }

  /** Returns the distance of an end from the difference of means for normal noise. */
  private double normalReach() {
    double variance = (squares(base) + squares(current)) / (base.length + current.length - 2);
    return NormalDistribution.of(0, 1).inverseSurvivalProbability(error / 2)
        * Math.sqrt(variance * (1.0 / base.length + 1.0 / current.length));
  }

  private double range() {
    DoubleSummaryStatistics all =
        DoubleStream.concat(Arrays.stream(base), Arrays.stream(current)).summaryStatistics();
    return all.getMax() - all.getMin();
  }

  private static double squares(double[] values) {
    double mean = Arrays.stream(values).average().orElseThrow();
    return Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum();
  }
}
