package io.github.jinbei.internal.parallel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Counts threads and measures no time. With more threads than processors, no job has one thread less in warm-up. */
@Timeout(30)
class JobsTest {

  private static final int MANY = 100 + Runtime.getRuntime().availableProcessors();

  @AfterEach
  void noInterruptIsLeft() {
    assertFalse(Thread.interrupted(), "interrupted");
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "1, 1", "5, 1", "5, 2", "5, 5", "3, 8", "200, 7"})
  void eachJobRunsOnceInTheOrderOfTheNumbersOnAtMostThatManyThreads(int count, int threads) {
    AtomicInteger[] runs = new AtomicInteger[count];
    for (int i = 0; i < count; i++) {
      runs[i] = new AtomicInteger();
    }
    List<Integer> order = Collections.synchronizedList(new ArrayList<>());
    Set<Thread> used = ConcurrentHashMap.newKeySet();
    Jobs.run(count, threads, (number, ready) -> {
      runs[number].incrementAndGet();
      order.add(number);
      used.add(Thread.currentThread());
    });
    for (int i = 0; i < count; i++) {
      assertEquals(1, runs[i].get(), "runs of job " + i);
    }
    if (threads == 1) {
      for (int i = 0; i < count; i++) {
        assertEquals(i, order.get(i), "in turn");
      }
    }
    assertTrue(used.size() <= Math.min(threads, count), used.size() + " threads");
    used.forEach(thread -> assertTrue(thread.isDaemon(), thread + " is no daemon"));
    used.forEach(thread -> assertFalse(thread.isAlive(), thread + " still runs"));
    assertFalse(used.contains(Thread.currentThread()));
  }

  /** All jobs of a round are at the barrier, so that none has ended. */
  @Test
  void threadsWithoutAJobAreDividedAmongTheRunningJobs() {
    int[] first = new int[3];
    CyclicBarrier all = new CyclicBarrier(3);
    Jobs.run(3, MANY, (number, ready) -> {
      await(all);
      first[number] = ready.getAsInt();
      await(all);
    });
    Arrays.sort(first);
    int each = MANY / 3;
    assertEquals(MANY, Arrays.stream(first).sum(), "threads in all");
    assertTrue(first[0] == each && first[2] <= each + 1, Arrays.toString(first) + " of " + MANY);
  }

  @Test
  void aThreadThatFindsNoJobHelpsTheOthers() {
    int threads = MANY;
    AtomicInteger running = new AtomicInteger(threads);
    Jobs.run(threads, threads, (number, ready) -> {
      // The jobs end one after the other, the highest number first.
      await(() -> running.get() == number + 1 && (number > 0 || ready.getAsInt() == threads));
      running.decrementAndGet();
    });
    assertEquals(0, running.get());
  }

  @Test
  void aJobHasOneThreadWhileOthersWaitForOne() {
    List<Integer> seen = Collections.synchronizedList(new ArrayList<>());
    CyclicBarrier both = new CyclicBarrier(2);
    Jobs.run(4, 2, (number, ready) -> {
      await(both);
      seen.add(ready.getAsInt());
      await(both);
    });
    assertEquals(List.of(1, 1, 1, 1), seen);
  }

  @Test
  void theFirstExceptionInterruptsTheOthersAndIsThrown() {
    RuntimeException thrown = new RuntimeException("job 1");
    List<Integer> begun = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch blocked = new CountDownLatch(1);
    RuntimeException actual = assertThrows(RuntimeException.class, () -> Jobs.run(5, 2, (number, ready) -> {
      begun.add(number);
      if (number == 1) {
        await(() -> blocked.getCount() == 0);
        throw thrown;
      }
      blocked.countDown();
      awaitInterrupt();
      throw new IllegalStateException("later");
    }));
    assertSame(thrown, actual);
    Collections.sort(begun);
    assertEquals(List.of(0, 1), begun, "begun jobs");
  }

  @Test
  void anErrorIsThrownToo() {
    assertThrows(StackOverflowError.class, () -> Jobs.run(2, 2, (number, ready) -> {
      throw new StackOverflowError();
    }));
  }

  @Test
  void anInterruptOfTheCallerEndsAllJobsAndStaysPending() {
    Thread caller = Thread.currentThread();
    AtomicInteger begun = new AtomicInteger();
    AtomicInteger ended = new AtomicInteger();
    Jobs.run(9, 3, (number, ready) -> {
      if (begun.incrementAndGet() == 3) {
        caller.interrupt();
      }
      awaitInterrupt();
      ended.incrementAndGet();
    });
    assertTrue(Thread.interrupted(), "the flag");
    assertEquals(3, begun.get(), "begun");
    assertEquals(3, ended.get(), "ended before the return");
  }

  @Test
  void anInterruptedCallerBeginsNoJob() {
    Thread.currentThread().interrupt();
    Jobs.run(3, 2, (number, ready) -> {
      throw new AssertionError("job " + number);
    });
    assertTrue(Thread.interrupted(), "the flag");
  }

  @Test
  void aThreadThatAJobLeavesInterruptedEndsAll() {
    List<Integer> begun = Collections.synchronizedList(new ArrayList<>());
    Jobs.run(3, 1, (number, ready) -> {
      begun.add(number);
      Thread.currentThread().interrupt();
    });
    assertTrue(Thread.interrupted(), "the flag");
    assertEquals(List.of(0), begun);
  }

  @Test
  void wrongCountsAreNamed() {
    Jobs.Job job = (number, ready) -> {};
    assertEquals("count = -1, threads = 1; expected count from 0, threads from 1",
        assertThrows(IllegalArgumentException.class, () -> Jobs.run(-1, 1, job)).getMessage());
    assertThrows(IllegalArgumentException.class, () -> Jobs.run(1, 0, job));
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
      assertFalse(Thread.currentThread().isInterrupted(), "interrupted");
      Thread.yield();
    }
  }

  private static void awaitInterrupt() {
    while (!Thread.currentThread().isInterrupted()) {
      Thread.onSpinWait();
    }
  }
}
