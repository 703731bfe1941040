package io.github.jinbei.bench.results;

import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;

/**
 * All results of one key on one side.
 *
 * @param key the benchmark with its mode, threads and parameters
 * @param score the primary metric
 * @param secondary profilers' and counters' metrics by name, without the dot that older versions of JMH put before a
 *     profiler's; empty if there are none
 * @param environment where and how it was measured, as far as the files record it: value by name, in the order of printing:
 *     {@code jmh}, {@code jdk}, {@code vm}, {@code jvm args}, {@code warm-up}, {@code measurement}, and with a sidecar
 *     {@code cpu}, {@code os}, {@code backend}, {@code lanes} and its other names
 */
public record Result(Key key, Metric score, SortedMap<String, Metric> secondary, Map<String, String> environment) {

  /** The name of JMH's metric for bytes allocated an operation. */
  public static final String ALLOCATION = "gc.alloc.rate.norm";

  /** Returns whether a larger score is better: see {@link Key#moreIsBetter}. */
  public boolean moreIsBetter() {
    return key.moreIsBetter();
  }

  /**
   * Returns why the score cannot be used, as the object of {@code has}: {@code no figures}, {@code NaN or an infinity in fork
   * 2}, or mode and unit that contradict each other; empty if it can be used.
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
