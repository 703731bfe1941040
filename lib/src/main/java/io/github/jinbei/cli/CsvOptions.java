package io.github.jinbei.cli;

import io.github.jinbei.table.Csv;
import io.github.jinbei.table.CsvException;
import io.github.jinbei.table.CsvFormat;
import io.github.jinbei.table.CsvReader;
import io.github.jinbei.table.Table;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The options of CSV files. */
final class CsvOptions {

  /** Some names or texts between commas. */
  private static final Kind<String[]> LIST =
      new Kind<>("A,B,...", "one or more texts between commas", text -> text.split(",", -1));

  private static final Option<Boolean> NO_HEADER = new Option<>("--no-header", Kind.flag(), null,
      "the first line is a row; the columns are called x0, x1, ...");
  private static final Option<Character> SEPARATOR = new Option<>("--separator",
      new Kind<>("CHAR", "one character, or tab", CsvOptions::character), ",", "the character between two fields, or tab");
  private static final Option<Charset> CHARSET = new Option<>("--charset",
      new Kind<>("NAME", "the name of a character encoding", CsvOptions::charset), "UTF-8", "the encoding of the files");
  private static final Option<String[]> MISSING = new Option<>("--missing", LIST, null,
      "the texts that stand for a missing value, instead of the empty text, ?, NA, NaN and null");
  private static final Option<String[]> TEXT = new Option<>("--text", LIST, null,
      "columns whose values are categories, even if all are numbers (default none)");
  static final Option<String[]> DROP = new Option<>("--drop", LIST, null, "columns to leave out (default none)");

  private CsvOptions() {}

  /** Returns the options of a file whose columns have known types. */
  static List<Option<?>> ofKnownColumns() {
    return List.of(NO_HEADER, SEPARATOR, CHARSET, MISSING);
  }

  /** Returns the options that say how columns are taken. */
  static List<Option<?>> ofColumns() {
    return List.of(TEXT, DROP);
  }

  /** Throws a {@link UsageException} if an option is given, but no file of data. */
  static void requireFile(Options.Values values) {
    List<Option<?>> all = new ArrayList<>(ofKnownColumns());
    all.addAll(ofColumns());
    for (Option<?> option : all) {
      if (values.has(option) && !values.has(DataSource.DATA)) {
        throw new UsageException(option.name() + " needs " + DataSource.DATA.name() + ", whose file it describes; leave it "
            + "out");
      }
    }
  }

  /** Returns the format of the files, with no columns of a special kind. */
  static CsvFormat format(Options.Values values) {
    CsvFormat format;
    try {
      format = CsvFormat.DEFAULT.withSeparator(values.get(SEPARATOR)).withCharset(values.get(CHARSET));
    } catch (IllegalArgumentException e) {
      throw new UsageException(SEPARATOR.name() + ": " + e.getMessage());
    }
    format = values.has(NO_HEADER) ? format.withoutHeader() : format;
    return values.has(MISSING) ? format.withMissing(values.get(MISSING)) : format;
  }

  /** Reads a table of a file, or of standard input, whose columns are taken as the options say. */
  static Table read(Path file, Options.Values values) throws IOException {
    CsvFormat format =
        format(values).withTexts(values.get(TEXT, new String[0])).withDropped(values.get(DROP, new String[0]));
    try {
      return DataSource.isStandardInput(file) ? Csv.read(standardInput(format), format) : Csv.read(file, format);
    } catch (CsvException e) {
      throw named(file, e);
    }
  }

  /**
   * Reads a table of columns of known types.
   *
   * @param numeric the columns that the file has
   * @param optional a further column of numbers, which is read if the file has it; or null
   */
  static Table read(Path file, CsvFormat format, Map<String, Boolean> numeric, String optional) throws IOException {
    Map<String, Boolean> types = new HashMap<>(numeric);
    if (optional != null) {
      types.put(optional, true);
    }
    try (CsvReader reader = open(file, format, types, optional == null ? Set.of() : Set.of(optional))) {
      Table table = reader.next(Integer.MAX_VALUE);
      if (table == null) {
        throw new UsageException(file + " has a header but no rows; give at least one");
      }
      return table;
    } catch (CsvException e) {
      throw named(file, e);
    }
  }

  /** Opens a file, or standard input, to read it in pieces. */
  static CsvReader open(Path file, CsvFormat format, Map<String, Boolean> numeric, Set<String> optional)
      throws CsvException {
    return DataSource.isStandardInput(file) ? new CsvReader(standardInput(format), format, numeric, optional)
        : new CsvReader(file, format, numeric, optional);
  }

  /** Returns the exception, or one that names standard input if that was read. */
  static IOException named(Path file, CsvException e) {
    String message = (DataSource.isStandardInput(file) ? "standard input: " : "") + e.getMessage();
    return new IOException(e.getMessage().contains("bytes that are no characters")
        ? message + "; give their encoding with " + CHARSET.name() : message, e);
  }

  /** Bytes that are no characters are an error, not a replacement. */
  private static Reader standardInput(CsvFormat format) {
    return new InputStreamReader(System.in, format.charset().newDecoder());
  }

  private static char character(String text) {
    return text.equalsIgnoreCase("tab") ? '\t' : Kind.checked(text, text.length() == 1).charAt(0);
  }

  private static Charset charset(String name) {
    return Charset.forName(Kind.checked(name, Charset.isSupported(name)));
  }
}
