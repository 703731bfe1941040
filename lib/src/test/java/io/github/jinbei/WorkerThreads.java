package io.github.jinbei;

import java.util.Set;
import java.util.stream.Collectors;

/** The threads that help trainers, for tests of whether there are any and what they do. */
final class WorkerThreads {

  private WorkerThreads() {}

  /** All that live now, of whatever trainer. */
  static Set<Thread> alive() {
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
