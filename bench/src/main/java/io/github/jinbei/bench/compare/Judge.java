package io.github.jinbei.bench.compare;

import java.util.regex.Pattern;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The rule. Changed: Holm's adjusted p-value is at most alpha, and the ratio differs from 1 by at least the least effect
 * that counts. Else equivalent: the interval lies within the threshold. Else nothing is shown.
 */
final class Judge {

  /** Of how many comparisons the smallest detectable effect is found in. */
  private static final double POWER = 0.8;

  /** Beyond so many forks a side it is no use to know how many. */
  private static final int MOST_FORKS = 100_000;

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

  /**
   * REGRESSED or IMPROVED, or null if the effect is not shown to be either. The test and the estimate weigh outliers in
   * ways of their own: where they disagree on the direction, neither is believed.
   */
  Verdict changed(String keyText, Effect effect, double adjusted) {
    double estimate = effect.estimate();
    if (adjusted > settings.alpha() || Math.abs(estimate) < Math.log1p(minEffect(keyText))
        || Math.signum(estimate) != effect.direction()) {
      return null;
    }
    return estimate < 0 ? Verdict.REGRESSED : Verdict.IMPROVED;
  }

  /**
   * Whether the interval shows that any difference is within the threshold.
   *
   * @param error the probability that the interval may miss the truth with, two-sided
   */
  boolean equivalent(String keyText, Effect effect, double error) {
    double most = Math.log1p(threshold(keyText));
    if (effect.forks() < 2 || Math.abs(effect.estimate()) >= most) {
      return false;
    }
    return Bootstrap.within(most, effect, 1 - error);
  }

  /**
   * All that is to be told of an effect.
   *
   * @param adjusted the p-value after all adjustments
   * @param error as above
   * @param rows rows that share alpha
   * @param decided whether no more forks are asked for
   */
  Estimate estimate(String keyText, Effect effect, double adjusted, double error, int rows, boolean decided) {
    double estimate = effect.estimate();
    if (effect.forks() < 2) {
      return new Estimate(Math.exp(estimate), 0, Double.POSITIVE_INFINITY, effect.p(), adjusted, Double.POSITIVE_INFINITY,
          decided ? 0 : forksToResolve(rows), effect.test());
    }
    Bootstrap bootstrap = new Bootstrap(effect);
    double standardError = bootstrap.standardError();
    TDistribution t = TDistribution.of(effect.degreesOfFreedom());
    double critical = t.inverseSurvivalProbability(settings.alpha() / rows / 2);
    double found = NormalDistribution.of(0, 1).inverseCumulativeProbability(POWER);
    double detectable = effect.smallestP() * rows > settings.alpha() ? Double.POSITIVE_INFINITY
        : Math.exp(Math.max((critical + found) * standardError, Math.log1p(minEffect(keyText))));
    int toDecide = decided ? 0 : forksToDecide(keyText, effect, standardError, error, rows);
    return new Estimate(Math.exp(estimate), Math.exp(bootstrap.low(1 - error)), Math.exp(bootstrap.high(1 - error)),
        effect.p(), adjusted, detectable, toDecide, effect.test());
  }

  /**
   * Forks a side with which the row would probably be decided, one way or the other, if they are like those there are:
   * the standard error shrinks with their root. Quantiles are the normal distribution's, as for many forks.
   */
  private int forksToDecide(String keyText, Effect effect, double standardError, double error, int rows) {
    NormalDistribution normal = NormalDistribution.of(0, 1);
    double size = Math.abs(effect.estimate());
    double one = standardError * Math.sqrt(effect.forks()); // of a single fork
    double most = Math.log1p(threshold(keyText));
    double interval = normal.inverseSurvivalProbability(error / 2);
    double equivalent = size < most ? square(interval * one / (most - size)) : Double.POSITIVE_INFINITY;
    double critical = normal.inverseSurvivalProbability(settings.alpha() / rows / 2);
    double changed = size >= Math.log1p(minEffect(keyText)) ? square(critical * one / size) : Double.POSITIVE_INFINITY;
    double forks = Math.max(Math.min(equivalent, changed), Math.max(forksToResolve(rows), effect.forks() + 1));
    return (int) Math.min(MOST_FORKS, Math.ceil(forks));
  }

  /** Forks a side from which on the exact test can give a p-value that is small enough after Holm's adjustment. */
  private int forksToResolve(int rows) {
    int forks = 2;
    while (PermutationTest.smallestP(forks, forks) * rows > settings.alpha()) {
      forks++;
    }
    return forks;
  }

  private static double square(double x) {
    return x * x;
  }
}
