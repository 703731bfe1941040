package io.github.jinbei.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What CSV files mean. */
class CsvTest {

  @TempDir
  Path folder;

  private static Table read(String text) throws IOException {
    return Csv.read(new StringReader(text));
  }

  private static Table read(String text, CsvFormat format) throws IOException {
    return Csv.read(new StringReader(text), format);
  }

  private static List<String> texts(Table table, String column) {
    return IntStream.range(0, table.rows()).mapToObj(table.column(column)::text).toList();
  }

  private static List<String> listOf(String... texts) {
    return Arrays.asList(texts);
  }

  @Test
  void columnsHaveNumbersOrTexts() throws IOException {
    Table table = read("a,b,c,d\n1,x,,1.50\n-2.5e3,,,\n+.5,1,?,2x\n");
    assertEquals(List.of("a", "b", "c", "d"), table.names());
    assertEquals(List.of(true, false, true, false), table.columns().stream().map(Column::isNumeric).toList());
    assertEquals(List.of("1", "-2500", "0.5"), texts(table, "a"));
    assertEquals(listOf("x", null, "1"), texts(table, "b"));
    assertEquals(3, table.column("c").missing());
    // The text of a number stays what it was.
    assertEquals(listOf("1.50", null, "2x"), texts(table, "d"));
  }

  @Test
  void numbersBeforeATextKeepTheirTexts() throws IOException {
    StringBuilder text = new StringBuilder("a,b\n");
    String[] written = {"1.0", "+2", "-3.50E-07", ".5", "", "007", "1e999",
        "12345678901234567890.123456789012345678901234567890"};
    int rows = 5000;
    for (int row = 0; row < rows; row++) {
      text.append(written[row % written.length]).append(",1\n");
    }
    Column a = read(text + "x,1\n").column("a");
    assertFalse(a.isNumeric());
    for (int row = 0; row < rows; row++) {
      String expected = written[row % written.length];
      assertEquals(expected.isEmpty() ? null : expected, a.text(row));
      assertSame(a.text(row % written.length), a.text(row), "equal texts share one String");
    }
    assertEquals("x", a.text(rows));
  }

  @Test
  void quotesKeepSeparatorsBreaksQuotesAndBlanks() throws IOException {
    Table table = read("\"a\",\"b \"\"c\"\"\"\n\"x, y\",\" z \"\n \"1\r\n2\" , \"\"\"\"\n\"\"\"q\"\"\",s\"t\n");
    assertEquals(List.of("a", "b \"c\""), table.names());
    assertEquals(List.of("x, y", "1\r\n2", "\"q\""), texts(table, "a"));
    assertEquals(List.of(" z ", "\"", "s\"t"), texts(table, "b \"c\""));
    assertEquals(List.of("line 2", "line 3", "line 5"), IntStream.range(0, 3).mapToObj(table::place).toList());
  }

  @Test
  void blanksAroundFieldsAreLeftOut() throws IOException {
    Table table = read(" a\t, b c \n 1 ,\tx  y \n\t?\t, NA \n\" ?\",\" NA\"\n");
    assertEquals(List.of("a", "b c"), table.names());
    assertEquals(listOf("1", null, " ?"), texts(table, "a"));
    assertEquals(listOf("x  y", null, " NA"), texts(table, "b c"));
    Table tabs = read("a\tb\n 1 \t\n\t x\n", CsvFormat.DEFAULT.withSeparator('\t'));
    assertEquals(listOf("1", null), texts(tabs, "a"));
    assertEquals(listOf(null, "x"), texts(tabs, "b"));
    Table spaces = read("a b\n1 \n 2\n", CsvFormat.DEFAULT.withSeparator(' '));
    assertEquals(listOf("1", null), texts(spaces, "a"));
    assertEquals(listOf(null, "2"), texts(spaces, "b"));
  }

  @Test
  void linesEndInThreeWays() throws IOException {
    for (String end : List.of("\n", "\r\n", "\r")) {
      for (String last : List.of("", end, end + end + " " + end)) {
        Table table = read("a,b" + end + "1,2" + end + "\"3" + end + "\",4" + end + end + "5," + last);
        assertEquals(List.of("1", "3" + end, "5"), texts(table, "a"));
        assertEquals(listOf("2", "4", null), texts(table, "b"));
        assertEquals("line 6", table.place(2));
        assertEquals("line 3", table.rows(new int[] {2, 1}).place(1));
        assertEquals(6, table.line(2));
        assertEquals(3, table.rows(new int[] {2, 1}).line(1));
      }
    }
    Table mixed = read("a\r1\n2\r\n3\n\r4");
    assertEquals(List.of("1", "2", "3", "4"), texts(mixed, "a"));
    assertEquals("line 6", mixed.place(3));
  }

