package io.github.jinbei.internal.parallel;

import static io.github.jinbei.internal.parallel.Teams.LONG_NANOS;
import static io.github.jinbei.internal.parallel.Teams.assertEnds;
import static io.github.jinbei.internal.parallel.Teams.assertUsable;
import static io.github.jinbei.internal.parallel.Teams.sleep;
import static io.github.jinbei.internal.parallel.Teams.threads;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Runs, barriers, callers, threads and allocation. Plain arrays, written before a barrier and read after it, stand for what
 * workers share. A test that hangs fails by its time limit, from another thread: waiting workers ignore interrupts.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WorkersTest {

  @Test
  void eachWorkerRunsOnceOnAThreadOfItsOwn() {
    try (Workers workers = new Workers(8)) {
      assertEquals(8, workers.limit());
      for (int count : new int[] {5, 1, 2, 8, 3}) {
        int[] runs = new int[count];
        int[] counts = new int[count];
        Thread[] threads = new Thread[count];
        workers.run(count, null, (none, worker, all) -> {
          runs[worker]++;
          counts[worker] = all;
          threads[worker] = Thread.currentThread();
        });
        for (int worker = 0; worker < count; worker++) {
          assertEquals(1, runs[worker], "runs of worker " + worker + " of " + count);
          assertEquals(count, counts[worker], "count told to worker " + worker);
          String name = worker == 0 ? Thread.currentThread().getName() : "jinbei-worker-" + worker;
          assertEquals(name, threads[worker].getName());
          assertTrue(worker == 0 || threads[worker].isDaemon(), name + " is no daemon");
        }
        assertSame(Thread.currentThread(), threads[0]);
        assertEquals(count, Arrays.stream(threads).distinct().count(), "threads");
      }
    }
  }

  /** In each round every worker writes its own element before the barrier and reads all others after it. */
  @ParameterizedTest
  @CsvSource({"1, 2000, 5", "2, 2000, 5", "3, 500, 5", "5, 300, 5", "8, 200, 5"})
  void writesBeforeABarrierAreReadAfterIt(int count, int runs, int rounds) {
    try (Workers workers = new Workers(count)) {
      long[] written = new long[count];
      long[] errors = new long[count];
      long[] done = new long[count];
      Workers.Task<Object> task = (none, worker, all) -> {
        for (int round = 0; round < rounds; round++) {
          written[worker] += worker + 1;
          workers.barrier();
          for (int other = 0; other < all; other++) {
            errors[worker] += written[other] == written[0] * (other + 1) ? 0 : 1;
          }
          errors[worker] += written[worker] == (done[worker] + 1) * (worker + 1) ? 0 : 1;
          done[worker]++;
          workers.barrier();
        }
      };
      for (int run = 1; run <= runs; run++) {
        workers.run(count, null, task);
        for (int worker = 0; worker < count; worker++) {
          assertEquals((long) run * rounds * (worker + 1), written[worker], "worker " + worker + ", run " + run);
          // The next run must see what the caller writes between runs.
          done[worker] = run * (long) rounds;
        }
      }
      assertArrayEquals(new long[count], errors, "elements not seen as written");
    }
  }

  /** Each worker adds to what the one before has handed on, and the last has all sums, some workers being late. */
  @ParameterizedTest
  @CsvSource({"1, 500, false", "2, 2000, false", "3, 500, false", "5, 300, false", "8, 200, false", "2, 4, true", "4, 4, true"})
  void workersContinueWhatTheOneBeforeHandsOn(int count, int runs, boolean late) {
    int times = 7;
    try (Workers workers = new Workers(count)) {
      for (int run = 0; run < runs; run++) {
        long[] sums = new long[times];
        int first = run;
        workers.run(count, null, (none, worker, all) -> {
          for (int i = 0; i < times; i++) {
            workers.awaitHandOver(worker, i + 1);
            sums[i] = sums[i] * 10 + worker + first;
            if (late && worker == first % all) {
              sleep(LONG_NANOS);
            }
            workers.handOn(worker, i + 1);
          }
        });
        long expected = 0;
        for (int worker = 0; worker < count; worker++) {
          expected = expected * 10 + worker + first;
        }
        long[] all = new long[times];
        Arrays.fill(all, expected);
        assertArrayEquals(all, sums, count + " workers, run " + run);
      }
    }
  }

  /** Runs of changing counts on one team: a worker without a share must not change them. */
  @Test
  void countsMayChangeFromRunToRun() {
    try (Workers workers = new Workers(5)) {
      for (int round = 0; round < 60; round++) {
        assertUsable(workers);
      }
    }
  }

  /** Without a pause workers spin until the next run or barrier; after a long one they have parked. */
  @ParameterizedTest
  @CsvSource({"true, false", "false, true", "true, true"})
  void parkedWorkersAreWoken(boolean betweenRuns, boolean beforeBarrier) {
    for (int count = 2; count <= 4; count++) {
      try (Workers workers = new Workers(count)) {
        for (int late = 0; late < count; late++) {
          int[] seen = new int[count];
          int last = late;
          if (betweenRuns) {
            sleep(LONG_NANOS);
          }
          workers.run(count, null, (none, worker, all) -> {
            if (beforeBarrier && worker == last) {
              sleep(LONG_NANOS);
            }
            seen[worker] = 1;
            workers.barrier();
            seen[worker] = Arrays.stream(seen, 0, all).allMatch(s -> s > 0) ? 2 : -1;
            if (beforeBarrier && worker == last) {
              sleep(LONG_NANOS);
            }
          });
          int[] expected = new int[count];
          Arrays.fill(expected, 2);
          assertArrayEquals(expected, seen, count + " workers, " + late + " late");
        }
      }
    }
  }

  @Test
  void aCountOfOneStartsNoThreadAndItsBarrierReturns() {
    int[] runs = new int[1];
    try (Workers workers = new Workers(3)) {
      int before = Thread.activeCount();
      workers.run(1, null, (none, worker, count) -> {
        workers.barrier();
        runs[0]++;
      });
      assertEquals(before, Thread.activeCount(), "threads");
    }
    assertEquals(1, runs[0]);
  }

  @Test
  void noMoreThreadsAreStartedThanNeeded() {
    try (Workers workers = new Workers(Integer.MAX_VALUE)) {
      Thread[] two = threads(workers, 2);
      Thread[] three = threads(workers, 3);
      assertSame(two[0], three[0], "the thread of before");
      assertNotSame(three[0], three[1]);
      assertSame(two[0], threads(workers, 2)[0]);
      assertEquals(Thread.currentThread().getThreadGroup(), two[0].getThreadGroup());
    }
  }

  @Test
  void inheritableThreadLocalsStayWithTheCaller() {
    InheritableThreadLocal<Object> local = new InheritableThreadLocal<>();
    local.set("the caller's");
    Object[] seen = {"none", "none"};
    try (Workers workers = new Workers(2)) {
      workers.run(2, null, (none, worker, count) -> seen[worker] = local.get());
    }
    assertArrayEquals(new Object[] {"the caller's", null}, seen);
  }

  @Test
  void refusesBadArguments() {
    for (int limit : new int[] {0, -1, Integer.MIN_VALUE}) {
      String message = assertThrows(IllegalArgumentException.class, () -> new Workers(limit)).getMessage();
      assertEquals("limit = " + limit + "; expected at least 1", message);
    }
    try (Workers workers = new Workers(2)) {
      for (int count : new int[] {0, -1, 3}) {
        String message =
            assertThrows(IllegalArgumentException.class, () -> workers.run(count, null, (none, worker, all) -> {}))
                .getMessage();
        assertEquals("count = " + count + "; expected 1 to 2", message);
      }
      assertThrows(NullPointerException.class, () -> workers.run(2, null, null));
      assertThrows(IllegalStateException.class, workers::barrier, "outside of a task");
      assertUsable(workers);
      assertThrows(IllegalStateException.class, workers::barrier, "outside of a task");
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 2", "2, 1", "2, 2"})
  void oneTaskAtATime(int outer, int inner) {
    try (Workers workers = new Workers(2)) {
      AtomicInteger refused = new AtomicInteger();
      workers.run(outer, null, (none, worker, count) -> {
        assertThrows(IllegalStateException.class, () -> workers.run(inner, null, (n, w, c) -> {}));
        assertThrows(IllegalStateException.class, workers::close);
        refused.incrementAndGet();
      });
      assertEquals(outer, refused.get());
      assertUsable(workers);
    }
  }

  @Test
  void runFromAnotherThreadIsRefusedWhileOneRuns() throws InterruptedException {
    try (Workers workers = new Workers(2)) {
      CountDownLatch running = new CountDownLatch(2);
      CountDownLatch asked = new CountDownLatch(1);
      AtomicReference<Throwable> refused = new AtomicReference<>();
      AtomicReference<Throwable> barred = new AtomicReference<>();
      Thread other = new Thread(() -> {
        try {
          running.await();
          refused.set(assertThrows(IllegalStateException.class, () -> workers.run(2, null, (none, worker, count) -> {})));
          barred.set(assertThrows(IllegalStateException.class, workers::barrier));
        } catch (Throwable e) {
          refused.set(e);
        } finally {
          asked.countDown();
        }
      });
      other.start();
      workers.run(2, null, (none, worker, count) -> {
        running.countDown();
        try {
          assertTrue(asked.await(20, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      });
      other.join();
      assertEquals(IllegalStateException.class, refused.get().getClass(), () -> "refused with " + refused.get());
      assertTrue(barred.get().getMessage().contains("expected a worker of the running task"), barred.get().getMessage());
      assertUsable(workers);
    }
  }

  /** A team may be used by different threads, one after the other; and by a worker of another team. */
  @Test
  void anyThreadMayBeTheCaller() throws InterruptedException {
    try (Workers workers = new Workers(3); Workers outer = new Workers(2)) {
      assertUsable(workers);
      AtomicReference<Throwable> failure = new AtomicReference<>();
      Thread other = new Thread(() -> assertUsable(workers));
      other.setUncaughtExceptionHandler((thread, e) -> failure.set(e));
      other.start();
      other.join();
      assertNull(failure.get());
      outer.run(2, null, (none, worker, count) -> {
        if (worker == 1) {
          assertUsable(workers);
        }
        outer.barrier();
      });
    }
  }

  @Test
  void closeEndsTheThreads() throws InterruptedException {
    for (boolean parked : new boolean[] {false, true}) {
      Workers workers = new Workers(4);
      Thread[] threads = threads(workers, 4);
      if (parked) {
        sleep(LONG_NANOS);
      }
      workers.close();
      assertEnds(threads);
      workers.close();
      assertThrows(IllegalStateException.class, () -> workers.run(2, null, (none, worker, count) -> {}));
      int[] runs = new int[1];
      workers.run(1, null, (none, worker, count) -> runs[0]++);
      assertEquals(1, runs[0], "runs of the caller alone");
    }
  }

  @Test
  void closeWithoutARunDoesNothing() {
    Workers workers = new Workers(2);
    workers.close();
    workers.close();
    assertThrows(IllegalStateException.class, () -> workers.run(2, null, (none, worker, count) -> {}));
  }

  /** The last task, its exception or the team's own barrier could keep the team reachable. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theThreadsOfAnUnreachableTeamEnd(boolean failing) throws InterruptedException {
    assertEnds(collected(forget(failing)));
  }

  private record Forgotten(WeakReference<Workers> workers, Thread[] threads) {}

  private static Forgotten forget(boolean failing) {
    Workers workers = new Workers(3);
    Thread[] threads = threads(workers, 3);
    Workers.Task<Object> task = (none, worker, count) -> {
      workers.barrier();
      if (failing) {
        throw new IllegalArgumentException("of " + workers);
      }
    };
    if (failing) {
      assertThrows(IllegalArgumentException.class, () -> workers.run(3, null, task));
    } else {
      workers.run(3, null, task);
    }
    return new Forgotten(new WeakReference<>(workers), threads);
  }

  private static Thread[] collected(Forgotten forgotten) {
    long start = System.nanoTime();
    while (!forgotten.workers.refersTo(null) && System.nanoTime() - start < 20_000_000_000L) {
      System.gc();
      sleep(LONG_NANOS);
    }
    assertTrue(forgotten.workers.refersTo(null), "the team is still reachable");
    return forgotten.threads;
  }

  @Test
  void aTaskIsNotKeptBetweenRuns() {
    try (Workers workers = new Workers(2)) {
      long start = System.nanoTime();
      WeakReference<Object> task = new WeakReference<>(runOnce(workers));
      while (!task.refersTo(null) && System.nanoTime() - start < 20_000_000_000L) {
        System.gc();
        sleep(LONG_NANOS);
      }
      assertTrue(task.refersTo(null), "the task is still reachable");
      assertUsable(workers);
    }
  }

  private static Object runOnce(Workers workers) {
    int[] data = new int[2];
    Workers.Task<Object> task = (none, worker, count) -> data[worker] = worker;
    workers.run(2, null, task);
    return task;
  }

  /** Without pauses, where workers spin if there are processors for them, and with pauses in which they park. */
  @ParameterizedTest
  @CsvSource({"2, 0", "3, 0", "2, 300000", "3, 300000"})
  void runsAndBarriersAllocateNothing(int count, long pause) {
    Assumptions.assumeTrue(ManagementFactory.getThreadMXBean() instanceof ThreadMXBean, "this VM counts no allocation");
    ThreadMXBean bean = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    try (Workers workers = new Workers(count)) {
      List<Thread> threads = new ArrayList<>(List.of(threads(workers, count)));
      threads.add(Thread.currentThread());
      long[] ids = threads.stream().mapToLong(Thread::getId).toArray();
      Workers.Task<Object> task = (none, worker, all) -> {
        if (pause > 0 && worker == all - 1) {
          LockSupport.parkNanos(pause);
        }
        workers.barrier();
        workers.barrier();
      };
      long start = System.nanoTime();
      long bytes;
      // The VM allocates in first calls, for instance to link them; later calls show what the workers allocate.
      do {
        long before = allocated(bean, ids);
        for (int run = 0; run < 200; run++) {
          workers.run(count, null, task);
          if (pause > 0) {
            LockSupport.parkNanos(pause);
          }
        }
        bytes = allocated(bean, ids) - before;
      } while (bytes != 0 && System.nanoTime() - start < 20_000_000_000L);
      assertEquals(0, bytes, "bytes allocated by 200 runs of " + count);
    }
  }

  /** Uses no stream and no array of results: their allocation would count. */
  private static long allocated(ThreadMXBean bean, long[] ids) {
    long bytes = 0;
    for (long id : ids) {
      bytes += bean.getThreadAllocatedBytes(id);
    }
    return bytes;
  }
}
