package io.github.jinbei.bench.results;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Entries of one side, added up by key. */
final class ResultSum {

  private final SortedMap<Key, Sum> sums = new TreeMap<>();

  /**
   * Adds an entry's forks after those of the entries before with that key.
   *
   * @param path where it is from, for the message
   * @throws UnreadableResultsException if its score is in a unit that those before do not have
   */
  void add(Path path, Result result) throws UnreadableResultsException {
    sums.computeIfAbsent(result.key(), Sum::new).add(path, result);
  }

  /** All of them. */
  SortedMap<Key, Result> results() {
    SortedMap<Key, Result> results = new TreeMap<>();
    sums.forEach((key, sum) -> results.put(key, sum.result()));
    return Collections.unmodifiableSortedMap(results);
  }

  /** The entries of one key. */
  private static final class Sum {

    private final Key key;
    private final Environment environment = new Environment();
    private final SortedMap<String, Metric> secondary = new TreeMap<>();
    private Metric score;
    private boolean moreIsBetter;

    Sum(Key key) {
      this.key = key;
    }

    void add(Path path, Result result) throws UnreadableResultsException {
      if (score != null && !canAdd(score, result.score())) {
        throw JsonFile.unreadable(path, key.text() + " is in " + result.score().unit() + " here and in "
            + score.unit() + " before", ResultFiles.EXPECTED);
      }
      score = score == null ? result.score() : sum(score, result.score());
      moreIsBetter = result.moreIsBetter();
      environment.add(result.environment());
      for (Map.Entry<String, Metric> metric : result.secondary().entrySet()) {
        // A profiler may choose its unit by the size of the value: only those like the first can stand together.
        secondary.merge(metric.getKey(), metric.getValue(), (a, b) -> canAdd(a, b) ? sum(a, b) : a);
      }
    }

    Result result() {
      return new Result(key, moreIsBetter, score, Collections.unmodifiableSortedMap(secondary), environment.joined());
    }

    /** Where there are no values, the unit means nothing. */
    private static boolean canAdd(Metric a, Metric b) {
      return a.unit().equals(b.unit()) || a.forks().length == 0 || b.forks().length == 0;
    }

    private static Metric sum(Metric a, Metric b) {
      double[][] forks = Stream.concat(Arrays.stream(a.forks()), Arrays.stream(b.forks())).toArray(double[][]::new);
      return new Metric(a.forks().length == 0 ? b.unit() : a.unit(), forks);
    }
  }
}
