package io.github.jinbei.bench.compare;

import java.util.regex.Pattern;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The rule. Changed: Holm's adjusted p-value is at most alpha, the interval lies on one side of no change, and the ratio
 * differs from 1 by at least the least effect that counts. Else equivalent: the interval lies within the threshold. Else
 * nothing is shown.
 */
final class Judge {

  /** Of how many comparisons the smallest detectable effect is found in. */
  private static final double POWER = 0.8;

  /** Beyond so many forks a side it is no use to know how many. */
  private static final int MOST_FORKS = 100_000;

  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  private final Settings settings;

  Judge(Settings settings) {
    this.settings = settings;
  }

  /** The least effect and the threshold for a key. */
  double minEffect(String keyText) {
    Settings.Override override = override(keyText);
    return override == null ? settings.minEffect() : override.minEffect();
  }

  /** The threshold for a key. */
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

  /** The interval of an effect in a look that spends this share; earlier is that of the look before, or null. */
  Interval interval(Effect effect, double share, Interval earlier) {
    return effect.interval(error(share), earlier);
  }

  /**
   * Returns REGRESSED or IMPROVED, or null if the effect is not shown to be either. The test and the estimate weigh
   * outliers in ways of their own: where they disagree on the direction, the row stays open.
   *
   * @param adjusted the p-value after all adjustments
   * @param interval the effect's
   */
  Verdict changed(String keyText, Effect effect, double adjusted, Interval interval) {
    if (adjusted > settings.alpha() || !counts(keyText, effect)) {
      return null;
    }
    return interval.isBelow(0) ? Verdict.REGRESSED : interval.isAbove(0) ? Verdict.IMPROVED : null;
  }

  /** Whether the estimate is at least the least effect that counts. */
  private boolean counts(String keyText, Effect effect) {
    return Math.abs(effect.estimate()) >= Math.log1p(minEffect(keyText));
  }

  /**
   * Whether the interval shows that any difference is within the threshold. A look before the last leaves a row open
   * whose estimate counts: more forks may show that it changed.
   *
   * @param interval the effect's
   * @param last whether no look follows
   */
  boolean equivalent(String keyText, Effect effect, Interval interval, boolean last) {
    double most = Math.log1p(threshold(keyText));
    return (last || !counts(keyText, effect)) && interval.isBelow(most) && interval.isAbove(-most);
  }

  /** A p-value may be a round figure, such as 2/20 of three forks a side: what 1 - 0.9 lacks of 0.1 is added. */
  private double error(double share) {
    return share * (1 - settings.confidence()) * (1 + 1e-12);
  }

  /**
   * Returns the figures of an effect.
   *
   * @param adjusted the p-value after all adjustments
   * @param interval the effect's
   * @param share of alpha, and of what the intervals may miss, that the look has spent
   * @param rows rows that share alpha
   * @param decided whether no more forks are asked for
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
   * Forks a side with which the row would probably be decided, one way or the other, if they are like those there are:
   * the standard error shrinks with their root. Quantiles are the normal distribution's, as for many forks.
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

  /** Forks a side from which on the exact test can give a p-value as small as this. */
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
