package io.github.jinbei.bench.history;

import io.github.jinbei.bench.results.Key;
import io.github.jinbei.bench.results.KeyFilter;
import io.github.jinbei.bench.results.Metric;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The trends of a history, for the reports.
 *
 * @param rows the trends: those of the last commit first, then by loss of speed, largest first; those without a baseline
 *     last
 * @param settings the settings of the report
 * @param commits the number of commits in the history
 * @param last the first digits of the last commit's hash; empty if there are no commits
 * @param sorted whether the lines were in another order than the dates, and were sorted
 * @param environment the entries that all results of the last commit share: value by name
 */
public record Trends(List<Trend> rows, TrendSettings settings, int commits, String last, boolean sorted,
    Map<String, String> environment) {

  private static final Comparator<Trend> WORST_FIRST = Comparator.comparing((Trend trend) -> !trend.current())
      .thenComparingDouble(trend -> trend.latest().speed()) // NaN sorts last
      .thenComparing(Trend::key);

  /** A result with its commit. */
  private record Sample(Commit commit, Measured measured) {}

  /** Returns the number of rows of the last commit with this movement. */
  public long count(Movement movement) {
    return rows.stream().filter(trend -> trend.current() && trend.latest().movement() == movement).count();
  }

  /** Returns whether any row of the last commit has a baseline. */
  public boolean compared() {
    return rows.stream().anyMatch(trend -> trend.current() && trend.latest().movement() != Movement.NO_BASELINE);
  }

  /**
   * Compares every commit with the median of earlier commits that were measured in the same environment. These need not be
   * adjacent: results of a machine that was not used for a while are compared with its own earlier figures. The commits are
   * ordered by date; those without a date stay after the commit before them in the history.
   *
   * @param history the commits in the order of their lines
   * @throws IllegalArgumentException if the settings select none of its benchmarks
   */
  public static Trends of(List<Commit> history, TrendSettings settings) {
    DateOrder order = DateOrder.of(history);
    List<Commit> commits = order.commits();
    KeyFilter filter = settings.filter();
    SortedSet<Key> keys = new TreeSet<>();
    SortedMap<Key, List<Sample>> samples = new TreeMap<>();
    for (Commit commit : commits) {
      for (Measured measured : commit.results()) {
        keys.add(measured.key());
        if (filter.wants(measured.key())) {
          samples.computeIfAbsent(measured.key(), key -> new ArrayList<>()).add(new Sample(commit, measured));
        }
      }
    }
    filter.requireAny(keys);
    Commit last = commits.isEmpty() ? null : commits.get(commits.size() - 1);
    List<Trend> rows = samples.values().stream()
        .map(all -> trend(all, settings, last)).sorted(WORST_FIRST).toList();
    return last == null ? new Trends(rows, settings, 0, "", false, Map.of())
        : new Trends(rows, settings, commits.size(), last.shortHash(), order.changed(), shared(last));
  }

  private static Map<String, String> shared(Commit commit) {
    Map<String, String> shared = new LinkedHashMap<>();
    commit.results().stream().limit(1).forEach(first -> shared.putAll(first.environment()));
    commit.results().forEach(each -> shared.entrySet().retainAll(each.environment().entrySet()));
    return Collections.unmodifiableMap(shared);
  }

  private static Trend trend(List<Sample> all, TrendSettings settings, Commit last) {
    Measured latest = all.get(all.size() - 1).measured;
    Map<Map<String, String>, List<Double>> medians = new HashMap<>();
    List<Point> points = new ArrayList<>();
    Map<String, String> before = null;
    for (Sample sample : all) {
      Measured measured = sample.measured;
      if (!measured.unit().equals(latest.unit()) || measured.moreIsBetter() != latest.moreIsBetter()) {
        continue; // its figures cannot share an axis with the latest
      }
      Map<String, String> environment = decisive(measured.environment(), settings.environment());
      List<Double> earlier = medians.computeIfAbsent(environment, unseen -> new ArrayList<>());
      points.add(point(sample, earlier, before == null ? "" : difference(before, environment), settings));
      earlier.add(measured.median());
      before = environment;
    }
    return new Trend(latest.key(), latest.unit(), latest.moreIsBetter(), List.copyOf(points),
        all.get(all.size() - 1).commit == last);
  }

  private static Point point(Sample sample, List<Double> earlier, String change, TrendSettings settings) {
    List<Double> window = earlier.subList(Math.max(0, earlier.size() - settings.window()), earlier.size());
    double baseline = Metric.median(window.stream().mapToDouble(Double::doubleValue).toArray());
    double median = sample.measured.median();
    double speed = sample.measured.moreIsBetter() ? median / baseline : baseline / median;
    return new Point(sample.commit.shortHash(), sample.commit.date(), sample.measured.forks(), median, baseline,
        window.size(), speed, movement(speed, settings.threshold()), change);
  }

  private static Movement movement(double speed, double threshold) {
    if (Double.isNaN(speed)) {
      return Movement.NO_BASELINE;
    }
    if (speed < 1 - threshold) {
      return Movement.SLOWER;
    }
    return speed > 1 + threshold ? Movement.FASTER : Movement.STEADY;
  }

  /** Returns the values of an environment that must be equal, in the settings' order. */
  private static Map<String, String> decisive(Map<String, String> environment, List<String> names) {
    Map<String, String> decisive = new LinkedHashMap<>();
    names.forEach(name -> {
      if (environment.containsKey(name)) {
        decisive.put(name, environment.get(name));
      }
    });
    return decisive;
  }

  private static String difference(Map<String, String> before, Map<String, String> after) {
    Map<String, String> names = new LinkedHashMap<>(before);
    names.putAll(after);
    return names.keySet().stream().filter(name -> !Objects.equals(before.get(name), after.get(name)))
        .map(name -> name + " " + before.getOrDefault(name, "unknown") + " to " + after.getOrDefault(name, "unknown"))
        .collect(Collectors.joining(", "));
  }
}