  /** A line with nothing but blanks is no row, not even of a single column; a pair of quotes is. */
  @Test
  void blankLinesAreSkipped() throws IOException {
    Table table = read("\n \t\na\n\n1\n   \n\"\"\n2\n\n");
    assertEquals(listOf("1", null, "2"), texts(table, "a"));
    assertEquals(List.of("line 5", "line 7", "line 8"), IntStream.range(0, 3).mapToObj(table::place).toList());
  }

  @Test
  void markersOfMissingValuesHoldInQuotes() throws IOException {
    Table table = read("a,b\n?,\"?\"\nNA,\"NA\"\nNaN,\"NaN\"\nnull,\"null\"\n,\"\"\n1,2\n");
    assertEquals(5, table.column("a").missing());
    assertEquals(5, table.column("b").missing());
    assertTrue(table.column("b").isNumeric());
    Table own = read("a,b\n-999,\n1,x\n", CsvFormat.DEFAULT.withMissing("-999", "\u2014"));
    assertEquals(listOf(null, "1"), texts(own, "a"));
    assertEquals(listOf("", "x"), texts(own, "b"));
    assertEquals(1, read("a\n\u2014\n1\n", CsvFormat.DEFAULT.withMissing("\u2014")).column("a").missing());
    assertEquals(0, read("a\nnan\n\u2013\n", CsvFormat.DEFAULT).column("a").missing());
  }

  @Test
  void columnsAreForcedToTextsAndDropped() throws IOException {
    Table table = read("id,zip,n\n1,01000,3\n2,?,4\n", CsvFormat.DEFAULT.withTexts("zip").withDropped("id"));
    assertEquals(List.of("zip", "n"), table.names());
    assertEquals(listOf("01000", null), texts(table, "zip"));
    assertTrue(table.column("n").isNumeric());
    // The index that some programs write has no name.
    Table indexed = read(",n\n0,3\n", CsvFormat.DEFAULT.withDropped(""));
    assertEquals(List.of("n"), indexed.names());
  }

  @Test
  void columnsWithoutAHeaderAreNumbered() throws IOException {
    Table table = read("1;x\n2;'y;''z'\n", CsvFormat.DEFAULT.withoutHeader().withSeparator(';').withQuote('\''));
    assertEquals(List.of("x0", "x1"), table.names());
    assertEquals(List.of("x", "y;'z"), texts(table, "x1"));
    assertEquals("line 1", table.place(0));
    assertEquals(1, read("5", CsvFormat.DEFAULT.withoutHeader()).rows());
  }

  @Test
  void filesHaveACharsetAndPerhapsAMark() throws IOException {
    Path file = folder.resolve("towns.csv");
    for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16, StandardCharsets.UTF_16LE,
        StandardCharsets.ISO_8859_1)) {
      Files.write(file, "town,n\nZ\u00fcrich,1\n".getBytes(charset));
      Table table = Csv.read(file, CsvFormat.DEFAULT.withCharset(charset));
      assertEquals("Z\u00fcrich", table.column("town").text(0));
      assertEquals(file + ", line 2", table.place(0));
    }
    Files.writeString(file, "\uFEFF\"town\",n\n\ud83c\udfc6,1\n");
    assertEquals(List.of("town", "n"), Csv.read(file).names());
    assertEquals("\ud83c\udfc6", Csv.read(file).column("town").text(0));
    assertEquals("\ufeffa", read("b\n\ufeffa\n").column("b").text(0));
  }

  /** Characters and line breaks on both sides of the ends of buffers. */
  @Test
  void recordsAreLongerThanABuffer() throws IOException {
    String longText = "\u00e9\ud83c\udfc6".repeat(40_000);
    for (int shift = 0; shift < 4; shift++) {
      Path file = folder.resolve("long.csv");
      Files.writeString(file, "a,b\r\n" + "x".repeat(65_530 + shift) + ",\"" + longText + "\"\"\"\r\n1," + shift + "\r\n");
      Table table = Csv.read(file);
      assertEquals(65_530 + shift, table.column("a").text(0).length());
      assertEquals(longText + "\"", table.column("b").text(0));
      assertEquals(List.of("1", String.valueOf(shift)), List.of(table.column("a").text(1), table.column("b").text(1)));
      assertEquals(file + ", line 3", table.place(1));
    }
  }

  @Test
  void aTableMayHaveManyColumns() throws IOException {
    int columns = 3000;
    String header = String.join(",", IntStream.range(0, columns).mapToObj(i -> "c" + i).toList());
    Table table = read(header + "\n" + "1,".repeat(columns - 1) + "x\n");
    assertEquals(columns, table.columns().size());
    assertEquals("x", table.column("c2999").text(0));
    assertNull(read("a,b\n,1\n").column("a").text(0));
  }
}
