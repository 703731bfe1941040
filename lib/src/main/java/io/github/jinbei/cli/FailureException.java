package io.github.jinbei.cli;

/** The failure of a correct command during or after its work. The message is one line; exit code 1. */
final class FailureException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  FailureException(String message) {
    super(message);
  }
}
