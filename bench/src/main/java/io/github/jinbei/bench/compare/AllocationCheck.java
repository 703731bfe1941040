package io.github.jinbei.bench.compare;

import io.github.jinbei.bench.results.Metric;
import io.github.jinbei.bench.results.Result;
import java.util.Arrays;

/**
 * The verdict on bytes allocated an operation. The allocation of a program is not random, but what the harness and the JIT
 * compiler add to it is. So there is a change if every fork of one side lies beyond every fork of the other by more than the
 * tolerance.
 */
final class AllocationCheck {

  private AllocationCheck() {}

  static Allocation of(Result base, Result current, double tolerance) {
    Metric before = base == null ? null : base.secondary().get(Result.ALLOCATION);
    Metric after = current == null ? null : current.secondary().get(Result.ALLOCATION);
    double baseMedian = before == null ? Double.NaN : before.median();
    double currentMedian = after == null ? Double.NaN : after.median();
    Verdict verdict = null;
    if (Double.isFinite(baseMedian) && Double.isFinite(currentMedian)) {
      if (min(after) > max(before) + tolerance) {
        verdict = Verdict.REGRESSED;
      } else if (max(after) < min(before) - tolerance) {
        verdict = Verdict.IMPROVED;
      } else {
        verdict = Verdict.EQUIVALENT;
      }
    }
    return new Allocation(verdict, baseMedian, currentMedian);
  }

  private static double min(Metric metric) {
    return Arrays.stream(metric.medians()).min().orElseThrow();
  }

  private static double max(Metric metric) {
    return Arrays.stream(metric.medians()).max().orElseThrow();
  }
}
