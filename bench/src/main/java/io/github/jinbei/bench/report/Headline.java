package io.github.jinbei.bench.report;

import io.github.jinbei.bench.compare.Comparison;
import io.github.jinbei.bench.compare.Verdict;
import io.github.jinbei.internal.text.Count;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The summary of a comparison in one line.
 *
 * @param tone whether the result is good
 * @param text {@code 1 of 12 regressed, 2 undecided}
 */
record Headline(Tone tone, String text) {

  /** The reasons why the speed of a row with one of these verdicts was not compared. */
  private static final Map<Verdict, String> REASONS = new EnumMap<>(Map.of(
      Verdict.ERROR, "in error",
      Verdict.ENV_MISMATCH, "from different environments",
      Verdict.MISSING, "only in the base",
      Verdict.NEW, "only in the current side"));

  /** The tone of a headline. */
  enum Tone {
    /** A row is worse. */
    BAD,
    /** No row is known to be worse, but some are undecided. */
    OPEN,
    /** No row is worse. */
    GOOD
  }

  /** Returns the headline of a comparison. */
  static Headline of(Comparison comparison) {
    if (!comparison.compared()) {
      return ofNothing(comparison);
    }
    int rows = comparison.rows().size();
    long regressed = comparison.count(Verdict.REGRESSED);
    long allocating = allocating(comparison);
    long improved = comparison.count(Verdict.IMPROVED);
    long undecided = comparison.count(Verdict.INCONCLUSIVE) + comparison.count(Verdict.MISSING)
        + comparison.count(Verdict.ENV_MISMATCH) + comparison.count(Verdict.ERROR);
    if (comparison.count(Verdict.EQUIVALENT) == rows && allocating == 0) {
      return new Headline(Tone.GOOD, rows == 1 ? "The one row is equivalent" : "All " + rows + " equivalent");
    }
    List<String> parts = new ArrayList<>();
    parts.add((regressed == 0 ? "None" : String.valueOf(regressed)) + " of " + rows + " regressed");
    if (allocating > 0) {
      parts.add(more(allocating));
    }
    if (undecided > 0) {
      parts.add(undecided + " undecided");
    }
    if (improved > 0) {
      parts.add(improved + " improved");
    }
    Tone tone = comparison.regressed() ? Tone.BAD : undecided > 0 ? Tone.OPEN : Tone.GOOD;
    return new Headline(tone, String.join(", ", parts));
  }

  /** Returns the headline of a comparison that compared the speed of no row. */
  private static Headline ofNothing(Comparison comparison) {
    List<String> parts = new ArrayList<>();
    REASONS.forEach((verdict, reason) -> {
      long count = comparison.count(verdict);
      if (count > 0) {
        parts.add(Count.of(count, "row is ", "rows are ") + reason);
      }
    });
    if (parts.isEmpty()) {
      parts.add("no rows");
    }
    long allocating = allocating(comparison);
    if (allocating > 0) {
      parts.add(more(allocating));
    }
    boolean bytes = comparison.rows().stream().anyMatch(row -> row.allocation().verdict() != null);
    return new Headline(allocating > 0 ? Tone.BAD : Tone.OPEN,
        (bytes ? "No speed" : "Nothing") + " was compared: " + String.join(", ", parts));
  }

  private static long allocating(Comparison comparison) {
    return comparison.rows().stream().filter(row -> row.allocation().verdict() == Verdict.REGRESSED).count();
  }

  private static String more(long allocating) {
    return Count.of(allocating, "allocates", "allocate") + " more";
  }
}
