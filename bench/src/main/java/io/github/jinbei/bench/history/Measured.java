package io.github.jinbei.bench.history;

import io.github.jinbei.bench.results.Copies;
import io.github.jinbei.bench.results.Key;
import io.github.jinbei.bench.results.Metric;
import io.github.jinbei.bench.results.Result;
import io.github.jinbei.bench.results.Subject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A result in a history, with one figure a fork.
 *
 * @param key the benchmark with its mode, threads and parameters
 * @param unit the unit of the figures
 * @param moreIsBetter whether a larger figure is better
 * @param environment where and how it was measured: value by name, in the order of printing
 * @param forks the median of each fork's iterations, in the order they were added: at least one, all finite and above 0
 */
public record Measured(Key key, String unit, boolean moreIsBetter, Map<String, String> environment,
    List<Double> forks) {

  /** Copies what is mutable and checks unit and figures. */
  public Measured {
    environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
    forks = List.copyOf(forks);
    if (key.contradicts(unit)) {
      throw new IllegalArgumentException("unit: " + unit + " of " + key.text() + ", expected a unit of this mode");
    }
    if (forks.isEmpty()) {
      throw new IllegalArgumentException("forks: none, expected at least one figure");
    }
    for (double fork : forks) {
      if (!usable(fork)) {
        throw new IllegalArgumentException("forks: " + fork + ", expected finite figures above 0");
      }
    }
  }

  /**
   * Returns the result with the medians of those forks that have one.
   *
   * @return the result; empty if no fork has a usable figure, or mode and unit contradict each other
   */
  static Optional<Measured> of(Result result) {
    if (result.key().contradicts(result.score().unit())) {
      return Optional.empty();
    }
    List<Double> forks = Arrays.stream(result.score().medians()).filter(Measured::usable).boxed().toList();
    return forks.isEmpty() ? Optional.empty() : Optional.of(new Measured(result.key(), result.score().unit(),
        result.moreIsBetter(), place(result.environment()), forks));
  }

  /** Returns the entries that describe where it was measured. Those that describe what and when belong to the commit. */
  private static Map<String, String> place(Map<String, String> environment) {
    Map<String, String> place = new LinkedHashMap<>(environment);
    place.keySet().removeAll(Subject.NAMES);
    return place;
  }

  private static boolean usable(double figure) {
    return figure > 0 && figure < Double.POSITIVE_INFINITY;
  }

  /** Returns the median over forks. */
  public double median() {
    return Metric.median(forks.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /** Returns whether the forks of both are samples of the same quantity, so that they can be concatenated. */
  boolean addsUpWith(Measured other) {
    return key.equals(other.key) && unit.equals(other.unit) && moreIsBetter == other.moreIsBetter
        && place(environment).equals(place(other.environment));
  }

  /**
   * Returns whether both contain copies of the same forks of a key, by the rule of {@link Copies}: all forks of one are among
   * those of the other, next to each other. The environment is ignored, because a sidecar may have been added later.
   */
  boolean repeats(Measured other) {
    boolean more = forks.size() >= other.forks.size();
    Measured all = more ? this : other;
    Measured some = more ? other : this;
    return key.equals(other.key) && Collections.indexOfSubList(all.forks, some.forks) >= 0
        && Copies.areCopies(some.values(), all.values(), all.forks.size() - some.forks.size() + 1);
  }

  private double[][] values() {
    return forks.stream().map(fork -> new double[] {fork}).toArray(double[][]::new);
  }

  /** Returns this result with the forks of another appended. */
  Measured plus(Measured other) {
    List<Double> all = new ArrayList<>(forks);
    all.addAll(other.forks);
    return new Measured(key, unit, moreIsBetter, environment, all);
  }
}
