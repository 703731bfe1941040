package io.github.jinbei.bench.report;

import io.github.jinbei.bench.compare.Comparison;
import io.github.jinbei.bench.compare.Verdict;
import io.github.jinbei.internal.text.Count;
import java.util.ArrayList;
import java.util.List;

/**
 * The whole comparison in one line.
 *
 * @param tone whether that is good news
 * @param text {@code 1 of 12 regressed, 2 undecided}
 */
record Headline(Tone tone, String text) {

  /** How a headline is to be taken. */
  enum Tone {
    /** Something got worse. */
    BAD,
    /** Nothing got worse as far as is known, but not all is known. */
    OPEN,
    /** Nothing got worse. */
    GOOD
  }

  /** The headline of a comparison. */
  static Headline of(Comparison comparison) {
    int rows = comparison.rows().size();
    if (rows == 0) {
      return new Headline(Tone.OPEN, "Nothing was compared: no rows");
    }
    long regressed = comparison.count(Verdict.REGRESSED);
    long allocating = comparison.rows().stream()
        .filter(row -> row.allocation().verdict() == Verdict.REGRESSED).count();
    long improved = comparison.count(Verdict.IMPROVED);
    long undecided = comparison.count(Verdict.INCONCLUSIVE) + comparison.count(Verdict.MISSING)
        + comparison.count(Verdict.ENV_MISMATCH) + comparison.count(Verdict.ERROR);
    if (comparison.count(Verdict.EQUIVALENT) == rows && allocating == 0) {
      return new Headline(Tone.GOOD, rows == 1 ? "The one row is equivalent" : "All " + rows + " equivalent");
    }
    List<String> parts = new ArrayList<>();
    parts.add((regressed == 0 ? "None" : String.valueOf(regressed)) + " of " + rows + " regressed");
    if (allocating > 0) {
      parts.add(Count.of(allocating, "allocates", "allocate") + " more");
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
}
