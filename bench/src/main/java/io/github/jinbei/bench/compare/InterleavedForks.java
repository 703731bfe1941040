package io.github.jinbei.bench.compare;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import java.util.function.IntToDoubleFunction;

/**
 * Forks of two sides that took turns: fork i of either side was measured in round i. What the machine did to a round it
 * did to both, so the effect is estimated from the differences within rounds.
 */
final class InterleavedForks implements Effect {

  private final Sample base;
  private final Sample current;
  private final long seed;
  private final int rounds;

  /** The forks; both sides have as many. */
  InterleavedForks(Sample base, Sample current, long seed) {
    this.base = base;
    this.current = current;
    this.seed = seed;
    rounds = base.forks();
  }

  @Override
  public double estimate() {
    return mean(round -> current.value(round) - base.value(round));
  }

  private double mean(IntToDoubleFunction difference) {
    double[] differences = new double[rounds];
    Arrays.setAll(differences, difference);
    return TrimmedMean.of(differences);
  }

  @Override
  public double p() {
    return new PermutationTest(base.values(), current.values()).p();
  }

  @Override
  public String test() {
    return "exact permutation";
  }

  @Override
  public double smallestP() {
    return PermutationTest.smallestP(rounds, rounds);
  }

  @Override
  public DoubleSupplier redrawn() {
    SplittableRandom random = new SplittableRandom(seed);
    return () -> mean(round -> {
      int drawn = random.nextInt(rounds);
      return current.redraw(drawn, random) - base.redraw(drawn, random);
    });
  }

  @Override
  public int degreesOfFreedom() {
    return rounds - 1;
  }

  @Override
  public int forks() {
    return rounds;
  }
}
