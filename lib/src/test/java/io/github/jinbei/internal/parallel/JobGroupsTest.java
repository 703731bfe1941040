package io.github.jinbei.internal.parallel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Groups of jobs on one pool. Counts threads and measures no time. */
@Timeout(30)
class JobGroupsTest {

  /** More than the processors, so that no job has one thread less in warm-up. */
  private static final int MANY = 100 + Runtime.getRuntime().availableProcessors();

  @AfterEach
  void noInterruptIsLeft() {
    assertFalse(Thread.interrupted(), "interrupted");
  }

  /** Each group runs its jobs twice. Between them, the group itself counts as running. */
  @ParameterizedTest
  @CsvSource({"0, 3, 2", "1, 1, 1", "1, 5, 3", "5, 1, 2", "3, 5, 2", "2, 5, 3", "2, 3, 8", "40, 3, 7", "4, 0, 3"})
  void eachJobOfEachGroupRunsOnceOnAtMostThatManyThreads(int groups, int jobs, int threads) {
    int[][] runs = new int[groups][2 * jobs];
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    AtomicInteger groupsAtOnce = new AtomicInteger();
    Set<Thread> used = ConcurrentHashMap.newKeySet();
    Jobs.runGroups(groups, Math.max(1, jobs), threads, group -> {
      assertTrue(groupsAtOnce.incrementAndGet() <= threads, "groups at once");
      for (int call = 0; call < 2; call++) {
        int from = call * jobs;
        most.accumulateAndGet(running.incrementAndGet(), Math::max);
        Thread.yield();
        running.decrementAndGet();
        Jobs.run(jobs, threads, (number, ready) -> {
          most.accumulateAndGet(running.incrementAndGet(), Math::max);
          used.add(Thread.currentThread());
          Thread.yield();
          runs[group][from + number]++;
          running.decrementAndGet();
        });
        int count = Arrays.stream(runs[group]).sum();
        assertEquals(from + jobs, count, "jobs of group " + group + " that have ended");
      }
      groupsAtOnce.decrementAndGet();
    });
    for (int[] group : runs) {
      assertTrue(Arrays.stream(group).allMatch(count -> count == 1), Arrays.toString(group));
    }
    assertTrue(most.get() <= threads, most + " at once on " + threads + " threads");
    assertTrue(used.size() <= threads, used.size() + " threads");
    used.forEach(thread -> assertTrue(thread.isDaemon() && !thread.isAlive(), thread + " is a daemon, and has ended"));
  }

  @Test
  void oneThreadRunsGroupAfterGroup() {
    List<String> order = new ArrayList<>();
    Jobs.runGroups(2, 2, 1, group -> {
      order.add("begin " + group);
      Jobs.run(2, 1, (number, ready) -> order.add(group + "." + number + ", " + ready.getAsInt() + " thread"));
      order.add("end " + group);
    });
    assertEquals(List.of("begin 0", "0.0, 1 thread", "0.1, 1 thread", "end 0", "begin 1", "1.0, 1 thread", "1.1, 1 thread",
        "end 1"), order);
  }

  /** All jobs of two groups meet, so they run on a thread each. */
  @Test
  void threadsWithoutAGroupRunTheJobsOfOthers() {
    CyclicBarrier all = new CyclicBarrier(6);
    Set<Thread> used = ConcurrentHashMap.newKeySet();
    Jobs.runGroups(2, 3, MANY, group -> Jobs.run(3, MANY, (number, ready) -> {
      await(all);
      used.add(Thread.currentThread());
    }));
    assertEquals(6, used.size(), "threads");
  }

  /** Job 0 of the last group ends only when it has all threads as helpers: that of its group, and those without a job. */
  @ParameterizedTest
  @CsvSource({"1, 1", "1, 3", "4, 1", "4, 3"})
  void allThreadsHelpTheLastJob(int groups, int jobs) {
    AtomicInteger left = new AtomicInteger(groups * jobs);
    Jobs.runGroups(groups, jobs, MANY, group -> Jobs.run(jobs, MANY, (number, ready) -> {
      if (group == groups - 1 && number == 0) {
        await(() -> left.get() == 1 && ready.getAsInt() == MANY);
      }
      left.decrementAndGet();
    }));
    assertEquals(0, left.get());
  }

  /** The later jobs share all threads once those without a job wait. */
  @Test
  void aHelperTakesALaterJob() {
    CyclicBarrier both = new CyclicBarrier(2);
    AtomicIntegerArray ready = new AtomicIntegerArray(2);
    Jobs.runGroups(2, 2, MANY, group -> {
      if (group == 0) {
        Jobs.run(1, MANY, (number, now) -> await(() -> now.getAsInt() == MANY));
        Jobs.run(2, MANY, (number, now) -> {
          await(both);
          await(() -> {
            ready.set(number, now.getAsInt());
            return ready.get(0) + ready.get(1) == MANY;
          });
          await(both);
        });
      }
    });
    assertTrue(Math.abs(ready.get(0) - ready.get(1)) <= 1, ready::toString);
  }

