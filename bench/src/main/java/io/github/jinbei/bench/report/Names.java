package io.github.jinbei.bench.report;

import io.github.jinbei.bench.results.Key;
import io.github.jinbei.internal.text.Plain;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Short names of rows, without what all rows share: the mode, the threads, and parameters with one value in all rows that have
 * them. A parameter that only some rows of a benchmark have is never left out, so that names stay unique.
 */
final class Names {

  private final boolean mode;
  private final boolean threads;
  private final Map<String, String> sharedParams;
  private final Set<String> ambiguous;
  private final String shared;

  private Names(boolean mode, boolean threads, Map<String, String> sharedParams, Set<String> ambiguous, Key any) {
    this.mode = mode;
    this.threads = threads;
    this.sharedParams = sharedParams;
    this.ambiguous = ambiguous;
    List<String> words = new ArrayList<>();
    if (mode) {
      words.add(any.mode());
    }
    if (threads && any.threads() != 1) {
      words.add("t=" + any.threads());
    }
    sharedParams.forEach((name, value) -> words.add(name + "=" + value));
    shared = Plain.text(String.join(" ", words));
  }

  /** Returns the names of these keys. */
  static Names of(Collection<Key> keys) {
    Map<String, Set<String>> values = new TreeMap<>();
    Map<String, Set<String>> paramsOfBenchmark = new HashMap<>();
    Map<String, Set<String>> full = new HashMap<>();
    for (Key key : keys) {
      key.params().forEach((name, value) -> values.computeIfAbsent(name, n -> new HashSet<>()).add(value));
      paramsOfBenchmark.computeIfAbsent(key.benchmark(), b -> new TreeSet<>()).addAll(key.params().keySet());
      full.computeIfAbsent(key.shortBenchmark(), b -> new HashSet<>()).add(key.benchmark());
    }
    Set<String> partial = new HashSet<>();
    for (Key key : keys) {
      Set<String> missing = new HashSet<>(paramsOfBenchmark.get(key.benchmark()));
      missing.removeAll(key.params().keySet());
      partial.addAll(missing);
    }
    boolean several = keys.size() > 1;
    Map<String, String> shared = new TreeMap<>();
    values.forEach((name, all) -> {
      boolean repeated = keys.stream().filter(key -> key.params().containsKey(name)).limit(2).count() == 2;
      if (repeated && all.size() == 1 && !partial.contains(name)) {
        shared.put(name, all.iterator().next());
      }
    });
    Set<String> ambiguous = new HashSet<>();
    full.values().stream().filter(names -> names.size() > 1).forEach(ambiguous::addAll);
    return new Names(several && keys.stream().map(Key::mode).distinct().count() == 1,
        several && keys.stream().map(Key::threads).distinct().count() == 1, shared, ambiguous,
        keys.isEmpty() ? null : keys.iterator().next());
  }

  /** Returns class, method, and what distinguishes this key from the others. */
  String of(Key key) {
    List<String> words = new ArrayList<>();
    words.add(ambiguous.contains(key.benchmark()) ? key.benchmark() : key.shortBenchmark());
    if (!mode) {
      words.add(key.mode());
    }
    if (!threads && key.threads() != 1) {
      words.add("t=" + key.threads());
    }
    key.params().forEach((name, value) -> {
      if (!sharedParams.containsKey(name)) {
        words.add(name + "=" + value);
      }
    });
    return Plain.text(String.join(" ", words));
  }

  /** Returns what the names leave out: {@code thrpt backend=auto threads=1}; or an empty text. */
  String shared() {
    return shared;
  }
}
