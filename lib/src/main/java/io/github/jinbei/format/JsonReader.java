package io.github.jinbei.format;

import io.github.jinbei.internal.text.JsonWriter;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A sequential reader of the part of JSON (RFC 8259) that a safetensors header needs: objects, arrays, strings and integers
 * from 0 to 2<sup>63</sup>-1. Other values can be skipped.
 *
 * <p>The caller calls the method for the value it expects; any other value is an error. So the nesting is limited by the
 * caller, and to {@value #MAX_DEPTH} levels in a value that is skipped. The reader is strict: a key must be unique in its
 * object, and strings must be valid Unicode.
 */
final class JsonReader {

  /** Reads the value of a member of an object. */
  @FunctionalInterface
  interface Member {
    void read(String key) throws FileFormatException;
  }

  /** Reads the next element of an array. */
  @FunctionalInterface
  interface Element {
    void read() throws FileFormatException;
  }

  /** Limits the depth of the stack in {@link #skip}. The same as in the JSON parser of the reference implementation. */
  private static final int MAX_DEPTH = 127;

  private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

  private final Path file;
  private final String text;
  private int position;

  /** Creates a reader of the text; messages name the file. */
  JsonReader(Path file, String text) {
    this.file = file;
    this.text = text;
  }

  /** Reads an object; {@code member} is called for each key and reads the value. */
  void object(Member member) throws FileFormatException {
    expect('{');
    if (accept('}')) {
      return;
    }
    Set<String> keys = new HashSet<>();
    do {
      String key = string();
      if (!keys.add(key)) {
        throw new FileFormatException(file, "JSON key " + JsonWriter.quote(key) + " found twice in one object");
      }
      expect(':');
      member.read(key);
    } while (accept(','));
    expect('}');
  }

  /** Reads an object as {@link #object} does, or null, which has no members. */
  void objectOrNull(Member member) throws FileFormatException {
    if (!acceptWord("null")) {
      object(member);
    }
  }

  /** Reads an array; {@code element} is called for each element and reads it. */
  void array(Element element) throws FileFormatException {
    expect('[');
    if (accept(']')) {
      return;
    }
    do {
      element.read();
    } while (accept(','));
    expect(']');
  }

  /** Reads a string. */
  String string() throws FileFormatException {
    expect('"');
    StringBuilder value = new StringBuilder();
    for (char c = next(); c != '"'; c = next()) {
      if (c < ' ') {
        position--;
        throw unexpected("a control character written as an escape");
      }
      value.append(c == '\\' ? escaped() : c);
    }
    String string = value.toString();
    if (!JsonWriter.isText(string)) {
      throw new FileFormatException(file, "JSON string before character " + position + " has an unpaired surrogate");
    }
    return string;
  }

  /** Reads an integer, 0 or more. */
  long number() throws FileFormatException {
    skipSpace();
    if (peek() == '0') {
      position++;
      return 0;
    }
    if (!isDigit(peek())) {
      throw unexpected("an integer, 0 or more");
    }
    long value = 0;
    for (; isDigit(peek()); position++) {
      int digit = peek() - '0';
      if (value > (Long.MAX_VALUE - digit) / 10) {
        throw unexpected("a number of at most " + Long.MAX_VALUE);
      }
      value = 10 * value + digit;
    }
    return value;
  }

  /** Skips a value of any type. */
  void skip() throws FileFormatException {
    skip(1);
  }

  private void skip(int depth) throws FileFormatException {
    skipSpace();
    char first = peek();
    if (first == '"') {
      string();
    } else if ((first == '{' || first == '[') && depth > MAX_DEPTH) {
      throw unexpected("values nested at most " + MAX_DEPTH + " deep");
    } else if (first == '{') {
      object(key -> skip(depth + 1));
    } else if (first == '[') {
      array(() -> skip(depth + 1));
    } else if (!acceptWord("null") && !acceptWord("true") && !acceptWord("false")) {
      skipNumber();
    }
  }

  private void skipNumber() throws FileFormatException {
    Matcher number = NUMBER.matcher(text).region(position, text.length());
    if (!number.lookingAt()) {
      throw unexpected("a value");
    }
    position = number.end();
  }

  /** Checks that nothing but white space is left. */
  void end() throws FileFormatException {
    skipSpace();
    if (position < text.length()) {
      throw unexpected("the end");
    }
  }

  private char escaped() throws FileFormatException {
    char c = next();
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> fourHexDigits();
      default -> {
        position--;
        throw unexpected("one of \" \\ / b f n r t u after a backslash");
      }
    };
  }

  private char fourHexDigits() throws FileFormatException {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      char c = peek();
      // Character.digit also accepts the digits of other scripts; the comparison with 128 excludes them.
      int digit = c < 128 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        throw unexpected("four hexadecimal digits after \\u");
      }
      value = 16 * value + digit;
      position++;
    }
    return (char) value;
  }

  private void expect(char wanted) throws FileFormatException {
    if (!accept(wanted)) {
      throw unexpected("'" + wanted + "'");
    }
  }

  /** Skips white space, then the wanted character if it is next. Returns whether it was. */
  private boolean accept(char wanted) {
    skipSpace();
    if (position == text.length() || text.charAt(position) != wanted) {
      return false;
    }
    position++;
    return true;
  }

  private boolean acceptWord(String word) {
    skipSpace();
    if (!text.startsWith(word, position)) {
      return false;
    }
    position += word.length();
    return true;
  }

  private void skipSpace() {
    while (position < text.length() && " \t\r\n".indexOf(text.charAt(position)) >= 0) {
      position++;
    }
  }

  private char next() throws FileFormatException {
    if (position == text.length()) {
      throw unexpected("'\"' to end a string");
    }
    return text.charAt(position++);
  }

  /** Returns the character at the position; at the end of the text 0, which no JSON value contains. */
  private char peek() {
    return position < text.length() ? text.charAt(position) : 0;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private FileFormatException unexpected(String expected) {
    String found = position == text.length()
        ? "the end"
        : JsonWriter.quote(Character.toString(text.codePointAt(position)));
    return new FileFormatException(file, "JSON at character " + position + ": found " + found
        + ", expected " + expected);
  }
}
