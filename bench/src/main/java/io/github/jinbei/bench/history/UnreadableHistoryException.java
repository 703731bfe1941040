package io.github.jinbei.bench.history;

import java.io.IOException;

/** Thrown if a file is not a history, or has an unknown version. The message is one line with the file and the line number. */
public final class UnreadableHistoryException extends IOException {

  private static final long serialVersionUID = 1;

  /** Creates an exception with the first line of this message. */
  public UnreadableHistoryException(String message) {
    super(message.lines().findFirst().orElse(""));
  }
}
