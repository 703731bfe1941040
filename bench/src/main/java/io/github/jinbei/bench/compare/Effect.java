package io.github.jinbei.bench.compare;

/**
 * How much faster one side's forks are than the other's, by logarithms. Forks are compared with all of the other side's,
 * also where the sides took turns: a drift of the machine then adds to the spread of both, which errs on the safe side,
 * and a burst spoils one fork and no pair.
 */
final class Effect {

  private final Sample base;
  private final Sample current;

  Effect(Sample base, Sample current) {
    this.base = base;
    this.current = current;
  }

  /** Logarithm of the ratio of speeds, current over base. */
  double estimate() {
    return TrimmedMean.of(current.values()) - TrimmedMean.of(base.values());
  }

  /** Probability of a difference at least this large if there were none, two-sided. */
  double p() {
    return new PermutationTest(base.values(), current.values()).p();
  }

  /** What {@link #p()} rests on: {@code exact permutation} or {@code normal permutation}. */
  String test() {
    return (PermutationTest.countable(base.forks(), current.forks()) ? "exact" : "normal") + " permutation";
  }

  /** The smallest p-value that so many forks could give at all. */
  double smallestP() {
    return PermutationTest.smallestP(base.forks(), current.forks());
  }

  /**
   * Returns the interval of this effect.
   *
   * @param error the probability that it misses the truth, two-sided
   * @param earlier that of the look before, or null
   */
  Interval interval(double error, Interval earlier) {
    return new Interval(base.values(), current.values(), estimate(), error, earlier);
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
