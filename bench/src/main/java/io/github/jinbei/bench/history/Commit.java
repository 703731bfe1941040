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
 * All that was measured of a commit: a line of the history.
 *
 * @param hash its hash, 7 to 64 hexadecimal digits, kept in lower case; the whole one by preference, since a short one
 *     is another key
 * @param date ISO 8601 with offset, as {@code 2026-01-31T12:00:00Z}; empty if unknown
 * @param branch empty if unknown
 * @param results by key; several of a key where it was measured in several environments
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
   * What is kept of a side's results. Those of which no fork has a figure, or whose mode and unit contradict each other,
   * are left out.
   *
   * @param hash the commit's, 7 to 64 hexadecimal digits
   * @param date ISO 8601 with offset, or empty
   * @param branch or empty
   * @param results as {@code ResultFiles} reads them
   * @throws IllegalArgumentException if hash or date is malformed
   */
  public static Commit of(String hash, String date, String branch, Collection<Result> results) {
    return new Commit(hash, date, branch, results.stream().map(Measured::of).flatMap(Optional::stream).toList());
  }

  /** The first digits of the hash, for people. */
  public String shortHash() {
    return hash.substring(0, Math.min(SHORT, hash.length()));
  }

  /**
   * The same commit measured once more: forks of the same key, unit and environment add up, anything else stands beside
   * what there is. Date and branch are the later ones, where they are known.
   *
   * @throws IllegalArgumentException if forks are copies of some that the commit has
   */
  Commit plus(Commit later) {
    List<Measured> all = new ArrayList<>(results);
    for (Measured more : later.results) {
      if (results.stream().anyMatch(more::repeats)) {
        throw new IllegalArgumentException("commit " + shortHash() + " has the forks of " + more.key().text()
            + " already, expected other forks: copies show nothing new");
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