  @Test
  void anExceptionOfAJobEndsAllGroups() {
    RuntimeException thrown = new RuntimeException("job");
    List<Throwable> seen = Collections.synchronizedList(new ArrayList<>());
    CyclicBarrier both = new CyclicBarrier(2);
    RuntimeException actual = assertThrows(RuntimeException.class, () -> Jobs.runGroups(5, 1, 2, group -> {
      try {
        Jobs.run(1, 2, (number, ready) -> {
          await(both);
          if (group == 1) {
            throw thrown;
          }
          awaitInterrupt();
        });
      } catch (RuntimeException e) {
        seen.add(e);
        assertTrue(Thread.currentThread().isInterrupted(), "the interrupt is pending");
        throw new IllegalStateException("later", e);
      }
    }));
    assertSame(thrown, actual);
    assertEquals(List.of(thrown, thrown), seen, "thrown by the calls of both groups");
  }

  @Test
  void anExceptionOfAGroupEndsAllGroups() {
    Error thrown = new StackOverflowError("group");
    AtomicInteger begun = new AtomicInteger();
    CyclicBarrier both = new CyclicBarrier(2);
    assertSame(thrown, assertThrows(Error.class, () -> Jobs.runGroups(9, 1, 2, group -> {
      begun.incrementAndGet();
      await(both);
      if (group == 0) {
        throw thrown;
      }
      Jobs.run(1, 2, (number, ready) -> awaitInterrupt());
    })));
    assertEquals(2, begun.get(), "groups");
  }

  /** One group waits for jobs of other threads when the interrupt comes; the other one runs no job. */
  @Test
  void anInterruptOfTheCallerEndsAllAndStaysPending() {
    Thread caller = Thread.currentThread();
    AtomicInteger jobsEnded = new AtomicInteger();
    List<Boolean> pending = Collections.synchronizedList(new ArrayList<>());
    CyclicBarrier all = new CyclicBarrier(4);
    Jobs.runGroups(2, 3, 4, group -> {
      Thread ofGroup = Thread.currentThread();
      if (group == 0) {
        Jobs.run(3, 4, (number, ready) -> {
          await(all);
          if (Thread.currentThread() != ofGroup) {
            await(() -> ofGroup.getState() == Thread.State.WAITING);
            caller.interrupt();
            awaitInterrupt();
          }
          jobsEnded.incrementAndGet();
        });
        assertEquals(3, jobsEnded.get(), "jobs ended before the return");
      } else {
        await(all);
        awaitInterrupt();
        Jobs.run(1, 4, (number, ready) -> {
          throw new AssertionError("a job begins");
        });
      }
      pending.add(Thread.currentThread().isInterrupted());
    });
    assertTrue(Thread.interrupted(), "the flag");
    assertEquals(List.of(true, true), pending, "pending in the groups");
  }

  @Test
  void anInterruptedCallerBeginsNoGroup() {
    Thread.currentThread().interrupt();
    Jobs.runGroups(3, 1, 2, group -> {
      throw new AssertionError("group " + group);
    });
    assertTrue(Thread.interrupted(), "the flag");
  }

  @Test
  void anInterruptStaysPendingAlsoIfItsJobThrows() {
    IllegalStateException made = new IllegalStateException("made by the test");
    IllegalStateException e = assertThrows(IllegalStateException.class, () -> Jobs.runGroups(2, 1, 2, group -> {
      Thread.currentThread().interrupt();
      throw made;
    }));
    assertSame(made, e);
    assertTrue(Thread.interrupted(), "the flag");
  }

  /** A call with fewer threads than those of runGroups has its own, and so has a call within a job. */
  @Test
  void otherCallsHaveThreadsOfTheirOwn() {
    Jobs.runGroups(1, 1, 3, group -> {
      Thread own = Thread.currentThread();
      Jobs.run(1, 2, (number, ready) -> assertNotSame(own, Thread.currentThread()));
      Jobs.run(1, 3, (number, ready) -> {
        assertSame(own, Thread.currentThread());
        Jobs.run(1, 3, (inner, more) -> assertNotSame(own, Thread.currentThread()));
      });
      Jobs.run(1, 4, (number, ready) -> assertSame(own, Thread.currentThread()));
    });
  }

  @Test
  void wrongCountsAreNamed() {
    assertEquals("count = -1, threads = 1; expected count from 0, threads from 1",
        assertThrows(IllegalArgumentException.class, () -> Jobs.runGroups(-1, 1, 1, group -> {})).getMessage());
    assertEquals("most = 0; expected at least 1",
        assertThrows(IllegalArgumentException.class, () -> Jobs.runGroups(1, 0, 1, group -> {})).getMessage());
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await(20, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      Thread.yield();
    }
  }

  private static void awaitInterrupt() {
    while (!Thread.currentThread().isInterrupted()) {
      Thread.onSpinWait();
    }
  }
}
