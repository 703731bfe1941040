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
 * Rows that are judged together, in one look or in several. The probability alpha that anything unchanged is called
 * changed is for all rows and all looks: each look spends a share of it (Bonferroni), a row's p-value is the smallest of
 * its looks, each divided by the look's share, and Holm's adjustment goes over the rows. A row that is decided stays so;
 * since p-values only fall, no later look can take it back.
 *
 * @param <K> what names a row
 */
final class Family<K extends Comparable<K>> {

  private final Judge judge;
  private final Progress progress;
  private final SortedMap<K, State> rows = new TreeMap<>();

  /** A row's state. */
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
   * A family that has not been looked at.
   *
   * @param texts what each row is called, which thresholds go by
   */
  Family(Settings settings, Map<K, String> texts, Progress progress) {
    judge = new Judge(settings);
    this.progress = progress;
    texts.forEach((key, text) -> rows.put(key, new State(text)));
  }

  /**
   * Looks at the rows that are not decided.
   *
   * @param effects their effects now
   * @param share of alpha, and of what the intervals may miss, that this look spends; all looks' shares add up to at
   *     most 1
   * @param last whether no look follows
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
      // A row that is significant, but by less than counts, may still be shown to be within the threshold.
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

  /** The rows that no look has decided. */
  List<K> undecided() {
    List<K> undecided = new ArrayList<>();
    rows.forEach((key, row) -> {
      if (row.verdict == null) {
        undecided.add(key);
      }
    });
    return undecided;
  }

  /** What has been found of a row: INCONCLUSIVE if no look has decided it. */
  Verdict verdict(K key) {
    Verdict verdict = rows.get(key).verdict;
    return verdict == null ? Verdict.INCONCLUSIVE : verdict;
  }

  /** The figures of the last look at each row that was looked at. */
  Map<K, Estimate> estimates() {
    Map<K, Estimate> estimates = new ConcurrentHashMap<>();
    List<K> seen = rows.keySet().stream().filter(key -> rows.get(key).effect != null).toList();
    forEach(seen, "estimated", key -> estimates.put(key, estimate(rows.get(key))));
    return estimates;
  }

  /** Does the work for each, on all processors, and says how far it is. */
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
