package io.github.jinbei.table;

import java.io.IOException;

/** Thrown if a CSV file cannot be read. The message names the file, the line from 1, and the column, where there are such. */
public final class CsvException extends IOException {

  private static final long serialVersionUID = 1L;

  /** An exception with a message. */
  CsvException(String message) {
    super(message);
  }

  /** An exception with a message and a cause. */
  CsvException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Returns an exception about a whole file, whose name is null if it has none. */
  static CsvException of(String source, String problem) {
    return new CsvException(source == null ? problem : source + ": " + problem);
  }
}
