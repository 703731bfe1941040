package io.github.jinbei.bench.compare;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Holm's step-down adjustment: if all hypotheses with an adjusted p-value of at most α are rejected, the probability of
 * rejecting any true one is at most α, however they depend on each other (S. Holm, Scandinavian Journal of Statistics 6,
 * 1979).
 */
final class Holm {

  private Holm() {}

  /** Returns the adjusted p-values, in the order of the given ones. */
  static double[] adjust(double[] p) {
    int[] ascending = IntStream.range(0, p.length).boxed().sorted(Comparator.comparingDouble(i -> p[i]))
        .mapToInt(Integer::intValue).toArray();
    double[] adjusted = new double[p.length];
    double largest = 0;
    for (int i = 0; i < ascending.length; i++) {
      largest = Math.max(largest, Math.min(1, (p.length - i) * p[ascending[i]]));
      adjusted[ascending[i]] = largest;
    }
    return adjusted;
  }
}
