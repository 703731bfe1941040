package io.github.jinbei.bench.report;

import io.github.jinbei.internal.text.Lines;
import java.util.List;
import java.util.Set;
import java.util.function.IntUnaryOperator;

/**
 * A text table that fits a terminal: the names, its second column, are wrapped; if that is not enough, columns are left out.
 *
 * @param cells the rows, with the head first
 * @param left the columns of words, which are aligned left; the others are figures
 * @param gap the spaces before each column except the first
 * @param widths the width of each column, or {@value #LEFT_OUT} if it is left out
 */
record TextTable(List<String[]> cells, Set<Integer> left, IntUnaryOperator gap, int[] widths) {

  private static final int NAME = 1;
  private static final int LEFT_OUT = -1;
  /** The indentation of further lines of a name or a paragraph. */
  static final String INDENT = "  ";

  /** The least width of the names while there is another column to leave out. */
  private static final int NARROWEST_NAME = 24;

  /** The least width of the names if no other column can be left out. */
  private static final int FEWEST_LETTERS = 8;

  /**
   * Returns a table that fits the terminal.
   *
   * @param dispensable the columns in the order in which they are left out; if there are none, the table may be too wide
   * @param width the width of the terminal
   */
  static TextTable of(List<String[]> cells, Set<Integer> left, IntUnaryOperator gap, int[] dispensable, int width) {
    int[] widths = new int[cells.get(0).length];
    int total = 0;
    for (int c = 0; c < widths.length; c++) {
      int column = c;
      widths[c] = cells.stream().mapToInt(row -> length(row[column])).max().orElse(0);
      total += widths[c] + (c == 0 ? 0 : gap.applyAsInt(c));
    }
    int room = width - (total - widths[NAME]);
    for (int c : dispensable) {
      if (room < Math.min(widths[NAME], NARROWEST_NAME)) {
        room += widths[c] + gap.applyAsInt(c);
        widths[c] = LEFT_OUT;
      }
    }
    widths[NAME] = Math.min(widths[NAME], Math.max(dispensable.length == 0 ? NARROWEST_NAME : FEWEST_LETTERS, room));
    return new TextTable(cells, left, gap, widths);
  }

  /** Returns the indentation of a further line of a row, so that it stands under the name. */
  String indent() {
    return " ".repeat(widths[0] + gap.applyAsInt(NAME));
  }

  /** Appends a row: one line, and further lines for the rest of its name. */
  void append(StringBuilder text, int row) {
    String[] cells = this.cells.get(row).clone();
    List<String> name = Lines.of(cells[NAME], widths[NAME], INDENT);
    cells[NAME] = name.get(0);
    text.append(aligned(cells)).append('\n');
    name.stream().skip(1).forEach(more -> text.append(indent()).append(more).append('\n'));
  }

  private String aligned(String[] cells) {
    StringBuilder line = new StringBuilder();
    for (int c = 0; c < cells.length; c++) {
      if (widths[c] == LEFT_OUT) {
        continue;
      }
      String blanks = " ".repeat(widths[c] - length(cells[c]));
      line.append(c == 0 ? "" : " ".repeat(gap.applyAsInt(c))).append(left.contains(c) ? cells[c] + blanks : blanks + cells[c]);
    }
    return line.toString().stripTrailing();
  }

  static int length(CharSequence text) {
    return (int) text.codePoints().count();
  }
}
