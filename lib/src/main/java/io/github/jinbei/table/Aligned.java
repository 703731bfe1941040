package io.github.jinbei.table;

import io.github.jinbei.internal.text.Plain;
import java.util.List;

/** Text in columns. */
final class Aligned {

  private Aligned() {}

  /**
   * Returns a title, and below it lines of texts, indented by two spaces, in columns that are as wide as their longest text.
   * Letters that are unsafe in a terminal are replaced.
   *
   * @param lines of the same number of texts
   */
  static String text(String title, List<List<String>> lines) {
    int[] widths = new int[lines.get(0).size()];
    for (List<String> line : lines) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], length(line.get(i)));
      }
    }
    StringBuilder text = new StringBuilder(title);
    for (List<String> line : lines) {
      StringBuilder padded = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        padded.append("  ").append(Plain.text(line.get(i))).append(" ".repeat(widths[i] - length(line.get(i))));
      }
      text.append('\n').append(padded.toString().stripTrailing());
    }
    return text.toString();
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
