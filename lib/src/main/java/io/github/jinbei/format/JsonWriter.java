package io.github.jinbei.format;

import java.nio.charset.StandardCharsets;

/** Writes what of JSON (RFC 8259) needs care: strings. */
final class JsonWriter {

  private JsonWriter() {}

  /** Whether a string is proper Unicode, without half a surrogate pair: only then can UTF-8 hold it. */
  static boolean isText(String s) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(s);
  }

  /** The string in quotes; of its characters only {@code "}, {@code \} and the controls below U+0020 are escaped. */
  static String quote(String s) {
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
}
