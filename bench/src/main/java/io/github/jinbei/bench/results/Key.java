package io.github.jinbei.bench.results;

import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The identity of a result: benchmark, mode, threads and all parameters. Without one of them, variants of a benchmark would
 * overwrite each other.
 *
 * @param benchmark class and method, with the package
 * @param mode JMH's short name: thrpt, avgt, sample or ss
 * @param threads JMH's threads, at least 1
 * @param params the benchmark's parameters, sorted by name; not null
 */
public record Key(String benchmark, String mode, int threads, SortedMap<String, String> params)
    implements Comparable<Key> {

  private static final String THROUGHPUT = "thrpt";

  private static final Comparator<Key> ORDER = Comparator.comparing(Key::benchmark).thenComparing(Key::mode)
      .thenComparing(Key::threads).thenComparing(key -> key.params.toString()).thenComparing(Key::words, Arrays::compare);

  /** Copies the parameters. */
  public Key {
    params = Collections.unmodifiableSortedMap(new TreeMap<>(params));
  }

  /** Returns whether a larger score is better: true for throughput, false for times. */
  public boolean moreIsBetter() {
    return mode.equals(THROUGHPUT);
  }

  /**
   * Returns whether a score in this mode cannot have the unit: a throughput is never in {@code s/op}, a time never in
   * {@code ops/s}. A unit of another form contradicts no mode.
   */
  public boolean contradicts(String unit) {
    return moreIsBetter() ? Unit.isPerOperation(unit) : Unit.isThroughput(unit);
  }

  /** Returns class and method without the package. */
  public String shortBenchmark() {
    int method = benchmark.lastIndexOf('.');
    return method < 0 ? benchmark : benchmark.substring(benchmark.lastIndexOf('.', method - 1) + 1);
  }

  /** Returns the key text: {@code GemmBenchmark.multiply thrpt form=NN shape=64x64x64}, with {@code t=2} for two threads. */
  public String text() {
    StringBuilder text = new StringBuilder(shortBenchmark()).append(' ').append(mode);
    if (threads != 1) {
      text.append(" t=").append(threads);
    }
    params.forEach((name, value) -> text.append(' ').append(name).append('=').append(value));
    return text.toString();
  }

  /** Returns names and values one by one. Joined to one text, a value with a comma could equal two values. */
  private String[] words() {
    return params.entrySet().stream().flatMap(param -> Stream.of(param.getKey(), param.getValue())).toArray(String[]::new);
  }

  @Override
  public int compareTo(Key other) {
    return ORDER.compare(this, other);
  }
}
