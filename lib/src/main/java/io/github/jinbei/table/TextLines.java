package io.github.jinbei.table;

import java.util.ArrayList;
import java.util.List;

/**
 * A list of texts as one text: each element on a line of its own, which ends in a line break. In an element, a line break is
 * written as a backslash and n, and a backslash as two. An unpaired surrogate, which is not valid Unicode, is written as a
 * backslash, u and its four hexadecimal digits.
 */
final class TextLines {

  private TextLines() {}

  /** Returns the list as one text. */
  static String of(List<String> texts) {
    StringBuilder lines = new StringBuilder();
    for (String text : texts) {
      text.codePoints().forEach(c -> {
        if (c == '\n') {
          lines.append("\\n");
        } else if (c == '\\') {
          lines.append("\\\\");
        } else if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
          lines.append("\\u").append(Integer.toHexString(c));
        } else {
          lines.appendCodePoint(c);
        }
      });
      lines.append('\n');
    }
    return lines.toString();
  }

  /** Returns a text as a line of {@link #of}, without the line break at the end. */
  static String line(String text) {
    String line = of(List.of(text));
    return line.substring(0, line.length() - 1);
  }

  /** Returns the text that {@link #line} wrote. Throws as {@link #parse}. */
  static String parseLine(String line) {
    return String.join("\n", parse(line + "\n"));
  }

  /**
   * Returns the list that {@link #of} wrote.
   *
   * @throws IllegalArgumentException if it is not such a text; the message begins with a verb
   */
  static List<String> parse(String lines) {
    List<String> texts = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    int at = 0;
    while (at < lines.length()) {
      char c = lines.charAt(at++);
      if (c == '\n') {
        texts.add(text.toString());
        text.setLength(0);
      } else if (c == '\\') {
        char escaped = at < lines.length() ? lines.charAt(at) : ' ';
        at += escaped == 'u' ? 5 : 1;
        text.append(escaped == 'u' ? surrogate(lines, at) : unescaped(escaped));
      } else {
        text.append(c);
      }
    }
    if (text.length() > 0) {
      throw new IllegalArgumentException("ends in \"" + text + "\"; expected a line break at the end");
    }
    return texts;
  }

  private static char unescaped(char escaped) {
    if (escaped != 'n' && escaped != '\\') {
      throw new IllegalArgumentException("has \"\\" + escaped + "\"; expected n, u or a second backslash behind a backslash");
    }
    return escaped == 'n' ? '\n' : '\\';
  }

  /** Returns the character of the four hexadecimal digits before {@code end}. */
  private static char surrogate(String lines, int end) {
    try {
      return (char) Integer.parseInt(lines, end - 4, end, 16);
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      throw new IllegalArgumentException("has \"\\u\"; expected four hexadecimal digits behind it");
    }
  }
}
