package io.github.jinbei.bench.compare;

/**
 * Bytes allocated an operation, of which an absolute tolerance is the judge: no noise but the harness's.
 *
 * @param verdict REGRESSED (more), IMPROVED (less), EQUIVALENT, or null where a side was not measured with the profiler
 * @param base the base's median over forks in B/op, or NaN
 * @param current the current side's
 */
public record Allocation(Verdict verdict, double base, double current) {

  /** Nothing is known. */
  public static final Allocation UNKNOWN = new Allocation(null, Double.NaN, Double.NaN);
}
