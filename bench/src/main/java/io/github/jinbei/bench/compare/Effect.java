package io.github.jinbei.bench.compare;

/**
 * The difference in speed between the forks of two sides, in logarithms. Each fork is compared with all forks of the other
 * side, also if the sides alternated. A drift of the machine then adds to the spread of both sides, which makes the test more
 * conservative; and an outlier spoils one fork, not a pair.
 */
final class Effect {

  private final Sample base;
  private final Sample current;

  Effect(Sample base, Sample current) {
    this.base = base;
    this.current = current;
  }

  /** Returns the logarithm of the ratio of speeds, current over base. */
  double estimate() {
    return TrimmedMean.of(current.values()) - TrimmedMean.of(base.values());
  }

  /** Returns the two-sided p-value: the probability of a difference at least this large if there were none. */
  double p() {
    return new PermutationTest(base.values(), current.values()).p();
  }

  /** Returns the method of {@link #p()}: {@code exact permutation} or {@code normal permutation}. */
  String test() {
    return (PermutationTest.countable(base.forks(), current.forks()) ? "exact" : "normal") + " permutation";
  }

  /** Returns the smallest p-value that this number of forks can give. */
  double smallestP() {
    return PermutationTest.smallestP(base.forks(), current.forks());
  }

  /**
   * Returns the interval of this effect.
   *
   * @param error the two-sided probability that it misses the true value
   * @param earlier the interval of the previous look, or null
   */
  Interval interval(double error, Interval earlier) {
    return new Interval(base.values(), current.values(), estimate(), error, earlier);
  }

  /** Returns the degrees of freedom of the forks' spread. */
  int degreesOfFreedom() {
    return base.forks() + current.forks() - 2;
  }

  /** Returns the number of forks of the smaller side. */
  int forks() {
    return Math.min(base.forks(), current.forks());
  }
}
