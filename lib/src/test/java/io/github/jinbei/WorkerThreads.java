package io.github.jinbei;

import io.github.jinbei.internal.parallel.Workers;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** The worker threads of trainers, for tests. */
final class WorkerThreads {

  private WorkerThreads() {}

  /**
   * Returns the live worker threads of all trainers. Waits until the end of JIT warm-up, during which trainers use one
   * processor fewer.
   */
  static Set<Thread> alive() {
    int processors = Runtime.getRuntime().availableProcessors();
    try (Workers workers = Workers.sparing(processors)) {
      while (workers.ready() < processors) {
        LockSupport.parkNanos(10_000_000);
      }
    }
    return Thread.getAllStackTraces().keySet().stream()
        .filter(t -> t.getName().startsWith("jinbei-worker-")).collect(Collectors.toSet());
  }

  /** Returns the threads that were started since. */
  static Set<Thread> since(Set<Thread> before) {
    Set<Thread> added = alive();
    added.removeAll(before);
    return added;
  }
}
