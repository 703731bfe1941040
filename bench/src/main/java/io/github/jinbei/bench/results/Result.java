package io.github.jinbei.bench.results;

import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;

/**
 * All that a side says of one key.
 *
 * @param key what was measured
 * @param score the primary metric
 * @param secondary profilers' and counters' metrics by name, without the dot or the like that older versions of JMH put
 *     in front of a profiler's; empty if there are none
 * @param environment where and how it was measured, as far as the files tell, name to value, in an order fit to print:
 *     {@code jmh}, {@code jdk}, {@code vm}, {@code jvm args}, {@code warm-up}, {@code measurement}, and with a sidecar
 *     {@code cpu}, {@code os}, {@code backend}, {@code lanes} and whatever else it holds
 */
public record Result(Key key, Metric score, SortedMap<String, Metric> secondary, Map<String, String> environment) {

  /** The name of JMH's metric for bytes allocated an operation. */
  public static final String ALLOCATION = "gc.alloc.rate.norm";

  /** Whether a larger score is the better one: see {@link Key#moreIsBetter}. */
  public boolean moreIsBetter() {
    return key.moreIsBetter();
  }

  /**
   * Why nothing can be said of the score, after {@code has}: {@code no figures}, {@code NaN or an infinity in fork 2}, or
   * mode and unit that contradict each other; empty if there is no such reason.
   */
  public String flaw() {
    double[][] forks = score.forks();
    if (forks.length == 0) {
      return "no figures";
    }
    if (key.contradicts(score.unit())) {
      return "mode " + key.mode() + " and unit " + score.unit() + ", which contradict each other";
    }
    for (int f = 0; f < forks.length; f++) {
      if (!Arrays.stream(forks[f]).allMatch(Double::isFinite)) {
        return "NaN or an infinity in fork " + (f + 1);
      }
    }
    return "";
  }
}
