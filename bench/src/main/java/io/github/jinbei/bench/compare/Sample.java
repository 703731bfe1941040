package io.github.jinbei.bench.compare;

import io.github.jinbei.bench.results.Metric;
import io.github.jinbei.bench.results.Result;
import java.util.Arrays;

/**
 * The forks of one side, as logarithms of speed: operations/s for a throughput, 1/time for a time. So larger is always
 * better, and a difference is the logarithm of a ratio. A fork's value is the median of its iterations. The iterations of one
 * fork share JIT-compiled code and heap layout, so they are not independent samples.
 */
final class Sample {

  private final double[] values;

  private Sample(double[] values) {
    this.values = values;
  }

  /**
   * Returns the forks of a result.
   *
   * @param ruler logarithm of the ruler's speed for each fork, subtracted from the fork's; or null
   * @return the sample, or null if there is no fork, or a figure is not a positive finite number
   */
  static Sample of(Result result, double[] ruler) {
    double sign = result.moreIsBetter() ? 1 : -1;
    double[][] forks = result.score().forks();
    double[] values = new double[forks.length];
    for (int f = 0; f < forks.length; f++) {
      if (!Arrays.stream(forks[f]).allMatch(figure -> figure > 0 && figure < Double.POSITIVE_INFINITY)) {
        return null;
      }
      values[f] = sign * Math.log(Metric.median(forks[f])) - (ruler == null ? 0 : ruler[f]);
    }
    return forks.length == 0 ? null : new Sample(values);
  }

  /** Returns the first forks of this sample. */
  Sample first(int forks) {
    return new Sample(Arrays.copyOf(values, forks));
  }

  /** Returns the forks of these indices, in that order. */
  Sample pick(int[] forks) {
    return new Sample(Arrays.stream(forks).mapToDouble(fork -> values[fork]).toArray());
  }

  int forks() {
    return values.length;
  }

  /** Returns a copy of the values. */
  double[] values() {
    return values.clone();
  }
}
