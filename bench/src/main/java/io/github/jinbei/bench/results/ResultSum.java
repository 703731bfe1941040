package io.github.jinbei.bench.results;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The entries of one side, collected by key. */
final class ResultSum {

  private final SortedMap<Key, Sum> sums = new TreeMap<>();

  /**
   * Appends an entry's forks to those of earlier entries with the same key.
   *
   * @param path the file of the entry, for the message
   * @throws UnreadableResultsException if its score has another unit than that of the earlier entries
   */
  void add(Path path, Result result) throws UnreadableResultsException {
    sums.computeIfAbsent(result.key(), Sum::new).add(path, result);
  }

  /**
   * Checks that no entry has the forks of another.
   *
   * @throws UnreadableResultsException if an entry is a copy, by the rule of {@link Copies}
   */
  void requireNoCopies() throws UnreadableResultsException {
    for (Sum sum : sums.values()) {
      sum.requireNoCopies();
    }
  }

  /** Returns the results of all keys. */
  SortedMap<Key, Result> results() {
    SortedMap<Key, Result> results = new TreeMap<>();
    sums.forEach((key, sum) -> results.put(key, sum.result()));
    return Collections.unmodifiableSortedMap(results);
  }

  /** The figures of an entry. Two are equal if all figures have the same bits. */
  private record Figures(double[][] forks) {

    @Override
    public boolean equals(Object other) {
      return other instanceof Figures figures && Arrays.deepEquals(forks, figures.forks);
    }

    @Override
    public int hashCode() {
      return Arrays.deepHashCode(forks);
    }
  }

  /** An entry with the figures of an earlier entry. */
  private record Repeated(Figures figures, Path first, Path second) {}

  /** The entries of one key. */
  private static final class Sum {

    private final Key key;
    private final Environment environment = new Environment();
    private final SortedMap<String, Metric> secondary = new TreeMap<>();
    private final Map<Figures, Path> entries = new LinkedHashMap<>();
    private final List<Repeated> repeated = new ArrayList<>();
    private Metric score;

    Sum(Key key) {
      this.key = key;
    }

    void add(Path path, Result result) throws UnreadableResultsException {
      if (score != null && !canAdd(score, result.score())) {
        throw JsonFile.unreadable(path, key.text() + " is in " + result.score().unit() + " here and in "
            + score.unit() + " before", ResultFiles.EXPECTED);
      }
      Figures figures = new Figures(result.score().forks());
      Path first = entries.putIfAbsent(figures, path);
      if (first != null) {
        repeated.add(new Repeated(figures, first, path));
      }
      score = score == null ? result.score() : sum(score, result.score());
      environment.add(result.environment());
      for (Map.Entry<String, Metric> metric : result.secondary().entrySet()) {
        // A profiler may choose its unit by the size of the value: only metrics with the unit of the first are added.
        secondary.merge(metric.getKey(), metric.getValue(), (a, b) -> canAdd(a, b) ? sum(a, b) : a);
      }
    }

    void requireNoCopies() throws UnreadableResultsException {
      if (repeated.isEmpty()) {
        return;
      }
      double[][] all = entries.keySet().stream().flatMap(one -> Arrays.stream(one.forks)).toArray(double[][]::new);
      long number = entries.size() + repeated.size();
      for (Repeated copy : repeated) {
        if (Copies.areCopies(copy.figures.forks, all, number * (number - 1) / 2)) {
          throw new UnreadableResultsException(copy.second + ": " + key.text() + " has the forks that it has in "
              + copy.first + " already, expected other forks: copies add no information");
        }
      }
    }

    Result result() {
      return new Result(key, score, Collections.unmodifiableSortedMap(secondary), environment.joined());
    }

    /** Returns whether the units agree. The unit of a metric without values does not matter. */
    private static boolean canAdd(Metric a, Metric b) {
      return a.unit().equals(b.unit()) || a.forks().length == 0 || b.forks().length == 0;
    }

    private static Metric sum(Metric a, Metric b) {
      double[][] forks = Stream.concat(Arrays.stream(a.forks()), Arrays.stream(b.forks())).toArray(double[][]::new);
      return new Metric(a.forks().length == 0 ? b.unit() : a.unit(), forks);
    }
  }
}
