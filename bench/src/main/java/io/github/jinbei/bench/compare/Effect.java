package io.github.jinbei.bench.compare;

import java.util.function.DoubleSupplier;

/** How much faster one side's forks are than the other's, by logarithms. */
interface Effect {

  /** Logarithm of the ratio of speeds, current over base. */
  double estimate();

  /** Probability of a difference at least this large if there were none, two-sided. */
  double p();

  /** What {@link #p()} rests on: {@code exact permutation} or {@code Welch}. */
  String test();

  /** The smallest p-value that these forks could give at all. */
  double smallestP();

  /** Estimates had the forks, and their iterations, been drawn again: the same ones from each supplier. */
  DoubleSupplier redrawn();

  /** Degrees of freedom that the spread of the forks rests on. */
  int degreesOfFreedom();

  /** Forks of the smaller side. */
  int forks();
}
