package io.github.jinbei.internal.parallel;

import io.github.jinbei.internal.warm.FirstSeconds;
import java.lang.ref.Reference;
import java.util.Objects;

/**
 * A team of threads for SPMD work: all run one task at once, each with its own number, and meet at {@link #barrier}s.
 * The caller is worker 0; the others are daemon threads, started when first needed and kept for the next task.
 *
 * <p>Waiting threads spin, for the next task at most 50 µs, within one 200 µs, then park. After the first run of a count
 * nothing is allocated. Used by one thread at a time. {@link #close} ends the threads; a team that is forgotten instead
 * ends them some time after it has been garbage collected, so threads and tasks must not be kept alive by what the team's
 * own threads can reach.
 */
public final class Workers implements AutoCloseable {

  /**
   * One piece of SPMD work: runs on every worker at once.
   *
   * @param <T> what the work is on
   */
  @FunctionalInterface
  public interface Task<T> {

    /**
     * Does one worker's part.
     *
     * @param work what the work is on, the same object for all workers
     * @param worker the number of this worker, from 0 to count - 1
     * @param count how many workers run the task
     */
    void run(T work, int worker, int count);
  }

  private final int limit;
  private final Team team;

  /** In which one worker less is to be had than the limit; null if there is no such time. */
  private final FirstSeconds sparing;

  /**
   * A team without threads yet.
   *
   * @param limit most workers of a task, the caller included; at least 1
   */
  public Workers(int limit) {
    this(limit, null);
  }

  /**
   * A team without threads yet, which leaves one processor to the JIT compiler during warm-up.
   *
   * @param limit most workers of a task, the caller included; at least 1
   * @param sparing the warm-up time, in which {@link #ready} is one less; null for none
   */
  public Workers(int limit, FirstSeconds sparing) {
    if (limit < 1) {
      throw new IllegalArgumentException("limit = " + limit + "; expected at least 1");
    }
    this.limit = limit;
    this.sparing = sparing;
    this.team = new Team(this);
  }

  /** A team that, where it could take all processors, leaves one to the VM's compiler for as long as that is busiest. */
  public static Workers sparing(int limit) {
    boolean all = limit > 1 && limit == Runtime.getRuntime().availableProcessors();
    return new Workers(limit, all ? FirstSeconds.OF_VM : null);
  }

  /** Most workers of a task, the caller included. */
  public int limit() {
    return limit;
  }

  /** Workers that a task is best given now, if it is worth so many: the limit, but for a team that is {@link #sparing}. */
  public int ready() {
    return sparing == null || sparing.over() ? limit : limit - 1;
  }

  /**
   * Runs a task on {@code count} workers at once, and returns when all are done; what they wrote is then visible to the
   * caller, and what the caller wrote before is visible to them. An interrupt of the caller is left pending.
   *
   * <p>If a worker throws, those waiting at a barrier or coming to one are thrown out of it, and the first exception is
   * thrown again here once all have left the task. The team can be used again.
   *
   * @param count workers, from 1 to the limit; with 1 the caller alone runs the task, and no thread is started
   * @param work what the work is on: passed to each worker, and not kept; may be null
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
      // Were this collected while the task runs, threads that have not yet begun it would end instead.
      Reference.reachabilityFence(this);
    }
  }

  /**
   * Returns when all workers of the running task have called this; what each wrote before is then visible to all. Each
   * must call it the same number of times. With one worker it returns at once.
   *
   * @throws IllegalStateException if called from outside of the task, or if a worker has left it already
   */
  public void barrier() {
    team.barrier();
  }

  /**
   * Ends the threads. A task may then still be run by the caller alone. Closing twice does nothing.
   *
   * @throws IllegalStateException if a task is running
   */
  @Override
  public void close() {
    team.close();
  }

  /**
   * Where the share of a worker begins when n items are divided, in multiples of {@code grain}, as evenly as possible;
   * it ends where the next one's begins. The last share has as many multiples as any, and the last of them may be
   * incomplete.
   *
   * @param n items, at least 0
   * @param grain at least 1
   * @param worker from 0 to count; count itself gives n
   * @param count workers, at least 1
   */
  public static int share(int n, int grain, int worker, int count) {
    // One worker has it all, at no cost: small steps would notice the divisions.
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
