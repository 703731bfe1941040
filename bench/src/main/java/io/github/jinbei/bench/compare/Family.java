package io.github.jinbei.bench.compare;

import io.github.jinbei.bench.results.Progress;
import io.github.jinbei.internal.text.Count;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * A family of rows that are tested together, in one look or in several. Alpha is the probability that any unchanged row is
 * called changed, over all rows and all looks. Each look spends a share of it (Bonferroni). A row's p-value is the smallest
 * of its looks, each divided by the look's share. Holm's adjustment is applied over the rows. A decided row keeps its
 * verdict; since p-values only fall, no later look can revoke it.
 *
 * @param <K> the name of a row
 */
final class Family<K extends Comparable<K>> {

  private final Judge judge;
  private final Progress progress;
  private final SortedMap<K, State> rows = new TreeMap<>();

  /** The state of one row. */
  private static final class State {
    private final String text;
    private double p = 1;
    private double adjusted = 1;
    private Effect effect;
    private Interval interval;
    private double share;
    private Verdict verdict;

    private State(String text) {
      this.text = text;
    }
  }

  /**
   * Creates a family, before its first look.
   *
   * @param texts the key text of each row, which selects its thresholds
   */
  Family(Settings settings, Map<K, String> texts, Progress progress) {
    judge = new Judge(settings);
    this.progress = progress;
    texts.forEach((key, text) -> rows.put(key, new State(text)));
  }

  /**
   * Tests the undecided rows.
   *
   * @param effects the present effects of the rows
   * @param share the share of alpha, and of the intervals' error, that this look spends; the shares of all looks add up to at
   *     most 1
   * @param last whether this is the last look
   */
  void look(Map<K, Effect> effects, double share, boolean last) {
    List<State> open = new ArrayList<>();
    effects.forEach((key, effect) -> {
      State row = rows.get(key);
      if (row.verdict == null) {
        row.effect = effect;
        row.interval = judge.interval(effect, share, row.interval);
        row.share = share;
        open.add(row);
      }
    });
    forEach(open, "tested", row -> row.p = Math.min(row.p, Math.min(1, row.effect.p() / share)));
    adjust();
    forEach(open, "judged", row -> {
      row.verdict = judge.changed(row.text, row.effect, row.adjusted, row.interval);
      // A significant row whose effect is too small to count may still be equivalent.
      if (row.verdict == null && judge.equivalent(row.text, row.effect, row.interval, last)) {
        row.verdict = Verdict.EQUIVALENT;
      }
    });
  }

  private void adjust() {
    double[] adjusted = Holm.adjust(rows.values().stream().mapToDouble(row -> row.p).toArray());
    int i = 0;
    for (State row : rows.values()) {
      row.adjusted = adjusted[i++];
    }
  }

  /** Returns the rows that no look has decided. */
  List<K> undecided() {
    List<K> undecided = new ArrayList<>();
    rows.forEach((key, row) -> {
      if (row.verdict == null) {
        undecided.add(key);
      }
    });
    return undecided;
  }

  /** Returns the verdict of a row: INCONCLUSIVE if no look has decided it. */
  Verdict verdict(K key) {
    Verdict verdict = rows.get(key).verdict;
    return verdict == null ? Verdict.INCONCLUSIVE : verdict;
  }

  /** Returns the estimate of each tested row in its last look. */
  Map<K, Estimate> estimates() {
    Map<K, Estimate> estimates = new ConcurrentHashMap<>();
    List<K> seen = rows.keySet().stream().filter(key -> rows.get(key).effect != null).toList();
    forEach(seen, "estimated", key -> estimates.put(key, estimate(rows.get(key))));
    return estimates;
  }

  /** Does the work for each element, on all processors, and reports the progress. */
  private <T> void forEach(List<T> all, String done, Consumer<T> work) {
    LongAdder count = new LongAdder();
    progress.now(() -> count + " of " + Count.of(all.size(), "row") + " " + done);
    all.parallelStream().forEach(each -> {
      work.accept(each);
      count.increment();
    });
  }

  private Estimate estimate(State row) {
    return judge.estimate(row.text, row.effect, row.adjusted, row.interval, row.share, rows.size(), row.verdict != null);
  }
}
