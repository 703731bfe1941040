package io.github.jinbei.cli;

import java.io.IOException;
import java.util.Locale;

/** A failed write to standard output. It ends a command: exit code 1, or {@link #READER_GONE} without a word. */
public final class OutputException extends RuntimeException {

  /** What a shell reports of a program that ends because nobody reads its pipe: 128 and the number of SIGPIPE. */
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
