package io.github.jinbei.internal.text;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** Writes JSON (RFC 8259). */
public final class JsonWriter {

  private static final String INDENT = "  ";

  /** Whole numbers below this bound are written without an exponent. */
  private static final double PLAIN = 1e15;

  private JsonWriter() {}

  /** Returns whether a string is valid Unicode, without unpaired surrogates, so that UTF-8 can encode it. */
  public static boolean isText(String s) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(s);
  }

  /** Returns the string in quotes. Escapes only {@code "}, {@code \} and the control characters below U+0020. */
  public static String quote(String s) {
    StringBuilder quoted = new StringBuilder(s.length() + 2).append('"');
    for (int i = 0; i < s.length(); i++) {
      char c = s.charAt(i);
      if (c < ' ') {
        quoted.append(String.format("\\u%04x", (int) c));
      } else if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }

  /**
   * Returns an object. Each member has a line, in the order of the map; so has each element of a list that holds maps or
   * lists. Values are maps with texts as keys, lists, numbers, texts, and null. A double is the shortest number from which it
   * is parsed; one that is NaN or infinite, which JSON does not have, is null.
   */
  public static String document(Map<?, ?> object) {
    return value(object, "\n") + "\n";
  }

  /**
   * Returns a value.
   *
   * @param start what begins a line of its own: a line break and the indent; or an empty text to write all on one line
   */
  private static String value(Object value, String start) {
    String inner = start.isEmpty() ? "" : start + INDENT;
    String between = start.isEmpty() ? ", " : "," + inner;
    if (value instanceof Map<?, ?> map) {
      StringJoiner members = new StringJoiner(between, "{" + inner, start + "}").setEmptyValue("{}");
      map.forEach((key, member) -> members.add(quote((String) key) + ": " + value(member, inner)));
      return members.toString();
    }
    if (value instanceof List<?> list) {
      boolean lines = list.stream().anyMatch(element -> element instanceof Map || element instanceof List);
      StringJoiner elements = lines ? new StringJoiner(between, "[" + inner, start + "]") : new StringJoiner(", ", "[", "]");
      list.forEach(element -> elements.add(value(element, "")));
      return elements.toString();
    }
    if (value instanceof Double number) {
      boolean plain = number == Math.rint(number) && Math.abs(number) < PLAIN;
      return plain ? Long.toString(number.longValue()) : Double.isFinite(number) ? Plain.shortest(number) : "null";
    }
    return value instanceof String text ? quote(text) : String.valueOf(value);
  }
}
