package io.github.jinbei.format;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.jinbei.internal.text.JsonWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the part of RFC 8259 that the reader supports. The texts have ' in place of ". */
class JsonReaderTest {

  @ParameterizedTest
  @CsvSource({"0, 0", "7, 7", "10, 10", "9223372036854775807, 9223372036854775807"})
  void readsNumbers(String text, long expected) throws FileFormatException {
    JsonReader reader = reader(" \t\r\n" + text + " ");
    assertEquals(expected, reader.number());
    reader.end();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "+1", "x", "'1'", "00", "01", "1.5", "1e3", "9223372036854775808",
      "100000000000000000000", "٣", "1 2", "null"})
  void refusesOtherNumbers(String text) {
    JsonReader reader = reader(text);
    assertThrows(FileFormatException.class, () -> {
      reader.number();
      reader.end();
    });
  }

  @Test
  void readsStrings() throws FileFormatException {
    assertEquals("", reader("''").string());
    assertEquals("a/\"\\/\b\f\n\r\t", reader("'a/\\'\\\\\\/\\b\\f\\n\\r\\t'").string());
    assertEquals("é片😀\u007f", reader("'é\\u7247\\uD83d\\uDe00\u007f'").string());
    assertEquals("\0\uffff", reader("'\\u0000\\uFFFF'").string());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "'", "'a", "'\\", "'\\'", "'\\x'", "'\\U0041'", "'\\u'", "'\\u004'", "'\\u004g'",
      "'\\u00٤1'", "'\\ud83d'", "'\\ude00'", "'\\ude00\\ud83d'", "'\n'", "'\0'", "'\u001f'", "a", "1"})
  void refusesOtherStrings(String text) {
    assertThrows(FileFormatException.class, reader(text)::string);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {"[]|[]", "[1]|[1]", " [ 1 , 2 , 3 ] |[1, 2, 3]"})
  void readsArrays(String text, String expected) throws FileFormatException {
    assertEquals(expected, numbers(reader(text)).toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[", "]", "[,]", "[1", "[1,", "[1,]", "[,1]", "[1 2]", "[1}", "{}", "[[]]"})
  void refusesOtherArrays(String text) {
    assertThrows(FileFormatException.class, () -> numbers(reader(text)));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '~', value = {"{}|[]", "{'a':1}|[a=1]",
      " { 'b' : 1 , '' : 2 } |[b=1, =2]"})
  void readsObjects(String text, String expected) throws FileFormatException {
    assertEquals(expected, members(reader(text)).toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "}", "{,}", "{'a'}", "{'a':}", "{'a':1", "{'a':1,}", "{a:1}", "{1:1}", "{'a' 1}",
      "{'a':1 'b':2}", "{'a':1]", "[]", "{'a':1,'a':1}", "{'a':1,'\\u0061':1}"})
  void refusesOtherObjects(String text) {
    assertThrows(FileFormatException.class, () -> members(reader(text)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "true", "false", "0", "-0", "-1.5e+3", "10E-2", "1e999", "''", "'a]\\''", "[]", "{}",
      "[ null , [ 1 ] , {'a' : [ ] } ]", "{'a':{'a':'}'},'b':-1}"})
  void skipsValues(String text) throws FileFormatException {
    JsonReader reader = reader(" [ " + text + " ,7]");
    List<Long> after = new ArrayList<>();
    boolean[] skipped = {false};
    reader.array(() -> {
      if (skipped[0]) {
        after.add(reader.number());
      } else {
        reader.skip();
        skipped[0] = true;
      }
    });
    reader.end();
    assertEquals(List.of(7L), after);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nul", "nullx", "True", "NaN", "Infinity", "+1", "01", "1.", ".5", "1e", "-", "0x1", "'", "[1",
      "[1,]", "{'a'}", "{'a':1,}", "{'a':1,'a':2}", "[}", "1 2"})
  void refusesToSkipInvalidValues(String text) {
    JsonReader reader = reader(text);
    assertThrows(FileFormatException.class, () -> {
      reader.skip();
      reader.end();
    });
  }

  @Test
  void messagesNamePositionAndExpectedText() {
    FileFormatException e = assertThrows(FileFormatException.class, () -> members(reader("{'a':1 ; 'b':2}")));
    assertEquals("some.file: JSON at character 7: found \";\", expected '}'", e.getMessage());
    e = assertThrows(FileFormatException.class, () -> members(reader("{'a':")));
    assertEquals("some.file: JSON at character 5: found the end, expected an integer, 0 or more", e.getMessage());
  }

  /** The reader returns the string that the writer quoted: all Unicode characters, in strings of 256. */
  @Test
  void readsWhatTheWriterQuotes() throws FileFormatException {
    for (int first = 0; first <= Character.MAX_CODE_POINT; first += 256) {
      if (first < Character.MIN_SURROGATE || first > Character.MAX_SURROGATE) {
        String string = IntStream.range(first, first + 256).mapToObj(Character::toString).collect(joining());
        assertEquals(string, new JsonReader(Path.of("some.file"), JsonWriter.quote(string)).string());
      }
    }
  }

  private static JsonReader reader(String text) {
    return new JsonReader(Path.of("some.file"), text.replace('\'', '"'));
  }

  private static List<Long> numbers(JsonReader reader) throws FileFormatException {
    List<Long> numbers = new ArrayList<>();
    reader.array(() -> numbers.add(reader.number()));
    reader.end();
    return numbers;
  }

  private static List<String> members(JsonReader reader) throws FileFormatException {
    List<String> members = new ArrayList<>();
    reader.object(key -> members.add(key + "=" + reader.number()));
    reader.end();
    return members;
  }
}
