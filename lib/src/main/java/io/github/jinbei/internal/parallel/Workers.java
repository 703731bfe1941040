package io.github.jinbei.internal.parallel;

import io.github.jinbei.internal.warm.ChangingKernels;
import io.github.jinbei.internal.warm.FirstSeconds;
import java.lang.ref.Reference;
import java.util.Objects;
import java.util.function.IntSupplier;

/**
 * A team of threads for SPMD work: all run one task at once, each with its own number, and meet at {@link #barrier}s.
 * The caller is worker 0; the others are daemon threads, started when first needed and kept for the next task.
 *
 * <p>A waiting thread spins and then parks. It spins for at most 50 µs between tasks, and for at most 200 µs within a task.
 * After the first run of a count nothing is allocated. Only one thread at a time may use a team. {@link #close} ends the
 * threads. If a team is not closed, its threads end some time after it has been garbage collected. For that, its own threads
 * must not be able to reach it, through a thread-local variable for example.
 */
public final class Workers implements AutoCloseable {

  /** Floating-point operations that pay for one more worker: about 30 µs of work, against 1 or 2 µs to call the worker. */
  public static final double FLOPS_PER_WORKER = 3e6;

  /**
   * A piece of SPMD work, which runs on every worker at once.
   *
   * @param <T> the type of the task's data
   */
  @FunctionalInterface
  public interface Task<T> {

    /**
     * Does one worker's part.
     *
     * @param work the data of the task, the same object for all workers
     * @param worker the number of this worker, from 0 to count - 1
     * @param count how many workers run the task
     */
    void run(T work, int worker, int count);
  }

  private final int limit;
  private final Team team;

  /** Supplies the most workers that a task should have now; at least 1, and may be more than the limit. */
  private final IntSupplier ready;

  /**
   * Creates a team without threads.
   *
   * @param limit most workers of a task, the caller included; at least 1
   */
  public Workers(int limit) {
    this(limit, () -> limit);
  }

  /**
   * Creates a team without threads, of which not all workers are ready at any time.
   *
   * @param limit most workers of a task, the caller included; at least 1
   * @param ready supplies the most workers that a task should have now; at least 1, and may be more than the limit
   */
  public Workers(int limit, IntSupplier ready) {
    if (limit < 1) {
      throw new IllegalArgumentException("limit = " + limit + "; expected at least 1");
    }
    this.limit = limit;
    this.ready = ready;
    this.team = new Team(this);
  }

  /** Creates a team that leaves one processor to the JIT compiler during warm-up, if its limit is all processors. */
  public static Workers sparing(int limit) {
    boolean all = limit > 1 && limit == Runtime.getRuntime().availableProcessors();
    if (!all) {
      return new Workers(limit);
    }
    ChangingKernels.expectAllProcessors();
    return new Workers(limit, sparing(limit, FirstSeconds.OF_VM));
  }

  /** Returns a supplier of the limit, and of one less during warm-up. */
  public static IntSupplier sparing(int limit, FirstSeconds seconds) {
    return () -> seconds.over() ? limit : limit - 1;
  }

  /** Returns the most workers of a task, the caller included. */
  public int limit() {
    return limit;
  }

  /** Returns the most workers that a task should have now, from 1 to the limit. */
  public int ready() {
    return Math.min(limit, ready.getAsInt());
  }

  /**
   * Runs a task on {@code count} workers at once, and returns when all are done. The writes of the workers are then visible to
   * the caller, and earlier writes of the caller are visible to them. An interrupt of the caller stays pending.
   *
   * <p>If a worker throws an exception, workers that wait at a barrier or come to one leave it with an exception too. When all
   * have left the task, the first exception is thrown again here. The team can be used again.
   *
   * @param count workers, from 1 to the limit; with 1 the caller alone runs the task, and no thread is started
   * @param work the data of the task: passed to each worker, and not kept; may be null
   * @param task what each worker does
   * @param <T> the type of {@code work}
   * @throws IllegalStateException if the team is closed (and count above 1), if a task is running already, or if some
   *     workers left the task while others waited at a barrier
   */
  public <T> void run(int count, T work, Task<? super T> task) {
    if (count < 1 || count > limit) {
      throw new IllegalArgumentException("count = " + count + "; expected 1 to " + limit);
    }
    Objects.requireNonNull(task, "task");
    try {
      team.run(count, work, task);
    } finally {
      // If this object were collected while the task runs, threads that have not yet begun the task would end.
      Reference.reachabilityFence(this);
    }
  }

  /**
   * Waits until all workers of the running task have called this method. Earlier writes of each are then visible to all. Each
   * must call it the same number of times. With one worker it returns at once.
   *
   * @throws IllegalStateException if called from outside the task, or if a worker has left the task already
   */
  public void barrier() {
    team.barrier();
  }

  /**
   * Hands the results of a worker on to the next one, which waits in {@link #awaitHandOver}. Earlier writes of the worker are
   * then visible to that one. The last worker has no next one; then nothing happens.
   *
   * @param worker the number of the caller
   * @param times the number of this call of the caller in this task: 1, 2, 3, ...
   */
  public void handOn(int worker, int times) {
    team.handOn(worker, times);
  }

  /**
   * Waits until the worker before this one has handed on {@code times} times. For worker 0 it returns at once.
   *
   * @param worker the number of the caller
   * @param times how often the worker before must have called {@link #handOn} in this task
   * @throws IllegalStateException if that worker has left the task and has handed on fewer times, or if a worker has failed
   */
  public void awaitHandOver(int worker, int times) {
    team.awaitHandOver(worker, times);
  }

  /**
   * Ends the threads. After that, the caller alone can still run a task. Closing twice does nothing.
   *
   * @throws IllegalStateException if a task is running
   */
  @Override
  public void close() {
    team.close();
  }

  /**
   * Returns where the share of a worker begins if n items are divided, in multiples of {@code grain}, as evenly as possible.
   * The share ends where that of the next worker begins. The last share has as many multiples as any, and the last multiple
   * may be incomplete.
   *
   * @param n items, at least 0
   * @param grain at least 1
   * @param worker from 0 to count; count itself gives n
   * @param count workers, at least 1
   */
  public static int share(int n, int grain, int worker, int count) {
    // A single worker has all items. Without this case, the divisions would slow down small steps.
    return count == 1 && (worker | 1) == 1 && n >= 0 && grain >= 1 ? worker * n : divided(n, grain, worker, count);
  }

  private static int divided(int n, int grain, int worker, int count) {
    if (n < 0 || grain < 1 || count < 1 || worker < 0 || worker > count) {
      throw new IllegalArgumentException("n = " + n + ", grain = " + grain + ", worker = " + worker + ", count = "
          + count + "; expected n from 0, grain from 1, count from 1, worker from 0 to count");
    }
    long grains = (n + (long) grain - 1) / grain;
    return (int) Math.min(n, grains * worker / count * grain);
  }
}
