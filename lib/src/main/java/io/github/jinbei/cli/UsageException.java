package io.github.jinbei.cli;

/** Wrong use of the command line. The message, one line, says what is wrong and how to mend it; exit code 2. */
final class UsageException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }
}
