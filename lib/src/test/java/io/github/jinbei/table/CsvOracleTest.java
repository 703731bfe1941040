package io.github.jinbei.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;

/** CSV files as Commons CSV reads them: those of a folder beside the project, random tables, and random characters. */
class CsvOracleTest {

  private static final Path FOLDER = Path.of(System.getProperty("basedir", "."), "../../shared/data/tabular");

  /** The files of {@link #FOLDER} whose first line has values. */
  private static final Set<String> WITHOUT_HEADER = Set.of("adult-500.csv", "adult-test-400.csv", "auto_imports.csv",
      "german.csv");

  private static final Pattern NUMBER = Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?");
  private static final long SEED = 20261129;

  /** Returns the records, without those of a single empty field: they are blank lines here. */
  private static List<List<String>> records(Reader in, CsvFormat format) throws IOException {
    CSVFormat same = CSVFormat.Builder.create().setDelimiter(format.separator()).setQuote(format.quote())
        .setIgnoreSurroundingSpaces(true).setIgnoreEmptyLines(true).get();
    try (CSVParser parser = CSVParser.builder().setReader(in).setFormat(same).get()) {
      return parser.stream().map(CSVRecord::toList).filter(record -> !record.equals(List.of("")))
          .collect(Collectors.toList());
    }
  }

  /** Asserts that a table is what the format says of the records. */
  private static void assertTable(List<List<String>> records, CsvFormat format, Table table, String where) {
    List<List<String>> rows = records.subList(format.header() ? 1 : 0, records.size());
    assertEquals(rows.size(), table.rows(), where);
    assertEquals(records.get(0).size(), table.columns().size(), where);
    for (int i = 0; i < table.columns().size(); i++) {
      Column column = table.columns().get(i);
      assertEquals(format.header() ? records.get(0).get(i) : "x" + i, column.name(), where);
      int place = i;
      boolean numeric = rows.stream().map(row -> row.get(place))
          .allMatch(text -> format.missing().contains(text) || NUMBER.matcher(text).matches());
      assertEquals(numeric, column.isNumeric(), () -> where + ", " + column.name());
      for (int row = 0; row < rows.size(); row++) {
        String text = rows.get(row).get(i);
        boolean missing = format.missing().contains(text);
        int at = row;
        if (numeric) {
          assertEquals(missing ? Double.NaN : Double.parseDouble(text), column.number(row),
              () -> where + ", " + column.name() + ", " + table.place(at));
        } else {
          assertEquals(missing ? null : text, column.text(row), () -> where + ", " + column.name() + ", " + table.place(at));
        }
      }
    }
  }

  @Test
  void filesOfAllKinds() throws IOException {
    assumeTrue(Files.isDirectory(FOLDER), "the folder of tables is not here: " + FOLDER);
    List<Path> files;
    try (Stream<Path> all = Files.walk(FOLDER)) {
      files = all.filter(file -> file.toString().endsWith(".csv")).sorted().toList();
    }
    assertTrue(files.size() > 20, "files: " + files);
    for (Path file : files) {
      boolean raw = file.getParent().getFileName().toString().equals("raw");
      CsvFormat format = raw && WITHOUT_HEADER.contains(file.getFileName().toString()) ? CsvFormat.DEFAULT.withoutHeader()
          : CsvFormat.DEFAULT;
      try (Reader in = Files.newBufferedReader(file)) {
        assertTable(records(in, format), format, Csv.read(file, format), file.toString());
      }
    }
  }

  @Test
  void randomTables() throws IOException {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < 10_000; i++) {
      RandomCsv csv = new RandomCsv(random.split());
      String where = "table " + i + " of seed " + SEED + ": " + csv.text();
      List<List<String>> records = records(new StringReader(csv.text()), csv.format());
      assertEquals(csv.records(), records, where);
      String mark = i % 10 == 0 ? "\uFEFF" : "";
      assertTable(records, csv.format(), Csv.read(new StringReader(mark + csv.text()), csv.format()), where);
    }
  }

  /** Any characters are the same records, or an error, in both. */
  @Test
  void randomCharacters() throws IOException {
    SplittableRandom random = new SplittableRandom(SEED);
    int wrong = 0;
    for (int i = 0; i < 10_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = 1 + random.nextInt(16); length > 0; length--) {
        text.append("a,,\"\"\"\n\r b".charAt(random.nextInt(10)));
      }
      List<List<String>> expected = null;
      try {
        expected = records(new StringReader(text.toString()), CsvFormat.DEFAULT);
      } catch (IOException | UncheckedIOException e) {
        wrong++;
      }
      List<List<String>> found = null;
      try {
        found = ownRecords(text.toString());
      } catch (CsvException e) {
        // Expected to be wrong.
      }
      assertEquals(expected, found, "text " + i + " of seed " + SEED + ": " + text);
    }
    assertTrue(wrong > 1000 && wrong < 9000, wrong + " texts are wrong");
  }

  private static List<List<String>> ownRecords(String text) throws CsvException {
    CsvRecords records = new CsvRecords(new StringReader(text), null, CsvFormat.DEFAULT);
    List<List<String>> list = new ArrayList<>();
    while (records.next(List.of())) {
      List<String> record = new ArrayList<>();
      for (int i = 0; i < records.fields(); i++) {
        record.add(records.text(i));
      }
      if (!record.equals(List.of(""))) {
        list.add(record);
      }
    }
    return list;
  }
}
