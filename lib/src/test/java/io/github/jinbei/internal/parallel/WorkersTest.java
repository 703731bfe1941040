package io.github.jinbei.internal.parallel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
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
 * Plain arrays, written before a barrier and read after it, stand for what workers share. What hangs fails by its time
 * limit, from another thread, as waiting workers heed no interrupt.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WorkersTest {

  /** Beyond this a thread that is to park has parked: a thousand times the spinning. */
  private static final long LONG_NANOS = 30_000_000;

  /** The threads of a team other than the caller, seen by running it. */
  private static Thread[] threads(Workers workers, int count) {
    Thread[] threads = new Thread[count];
    workers.run(count, null, (none, worker, all) -> threads[worker] = Thread.currentThread());
    return Arrays.copyOfRange(threads, 1, count);
  }

  private static void sleep(long nanos) {
    long end = System.nanoTime() + nanos;
    for (long left = nanos; left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  private static void assertEnds(Thread[] threads) throws InterruptedException {
    for (Thread thread : threads) {
      thread.join(20_000);
      assertFalse(thread.isAlive(), thread + " still runs");
    }
  }

  /** A team that has been through trouble does a run with barriers as ever. */
  private static void assertUsable(Workers workers) {
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

  // Running

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

  /** Each round every worker writes its own element, and reads all the others' behind the barrier. */
  @ParameterizedTest
  @CsvSource({"1, 2000, 5", "2, 2000, 5", "3, 500, 5", "5, 300, 5", "8, 200, 5"})
  void whatWasWrittenBeforeABarrierIsReadBehindIt(int count, int runs, int rounds) {
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

  /** Runs of changing counts on one team: who has no part in one must not meddle with it. */
  @Test
  void countsMayChangeFromRunToRun() {
    try (Workers workers = new Workers(5)) {
      for (int round = 0; round < 60; round++) {
        assertUsable(workers);
      }
    }
  }

  /** Without a pause workers spin into the next run or barrier, after a long one they have parked. */
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

  // Exceptions

  /** Thrown before a first barrier, between two, or after the last; the others wait at one, or have left. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5})
  void theExceptionOfAWorkerComesOutAndNobodyHangs(int count) {
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
  void waitersThatHaveParkedAreThrownOutToo() {
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

  /** The second worker throws once the first has, and is known to be second. */
  @Test
  void theFirstExceptionIsTheOneThatComesOut() {
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
  void checkedExceptionsThatSlipThroughComeOutAsTheyAre() {
    try (Workers workers = new Workers(2)) {
      IOException thrown = new IOException("slipped through");
      assertSame(thrown, assertThrows(IOException.class, () -> workers.run(2, null, (none, worker, count) -> {
        if (worker == 1) {
          WorkersTest.<RuntimeException>slip(thrown);
        }
      })));
      assertUsable(workers);
    }
  }

  @SuppressWarnings("unchecked")
  private static <E extends Throwable> void slip(Throwable e) throws E {
    throw (E) e;
  }

  /** Whoever leaves: before the others wait, while they spin, or when they have parked. */
  @ParameterizedTest
  @ValueSource(longs = {0, 5_000, 30_000_000})
  void leavingWhileOthersWaitIsAnErrorNotAHang(long pause) {
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

  // Interrupts

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void anInterruptIsLeftPendingAndBreaksNothing(int interrupted) {
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
   * An interrupted thread that only parked again and again would take what it can get of a processor: here a twentieth is
   * too much, as a busy machine may give it little.
   */
  @Test
  void anInterruptedWaiterDoesNotBurnAProcessor() {
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
  void anIdleWorkerLeftInterruptedDoesNotBurnAProcessor() {
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

  // Misuse

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

  // The end

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

  /** The last task, its exception and the team's own barrier are what could keep a forgotten team reachable. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theThreadsOfAForgottenTeamEnd(boolean failing) throws InterruptedException {
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

  // Allocation

  /** Back to back, where workers spin if there are processors for them, and with pauses in which they park. */
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
      // What the VM itself allocates on a first call, such as to link it, comes to an end; ours would not.
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

  /** Without a stream or an array of results, which would count. */
  private static long allocated(ThreadMXBean bean, long[] ids) {
    long bytes = 0;
    for (long id : ids) {
      bytes += bean.getThreadAllocatedBytes(id);
    }
    return bytes;
  }

  // Shares

  /** 0 and 1 items, fewer than workers, exact multiples and what is over, and sizes whose products pass int and 2^62. */
  @Test
  void sharesCoverAllItemsEvenlyInMultiples() {
    int most = Integer.MAX_VALUE;
    for (int n : new int[] {0, 1, 2, 7, 15, 16, 17, 64, 100, 784, 1000, most - 1, most}) {
      for (int grain : new int[] {1, 2, 12, 16, 64, 1000, most}) {
        for (int count : new int[] {1, 2, 3, 5, 8, 64}) {
          checkShares(n, grain, count);
        }
      }
    }
  }

  private static void checkShares(int n, int grain, int count) {
    String what = n + " items by " + grain + " among " + count;
    assertEquals(0, Workers.share(n, grain, 0, count), what);
    assertEquals(n, Workers.share(n, grain, count, count), what);
    long fewest = Long.MAX_VALUE;
    long most = 0;
    for (int worker = 0; worker < count; worker++) {
      int from = Workers.share(n, grain, worker, count);
      int to = Workers.share(n, grain, worker + 1, count);
      assertTrue(from <= to && (from % grain == 0 || from == n), what + ": worker " + worker + " has " + from + " to " + to);
      long grains = ((long) to - from + grain - 1) / grain;
      fewest = Math.min(fewest, grains);
      most = Math.max(most, grains);
    }
    assertTrue(most - fewest <= 1, what + ": " + fewest + " to " + most + " multiples");
  }

  @Test
  void sharesAreWhereTheyWereWorkedOutByHand() {
    int[][] cases = {
      // n, grain, count, beginnings
      {20, 8, 2, 0, 8, 20},
      {24, 8, 2, 0, 8, 24},
      {10, 1, 3, 0, 3, 6, 10},
      {3, 1, 5, 0, 0, 1, 1, 2, 3},
      {5, 16, 2, 0, 0, 5}
    };
    for (int[] c : cases) {
      int[] begins = new int[c[2] + 1];
      for (int worker = 0; worker <= c[2]; worker++) {
        begins[worker] = Workers.share(c[0], c[1], worker, c[2]);
      }
      assertArrayEquals(Arrays.copyOfRange(c, 3, c.length), begins, Arrays.toString(c));
    }
  }

  @Test
  void badSharesAreRefused() {
    int[][] bad = {{-1, 1, 0, 1}, {1, 0, 0, 1}, {1, -4, 0, 1}, {1, 1, -1, 1}, {1, 1, 2, 1}, {1, 1, 0, 0}};
    for (int[] b : bad) {
      String message =
          assertThrows(IllegalArgumentException.class, () -> Workers.share(b[0], b[1], b[2], b[3])).getMessage();
      assertTrue(message.startsWith("n = " + b[0] + ", grain = " + b[1] + ", worker = " + b[2] + ", count = " + b[3]),
          message);
    }
  }
}
