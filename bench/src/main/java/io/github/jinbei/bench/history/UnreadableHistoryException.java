package io.github.jinbei.bench.history;

import java.io.IOException;

/** A file is no history, or not one that this version knows; the message is one line that names file and line. */
public final class UnreadableHistoryException extends IOException {

  private static final long serialVersionUID = 1;

  /** An exception with this message, of which only the first line is kept. */
  public UnreadableHistoryException(String message) {
    super(message.lines().findFirst().orElse(""));
  }
}
