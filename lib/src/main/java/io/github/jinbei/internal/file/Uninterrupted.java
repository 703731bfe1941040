package io.github.jinbei.internal.file;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;

/**
 * Runs file operations as if the calling thread were not interrupted. An interruptible channel closes itself in a thread
 * whose interrupt flag is set; that of a zip file system, which even the attributes of a file are read from, takes the
 * whole file system with it.
 */
public final class Uninterrupted {

  /** An operation on files. It may run more than once. */
  @FunctionalInterface
  public interface Operation<T> {

    /** Does the work and returns its result. */
    T run() throws IOException;
  }

  private Uninterrupted() {}

  /**
   * Runs the operation with the interrupt flag cleared, and again if an interrupt in between closes its channel. Then sets
   * the flag again.
   */
  public static <T> T call(Operation<T> operation) throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      while (true) {
        try {
          return operation.run();
        } catch (ClosedByInterruptException e) {
          interrupted |= Thread.interrupted();
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
