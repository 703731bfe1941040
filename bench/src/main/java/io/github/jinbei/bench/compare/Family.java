package io.github.jinbei.bench.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

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
  private final Settings settings;
  private final SortedMap<K, State> rows = new TreeMap<>();

  /** A row's state. */
  private static final class State {
    private final String text;
    private double p = 1;
    private Effect effect;
    private double error;
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
  Family(Settings settings, Map<K, String> texts) {
    this.settings = settings;
    judge = new Judge(settings);
    texts.forEach((key, text) -> rows.put(key, new State(text)));
  }

  /**
   * Looks at the rows that are not decided.
   *
   * @param effects their effects now
   * @param share of alpha, and of what the intervals may miss, that this look spends; all looks' shares add up to at
   *     most 1
   */
  void look(Map<K, Effect> effects, double share) {
    effects.forEach((key, effect) -> {
      State row = rows.get(key);
      if (row.verdict == null) {
        row.effect = effect;
        row.error = share * (1 - settings.confidence());
        row.p = Math.min(row.p, Math.min(1, effect.p() / share));
      }
    });
    Map<K, Double> adjusted = adjusted();
    rows.forEach((key, row) -> {
      if (row.verdict != null || row.effect == null) {
        return;
      }
      row.verdict = judge.changed(row.text, row.effect, adjusted.get(key));
      // A row that is significant, but by less than counts, may still be shown to be within the threshold.
      if (row.verdict == null && judge.equivalent(row.text, row.effect, row.error)) {
        row.verdict = Verdict.EQUIVALENT;
      }
    });
  }

  private Map<K, Double> adjusted() {
    double[] p = rows.values().stream().mapToDouble(row -> row.p).toArray();
    double[] adjusted = Holm.adjust(p);
    Map<K, Double> byKey = new TreeMap<>();
    int i = 0;
    for (K key : rows.keySet()) {
      byKey.put(key, adjusted[i++]);
    }
    return byKey;
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

  /** The figures of a row's last look. */
  Estimate estimate(K key) {
    State row = rows.get(key);
    return judge.estimate(row.text, row.effect, adjusted().get(key), row.error, rows.size(), row.verdict != null);
  }
}
