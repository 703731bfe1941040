package io.github.jinbei.table;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;

/** A random table as CSV, with quotes, line breaks, blanks and all kinds of separators and line ends. */
final class RandomCsv {

  private static final String LETTERS = "aB1.-e?\u00e9 \t\n\r\"',;|";

  private final SplittableRandom random;
  private final CsvFormat format;
  private final List<List<String>> records = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();

  RandomCsv(SplittableRandom random) {
    this.random = random;
    char separator = ",;\t|".charAt(random.nextInt(4));
    CsvFormat some = CsvFormat.DEFAULT.withSeparator(separator).withQuote(random.nextBoolean() ? '"' : '\'');
    format = random.nextInt(4) == 0 ? some.withoutHeader() : some;
    int columns = 1 + random.nextInt(5);
    int rows = 1 + random.nextInt(8);
    String[] ends = {"\n", "\r\n", "\r"};
    String end = ends[random.nextInt(3)];
    for (int row = 0; row <= rows; row++) {
      boolean header = row == 0 && format.header();
      addRecord(columns, header);
      text.append(row < rows || random.nextBoolean() ? end.repeat(1 + random.nextInt(5) / 4) : "");
    }
  }

  CsvFormat format() {
    return format;
  }

  /** Returns the fields of all records, a header among them. None is a single empty field, which would be a blank line. */
  List<List<String>> records() {
    return records;
  }

  String text() {
    return text.toString();
  }

  private void addRecord(int columns, boolean header) {
    List<String> record = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (int i = 0; i < columns; i++) {
      String field = field(i);
      while (header && (field.isEmpty() || !names.add(field)) || columns == 1 && field.isEmpty()) {
        field = "f" + random.nextInt(1000);
      }
      record.add(field);
      text.append(i == 0 ? "" : format.separator()).append(blanks()).append(written(field)).append(blanks());
    }
    records.add(record);
  }

  /** Returns a value. Most columns of an even number have numbers and gaps alone. */
  private String field(int column) {
    int kind = column % 2 == 0 ? random.nextInt(40) % 20 : random.nextInt(20);
    if (kind > 12) {
      return format.missing().get(random.nextInt(format.missing().size()));
    }
    if (column % 2 == 0 && kind > 0) {
      double value = random.nextDouble() * Math.pow(10, random.nextInt(8) - 4);
      return random.nextBoolean() ? String.valueOf(random.nextInt(100)) : random.nextBoolean() ? "-" + value
          : String.format(Locale.ROOT, "%.2f", value);
    }
    StringBuilder field = new StringBuilder();
    for (int length = random.nextInt(8); length > 0; length--) {
      field.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return field.toString();
  }

  private String written(String field) {
    boolean needed = !field.strip().equals(field) || field.indexOf('\n') >= 0 || field.indexOf('\r') >= 0
        || field.indexOf(format.separator()) >= 0 || field.indexOf(format.quote()) == 0;
    if (!needed && random.nextInt(4) > 0) {
      return field;
    }
    String quote = String.valueOf(format.quote());
    return quote + field.replace(quote, quote + quote) + quote;
  }

  private String blanks() {
    String blanks = random.nextInt(5) > 0 ? "" : random.nextBoolean() ? " " : " \t";
    return format.separator() == '\t' ? blanks.replace("\t", "") : blanks;
  }
}
