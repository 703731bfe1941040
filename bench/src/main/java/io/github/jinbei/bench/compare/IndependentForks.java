package io.github.jinbei.bench.compare;

import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import org.apache.commons.statistics.inference.TTest;

/** Forks of two sides of which nothing is known but that they were measured: results of two files. */
final class IndependentForks implements Effect {

  private final Sample base;
  private final Sample current;
  private final long seed;

  IndependentForks(Sample base, Sample current, long seed) {
    this.base = base;
    this.current = current;
    this.seed = seed;
  }

  @Override
  public double estimate() {
    return TrimmedMean.of(current.values()) - TrimmedMean.of(base.values());
  }

  private boolean countable() {
    return PermutationTest.countable(base.forks(), current.forks());
  }

  @Override
  public double p() {
    if (countable()) {
      return new PermutationTest(base.values(), current.values()).p();
    }
    double p = TTest.withDefaults().test(base.values(), current.values()).getPValue();
    return Double.isNaN(p) ? 1 : p; // no spread at all, and no difference
  }

  @Override
  public String test() {
    return countable() ? "exact permutation" : "Welch";
  }

  @Override
  public double smallestP() {
    return countable() ? PermutationTest.smallestP(base.forks(), current.forks()) : 0;
  }

  @Override
  public DoubleSupplier redrawn() {
    SplittableRandom random = new SplittableRandom(seed);
    double[] b = new double[base.forks()];
    double[] c = new double[current.forks()];
    return () -> mean(current, c, random) - mean(base, b, random);
  }

  private static double mean(Sample sample, double[] drawn, SplittableRandom random) {
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] = sample.redraw(random.nextInt(drawn.length), random);
    }
    return TrimmedMean.of(drawn);
  }

  @Override
  public int degreesOfFreedom() {
    return base.forks() + current.forks() - 2;
  }

  @Override
  public int forks() {
    return Math.min(base.forks(), current.forks());
  }
}
