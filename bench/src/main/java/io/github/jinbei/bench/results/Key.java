package io.github.jinbei.bench.results;

import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What makes two results results of the same thing: benchmark, mode, threads and all parameters. Leaving one out lets
 * variants of a benchmark overwrite each other.
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

  /** Whether a larger score is the better one: true of throughput, false of times. */
  public boolean moreIsBetter() {
    return mode.equals(THROUGHPUT);
  }

  /**
   * Whether a score in this mode cannot have the unit: a throughput is never in {@code s/op}, a time never in
   * {@code ops/s}. A unit of neither form goes with every mode.
   */
  public boolean contradicts(String unit) {
    return moreIsBetter() ? Unit.isPerOperation(unit) : Unit.isThroughput(unit);
  }

  /** Class and method without the package. */
  public String shortBenchmark() {
    int method = benchmark.lastIndexOf('.');
    return method < 0 ? benchmark : benchmark.substring(benchmark.lastIndexOf('.', method - 1) + 1);
  }

  /** For people: {@code GemmBenchmark.multiply thrpt form=NN shape=64x64x64}, and {@code t=2} where there are threads. */
  public String text() {
    StringBuilder text = new StringBuilder(shortBenchmark()).append(' ').append(mode);
    if (threads != 1) {
      text.append(" t=").append(threads);
    }
    params.forEach((name, value) -> text.append(' ').append(name).append('=').append(value));
    return text.toString();
  }

  /** Names and values one by one: as one text, a value with a comma may be the same as two. */
  private String[] words() {
    return params.entrySet().stream().flatMap(param -> Stream.of(param.getKey(), param.getValue())).toArray(String[]::new);
  }

  @Override
  public int compareTo(Key other) {
    return ORDER.compare(this, other);
  }
}
