package io.github.jinbei.bench.results;

/** A file is no file of JMH results; the message is one line that names it and says what was expected. */
public final class UnreadableResultsException extends Exception {

  private static final long serialVersionUID = 1;

  /** An exception with this message, of which only the first line is kept. */
  public UnreadableResultsException(String message) {
    super(message.lines().findFirst().orElse(""));
  }
}
