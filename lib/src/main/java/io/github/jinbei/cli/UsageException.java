package io.github.jinbei.cli;

/** Wrong options, arguments or input of a command. The message is one line with the error and the remedy; exit code 2. */
final class UsageException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }
}
