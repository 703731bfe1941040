package io.github.jinbei.format;

import java.io.IOException;
import java.nio.file.Path;

/** A file was read, but its content is not what its format demands: damaged, cut short, or of another kind. */
public class FileFormatException extends IOException {

  private static final long serialVersionUID = 1L;

  /** The message is {@code <file>: <problem>}; the problem says what was found and what was expected. */
  public FileFormatException(Path file, String problem) {
    super(file + ": " + problem);
  }

  /** As {@link #FileFormatException(Path, String)}, where another exception told of the problem. */
  public FileFormatException(Path file, String problem, Throwable cause) {
    super(file + ": " + problem, cause);
  }
}
