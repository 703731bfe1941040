package io.github.jinbei.table;

import io.github.jinbei.internal.file.AtomicFile;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * CSV files (RFC 4180). Fields may have quotes round them; then they may contain separators, line breaks, and quotes, which are
 * doubled. Lines end with LF, CR or CRLF, the last one with or without. Blanks (spaces and tabs) around a field are left out,
 * those within its quotes are kept. Lines with nothing but blanks are skipped. A byte-order mark is skipped. A quote within a
 * field that does not begin with one is a character like any other.
 *
 * <p>A column has numbers if every value that is not missing is a decimal number, {@code
 * [+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?}, with the value of {@link Double#parseDouble}; also if all are missing. If not, it has
 * texts, exactly as they are in the file. While a file is read, a number takes 8 bytes and half a byte for each of its
 * characters.
 *
 * <p>A {@link CsvException} names the file, the line and the column of what is wrong: a row with more or fewer fields than
 * there are columns, a quote that is not closed, text behind a closing quote, a column without a name, two columns of the same
 * name, a column of the format that the file lacks, no rows, a number too large for a double, or bytes that are no characters.
 */
public final class Csv {

  private Csv() {}

  /**
   * Reads a file in the default format.
   *
   * @param file the file
   * @return the table
   * @throws CsvException if there is no such file, it cannot be read, or it is not a table
   */
  public static Table read(Path file) throws CsvException {
    return read(file, CsvFormat.DEFAULT);
  }

  /**
   * Reads a file.
   *
   * @param file   the file
   * @param format its format
   * @return the table
   * @throws CsvException if there is no such file, it cannot be read, or it is not a table of the format
   */
  public static Table read(Path file, CsvFormat format) throws CsvException {
    try (Reader in = CsvRows.open(file, Objects.requireNonNull(format, "format"))) {
      return read(in, file.toString(), format);
    } catch (CsvException e) {
      throw e;
    } catch (IOException e) {
      throw new CsvException(file + ": cannot be closed: " + e.getMessage(), e);
    }
  }

  /**
   * Reads characters in the default format.
   *
   * @param in the characters, read to their end and not closed
   * @return the table
   * @throws CsvException if they cannot be read or are not a table; the message names line and column
   */
  public static Table read(Reader in) throws CsvException {
    return read(in, CsvFormat.DEFAULT);
  }

  /**
   * Reads characters.
   *
   * @param in     the characters, read to their end and not closed
   * @param format their format, whose charset is not used
   * @return the table
   * @throws CsvException if they cannot be read or are not a table of the format; the message names line and column
   */
  public static Table read(Reader in, CsvFormat format) throws CsvException {
    return read(Objects.requireNonNull(in, "in"), null, Objects.requireNonNull(format, "format"));
  }

  private static Table read(Reader in, String source, CsvFormat format) throws CsvException {
    CsvRows rows = new CsvRows(in, source, format);
    ColumnBuilder[] columns = columns(rows, format);
    Places.Builder places = new Places.Builder(source);
    int count = 0;
    while (rows.next()) {
      rows.addTo(columns);
      places.add(rows.line());
      count++;
    }
    if (count == 0) {
      throw CsvException.of(source, "has a header but no rows; expected at least one");
    }
    Places built = places.build();
    for (ColumnBuilder column : columns) {
      if (column != null && column.tooLarge() >= 0) {
        throw new CsvException(built.of(column.tooLarge()) + ", column \"" + column.name() + "\": the number"
            + CsvRows.TOO_LARGE);
      }
    }
    return Table.of(CsvRows.built(columns), built);
  }

  /** Returns a builder for each column of the file; null for those that are dropped. */
  private static ColumnBuilder[] columns(CsvRows rows, CsvFormat format) throws CsvException {
    rows.requireColumns(format.texts(), "to be read as texts");
    rows.requireColumns(format.dropped(), "to be dropped");
    Set<String> texts = new HashSet<>(format.texts());
    Set<String> dropped = new HashSet<>(format.dropped());
    List<String> names = rows.names();
    if (dropped.containsAll(names)) {
      throw CsvException.of(rows.source(), "has no column left: all are dropped");
    }
    ColumnBuilder[] columns = new ColumnBuilder[names.size()];
    for (int i = 0; i < columns.length; i++) {
      String name = names.get(i);
      if (!dropped.contains(name)) {
        columns[i] = texts.contains(name) ? ColumnBuilder.of(name, false) : ColumnBuilder.ofEither(name);
      }
    }
    return columns;
  }

  /**
   * Writes a table to a file in the default format.
   *
   * @param table the table
   * @param file  the file, replaced in one step
   * @throws IOException if the file cannot be written; then it is unchanged
   */
  public static void write(Table table, Path file) throws IOException {
    write(table, file, CsvFormat.DEFAULT);
  }

  /**
   * Writes a table to a file. {@link #read(Path, CsvFormat)} returns the same table from it, with two exceptions: a column of
   * texts that are all numbers is read as one of numbers, unless it is among the format's {@code texts}; and a text that is a
   * marker of missing values is read as a missing one.
   *
   * <p>Numbers are written as {@link Column#text} returns them, and missing values as the empty text, or as the first marker of
   * the format if the empty text is none. Quotes are written where they are needed. Lines end with LF.
   *
   * @param table  the table
   * @param file   the file, replaced in one step
   * @param format its format, of which {@code texts} and {@code dropped} are not used
   * @throws IllegalArgumentException if a value is missing and the format has no marker for it
   * @throws IOException if the file cannot be written; then it is unchanged
   */
  public static void write(Table table, Path file, CsvFormat format) throws IOException {
    Objects.requireNonNull(table, "table");
    AtomicFile.replace(file, out -> {
      Writer writer = new BufferedWriter(new OutputStreamWriter(out, format.charset().newEncoder()));
      try {
        write(table, writer, format);
      } catch (CharacterCodingException e) {
        throw new IOException("a text has a character that the charset " + format.charset() + " lacks", e);
      }
    });
  }

  /**
   * Writes a table in the default format.
   *
   * @param table the table
   * @param out   receives the characters; flushed, not closed
   * @throws IOException if the writer throws it
   */
  public static void write(Table table, Writer out) throws IOException {
    write(table, out, CsvFormat.DEFAULT);
  }

  /**
   * Writes a table as {@link #write(Table, Path, CsvFormat)} does. A table in pieces is written piece by piece, the further
   * ones {@link CsvFormat#withoutHeader() without header}.
   *
   * @param table  the table
   * @param out    receives the characters; flushed, not closed
   * @param format the format, of which {@code texts}, {@code dropped} and {@code charset} are not used
   * @throws IllegalArgumentException if a value is missing and the format has no marker for it
   * @throws IOException if the writer throws it
   */
  public static void write(Table table, Writer out, CsvFormat format) throws IOException {
    new CsvWriter(out, format).write(table);
  }
}
