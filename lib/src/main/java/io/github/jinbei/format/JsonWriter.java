package io.github.jinbei.format;

import java.nio.charset.StandardCharsets;

/** Writes JSON strings (RFC 8259). */
final class JsonWriter {

  private JsonWriter() {}

  /** Returns whether a string is valid Unicode, without unpaired surrogates, so that UTF-8 can encode it. */
  static boolean isText(String s) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(s);
  }

  /** Returns the string in quotes. Escapes only {@code "}, {@code \} and the control characters below U+0020. */
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
