package io.github.jinbei.bench.compare;

import io.github.jinbei.bench.results.Result;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A finished comparison, ready to be shown.
 *
 * @param rows worst first: by verdict, then by ratio, then by key
 * @param settings what it was made with
 * @param base where the base was measured, what all of its results have in common, and what it is
 *     ({@link io.github.jinbei.bench.results.Subject}): name to value
 * @param current the same of the current side
 * @param ruler key text of the ruler's results on the current side, or empty
 * @param currentResults every result of the current side, those that are not compared too (rulers among them)
 * @param command words to repeat it with
 * @param rounds what an interleaved run adds: {@code 12 of at most 20 rounds, 4.5 minutes}; else empty
 */
public record Comparison(List<Row> rows, Settings settings, Map<String, String> base, Map<String, String> current,
    String ruler, List<Result> currentResults, List<String> command, String rounds) {

  /** Returns the same comparison with an entry more of each side, in place of those of that name. */
  public Comparison with(String name, String baseValue, String currentValue) {
    return new Comparison(rows, settings, with(base, name, baseValue), with(current, name, currentValue), ruler,
        currentResults, command, rounds);
  }

  private static Map<String, String> with(Map<String, String> entries, String name, String value) {
    Map<String, String> all = new LinkedHashMap<>(entries);
    all.put(name, value);
    return all;
  }

  /** How many rows have this verdict. */
  public long count(Verdict verdict) {
    return rows.stream().filter(row -> row.verdict() == verdict).count();
  }

  /** Whether any row is slower, or allocates more. */
  public boolean regressed() {
    return rows.stream().anyMatch(
        row -> row.verdict() == Verdict.REGRESSED || row.allocation().verdict() == Verdict.REGRESSED);
  }

  /** Whether the speed of any row was compared: false where each is NEW, MISSING, ENV-MISMATCH or ERROR. */
  public boolean compared() {
    return rows.stream().anyMatch(row -> row.raw() != null);
  }

  /** Whether a row has no verdict to rely on: INCONCLUSIVE, MISSING, ENV-MISMATCH or ERROR. */
  public boolean undecided() {
    return rows.stream().map(Row::verdict).anyMatch(verdict -> verdict == Verdict.INCONCLUSIVE
        || verdict == Verdict.MISSING || verdict == Verdict.ENV_MISMATCH || verdict == Verdict.ERROR);
  }
}
