package io.github.jinbei.cli;

/** A command rightly written that cannot be carried out, as the data or the disk are; one line, exit code 1. */
final class FailureException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  FailureException(String message) {
    super(message);
  }
}
