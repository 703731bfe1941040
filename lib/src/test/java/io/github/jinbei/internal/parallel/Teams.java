package io.github.jinbei.internal.parallel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/** What the tests of workers share. */
final class Teams {

  /** After this time a thread that parks has parked: a thousand times the spinning. */
  static final long LONG_NANOS = 30_000_000;

  private Teams() {}

  /** Returns the threads of a team but the caller, which a run records. */
  static Thread[] threads(Workers workers, int count) {
    Thread[] threads = new Thread[count];
    workers.run(count, null, (none, worker, all) -> threads[worker] = Thread.currentThread());
    return Arrays.copyOfRange(threads, 1, count);
  }

  static void sleep(long nanos) {
    long end = System.nanoTime() + nanos;
    for (long left = nanos; left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  static void assertEnds(Thread[] threads) throws InterruptedException {
    for (Thread thread : threads) {
      thread.join(20_000);
      assertFalse(thread.isAlive(), thread + " still runs");
    }
  }

  /** Asserts that runs with barriers work, as after an exception. */
  static void assertUsable(Workers workers) {
    for (int count = 1; count <= workers.limit(); count++) {
      int[] seen = new int[count];
      int[] sums = new int[count];
      workers.run(count, null, (none, worker, all) -> {
        seen[worker] = worker + 1;
        workers.barrier();
        sums[worker] = Arrays.stream(seen).sum();
        workers.barrier();
      });
      int[] expected = new int[count];
      Arrays.fill(expected, count * (count + 1) / 2);
      assertArrayEquals(expected, sums, count + " workers");
    }
  }
}
