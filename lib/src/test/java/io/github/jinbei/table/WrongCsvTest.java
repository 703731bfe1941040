package io.github.jinbei.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.jinbei.Samples;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each thing that may be wrong in a CSV file is an exception that names the place. */
class WrongCsvTest {

  @TempDir
  Path folder;

  private static void assertWrong(String text, CsvFormat format, String message) {
    assertEquals(message, assertThrows(CsvException.class, () -> Csv.read(new StringReader(text), format)).getMessage());
  }

  private static void assertWrong(String text, String message) {
    assertWrong(text, CsvFormat.DEFAULT, message);
  }

  @Test
  void tooFewFields() {
    assertWrong("a,b\n1,2\n3\n", "line 3, column \"b\": the row has 1 field; expected 2");
    assertWrong("a,b,c\n1,2,3\n4,5\n", "line 3, column \"c\": the row has 2 fields; expected 3");
  }

  @Test
  void tooManyFields() {
    assertWrong("a,b\n1,\"x\n\"\n\n3,4,5\n", "line 5, column 3: the row has 3 fields; expected 2");
    assertWrong("1,2\n3,\"x\n\",\n", CsvFormat.DEFAULT.withoutHeader(), "line 3, column 3: the row has 3 fields; expected 2");
  }

  @Test
  void aQuoteIsNotClosed() {
    assertWrong("a,b\n1,2\n3,\"x\n4,5\n", "line 3, column \"b\": a quote is not closed; expected a closing \" before the end of"
        + " the file");
    assertWrong("a,\"b\n1,2\n", "line 1, column 2: a quote is not closed; expected a closing \" before the end of the file");
    assertWrong("a\n\"x\"\"", "line 2, column \"a\": a quote is not closed; expected a closing \" before the end of the file");
  }

  @Test
  void aRecordWithoutEnd() {
    assertWrong("a,b\n1,\"" + "x,\n".repeat(6_000_000), "line 2, column \"b\": the record has more than 16777216 characters;"
        + " is a quote not closed?");
  }

  @Test
  void textBehindAClosingQuote() {
    assertWrong("a,b\n\"x\n\" y,2\n",
        "line 2, column \"a\": 'y' follows the closing quote; expected ',' or the end of the line");
    assertWrong("a;b\n1;\"x\"\ud83c\udfc6", CsvFormat.DEFAULT.withSeparator(';'),
        "line 2, column \"b\": '\ud83c\udfc6' follows the closing quote; expected ';' or the end of the line");
  }

  @Test
  void noHeader() {
    for (String empty : new String[] {"", "\n \r\n", "\ufeff"}) {
      assertWrong(empty, "is empty; expected a header and rows");
      assertWrong(empty, CsvFormat.DEFAULT.withoutHeader(), "is empty; expected rows");
    }
  }

  @Test
  void noRows() {
    assertWrong("a,b", "has a header but no rows; expected at least one");
    assertWrong("a,b\r\n\r\n", "has a header but no rows; expected at least one");
  }

  @Test
  void twoColumnsOfOneName() {
    assertWrong("a,b, \"a\" \n1,2,3\n", "line 1, column 3: has the name \"a\" of column 1; expected distinct names");
  }

  @Test
  void aColumnWithoutAName() {
    assertWrong("\n,b\n1,2\n", "line 2, column 1: has no name; expected a name, or a column \"\" that is dropped");
    assertWrong("a,b,\n1,2,\n", "line 1, column 3: has no name; expected a name, or a column \"\" that is dropped");
  }

  @Test
  void anUnknownColumn() {
    assertWrong("a,b\n1,2\n", CsvFormat.DEFAULT.withTexts("b", "B"),
        "has no column \"B\", which is to be read as texts; its columns are \"a\", \"b\"");
    assertWrong("a,b\n1,2\n", CsvFormat.DEFAULT.withDropped("c"),
        "has no column \"c\", which is to be dropped; its columns are \"a\", \"b\"");
    assertWrong("1,2\n", CsvFormat.DEFAULT.withoutHeader().withDropped("a"),
        "has no column \"a\", which is to be dropped; its columns are \"x0\", \"x1\"");
    StringBuilder many = new StringBuilder("c0");
    for (int i = 1; i < 25; i++) {
      many.append(",c").append(i);
    }
    CsvException e = assertThrows(CsvException.class,
        () -> Csv.read(new StringReader(many + "\n"), CsvFormat.DEFAULT.withDropped("x")));
    assertEquals("\"c19\" and 5 more", e.getMessage().substring(e.getMessage().indexOf("\"c19\"")));
  }

  @Test
  void noColumnIsLeft() {
    assertWrong("a,b\n1,2\n", CsvFormat.DEFAULT.withDropped("b", "a"), "has no column left: all are dropped");
  }

  @Test
  void aNumberTooLargeForADouble() {
    assertWrong("a,b\n1,\"x\ny\"\n-1e999,y\n1e400,z\n",
        "line 4, column \"a\": the number is too large for a double; expected a magnitude of at most 1.8e308");
  }

