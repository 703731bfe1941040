package io.github.jinbei.bench.compare;

import java.util.regex.Pattern;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The rule for verdicts. A row is changed if Holm's adjusted p-value is at most alpha, the interval lies on one side of no
 * change, and the ratio differs from 1 by at least the minimum effect. Otherwise it is equivalent if the interval lies
 * within the threshold. Otherwise it is inconclusive.
 */
final class Judge {

  /** The fraction of comparisons in which the smallest detectable effect is found. */
  private static final double POWER = 0.8;

  /** The largest number of forks a side that is reported as needed. */
  private static final int MOST_FORKS = 100_000;

  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  private final Settings settings;

  Judge(Settings settings) {
    this.settings = settings;
  }

  /** Returns the minimum effect for a key. */
  double minEffect(String keyText) {
    Settings.Override override = override(keyText);
    return override == null ? settings.minEffect() : override.minEffect();
  }

  /** Returns the threshold for a key. */
  double threshold(String keyText) {
    Settings.Override override = override(keyText);
    return override == null ? settings.threshold() : override.threshold();
  }

  private Settings.Override override(String keyText) {
    for (Settings.Override override : settings.overrides()) {
      Pattern keys = override.keys();
      if (keys.matcher(keyText).find()) {
        return override;
      }
    }
    return null;
  }

  /** Returns the interval of an effect in a look with this share of the error; {@code earlier} is the last look's, or null. */
  Interval interval(Effect effect, double share, Interval earlier) {
    return effect.interval(error(share), earlier);
  }

  /**
   * Returns REGRESSED or IMPROVED, or null if neither is shown. The test and the estimate weigh outliers differently: if they
   * disagree on the direction, the result is null.
   *
   * @param adjusted the p-value after all adjustments
   * @param interval the interval of the effect
   */
  Verdict changed(String keyText, Effect effect, double adjusted, Interval interval) {
    if (adjusted > settings.alpha() || !counts(keyText, effect)) {
      return null;
    }
    return interval.isBelow(0) ? Verdict.REGRESSED : interval.isAbove(0) ? Verdict.IMPROVED : null;
  }

  /** Returns whether the estimate is at least the minimum effect. */
  private boolean counts(String keyText, Effect effect) {
    return Math.abs(effect.estimate()) >= Math.log1p(minEffect(keyText));
  }

  /**
   * Returns whether the interval lies within the threshold. Before the last look it returns false if the estimate is at least
   * the minimum effect: more forks may show a change.
   *
   * @param interval the interval of the effect
   * @param last whether this is the last look
   */
  boolean equivalent(String keyText, Effect effect, Interval interval, boolean last) {
    double most = Math.log1p(threshold(keyText));
    return (last || !counts(keyText, effect)) && interval.isBelow(most) && interval.isAbove(-most);
  }

  /**
   * Returns the error of an interval. It adds the rounding error that 1 - 0.9 lacks of 0.1, because a p-value may be exactly
   * such a number, for example 2/20 with three forks a side.
   */
  private double error(double share) {
    return share * (1 - settings.confidence()) * (1 + 1e-12);
  }

  /**
   * Returns the estimate of an effect.
   *
   * @param adjusted the p-value after all adjustments
   * @param interval the interval of the effect
   * @param share the share of alpha, and of the intervals' error, that the look spends
   * @param rows the number of rows that share alpha
   * @param decided whether the row needs no more forks
   */
  Estimate estimate(String keyText, Effect effect, double adjusted, Interval interval, double share, int rows,
      boolean decided) {
    double estimate = effect.estimate();
    double most = Math.log1p(threshold(keyText));
    double low = interval.low(-most, 0, most);
    double high = interval.high(-most, 0, most);
    double level = Math.min(share * settings.alpha() / rows, error(share)); // of p, for a change
    double detectable = Double.POSITIVE_INFINITY;
    int need = forksToResolve(level);
    if (Double.isFinite(high - low)) {
      TDistribution t = TDistribution.of(effect.degreesOfFreedom());
      double standardError = (high - low) / 2 / t.inverseSurvivalProbability(error(share) / 2);
      if (effect.smallestP() <= level) {
        double critical = t.inverseSurvivalProbability(level / 2);
        double found = NORMAL.inverseCumulativeProbability(POWER);
        detectable = Math.exp(Math.max((critical + found) * standardError, Math.log1p(minEffect(keyText))));
      }
      need = Math.max(need, forksToDecide(keyText, effect, standardError, level, error(share)));
    }
    return new Estimate(Math.exp(estimate), Math.exp(low), Math.exp(high), effect.p(), adjusted, detectable,
        decided ? 0 : need, effect.test());
  }

  /**
   * Returns the number of forks a side with which the row would probably be decided, if further forks have the same noise: the
   * standard error shrinks with the square root of their number. The quantiles are those of the normal distribution, as for
   * many forks.
   */
  private int forksToDecide(String keyText, Effect effect, double standardError, double level, double error) {
    double size = Math.abs(effect.estimate());
    double one = standardError * Math.sqrt(effect.forks()); // of a single fork
    double most = Math.log1p(threshold(keyText));
    double interval = NORMAL.inverseSurvivalProbability(error / 2);
    double equivalent = size < most ? square(interval * one / (most - size)) : Double.POSITIVE_INFINITY;
    double critical = NORMAL.inverseSurvivalProbability(level / 2);
    double changed = size >= Math.log1p(minEffect(keyText)) ? square(critical * one / size) : Double.POSITIVE_INFINITY;
    return (int) Math.min(MOST_FORKS, Math.ceil(Math.max(Math.min(equivalent, changed), effect.forks() + 1)));
  }

  /** Returns the least number of forks a side for which the exact test can give a p-value this small. */
  private static int forksToResolve(double level) {
    int forks = 2;
    while (PermutationTest.smallestP(forks, forks) > level) {
      forks++;
    }
    return forks;
  }

  private static double square(double x) {
    return x * x;
  }
}
