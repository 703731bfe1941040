package io.github.jinbei.cli;

import java.io.IOException;
import java.util.Locale;

/** A failed write to standard output. Ends the command with exit code 1, or without a message and {@link #READER_GONE}. */
public final class OutputException extends RuntimeException {

  /** The exit code that a shell reports for a program whose pipe has no reader: 128 plus the number of SIGPIPE. */
  public static final int READER_GONE = 141;

  private static final long serialVersionUID = 1L;

  OutputException(IOException cause) {
    super("standard output cannot be written: " + cause.getMessage(), cause);
  }

  /** Returns whether standard output is a pipe that its reader has closed. The system's message is the only sign. */
  public boolean readerGone() {
    String message = getCause().getMessage();
    return message != null && message.toLowerCase(Locale.ROOT).contains("pipe");
  }
}