  @Test
  void bytesThatAreNoCharacters() throws IOException {
    Path file = folder.resolve("latin.csv");
    Files.write(file, "a,b\r\n1,2\r\n3,Z\u00fcrich\r\n".getBytes(StandardCharsets.ISO_8859_1));
    CsvException wrong = assertThrows(CsvException.class, () -> Csv.read(file));
    assertEquals(file + ", line 3, column \"b\": bytes that are no characters of the charset UTF-8", wrong.getMessage());
    Files.write(file, new byte[] {'a', '\n', '1', '\n', (byte) 0xC3});
    wrong = assertThrows(CsvException.class, () -> Csv.read(file));
    assertEquals(file + ", line 3, column \"a\": bytes that are no characters of the charset UTF-8", wrong.getMessage());
  }

  @Test
  void aFileThatCannotBeRead() {
    Path missing = folder.resolve("people.csv");
    CsvException wrong = assertThrows(CsvException.class, () -> Csv.read(missing));
    assertEquals(missing + ": there is no such file", wrong.getMessage());
    wrong = assertThrows(CsvException.class, () -> Csv.read(folder));
    assertEquals(folder + ": cannot be read: ", wrong.getMessage().substring(0, (folder + ": cannot be read: ").length()));
    Reader failing = new Reader() {
      @Override
      public int read(char[] to, int off, int length) throws IOException {
        throw new IOException("the line is cut");
      }

      @Override
      public void close() {
        throw new AssertionError("closed");
      }
    };
    wrong = assertThrows(CsvException.class, () -> Csv.read(failing));
    assertEquals("cannot be read: the line is cut", wrong.getMessage());
  }

  /** The types of a reader in pieces are fixed, so a text is an error there, in every piece. */
  @Test
  void aTextInAColumnOfNumbers() throws IOException {
    Path file = folder.resolve("people.csv");
    Files.writeString(file, "age,town\n31,Bern\n\n\"52\n\",Zug\n" + "x".repeat(50) + ",1\n1e999,2\n");
    for (int rows : new int[] {1, 2, 3}) {
      try (CsvReader reader = new CsvReader(file, CsvFormat.DEFAULT.withMissing(), Map.of("town", false, "age", true))) {
        CsvException wrong = assertThrows(CsvException.class, () -> {
          while (reader.next(rows) != null) {
            // The wrong value lies in a later piece.
          }
        });
        assertEquals(file + ", line 4, column \"age\": \"52\n\" is not a number; expected one, as the column has numbers",
            wrong.getMessage());
      }
    }
    Files.writeString(file, "age\n31\n" + "x".repeat(50) + "\n");
    try (CsvReader reader = new CsvReader(file, CsvFormat.DEFAULT, Map.of("age", true))) {
      Samples.assertRefused(CsvException.class, () -> reader.next(9), "line 3, column \"age\": \"" + "x".repeat(40) + "...\"");
    }
    Files.writeString(file, "age\n31\n1e999\n");
    try (CsvReader reader = new CsvReader(file, CsvFormat.DEFAULT, Map.of("age", true))) {
      Samples.assertRefused(CsvException.class, () -> reader.next(9), "line 3, column \"age\": \"1e999\" is too large");
    }
  }

  @Test
  void aMissingColumn() throws IOException {
    Path file = folder.resolve("people.csv");
    Files.writeString(file, "age,town\n31,Bern\n");
    CsvException wrong = assertThrows(CsvException.class,
        () -> new CsvReader(file, CsvFormat.DEFAULT, Map.of("income", true, "age", true)));
    assertEquals(file + ": has no column \"income\", which is needed; its columns are \"age\", \"town\"", wrong.getMessage());
    Samples.assertRefused(IllegalArgumentException.class,
        () -> new CsvReader(new StringReader("a\n1\n"), CsvFormat.DEFAULT, Map.of()), "numeric = {}");
    Samples.assertRefused(IllegalArgumentException.class,
        () -> new CsvReader(new StringReader("a\n1\n"), CsvFormat.DEFAULT, Map.of("a", true)).next(0), "rows = 0");
  }

  @Test
  void wrongFormats() {
    Samples.assertRefused(IllegalArgumentException.class, () -> CsvFormat.DEFAULT.withSeparator('"'),
        "quote = separator = '\"'");
    Samples.assertRefused(IllegalArgumentException.class, () -> CsvFormat.DEFAULT.withSeparator('\n'), "separator = U+000A");
    Samples.assertRefused(IllegalArgumentException.class, () -> CsvFormat.DEFAULT.withQuote('\t'), "quote = U+0009");
    Samples.assertRefused(IllegalArgumentException.class, () -> CsvFormat.DEFAULT.withQuote('\ud83c'), "quote = U+D83C");
    Samples.assertRefused(NullPointerException.class, () -> CsvFormat.DEFAULT.withCharset(null), "charset");
  }
}
