package io.github.jinbei.internal.file;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;

/**
 * File operations that an interrupt does not stop. An interruptible channel is closed if the interrupt flag of its thread
 * is set. In a zip file system even the attributes of a file are read through one channel, and when it is closed, the whole
 * file system is unusable.
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
   * Clears the interrupt flag and runs the operation. Repeats it if an interrupt closed its channel. Finally restores the
   * flag.
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
