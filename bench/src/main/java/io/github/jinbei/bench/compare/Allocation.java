package io.github.jinbei.bench.compare;

/**
 * The bytes allocated an operation on both sides. They are compared with an absolute tolerance, because their only noise is
 * the harness's.
 *
 * @param verdict REGRESSED (more), IMPROVED (less), EQUIVALENT, or null if a side was not measured with the profiler
 * @param base the base's median over forks in B/op, or NaN
 * @param current the current side's median over forks in B/op, or NaN
 */
public record Allocation(Verdict verdict, double base, double current) {

  /** The allocation of a row without figures. */
  public static final Allocation UNKNOWN = new Allocation(null, Double.NaN, Double.NaN);
}
