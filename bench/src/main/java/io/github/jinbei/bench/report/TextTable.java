package io.github.jinbei.bench.report;

import io.github.jinbei.internal.text.Lines;
import java.util.List;
import java.util.Set;
import java.util.function.IntUnaryOperator;

/**
 * A table of text that fits a terminal: the names, its second column, are broken; where that is not enough, columns are left
 * out.
 *
 * @param cells the rows, the head first
 * @param left columns of words, which begin at the left; the others are figures
 * @param gap blanks before each column but the first
 * @param widths of each column, or {@value #LEFT_OUT} if it is left out
 */
record TextTable(List<String[]> cells, Set<Integer> left, IntUnaryOperator gap, int[] widths) {

  private static final int NAME = 1;
  private static final int LEFT_OUT = -1;
  /** Begins what is left of a name, and all lines of a paragraph but the first. */
  static final String INDENT = "  ";

  /** Names are not made narrower than this while there is another column to leave out. */
  private static final int NARROWEST_NAME = 24;

  /** Of a name where nothing else can be left out. */
  private static final int FEWEST_LETTERS = 8;

  /**
   * Fits a table.
   *
   * @param dispensable columns in the order in which they are left out; if there are none, the table may be too wide
   * @param width columns of the terminal
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

  /** The blanks that a line below a row's begins with, so as to stand under the name. */
  String indent() {
    return " ".repeat(widths[0] + gap.applyAsInt(NAME));
  }

  /** Appends a row: a line, and further ones for what is left of its name. */
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
