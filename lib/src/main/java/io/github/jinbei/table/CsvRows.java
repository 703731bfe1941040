package io.github.jinbei.table;

import io.github.jinbei.internal.text.Count;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;

/** The rows of a CSV file: its records behind the header, each with as many fields as there are columns. */
final class CsvRows {

  /** What is wrong with a number that {@link Numbers} returns as an infinite value. */
  static final String TOO_LARGE = " is too large for a double; expected a magnitude of at most 1.8e308";

  private final CsvRecords records;
  private final Markers missing;
  private final List<String> names;
  /** Whether the first record is a row that has been read, but not returned by {@link #next}. */
  private boolean firstIsRow;

  /**
   * Reads the names of the columns.
   *
   * @param source the name of the file; null if it has none
   */
  CsvRows(Reader in, String source, CsvFormat format) throws CsvException {
    this.records = new CsvRecords(in, source, format);
    this.missing = new Markers(format.missing());
    if (!records.next(List.of())) {
      throw CsvException.of(source, format.header() ? "is empty; expected a header and rows" : "is empty; expected rows");
    }
    this.names = IntStream.range(0, records.fields()).mapToObj(i -> format.header() ? records.text(i) : "x" + i).toList();
    this.firstIsRow = !format.header();
    if (format.header()) {
      checkNames(format.dropped());
    }
  }

  /** Opens a file. Exceptions name it. */
  static Reader open(Path file, CsvFormat format) throws CsvException {
    try {
      return new DecodingReader(Files.newInputStream(Objects.requireNonNull(file, "file")), format.charset());
    } catch (NoSuchFileException e) {
      throw new CsvException(file + ": there is no such file", e);
    } catch (IOException e) {
      throw new CsvException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private void checkNames(List<String> dropped) throws CsvException {
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).isEmpty() && !dropped.contains("")) {
        throw records.problem(i, List.of(), "has no name; expected a name, or a column \"\" that is dropped");
      }
      Integer other = places.putIfAbsent(names.get(i), i);
      if (other != null) {
        throw records.problem(i, List.of(), "has the name \"" + names.get(i) + "\" of column " + (other + 1)
            + "; expected distinct names");
      }
    }
  }

  /** Returns the name of the file; null if it has none. */
  String source() {
    return records.source();
  }

  /** Returns the names of all columns of the file. */
  List<String> names() {
    return names;
  }

  /** Throws an exception if the file lacks a column. */
  void requireColumns(Collection<String> required, String what) throws CsvException {
    Set<String> present = new HashSet<>(names);
    for (String name : required) {
      if (!present.contains(name)) {
        throw CsvException.of(records.source(), "has no column \"" + name + "\", which is " + what + "; its columns are "
            + Table.listed(names));
      }
    }
  }

  /** Goes to the next row. Returns whether there is one. */
  boolean next() throws CsvException {
    if (firstIsRow) {
      firstIsRow = false;
      return true;
    }
    if (!records.next(names)) {
      return false;
    }
    int fields = records.fields();
    if (fields != names.size()) {
      throw records.problem(Math.min(fields, names.size()), names, "the row has " + Count.of(fields, "field") + "; expected "
          + names.size());
    }
    return true;
  }

  /**
   * Adds the fields of the row to the columns.
   *
   * @param columns one for each column of the file; null if it is left out
   */
  void addTo(ColumnBuilder[] columns) throws CsvException {
    char[] chars = records.chars();
    for (int i = 0; i < columns.length; i++) {
      ColumnBuilder column = columns[i];
      if (column != null) {
        int start = records.start(i);
        int end = records.end(i);
        if (missing.contain(chars, start, end)) {
          column.addMissing();
        } else if (!column.add(chars, start, end)) {
          boolean number = !Double.isNaN(Numbers.parse(chars, start, end));
          throw records.problem(i, names, shown(records.text(i)) + (number ? TOO_LARGE
              : " is not a number; expected one, as the column has numbers"));
        }
      }
    }
  }

  /** Returns a value as messages quote it: its first characters. */
  private static String shown(String text) {
    int most = 40;
    return "\"" + (text.length() <= most ? text : text.substring(0, most) + "...") + "\"";
  }

  /** Returns the line, from 1, on which the row begins. */
  long line() {
    return records.line();
  }

  /** Returns the columns that are not left out. */
  static List<Column> built(ColumnBuilder[] columns) {
    List<Column> list = new ArrayList<>();
    for (ColumnBuilder column : columns) {
      if (column != null) {
        list.add(column.build());
      }
    }
    return list;
  }
}
