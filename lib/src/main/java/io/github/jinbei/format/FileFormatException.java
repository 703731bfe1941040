package io.github.jinbei.format;

import java.io.IOException;
import java.nio.file.Path;

/** Thrown if the content of a file does not have the expected format: it is damaged, incomplete or of another kind. */
public class FileFormatException extends IOException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception with the message {@code <file>: <problem>}. The problem says what was found and expected.
   *
   * @param file the file, named in the message
   * @param problem what was found and what was expected
   */
  public FileFormatException(Path file, String problem) {
    super(file + ": " + problem);
  }

  /**
   * Creates an exception as {@link #FileFormatException(Path, String)} does, with a cause.
   *
   * @param file the file, named in the message
   * @param problem what was found and what was expected
   * @param cause the cause
   */
  public FileFormatException(Path file, String problem, Throwable cause) {
    super(file + ": " + problem, cause);
  }
}
