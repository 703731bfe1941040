package io.github.jinbei.bench.compare;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import org.apache.commons.statistics.inference.TTest;

/**
 * How much faster one side's forks are than the other's, by logarithms. Forks are compared with all of the other side's,
 * also where the sides took turns: a drift of the machine then adds to the spread of both, which errs on the safe side,
 * and a burst spoils one fork and no pair.
 */
final class Effect {

  private final Sample base;
  private final Sample current;
  private final long seed;

  Effect(Sample base, Sample current, long seed) {
    this.base = base;
    this.current = current;
    this.seed = seed;
  }

  /** Logarithm of the ratio of speeds, current over base. */
  double estimate() {
    return TrimmedMean.of(current.values()) - TrimmedMean.of(base.values());
  }

  private boolean countable() {
    return PermutationTest.countable(base.forks(), current.forks());
  }

  /** Probability of a difference at least this large if there were none, two-sided. */
  double p() {
    if (countable()) {
      return new PermutationTest(base.values(), current.values()).p();
    }
    double p = TTest.withDefaults().test(base.values(), current.values()).getPValue();
    return Double.isNaN(p) ? 1 : p; // no spread at all, and no difference
  }

  /** Which way the test of {@link #p()} saw a difference: 1 faster, -1 slower, 0 neither. */
  int direction() {
    if (countable()) {
      return new PermutationTest(base.values(), current.values()).direction();
    }
    return (int) Math.signum(mean(current.values()) - mean(base.values()));
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  /** What {@link #p()} rests on: {@code exact permutation} or {@code Welch}. */
  String test() {
    return countable() ? "exact permutation" : "Welch";
  }

  /** The smallest p-value that so many forks could give at all. */
  double smallestP() {
    return countable() ? PermutationTest.smallestP(base.forks(), current.forks()) : 0;
  }

  /** Estimates had the forks, and their iterations, been drawn again: the same ones from each supplier. */
  DoubleSupplier redrawn() {
    SplittableRandom random = new SplittableRandom(seed);
    double[] b = new double[base.forks()];
    double[] c = new double[current.forks()];
    return () -> redrawn(current, c, random) - redrawn(base, b, random);
  }

  private static double redrawn(Sample sample, double[] drawn, SplittableRandom random) {
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] = sample.redraw(random.nextInt(drawn.length), random);
    }
    return TrimmedMean.of(drawn);
  }

  /** Degrees of freedom that the spread of the forks rests on. */
  int degreesOfFreedom() {
    return base.forks() + current.forks() - 2;
  }

  /** Forks of the smaller side. */
  int forks() {
    return Math.min(base.forks(), current.forks());
  }
}
