package io.github.jinbei.bench.report;

import io.github.jinbei.internal.text.Count;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The rows that a report shows, and those that it only counts. If there are very many rows, those that are decided are shown,
 * and the first of the others.
 *
 * @param rows the rows that are shown, in their given order
 * @param left the rows that are not shown
 * @param <T> the type of a row
 */
record Shown<T>(List<T> rows, List<T> left) {

  /**
   * The largest number of decided rows that are shown. A row takes about 3 kB of a page. A page of 1,000 rows opened in 1.4 s,
   * one of 300 in 1.1 s, one of 3,000 in 2.5 s and one of 10,000 in 12 s (headless Chromium 150 on two busy processors of an
   * AMD EPYC).
   */
  static final int MOST_DECIDED = 1000;

  /** The largest number of other rows that are shown: more than a reader goes through. */
  static final int MOST_OTHERS = 200;

  private static final String HINT = "; --all shows all rows.";

  /**
   * Returns the first {@link #MOST_DECIDED} rows that are decided and the first {@link #MOST_OTHERS} others.
   *
   * @param all whether all rows are shown instead
   */
  static <T> Shown<T> of(List<T> rows, Predicate<T> decided, boolean all) {
    List<T> shown = new ArrayList<>();
    List<T> left = new ArrayList<>();
    int decidedRoom = all ? Integer.MAX_VALUE : MOST_DECIDED;
    int otherRoom = all ? Integer.MAX_VALUE : MOST_OTHERS;
    for (T row : rows) {
      boolean fits = decided.test(row) ? decidedRoom-- > 0 : otherRoom-- > 0;
      (fits ? shown : left).add(row);
    }
    return new Shown<>(List.copyOf(shown), List.copyOf(left));
  }

  /** Returns a sentence with the number of rows that are not shown, or an empty text if there are none. */
  String sentence() {
    return left.isEmpty() ? "" : start(left) + HINT;
  }

  /** Returns {@link #sentence(List, Function)} for the rows that are left. */
  String sentence(Function<T, String> kind) {
    return sentence(left, kind);
  }

  /** Returns a sentence with the number of rows of each kind that are not shown, or an empty text if there are none. */
  static <T> String sentence(List<T> left, Function<T, String> kind) {
    if (left.isEmpty()) {
      return "";
    }
    Map<String, Long> counts = left.stream()
        .collect(Collectors.groupingBy(kind, LinkedHashMap::new, Collectors.counting()));
    return counts.entrySet().stream().map(count -> count.getValue() + " " + count.getKey())
        .collect(Collectors.joining(", ", start(left) + ": ", HINT));
  }

  private static String start(List<?> left) {
    return Count.of(left.size(), "row is", "rows are") + " not shown";
  }
}
