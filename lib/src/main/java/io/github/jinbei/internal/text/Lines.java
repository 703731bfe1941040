package io.github.jinbei.internal.text;

import java.util.ArrayList;
import java.util.List;

/** Breaks text into lines. Lengths are numbers of code points. */
public final class Lines {

  private Lines() {}

  /** Returns the text on lines of at most the given length: {@link #of(String, int, String)} without an indent. */
  public static List<String> of(String text, int most) {
    return of(text, most, "");
  }

  /**
   * Returns the text on lines of at most the given length, broken at spaces. Breaks a word that is longer than a line after a
   * comma or a bar, or, where the line has room for neither, at the line's end.
   *
   * @param most the greatest length of a line; lines have room for at least one letter behind the indent
   * @param indent begins all lines but the first, and counts as part of them
   */
  public static List<String> of(String text, int most, String indent) {
    int length = Math.max(most, length(indent) + 1);
    List<String> lines = new ArrayList<>();
    String line = "";
    boolean empty = true;
    for (String word : text.split(" ")) {
      String rest = word;
      String gap = empty ? "" : " ";
      while (length(line) + length(gap) + length(rest) > length) {
        int room = length - length(line) - length(gap);
        int end = length(indent) + length(rest) > length ? afterSeparator(rest, room) : 0;
        if (end == 0 && empty) {
          end = rest.offsetByCodePoints(0, room);
        }
        lines.add(end == 0 ? line : line + gap + rest.substring(0, end));
        rest = rest.substring(end);
        line = indent;
        gap = "";
        empty = true;
      }
      line += gap + rest;
      empty = false;
    }
    lines.add(line);
    return lines;
  }

  /** Returns the index after the last comma or bar within the first code points of a word, or 0 if there is none. */
  private static int afterSeparator(String word, int codePoints) {
    int end = word.offsetByCodePoints(0, Math.max(0, codePoints));
    return 1 + Math.max(word.lastIndexOf(',', end - 1), word.lastIndexOf('|', end - 1));
  }

  /** Returns the text if it has at most so many letters, at least 3; else its start and end with two points between. */
  public static String cut(String text, int most) {
    int letters = length(text);
    if (letters <= most) {
      return text;
    }
    int last = (most - 2) / 2;
    return text.substring(0, text.offsetByCodePoints(0, most - 2 - last)) + ".."
        + text.substring(text.offsetByCodePoints(0, letters - last));
  }

  /** Returns an ASCII text that ends at a column: with spaces before it if it is shorter. */
  public static String right(String text, int columns) {
    return " ".repeat(Math.max(0, columns - text.length())) + text;
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
