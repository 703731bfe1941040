package io.github.jinbei.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.Samples;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables written as CSV and read again. */
class CsvWriteTest {

  @TempDir
  Path folder;

  private static String written(Table table, CsvFormat format) throws IOException {
    StringWriter out = new StringWriter();
    Csv.write(table, out, format);
    return out.toString();
  }

  private static void assertSame(Table expected, Table found, String where) {
    assertEquals(expected.names(), found.names(), where);
    assertEquals(expected.rows(), found.rows(), where);
    for (Column column : expected.columns()) {
      Column other = found.column(column.name());
      assertEquals(column.isNumeric(), other.isNumeric(), () -> where + ", " + column.name());
      for (int row = 0; row < column.rows(); row++) {
        if (column.isNumeric()) {
          assertEquals(column.number(row), other.number(row), () -> where + ", " + column.name());
        } else {
          assertEquals(column.text(row), other.text(row), () -> where + ", " + column.name());
        }
      }
    }
  }

  @Test
  void numbersTextsAndGaps() throws IOException {
    Table table = Table.of(Column.numbers("a", 1, -0.0, 2.50, Double.NaN, 1e-7),
        Column.texts("b,c", "x", "y \"z\"", null, " ", ""));
    assertEquals("a,\"b,c\"\n1,x\n-0,\"y \"\"z\"\"\"\n2.5,\n,\" \"\n1E-7,\n", written(table, CsvFormat.DEFAULT));
    CsvFormat other = CsvFormat.DEFAULT.withoutHeader().withSeparator(';').withQuote('\'').withMissing("?");
    assertEquals("1;x\n-0;y \"z\"\n2.5;?\n?;' '\n1E-7;\n", written(table, other));
  }

  /** Every table that was read is the same after it was written and read once more. */
  @Test
  void randomTablesAreReadBack() throws IOException {
    long seed = 20261130;
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 2000; i++) {
      RandomCsv csv = new RandomCsv(random.split());
      Table table = Csv.read(new StringReader(csv.text()), csv.format());
      String text = written(table, csv.format());
      assertSame(table, Csv.read(new StringReader(text), csv.format()), "table " + i + " of seed " + seed + ": " + text);
    }
  }

  @Test
  void numbersKeepTheirBits() throws IOException {
    long seed = 20261130;
    SplittableRandom random = new SplittableRandom(seed);
    double[] values = random.longs(2000).mapToDouble(Double::longBitsToDouble).filter(Double::isFinite).toArray();
    Table table = Table.of(Column.numbers("a", values));
    assertSame(table, Csv.read(new StringReader(written(table, CsvFormat.DEFAULT))), "seed " + seed);
  }

  /** A gap in a single column is no blank line, a text that begins with a byte-order mark keeps it. */
  @Test
  void whatWouldBeMisread() throws IOException {
    Table gap = Table.of(Column.numbers("a", Double.NaN, 1));
    assertEquals("a\n\"\"\n1\n", written(gap, CsvFormat.DEFAULT));
    assertSame(gap, Csv.read(new StringReader(written(gap, CsvFormat.DEFAULT))), "gap");
    Table mark = Table.of(Column.texts("\ufeffa", "\ufeff", "\t"));
    assertSame(mark, Csv.read(new StringReader(written(mark, CsvFormat.DEFAULT))), "mark");
    // What is a number or a marker of a missing value cannot be told from a text, but for the format.
    Table zips = Table.of(Column.texts("zip", "01000", "NA"));
    String text = written(zips, CsvFormat.DEFAULT);
    assertTrue(Csv.read(new StringReader(text)).column("zip").isNumeric());
    assertSame(zips, Csv.read(new StringReader(text), CsvFormat.DEFAULT.withTexts("zip").withMissing()), "texts");
  }

  @Test
  void filesAreReplacedInOneStep() throws IOException {
    Path file = folder.resolve("people.csv");
    Table table = Table.of(Column.texts("town", "Z\u00fcrich", "\u91d1"));
    Csv.write(table, file);
    assertEquals("town\nZ\u00fcrich\n\u91d1\n", Files.readString(file));
    IOException failure = assertThrows(IOException.class,
        () -> Csv.write(table, file, CsvFormat.DEFAULT.withCharset(StandardCharsets.ISO_8859_1)));
    assertTrue(failure.getMessage().startsWith(file + ": cannot be written: a text has a character that the charset"
        + " ISO-8859-1 lacks"), failure.getMessage());
    Samples.assertRefused(IllegalArgumentException.class, () -> Csv.write(Table.of(Column.texts("town", "Bern", null)), file,
        CsvFormat.DEFAULT.withMissing()), "missing = []", "\"town\"");
    assertEquals("town\nZ\u00fcrich\n\u91d1\n", Files.readString(file));
    try (var files = Files.list(folder)) {
      assertEquals(1, files.count(), "no temporary file is left");
    }
    Csv.write(table, file, CsvFormat.DEFAULT.withCharset(StandardCharsets.UTF_16LE).withoutHeader());
    assertEquals("Z\u00fcrich\n\u91d1\n", Files.readString(file, StandardCharsets.UTF_16LE));
    assertFalse(Files.exists(folder.resolve("none")));
    assertThrows(IOException.class, () -> Csv.write(table, folder.resolve("none/people.csv")));
  }
}
