package io.github.jinbei.bench.compare;

import io.github.jinbei.bench.results.Key;
import io.github.jinbei.bench.results.Progress;
import io.github.jinbei.bench.results.KeyFilter;
import io.github.jinbei.bench.results.Result;
import io.github.jinbei.internal.text.Count;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Compares two sides: once for files, or several times while they grow, by a {@link #look} after each stage of an interleaved
 * run. {@link Family} describes the test. The figures are used as they are and divided by the ruler's.
 */
public final class Comparer {

  private static final Comparator<Row> WORST_FIRST = Comparator.comparing(Row::verdict)
      .thenComparingDouble(Comparer::ratio).thenComparing(Row::key);

  private final Settings settings;
  private final Judge judge;
  private final Progress progress;
  private final SortedMap<Key, Pair> pairs = new TreeMap<>();
  private Family<Key> raw;
  private Family<Key> normalised;
  private String ruler = "";
  private List<Result> currentResults = List.of();
  private Collection<Result> baseResults = List.of();

  /** The two sides of a key, either of which may be null, and the reason if they cannot be compared. */
  private static final class Pair {
    private Result base;
    private Result current;
    private Verdict obstacle;
    private String note = "";
    private Verdict verdict;
  }

  /** Creates a comparer without results. */
  public Comparer(Settings settings) {
    this(settings, Progress.NONE);
  }

  private Comparer(Settings settings, Progress progress) {
    this.settings = settings;
    this.progress = progress;
    judge = new Judge(settings);
  }

  /** Compares two sides, once. */
  public static Comparison compare(Map<Key, Result> base, Map<Key, Result> current, Settings settings,
      List<String> command) {
    return compare(base, current, settings, command, Progress.NONE);
  }

  /** Compares two sides, once, and reports the progress. */
  public static Comparison compare(Map<Key, Result> base, Map<Key, Result> current, Settings settings,
      List<String> command, Progress progress) {
    Comparer comparer = new Comparer(settings, progress);
    comparer.look(base, current, 1, true);
    return comparer.comparison(command, "");
  }

  /**
   * Compares both sides in their present state. Rows that an earlier look decided keep their verdicts.
   *
   * @param share the share of alpha and of the intervals' error that this look spends, see {@link Family}
   * @param last whether this is the last look
   */
  public void look(Map<Key, Result> base, Map<Key, Result> current, double share, boolean last) {
    Set<Key> keys = rows(base, current);
    Ruler baseRuler = Ruler.of(base.values(), settings.ruler());
    Ruler currentRuler = Ruler.of(current.values(), settings.ruler());
    boolean ruled = settings.ruler() != null;
    ruler = ruled ? rulers(current.keySet()) : "";
    baseResults = base.values();
    currentResults = List.copyOf(current.values());
    Map<Key, Effect> rawEffects = new TreeMap<>();
    Map<Key, Effect> normalisedEffects = new TreeMap<>();
    for (Key key : keys) {
      Pair pair = pairs.computeIfAbsent(key, k -> new Pair());
      if (pair.verdict != null) {
        continue;
      }
      pair.base = base.get(key);
      pair.current = current.get(key);
      Effect effect = effect(pair, null, null);
      if (effect != null) {
        rawEffects.put(key, effect);
        if (ruled) {
          normalisedEffects.put(key, effect(pair, baseRuler, currentRuler));
        }
      }
    }
    if (raw == null) {
      raw = family(rawEffects.keySet());
      normalised = ruled ? family(normalisedEffects.keySet()) : null;
    }
    raw.look(rawEffects, share, last);
    if (normalised != null) {
      normalised.look(normalisedEffects, share, last);
    }
    for (Key key : rawEffects.keySet()) {
      judge(key, pairs.get(key));
    }
  }

  private void requireRuler(String side, Map<Key, Result> results) {
    if (settings.ruler() != null && Ruler.of(results.values(), settings.ruler()) == null) {
      throw new IllegalArgumentException("--ruler " + settings.ruler() + " matches no row of the " + side
          + " side that has figures");
    }
  }

  /**
   * Checks that the settings leave a row to compare, and that the ruler, if there is one, was measured on both sides.
   *
   * @throws IllegalArgumentException if not
   */
  public void requireRows(Map<Key, Result> base, Map<Key, Result> current) {
    rows(base, current);
  }

  /** Returns the keys of both sides to compare: those that the settings select, without the rulers. */
  private Set<Key> rows(Map<Key, Result> base, Map<Key, Result> current) {
    requireRuler("base", base);
    requireRuler("current", current);
    Set<Key> keys = new TreeSet<>(base.keySet());
    keys.addAll(current.keySet());
    int all = keys.size();
    keys.removeIf(key -> Ruler.isRuler(key, settings.ruler()));
    if (keys.isEmpty() && all > 0) {
      throw new IllegalArgumentException("--ruler " + settings.ruler() + " matches all of " + Count.of(all, "row")
          + ", expected other rows to compare");
    }
    KeyFilter filter = settings.filter();
    filter.requireAny(keys);
    keys.removeIf(key -> !filter.wants(key));
    return keys;
  }

  private String rulers(Set<Key> keys) {
    return keys.stream().filter(key -> Ruler.isRuler(key, settings.ruler())).map(Key::text)
        .collect(Collectors.joining(", "));
  }

  private Family<Key> family(Set<Key> keys) {
    Map<Key, String> texts = new TreeMap<>();
    keys.forEach(key -> texts.put(key, key.text()));
    return new Family<>(settings, texts, progress);
  }

  /** Returns the effect of a pair; if it has none, stores the reason in the pair and returns null. */
  private Effect effect(Pair pair, Ruler baseRuler, Ruler currentRuler) {
    if (pair.base == null || pair.current == null) {
      pair.obstacle = pair.base == null ? Verdict.NEW : Verdict.MISSING;
      return null;
    }
    pair.obstacle = Verdict.ERROR;
    pair.note = flaw(pair);
    if (!pair.note.isEmpty()) {
      return null;
    }
    Sample base = sample(pair.base, baseRuler);
    Sample current = sample(pair.current, currentRuler);
    if (base == null || current == null) {
      pair.note = (base == null ? "base" : "current") + " has no positive figure for every fork";
      return null;
    }
    if (!pair.base.score().unit().equals(pair.current.score().unit())) {
      pair.note = "units " + pair.base.score().unit() + " / " + pair.current.score().unit();
      return null;
    }
    if (!settings.ignoreEnvironment()) {
      pair.note = EnvironmentCheck.differences(pair.base.environment(), pair.current.environment());
      if (!pair.note.isEmpty()) {
        pair.obstacle = Verdict.ENV_MISMATCH;
        return null;
      }
    }
    pair.obstacle = null;
    return new Effect(base, current);
  }

  /** Returns why the figures of a side cannot be used; empty if both can. */
  private static String flaw(Pair pair) {
    String base = pair.base.flaw();
    String current = pair.current.flaw();
    return !base.isEmpty() ? "base has " + base : !current.isEmpty() ? "current has " + current : "";
  }

  private static Sample sample(Result result, Ruler ruler) {
    int forks = result.score().forks().length;
    return Sample.of(result, ruler == null ? null : ruler.speeds(forks));
  }

  private void judge(Key key, Pair pair) {
    Verdict byFigures = raw.verdict(key);
    Verdict byRuler = normalised == null ? byFigures : normalised.verdict(key);
    Verdict verdict = byFigures;
    if (settings.gate() == Settings.Gate.NORMALISED) {
      verdict = byRuler;
    } else if (settings.gate() == Settings.Gate.BOTH && byFigures != byRuler) {
      verdict = Verdict.INCONCLUSIVE;
      pair.note = "as it is " + byFigures.text() + ", normalised " + byRuler.text();
    }
    if (verdict != Verdict.INCONCLUSIVE) {
      pair.verdict = verdict;
    }
  }

  /** Returns the rows that are undecided, and for which more forks can bring a decision. */
  public List<Key> undecided() {
    List<Key> undecided = new ArrayList<>();
    pairs.forEach((key, pair) -> {
      if (pair.verdict == null && pair.obstacle == null) {
        undecided.add(key);
      }
    });
    return undecided;
  }

  /**
   * Returns the result of the looks so far.
   *
   * @param command the words of the command line that repeats the comparison
   * @param rounds see {@link Comparison#rounds()}
   */
  public Comparison comparison(List<String> command, String rounds) {
    List<Row> rows = new ArrayList<>();
    Map<Key, Estimate> estimates = raw.estimates();
    Map<Key, Estimate> divided = normalised == null ? Map.of() : normalised.estimates();
    pairs.forEach((key, pair) -> rows.add(row(key, pair, estimates, divided)));
    rows.sort(WORST_FIRST);
    return new Comparison(rows, settings, EnvironmentCheck.common(environments(baseResults)),
        EnvironmentCheck.common(environments(currentResults)), ruler, currentResults, List.copyOf(command), rounds);
  }

  private static List<Map<String, String>> environments(Collection<Result> results) {
    return results.stream().map(Result::environment).collect(Collectors.toList());
  }

  private Row row(Key key, Pair pair, Map<Key, Estimate> estimates, Map<Key, Estimate> divided) {
    Verdict verdict = pair.obstacle != null ? pair.obstacle
        : pair.verdict != null ? pair.verdict : Verdict.INCONCLUSIVE;
    boolean judged = pair.obstacle == null;
    return new Row(key, verdict, pair.base, pair.current, judged ? estimates.get(key) : null,
        judged ? divided.get(key) : null, judge.threshold(key.text()),
        AllocationCheck.of(pair.base, pair.current, settings.allocation()), pair.note);
  }

  private static double ratio(Row row) {
    return row.raw() == null ? 1 : row.raw().ratio();
  }
}
