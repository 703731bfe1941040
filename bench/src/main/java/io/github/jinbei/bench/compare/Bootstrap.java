package io.github.jinbei.bench.compare;

import java.util.Arrays;
import java.util.function.DoubleSupplier;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Estimates from resampled forks, and the interval they give.
 *
 * <p>The plain percentile interval of a bootstrap is too narrow for few forks: it misses the factor n/(n-1) of the
 * variance and the tails of Student's distribution. Its percentiles are therefore moved outwards, to
 * Φ(±sqrt(n/(n-1))·t): the expanded percentile interval (T. Hesterberg, "What teachers should know about the bootstrap",
 * The American Statistician 69, 2015, section 4.1.4).
 */
final class Bootstrap {

  /** Draws: enough for percentiles of 0.1 %; beyond that the interval ends at the most extreme draw. */
  private static final int DRAWS = 4_000;

  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  private final double[] draws;
  private final int forks;
  private final int degreesOfFreedom;

  /** Draws again and again; the effect has at least two forks a side. */
  Bootstrap(Effect effect) {
    DoubleSupplier redrawn = effect.redrawn();
    draws = new double[DRAWS];
    Arrays.setAll(draws, i -> redrawn.getAsDouble());
    Arrays.sort(draws);
    forks = effect.forks();
    degreesOfFreedom = effect.degreesOfFreedom();
  }

  /**
   * Whether the interval lies within plus or minus {@code most}: as of {@link #low} and {@link #high}, but no more is drawn
   * once too many draws lie outside.
   */
  static boolean within(double most, Effect effect, double confidence) {
    int outside = rank(confidence, effect.forks(), effect.degreesOfFreedom());
    DoubleSupplier redrawn = effect.redrawn();
    int below = 0;
    int above = 0;
    for (int i = 0; i < DRAWS && below <= outside && above <= outside; i++) {
      double draw = redrawn.getAsDouble();
      below += draw < -most ? 1 : 0;
      above += draw > most ? 1 : 0;
    }
    return below <= outside && above <= outside;
  }

  /** Lower end of the two-sided interval. */
  double low(double confidence) {
    return draws[rank(confidence, forks, degreesOfFreedom)];
  }

  /** Upper end of the two-sided interval. */
  double high(double confidence) {
    return draws[DRAWS - 1 - rank(confidence, forks, degreesOfFreedom)];
  }

  /** How many draws lie beyond either end. */
  private static int rank(double confidence, int forks, int degreesOfFreedom) {
    double t = TDistribution.of(degreesOfFreedom).inverseSurvivalProbability((1 - confidence) / 2);
    double tail = NORMAL.survivalProbability(Math.sqrt(forks / (forks - 1.0)) * t);
    return (int) (tail * DRAWS);
  }

  /** Standard error of the estimate, corrected for few forks. */
  double standardError() {
    double mean = Arrays.stream(draws).average().orElseThrow();
    double squares = Arrays.stream(draws).map(draw -> (draw - mean) * (draw - mean)).sum();
    return Math.sqrt(squares / DRAWS * forks / (forks - 1));
  }
}
