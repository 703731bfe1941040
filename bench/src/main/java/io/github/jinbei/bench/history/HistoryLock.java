package io.github.jinbei.bench.history;

import io.github.jinbei.internal.file.Uninterrupted.Operation;
import io.github.jinbei.internal.text.Count;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/**
 * A lock that prevents processes from changing a history at the same time. Each change replaces the history, so the lock is
 * on a separate empty file, {@code .NAME.lock} beside the history. It is never deleted: a process may wait for it at any time.
 */
final class HistoryLock {

  private static final Duration PAUSE = Duration.ofMillis(20);

  private HistoryLock() {}

  /**
   * Waits for the lock, makes the change and releases the lock. The method is synchronized, because the operating system
   * gives locks to processes, not to threads.
   *
   * @param history the history, with symbolic links resolved
   * @param patience the longest time to wait for other processes
   * @return the result of the change
   * @throws IOException if the lock is not free in time or cannot be created, which leaves the history unchanged; or the
   *     exception of the change
   */
  static synchronized <T> T holding(Path history, Duration patience, Operation<T> change) throws IOException {
    try (FileChannel channel = open(history)) {
      long start = System.nanoTime();
      while (channel.tryLock() == null) {
        if (System.nanoTime() - start > patience.toNanos()) {
          throw refused(history,
              "another process has held " + file(history) + " for " + Count.of(patience.toSeconds(), "second"));
        }
        pause(history);
      }
      return change.run();
    }
  }

  private static Path file(Path history) {
    return history.resolveSibling("." + history.getFileName() + ".lock");
  }

  private static FileChannel open(Path history) throws IOException {
    try {
      return FileChannel.open(file(history), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw refused(history, e.toString());
    }
  }

  private static void pause(Path history) throws IOException {
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw refused(history, "interrupted");
    }
  }

  private static FileSystemException refused(Path history, String reason) {
    return new FileSystemException(history.toString(), null, "cannot be locked: " + reason);
  }
}
