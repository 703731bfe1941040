package io.github.jinbei;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Assumptions;

/**
 * Assertions on the bytes that threads allocate. Vectors are boxed until C2 has compiled the code that uses them. So the code
 * is run until a measurement shows 0; code that always allocates never reaches 0 and fails.
 */
final class Allocations {

  static final int CALLS_PER_MEASUREMENT = 20;
  /** The warm-up time limit of one assertion, and of all assertions of the VM together. */
  static final long WARM_UP_NANOS = 30_000_000_000L;
  private static final long ALL_WARM_UPS_NANOS = 180_000_000_000L;

  private static long warmUpsNanos;

  private Allocations() {}

  /** Returns the bytes allocated by the caller and by the threads of the given ids during some calls of the action. */
  static long bytes(Runnable action, long... others) {
    return bytes(CALLS_PER_MEASUREMENT, action, others);
  }

  private static long bytes(int calls, Runnable action, long... others) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long id = Thread.currentThread().getId();
    long othersBefore = sum(others);
    long before = threads.getThreadAllocatedBytes(id);
    for (int i = 0; i < calls; i++) {
      action.run();
    }
    long bytes = threads.getThreadAllocatedBytes(id) - before;
    return bytes + sum(others) - othersBefore;
  }

  /** Fails if the caller, or a thread of the given ids, still allocates after the warm-up. */
  static void assertNone(Runnable action, long... others) {
    long bytes = afterWarmUp(() -> bytes(action, others));
    assertEquals(0, bytes, () -> "bytes allocated by " + CALLS_PER_MEASUREMENT + " calls, on " + Backend.current());
  }

  /**
   * Fails if threads still allocate after the warm-up that run one action each, all at the same time. In the last measurement
   * none of them allocates.
   *
   * @param calls calls of each action in a measurement
   * @param others threads that help, whose allocations count too
   */
  static void assertNoneTogether(List<Runnable> actions, int calls, long... others) {
    ExecutorService executor = Executors.newFixedThreadPool(actions.size());
    try {
      long bytes = afterWarmUp(() -> {
        long before = sum(others);
        CountDownLatch ready = new CountDownLatch(actions.size());
        long sum = 0;
        for (Future<Long> one : actions.stream().map(action -> executor.submit(() -> {
          ready.countDown();
          ready.await();
          return bytes(calls, action);
        })).toList()) {
          sum += result(one);
        }
        return sum + sum(others) - before;
      });
      assertEquals(0, bytes, () -> "bytes allocated by " + calls + " calls of each of " + actions.size() + " threads, on "
          + Backend.current());
    } finally {
      executor.shutdownNow();
    }
  }

  /** Returns the bytes that the threads of these ids have allocated since they were started. */
  private static long sum(long[] ids) {
    long[] bytes = ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getThreadAllocatedBytes(ids);
    assertTrue(LongStream.of(bytes).allMatch(b -> b >= 0), "a thread is not counted: " + Arrays.toString(bytes));
    return LongStream.of(bytes).sum();
  }

  private static long result(Future<Long> future) {
    try {
      return future.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError("a thread failed", e);
    }
  }

  /** Measures until nothing is allocated or the time is over. Returns the last measurement. */
  private static long afterWarmUp(LongSupplier measurement) {
    Assumptions.assumeTrue(ManagementFactory.getThreadMXBean() instanceof ThreadMXBean, "this VM counts no allocation");
    long start = System.nanoTime();
    long limit = Math.min(WARM_UP_NANOS, ALL_WARM_UPS_NANOS - warmUpsNanos);
    long taken;
    long bytes;
    do {
      bytes = measurement.getAsLong();
      taken = System.nanoTime() - start;
    } while (bytes != 0 && taken < limit);
    warmUpsNanos += taken;
    return bytes;
  }
}
