package io.github.jinbei;

import io.github.jinbei.internal.parallel.Workers;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** The threads that help trainers, for tests of whether there are any and what they do. */
final class WorkerThreads {

  private WorkerThreads() {}

  /**
   * All that live now, of whatever trainer. Waits until trainers take all the threads they may: those of the VM's first
   * seconds leave a processor to its compiler.
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

  /** Those that came to live since. */
  static Set<Thread> since(Set<Thread> before) {
    Set<Thread> added = alive();
    added.removeAll(before);
    return added;
  }
}
