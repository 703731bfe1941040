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
 * A lock that keeps processes from changing a history at the same time. Each change replaces the history, so the lock is
 * on an empty file of its own, {@code .NAME.lock} beside the history. It stays: a process may wait for it at any time.
 */
final class HistoryLock {

  private static final Duration PAUSE = Duration.ofMillis(20);

  private HistoryLock() {}

  /**
   * Waits for the lock, makes the change and releases the lock. One thread at a time: the system gives locks to
   * processes.
   *
   * @param history its links followed
   * @param patience how long to wait for other processes
   * @return what the change returns
   * @throws IOException if the lock is not free in time or cannot be made, which leaves the history as it is; or what the
   *     change throws
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
