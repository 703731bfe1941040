package io.github.jinbei.table;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Objects;

/** The writing of tables as CSV. */
final class CsvWriter {

  private static final char MARK = '\uFEFF';

  private final Writer out;
  private final CsvFormat format;

  CsvWriter(Writer out, CsvFormat format) {
    this.out = Objects.requireNonNull(out, "out");
    this.format = Objects.requireNonNull(format, "format");
  }

  /** Writes the header, if the format has one, and the rows. */
  void write(Table table) throws IOException {
    List<Column> columns = table.columns();
    if (format.header()) {
      for (int i = 0; i < columns.size(); i++) {
        write(columns.get(i).name(), i, columns.size());
      }
    }
    String marker = marker(columns);
    for (int row = 0; row < table.rows(); row++) {
      for (int i = 0; i < columns.size(); i++) {
        String text = columns.get(i).text(row);
        write(text == null ? marker : text, i, columns.size());
      }
    }
    out.flush();
  }

  /** Returns the text for missing values. */
  private String marker(List<Column> columns) {
    List<String> markers = format.missing();
    if (markers.isEmpty()) {
      for (Column column : columns) {
        if (column.missing() > 0) {
          throw new IllegalArgumentException("missing = [] but the column \"" + column.name()
              + "\" has missing values; expected a format with a marker for them");
        }
      }
    }
    return markers.isEmpty() || markers.contains("") ? "" : markers.get(0);
  }

  /** Writes a field and what follows it. An empty field alone would be a blank line. */
  private void write(String text, int field, int fields) throws IOException {
    if (needsQuotes(text) || text.isEmpty() && fields == 1) {
      String quote = String.valueOf(format.quote());
      out.write(quote);
      out.write(text.replace(quote, quote + quote));
      out.write(quote);
    } else {
      out.write(text);
    }
    out.write(field == fields - 1 ? '\n' : format.separator());
  }

  private boolean needsQuotes(String text) {
    int length = text.length();
    if (length == 0) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c == format.separator() || c == format.quote() || c == '\n' || c == '\r') {
        return true;
      }
    }
    return isBlank(text.charAt(0)) || isBlank(text.charAt(length - 1)) || text.charAt(0) == MARK;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }
}
