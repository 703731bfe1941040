package io.github.jinbei.internal.parallel;

import static io.github.jinbei.internal.parallel.Teams.LONG_NANOS;
import static io.github.jinbei.internal.parallel.Teams.assertUsable;
import static io.github.jinbei.internal.parallel.Teams.sleep;
import static io.github.jinbei.internal.parallel.Teams.threads;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Exceptions and interrupts: each run ends, and the team stays usable. A test that hangs fails by its time limit, from another
 * thread: waiting workers ignore interrupts.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WorkersFailureTest {

  /** A worker fails, or leaves, before it has handed on as often as the next one waits for. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5})
  void aWorkerThatDoesNotHandOnEndsTheWaitOfTheNext(int count) {
    try (Workers workers = new Workers(count)) {
      for (int who = 0; who < count - 1; who++) {
        for (int after = 0; after <= 2; after++) {
          for (boolean fails : new boolean[] {true, false}) {
            int leaver = who;
            int times = after;
            RuntimeException thrown = new IllegalArgumentException("planned");
            AtomicInteger ended = new AtomicInteger();
            Throwable caught = assertThrows(RuntimeException.class, () -> workers.run(count, null, (none, worker, all) -> {
              for (int i = 1; i <= 3; i++) {
                workers.awaitHandOver(worker, i);
                if (worker == leaver && i > times) {
                  sleep(LONG_NANOS);
                  if (fails) {
                    throw thrown;
                  }
                  return;
                }
                workers.handOn(worker, i);
              }
              ended.incrementAndGet();
            }));
            String what = "worker " + who + " of " + count + (fails ? " fails" : " leaves") + " after " + after;
            if (fails) {
              assertSame(thrown, caught, what);
            } else {
              assertEquals("worker " + who + " left the task after handing on " + after + " times; expected " + (after + 1),
                  caught.getMessage(), what);
            }
            assertEquals(who, ended.get(), what + ": workers that ended");
            assertUsable(workers);
          }
        }
      }
    }
  }

  /** An exception before the first barrier, between two, or after the last: the others wait at a barrier or have returned. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5})
  void theExceptionOfAWorkerIsThrownToTheCallerAndNoThreadHangs(int count) {
    try (Workers workers = new Workers(count)) {
      for (int thrower = 0; thrower < count; thrower++) {
        for (int place = 0; place <= 2; place++) {
          for (Throwable thrown : List.of(new IllegalArgumentException("planned"), new AssertionError("planned"))) {
            int who = thrower;
            int where = place;
            AtomicInteger reached = new AtomicInteger();
            Throwable caught = assertThrows(Throwable.class, () -> workers.run(count, null, (none, worker, all) -> {
              for (int i = 0; i <= 2; i++) {
                if (worker == who && i == where) {
                  throwUnchecked(thrown);
                }
                if (i < 2) {
                  workers.barrier();
                }
              }
              reached.incrementAndGet();
            }));
            String what = "worker " + thrower + " of " + count + " at place " + place;
            assertSame(thrown, caught, what);
            assertTrue(place == 2 || reached.get() == 0, what + ": others passed a barrier that it did not come to");
          }
          assertUsable(workers);
        }
      }
    }
  }

  private static void throwUnchecked(Throwable e) {
    if (e instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) e;
  }

  @Test
  void parkedWaitersLeaveTheBarrierToo() {
    try (Workers workers = new Workers(3)) {
      for (int thrower = 0; thrower < 3; thrower++) {
        int who = thrower;
        AtomicInteger thrownOut = new AtomicInteger();
        RuntimeException e = assertThrows(IllegalArgumentException.class, () -> workers.run(3, null, (none, worker, all) -> {
          if (worker == who) {
            sleep(LONG_NANOS);
            throw new IllegalArgumentException("late");
          }
          try {
            workers.barrier();
          } catch (RuntimeException broken) {
            thrownOut.incrementAndGet();
            throw broken;
          }
        }));
        assertEquals("late", e.getMessage());
        assertEquals(2, thrownOut.get(), "waiting workers thrown out");
        assertUsable(workers);
      }
    }
  }

  /** The others throw only after the first exception has broken the barrier. */
  @Test
  void theFirstExceptionIsThrown() {
    RuntimeException first = new RuntimeException("first");
    try (Workers workers = new Workers(3)) {
      RuntimeException caught = assertThrows(RuntimeException.class, () -> workers.run(3, null, (none, worker, count) -> {
        if (worker == 1) {
          throw first;
        }
        try {
          workers.barrier();
        } catch (RuntimeException broken) {
          throw new RuntimeException("second, of " + worker);
        }
      }));
      assertSame(first, caught);
    }
  }

  @Test
  void checkedExceptionsAreThrownUnchanged() {
    try (Workers workers = new Workers(2)) {
      IOException thrown = new IOException("slipped through");
      assertSame(thrown, assertThrows(IOException.class, () -> workers.run(2, null, (none, worker, count) -> {
        if (worker == 1) {
          WorkersFailureTest.<RuntimeException>slip(thrown);
        }
      })));
      assertUsable(workers);
    }
  }

  @SuppressWarnings("unchecked")
  private static <E extends Throwable> void slip(Throwable e) throws E {
    throw (E) e;
  }

  /** Any worker may return: before the others wait, while they spin, or after they have parked. */
  @ParameterizedTest
  @ValueSource(longs = {0, 5_000, 30_000_000})
  void returningWhileOthersWaitIsAnException(long pause) {
    try (Workers workers = new Workers(3)) {
      for (int leaver = 0; leaver < 3; leaver++) {
        int who = leaver;
        for (boolean early : new boolean[] {true, false}) {
          RuntimeException e = assertThrows(IllegalStateException.class, () -> workers.run(3, null, (none, worker, count) -> {
            workers.barrier();
            if (early == (worker == who)) {
              sleep(pause);
            }
            if (worker != who) {
              workers.barrier();
            }
          }), "worker " + leaver + " leaves");
          assertTrue(e.getMessage().contains("equally often"), e.getMessage());
          assertUsable(workers);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void anInterruptStaysPendingAndChangesNothing(int interrupted) {
    try (Workers workers = new Workers(2)) {
      boolean[] pending = new boolean[2];
      int[] seen = new int[2];
      for (int run = 1; run <= 3; run++) {
        workers.run(2, null, (none, worker, count) -> {
          if (worker == interrupted) {
            Thread.currentThread().interrupt();
          } else {
            sleep(LONG_NANOS);
            seen[0]++;
          }
          workers.barrier();
          seen[1] += worker == interrupted ? seen[0] : 0;
          pending[worker] = Thread.currentThread().isInterrupted();
        });
        assertEquals(run, seen[0], "the barrier was left before the other worker came");
        assertTrue(pending[interrupted], "interrupt lost");
        assertFalse(pending[1 - interrupted], "interrupt of the other worker");
        assertEquals(interrupted == 0, Thread.interrupted(), "interrupt of the caller after the run");
      }
      assertEquals(1 + 2 + 3, seen[1]);
    }
  }

  /**
   * An interrupted thread cannot park, so a loop of parking would use a processor. A twentieth of one fails the test: on a busy
   * machine such a loop gets little.
   */
  @Test
  void anInterruptedWaiterUsesLittleProcessorTime() {
    java.lang.management.ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    Assumptions.assumeTrue(threads.isCurrentThreadCpuTimeSupported());
    long nanos = 500_000_000L;
    try (Workers workers = new Workers(2)) {
      long[] used = new long[2];
      for (int waiter = 0; waiter < 2; waiter++) {
        int who = waiter;
        workers.run(2, null, (none, worker, count) -> {
          if (worker != who) {
            sleep(nanos);
          } else {
            Thread.currentThread().interrupt();
            used[worker] = -threads.getCurrentThreadCpuTime();
          }
          workers.barrier();
          used[worker] += worker == who ? threads.getCurrentThreadCpuTime() : 0;
        });
        Thread.interrupted();
      }
      assertTrue(used[0] < nanos / 20 && used[1] < nanos / 20, "processor time of waiters, ns: " + Arrays.toString(used));
    }
  }

  @Test
  void anIdleInterruptedWorkerUsesLittleProcessorTime() {
    java.lang.management.ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    Assumptions.assumeTrue(threads.isThreadCpuTimeSupported() && threads.isThreadCpuTimeEnabled());
    long nanos = 500_000_000L;
    try (Workers workers = new Workers(2)) {
      long id = threads(workers, 2)[0].getId();
      workers.run(2, null, (none, worker, count) -> {
        if (worker == 1) {
          Thread.currentThread().interrupt();
        }
      });
      long before = threads.getThreadCpuTime(id);
      sleep(nanos);
      long used = threads.getThreadCpuTime(id) - before;
      assertTrue(before > 0 && used < nanos / 20, "processor time of the idle worker, ns: " + used);
      assertUsable(workers);
    }
  }
}
