package io.github.jinbei.bench.compare;

import io.github.jinbei.bench.results.Result;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The result of a comparison, for the reports.
 *
 * @param rows worst first: by verdict, then by ratio, then by key
 * @param settings the settings of the comparison
 * @param base the environment of the base, as far as all of its results share it, and its
 *     {@link io.github.jinbei.bench.results.Subject}: value by name
 * @param current the same for the current side
 * @param ruler key text of the ruler's results on the current side, or empty
 * @param currentResults every result of the current side, including those that are not compared, such as rulers
 * @param command the words of the command line that repeats the comparison
 * @param rounds the rounds of an interleaved run, as {@code 12 of at most 20 rounds, 4.5 minutes}; else empty
 */
public record Comparison(List<Row> rows, Settings settings, Map<String, String> base, Map<String, String> current,
    String ruler, List<Result> currentResults, List<String> command, String rounds) {

  /** Returns this comparison with one entry of each side added or replaced. */
  public Comparison with(String name, String baseValue, String currentValue) {
    return new Comparison(rows, settings, with(base, name, baseValue), with(current, name, currentValue), ruler,
        currentResults, command, rounds);
  }

  private static Map<String, String> with(Map<String, String> entries, String name, String value) {
    Map<String, String> all = new LinkedHashMap<>(entries);
    all.put(name, value);
    return all;
  }

  /** Returns the number of rows with this verdict. */
  public long count(Verdict verdict) {
    return rows.stream().filter(row -> row.verdict() == verdict).count();
  }

  /** Returns whether any row is slower or allocates more. */
  public boolean regressed() {
    return rows.stream().anyMatch(
        row -> row.verdict() == Verdict.REGRESSED || row.allocation().verdict() == Verdict.REGRESSED);
  }

  /** Returns whether the speed of any row was compared: false if each is NEW, MISSING, ENV-MISMATCH or ERROR. */
  public boolean compared() {
    return rows.stream().anyMatch(row -> row.raw() != null);
  }

  /** Returns whether a row is undecided: INCONCLUSIVE, MISSING, ENV-MISMATCH or ERROR. */
  public boolean undecided() {
    return rows.stream().map(Row::verdict).anyMatch(verdict -> verdict == Verdict.INCONCLUSIVE
        || verdict == Verdict.MISSING || verdict == Verdict.ENV_MISMATCH || verdict == Verdict.ERROR);
  }
}
