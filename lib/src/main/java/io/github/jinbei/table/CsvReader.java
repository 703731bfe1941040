package io.github.jinbei.table;

import io.github.jinbei.internal.text.Arguments;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A CSV file that is read in pieces, in constant memory. The types of its columns are given. Files are as {@link Csv} describes
 * them. The columns may be in any order. An object is used by one thread at a time. After an exception it must only be closed.
 */
public final class CsvReader implements AutoCloseable {

  private final Reader in;
  private final String source;
  private final CsvRows rows;
  private final Map<String, Boolean> numeric;

  /**
   * Opens a file and reads the names of its columns.
   *
   * @param file    the file
   * @param format  its format, of which {@code texts} and {@code dropped} are not used
   * @param numeric the columns that are kept: true if the column has numbers, and a text in it is an error; false if it has
   *     texts, whatever they are. Other columns of the file are left out.
   * @throws CsvException if there is no such file, it cannot be read, or it lacks a column
   * @throws IllegalArgumentException if {@code numeric} is empty
   */
  public CsvReader(Path file, CsvFormat format, Map<String, Boolean> numeric) throws CsvException {
    this(file, format, numeric, Set.of());
  }

  /**
   * Opens a file, which may lack columns, and reads the names of its columns.
   *
   * @param file     the file
   * @param format   its format, of which {@code texts} and {@code dropped} are not used
   * @param numeric  the columns that are kept, as in {@link #CsvReader(Path, CsvFormat, Map)}
   * @param optional those of them that the file may lack
   * @throws CsvException if there is no such file, it cannot be read, or it lacks another column
   * @throws IllegalArgumentException if {@code numeric} is empty, or all of it is optional
   */
  public CsvReader(Path file, CsvFormat format, Map<String, Boolean> numeric, Set<String> optional) throws CsvException {
    this(CsvRows.open(file, Objects.requireNonNull(format, "format")), file.toString(), format, numeric, optional, true);
  }

  /**
   * Reads the names of the columns.
   *
   * @param in      the characters; {@link #close} closes them
   * @param format  their format, of which {@code texts}, {@code dropped} and {@code charset} are not used
   * @param numeric the columns that are kept: true if the column has numbers, and a text in it is an error; false if it has
   *     texts, whatever they are. Other columns are left out.
   * @throws CsvException if the characters cannot be read or a column is missing; the message names line and column
   * @throws IllegalArgumentException if {@code numeric} is empty
   */
  public CsvReader(Reader in, CsvFormat format, Map<String, Boolean> numeric) throws CsvException {
    this(in, format, numeric, Set.of());
  }

  /**
   * Reads the names of the columns, of which some may be missing.
   *
   * @param in       the characters; {@link #close} closes them
   * @param format   their format, of which {@code texts}, {@code dropped} and {@code charset} are not used
   * @param numeric  the columns that are kept, as in {@link #CsvReader(Reader, CsvFormat, Map)}
   * @param optional those of them that may be missing
   * @throws CsvException if the characters cannot be read or another column is missing; the message names line and column
   * @throws IllegalArgumentException if {@code numeric} is empty, or all of it is optional
   */
  public CsvReader(Reader in, CsvFormat format, Map<String, Boolean> numeric, Set<String> optional) throws CsvException {
    this(Objects.requireNonNull(in, "in"), null, format, numeric, optional, false);
  }

  /** Reads the names of the columns. Closes the characters if that fails and they were opened here. */
  private CsvReader(Reader in, String source, CsvFormat format, Map<String, Boolean> numeric, Set<String> optional,
      boolean opened) throws CsvException {
    this.in = in;
    this.source = source;
    this.numeric = Map.copyOf(numeric);
    if (numeric.isEmpty()) {
      throw new IllegalArgumentException("numeric = {}; expected at least one column");
    }
    boolean complete = false;
    try {
      Set<String> required = new LinkedHashSet<>(numeric.keySet());
      required.removeAll(Objects.requireNonNull(optional, "optional"));
      if (required.isEmpty()) {
        throw new IllegalArgumentException("optional = " + optional + "; expected a column of numeric that is not optional");
      }
      rows = new CsvRows(in, source, format);
      rows.requireColumns(required, "needed");
      complete = true;
    } finally {
      if (!complete && opened) {
        closeQuietly(in);
      }
    }
  }

  private static void closeQuietly(Reader in) {
    try {
      in.close();
    } catch (IOException e) {
      // The exception under way says more.
    }
  }

  /**
   * Reads the next rows.
   *
   * @param rows how many at most, at least 1
   * @return a table of the columns that are kept, in the order of the file, with as many rows, or fewer at the end of the file;
   *     null if there are no more
   * @throws CsvException if the characters cannot be read or are not a table, or a column of numbers has a text
   * @throws IllegalArgumentException if {@code rows} is below 1
   */
  public Table next(int rows) throws CsvException {
    Arguments.atLeast("rows", rows, 1);
    ColumnBuilder[] columns = this.rows.names().stream()
        .map(name -> numeric.containsKey(name) ? ColumnBuilder.of(name, numeric.get(name)) : null)
        .toArray(ColumnBuilder[]::new);
    Places.Builder places = new Places.Builder(source);
    int count = 0;
    while (count < rows && this.rows.next()) {
      this.rows.addTo(columns);
      places.add(this.rows.line());
      count++;
    }
    return count == 0 ? null : Table.of(CsvRows.built(columns), places.build());
  }

  /**
   * Closes the file or the characters.
   *
   * @throws IOException if that fails
   */
  @Override
  public void close() throws IOException {
    in.close();
  }
}
