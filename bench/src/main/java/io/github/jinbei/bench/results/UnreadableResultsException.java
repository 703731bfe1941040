package io.github.jinbei.bench.results;

/** Thrown if a file does not contain JMH results. The message is one line with the file and what was expected. */
public final class UnreadableResultsException extends Exception {

  private static final long serialVersionUID = 1;

  /** Creates an exception with the first line of this message. */
  public UnreadableResultsException(String message) {
    super(message.lines().findFirst().orElse(""));
  }
}
