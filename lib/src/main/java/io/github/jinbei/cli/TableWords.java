package io.github.jinbei.cli;

import io.github.jinbei.internal.text.Count;
import io.github.jinbei.table.Column;
import io.github.jinbei.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Descriptions of tables, as they are printed. */
final class TableWords {

  /** A table of more columns than this has one line for neighbouring columns of the same description. */
  private static final int MOST_LINES = 30;

  /** The names of at most so many categories are printed. */
  private static final int MOST_NAMES = 8;

  private TableWords() {}

  /** Returns a line for each column: its name, type, gaps and categories. */
  static List<String> lines(Table table) {
    List<String> lines = new ArrayList<>();
    List<Column> columns = table.columns();
    for (int first = 0, end; first < columns.size(); first = end) {
      String words = words(columns.get(first));
      end = first + 1;
      while (columns.size() > MOST_LINES && end < columns.size() && words(columns.get(end)).equals(words)) {
        end++;
      }
      lines.add(columns.get(first).name() + (end - first == 1 ? ""
          : " to " + columns.get(end - 1).name() + " (" + (end - first) + " columns)") + ": " + words);
    }
    return lines;
  }

  /** Returns the type of a column, its gaps and its categories. */
  static String words(Column column) {
    int missing = column.missing();
    String gaps = missing == 0 ? "" : ", " + (missing == column.rows() ? "all" : missing) + " missing";
    return column.isNumeric() ? "numbers" + gaps : "text" + gaps + ", " + categories(column);
  }

  /** Returns how many categories a column has, with their names if they are few. */
  static String categories(Column column) {
    Set<String> names = new TreeSet<>();
    for (int row = 0; row < column.rows(); row++) {
      if (!column.isMissing(row)) {
        names.add(column.text(row));
      }
    }
    return Count.of(names.size(), "category", "categories") + listed(List.copyOf(names));
  }

  /** Returns names behind a colon, or nothing if they are many. */
  static String listed(List<String> names) {
    return names.isEmpty() || names.size() > MOST_NAMES ? "" : ": " + String.join(", ", names);
  }

  /** Returns entries whose first line has a word, and the others none. */
  static List<String> entries(String word, List<String> lines) {
    return IntStream.range(0, lines.size()).mapToObj(i -> Text.entry(i == 0 ? word : "", lines.get(i))).toList();
  }
}
