package io.github.jinbei.bench.history;

import io.github.jinbei.bench.results.Result;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The measurements of a commit: one line of the history.
 *
 * @param hash the commit's hash, 7 to 64 hexadecimal digits, in lower case; preferably the full one, because an abbreviated
 *     hash is another key
 * @param date the date in ISO 8601 with offset, as {@code 2026-01-31T12:00:00Z}; empty if unknown
 * @param branch the branch; empty if unknown
 * @param results the results, sorted by key; several for a key that was measured in several environments
 */
public record Commit(String hash, String date, String branch, List<Measured> results) {

  private static final Pattern HASH = Pattern.compile("[0-9a-f]{7,64}");
  private static final int SHORT = 8;

  /** Sorts the results and checks the rest. */
  public Commit {
    hash = hash.toLowerCase(Locale.ROOT);
    if (!HASH.matcher(hash).matches()) {
      throw new IllegalArgumentException("commit: \"" + hash + "\", expected a hash of 7 to 64 hexadecimal digits");
    }
    if (!date.isEmpty()) {
      try {
        OffsetDateTime.parse(date);
      } catch (DateTimeException e) {
        throw new IllegalArgumentException(
            "date: \"" + date + "\", expected ISO 8601 with offset, as 2026-01-31T12:00:00Z");
      }
    }
    results = results.stream().sorted(Comparator.comparing(Measured::key)).toList();
  }

  /**
   * Returns a commit with the results of a side. Results without a figure, or with a mode and unit that contradict each other,
   * are left out.
   *
   * @param hash the commit's hash, 7 to 64 hexadecimal digits
   * @param date the date in ISO 8601 with offset, or empty
   * @param branch the branch, or empty
   * @param results the results that {@code ResultFiles} returns
   * @throws IllegalArgumentException if hash or date is malformed
   */
  public static Commit of(String hash, String date, String branch, Collection<Result> results) {
    return new Commit(hash, date, branch, results.stream().map(Measured::of).flatMap(Optional::stream).toList());
  }

  /** Returns the first digits of the hash, for reports. */
  public String shortHash() {
    return hash.substring(0, Math.min(SHORT, hash.length()));
  }

  /**
   * Returns this commit with another measurement of it. Forks of the same key, unit and environment are concatenated; other
   * results are added. Date and branch are those of the later measurement, if it has them.
   *
   * @throws IllegalArgumentException if forks are copies of forks of this commit
   */
  Commit plus(Commit later) {
    List<Measured> all = new ArrayList<>(results);
    for (Measured more : later.results) {
      if (results.stream().anyMatch(more::repeats)) {
        throw new IllegalArgumentException("commit " + shortHash() + " has the forks of " + more.key().text()
            + " already, expected other forks: copies add no information");
      }
      int i = 0;
      while (i < all.size() && !all.get(i).addsUpWith(more)) {
        i++;
      }
      if (i < all.size()) {
        all.set(i, all.get(i).plus(more));
      } else {
        all.add(more);
      }
    }
    return new Commit(hash, later.date.isEmpty() ? date : later.date, later.branch.isEmpty() ? branch : later.branch,
        all);
  }
}
