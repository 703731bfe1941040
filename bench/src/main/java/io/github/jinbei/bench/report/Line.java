package io.github.jinbei.bench.report;

import io.github.jinbei.bench.compare.Allocation;
import io.github.jinbei.bench.compare.Comparison;
import io.github.jinbei.bench.compare.Estimate;
import io.github.jinbei.bench.compare.Row;
import io.github.jinbei.bench.compare.Settings;
import io.github.jinbei.bench.compare.Verdict;
import io.github.jinbei.bench.results.Result;
import io.github.jinbei.internal.text.Plain;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A row formatted as text, in ASCII characters. A missing value is {@link Format#NONE}.
 *
 * @param row the row itself
 * @param shown the estimate that decides the verdict, or null
 * @param name the name of the row, without what all rows share
 * @param base the base's figure, in {@code unit}
 * @param current the current side's figure, in {@code unit}
 * @param unit the unit of both figures
 * @param change the change of the speed in per cent, negative if slower
 * @param interval the interval of the change
 * @param p the adjusted p-value
 * @param detects the smallest effect that would be found
 * @param forks the forks of a side, or of both if they differ: {@code 10/12}
 * @param need the forks a side that would decide, or {@link Format#NONE} if the row is decided
 * @param remarks further remarks, each a phrase
 */
record Line(Row row, Estimate shown, String name, String base, String current, String unit, String change,
    String interval, String p, String detects, String forks, String need, List<String> remarks) {

  /** Returns whether both speed and allocated bytes are unchanged. */
  boolean unchanged() {
    Verdict allocation = row.allocation().verdict();
    return row.verdict() == Verdict.EQUIVALENT && (allocation == null || allocation == Verdict.EQUIVALENT);
  }

  /** Returns the verdict's name. */
  String verdict() {
    return row.verdict().text();
  }

  /** Returns whether a change is shown, of the speed or of the bytes allocated. */
  boolean decided() {
    return row.verdict() == Verdict.REGRESSED || row.verdict() == Verdict.IMPROVED
        || row.allocation().verdict() == Verdict.REGRESSED || row.allocation().verdict() == Verdict.IMPROVED;
  }

  private boolean worse() {
    return row.verdict() == Verdict.REGRESSED || row.allocation().verdict() == Verdict.REGRESSED;
  }

  /**
   * Returns the lines of a comparison, worst first. This is the comparison's order, with one exception: rows that only allocate
   * more come right after those that are slower, because they fail a comparison as well.
   */
  static List<Line> of(Comparison comparison) {
    return of(comparison, names(comparison));
  }

  /** Returns the names that {@link #of(Comparison)} uses. */
  static Names names(Comparison comparison) {
    return Names.of(comparison.rows().stream().map(Row::key).toList());
  }

  private static List<Line> of(Comparison comparison, Names names) {
    return comparison.rows().stream().map(row -> of(row, names, comparison.settings()))
        .sorted(Comparator.comparing(line -> line.worse() ? 0 : 1)).toList();
  }

  private static Line of(Row row, Names names, Settings settings) {
    boolean divided = settings.gate() == Settings.Gate.NORMALISED && row.normalised() != null;
    Estimate shown = divided ? row.normalised() : row.raw();
    Estimate other = divided ? row.raw() : row.normalised();
    List<String> remarks = new ArrayList<>();
    if (other != null) {
      String interval = Format.interval(other.low(), other.high());
      remarks.add((divided ? "not divided by the ruler: " : "divided by the ruler: ") + Format.change(other.ratio())
          + " %" + (interval.equals(Format.NONE) ? "" : " " + interval));
    }
    Allocation allocation = row.allocation();
    if (allocation.verdict() != null && allocation.verdict() != Verdict.EQUIVALENT) {
      remarks.add("allocation " + allocation.verdict().text() + ": " + Format.bytes(allocation.base()) + " to "
          + Format.bytes(allocation.current()) + " B/op");
    }
    if (!row.note().isEmpty()) {
      remarks.add(Plain.text(row.note()));
    }
    Figures figures = Figures.of(row.base(), row.current());
    boolean open = shown != null && shown.forksToDecide() > 0;
    return new Line(row, shown, names.of(row.key()), figures.base, figures.current, figures.unit,
        shown == null ? Format.NONE : Format.change(shown.ratio()),
        shown == null ? Format.NONE : Format.interval(shown.low(), shown.high()),
        shown == null ? Format.NONE : Format.probability(shown.adjusted()),
        shown == null ? Format.NONE : Format.percent(shown.detectable() - 1),
        figures.forks, open ? String.valueOf(shown.forksToDecide()) : Format.NONE, List.copyOf(remarks));
  }

  private record Figures(String base, String current, String unit, String forks) {

    static Figures of(Result base, Result current) {
      if (base == null && current == null) {
        return new Figures(Format.NONE, Format.NONE, "", Format.NONE);
      }
      double baseValue = base == null ? Double.NaN : base.score().median();
      double currentValue = current == null ? Double.NaN : current.score().median();
      String unit = (base == null ? current : base).score().unit();
      Scale scale = Scale.of(unit, baseValue, currentValue);
      boolean unlike = base != null && current != null && !current.score().unit().equals(unit);
      String shownUnit = unlike ? Plain.text(unit + "|" + current.score().unit()) : scale.unit();
      scale = unlike ? new Scale(shownUnit, 1) : scale;
      String baseForks = base == null ? "0" : String.valueOf(base.score().forks().length);
      String currentForks = current == null ? "0" : String.valueOf(current.score().forks().length);
      return new Figures(scale.figure(baseValue), scale.figure(currentValue), scale.unit(),
          baseForks.equals(currentForks) ? baseForks : baseForks + "/" + currentForks);
    }
  }
}
