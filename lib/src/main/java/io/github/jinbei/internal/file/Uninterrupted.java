package io.github.jinbei.internal.file;

import java.io.IOException;

/**
 * Runs file operations as if the calling thread were not interrupted. An interruptible channel closes itself in a thread
 * whose interrupt flag is set; that of a zip file system takes the whole file system with it.
 */
public final class Uninterrupted {

  /** An operation on files. */
  @FunctionalInterface
  public interface Operation<T> {

    /** Does the work and returns its result. */
    T run() throws IOException;
  }

  private Uninterrupted() {}

  /** Runs the operation with the interrupt flag cleared, then sets the flag again if it was set. */
  public static <T> T call(Operation<T> operation) throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      return operation.run();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
