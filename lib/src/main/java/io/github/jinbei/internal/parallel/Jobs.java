package io.github.jinbei.internal.parallel;

import io.github.jinbei.internal.warm.FirstSeconds;
import java.util.function.IntSupplier;

/**
 * Independent jobs on threads of their own. Each thread takes the next job until none is left. Then it ends, and the jobs that
 * still run may use one worker more, in teams of their own ({@link Workers}). The threads are daemons.
 */
public final class Jobs {

  /** A job, run by one thread. */
  @FunctionalInterface
  public interface Job {

    /**
     * Runs a job. It should end soon after an interrupt of its thread.
     *
     * @param number the number of the job, from 0
     * @param ready returns the most workers that the next task of this job should have, its thread included; at least 1
     */
    void run(int number, IntSupplier ready);
  }

  private final int count;
  private final Job job;
  private final Thread[] threads;
  private final ThreadBudget budget;

  // What the threads share, under the lock of this object.
  private int begun;
  private boolean ended;
  private boolean interrupted;
  private Throwable failure;

  private Jobs(int count, int threads, Job job) {
    this.count = count;
    this.job = job;
    this.threads = new Thread[Math.min(count, threads)];
    boolean all = threads == Runtime.getRuntime().availableProcessors();
    this.budget = new ThreadBudget(threads - this.threads.length, all ? FirstSeconds.OF_VM : null);
  }

  /**
   * Runs jobs and returns when all have ended. If a job throws an exception, or if the caller or the thread of a job is
   * interrupted, the threads of the running jobs are interrupted and no further job begins. An interrupt then stays pending in
   * the caller. An interrupted caller begins no job.
   *
   * @param count the number of jobs, at least 0; they begin in the order of their numbers
   * @param threads the most threads, those of the teams of the jobs included; at least 1
   * @param job runs the job of a number; if it throws, the first exception is thrown again here
   */
  public static void run(int count, int threads, Job job) {
    if (count < 0 || threads < 1) {
      throw new IllegalArgumentException(
          "count = " + count + ", threads = " + threads + "; expected count from 0, threads from 1");
    }
    if (!Thread.currentThread().isInterrupted()) {
      new Jobs(count, threads, job).run();
    }
  }

  private void run() {
    try {
      for (int i = 0; i < threads.length; i++) {
        Thread thread = new Thread(this::work, "jinbei-job-" + i);
        thread.setDaemon(true);
        thread.start();
        synchronized (this) {
          threads[i] = thread;
        }
      }
    } catch (Throwable e) {
      fail(e);
    }
    for (Thread thread : threads) {
      join(thread);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (failure != null) {
      throw Jobs.<RuntimeException>asUnchecked(failure);
    }
  }

  /** Waits for the end of a thread, also if interrupted. */
  private void join(Thread thread) {
    while (thread != null && thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        end(true);
      }
    }
  }

  private void work() {
    for (int number; (number = next()) < count;) {
      ThreadBudget.Share share = budget.begin();
      try {
        job.run(number, share);
      } catch (Throwable e) {
        fail(e);
      } finally {
        budget.end(share);
      }
    }
    budget.addHelper();
  }

  /** Returns the number of the next job; the count of jobs if there is none. */
  private synchronized int next() {
    if (Thread.currentThread().isInterrupted() && !ended) {
      end(true);
    }
    return ended || begun == count ? count : begun++;
  }

  private synchronized void fail(Throwable e) {
    if (failure == null) {
      failure = e;
      end(false);
    }
  }

  /** Interrupts all threads. No further job begins. */
  private synchronized void end(boolean byInterrupt) {
    ended = true;
    interrupted |= byInterrupt;
    for (Thread thread : threads) {
      if (thread != null) {
        thread.interrupt();
      }
    }
  }

  /** Returns any exception as an unchecked one. A job declares no checked exception, but bytecode may throw one. */
  @SuppressWarnings("unchecked")
  private static <E extends Throwable> E asUnchecked(Throwable e) throws E {
    throw (E) e;
  }
}
