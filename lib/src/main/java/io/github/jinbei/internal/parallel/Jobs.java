package io.github.jinbei.internal.parallel;

import io.github.jinbei.internal.warm.ChangingKernels;
import io.github.jinbei.internal.warm.FirstSeconds;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.IntSupplier;

/**
 * Independent jobs on threads of their own. Each thread takes the next job until none is left. Then it ends, and the jobs that
 * still run may use one worker more, in teams of their own ({@link Workers}). The threads are daemons.
 *
 * <p>Groups of jobs share the threads of one pool: see {@link #runGroups}.
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

  /** The jobs of one call of run, or the groups of a call of runGroups. The lock of the pool guards the counters. */
  private static final class JobList {

    private final int count;
    private final Job job;
    private int begun;
    private int ended;

    private JobList(int count, Job job) {
      this.count = count;
      this.job = job;
    }
  }

  /** A thread of a pool. */
  private static final class Member extends Thread {

    private final Jobs pool;

    /** The job or group that this thread runs next. */
    private JobList list;
    private int number;

    /** Whether this thread runs a group, and no job in it. Only this thread reads and writes it. */
    private boolean inGroup;

    private Member(Jobs pool, int number) {
      super("jinbei-job-" + number);
      this.pool = pool;
      setDaemon(true);
    }

    @Override
    public void run() {
      pool.work(this);
    }
  }

  /** The jobs or groups with which the pool was created. */
  private final JobList first;
  private final boolean groups;

  /** The most threads, those of the teams included. */
  private final int limit;
  private final Member[] threads;
  private final ThreadBudget budget;

  // What the threads share, under the lock of this object.
  /** The jobs of the groups that run, in the order in which they were added. */
  private final List<JobList> inner = new ArrayList<>();
  private boolean ended;
  private boolean interrupted;
  private Throwable failure;

  /** @param most the most jobs that can run at once */
  private Jobs(JobList first, boolean groups, long most, int limit) {
    this.first = first;
    this.groups = groups;
    this.limit = limit;
    this.threads = new Member[(int) Math.min(most, limit)];
    boolean all = limit == Runtime.getRuntime().availableProcessors();
    if (all) {
      ChangingKernels.expectAllProcessors();
    }
    this.budget = new ThreadBudget(limit - this.threads.length, all ? FirstSeconds.OF_VM : null);
  }

  /**
   * Runs jobs and returns when all have ended. If a job throws an exception, or if the caller or the thread of a job is
   * interrupted, the threads of the running jobs are interrupted and no further job begins. An interrupt then stays pending in
   * the caller. An interrupted caller begins no job.
   *
   * <p>If the caller runs a group, and {@code threads} is at least that of {@link #runGroups}, the jobs run on the threads of
   * the pool, and the caller is one of them. An exception or an interrupt then ends all groups. With fewer threads, or within a
   * job of a group, the jobs have threads of their own.
   *
   * @param count the number of jobs, at least 0; they begin in the order of their numbers
   * @param threads the most threads, those of the teams of the jobs included; at least 1
   * @param job runs the job of a number; if it throws, the first exception is thrown again here
   */
  public static void run(int count, int threads, Job job) {
    check(count, threads);
    if (Thread.currentThread().isInterrupted()) {
      return;
    }
    JobList list = new JobList(count, job);
    if (Thread.currentThread() instanceof Member member && member.inGroup && threads >= member.pool.limit) {
      member.pool.runInner(member, list);
    } else {
      new Jobs(list, false, count, threads).run();
    }
  }

  /**
   * Runs groups of jobs on the threads of one pool. A group is code that calls {@link #run} once or several times, and computes
   * something before, between and after. It occupies one thread. While {@code run} waits, that thread runs jobs of the group.
   * A thread without a group runs jobs of any group. A thread without a job helps the running jobs until there is a job for it.
   * A task keeps its helpers until it ends, also if a job begins meanwhile.
   *
   * <p>A thread begins a group only if no job of another group waits. So at most {@code threads} groups run at once. Exceptions
   * and interrupts are those of {@link #run}; an exception of a job is also thrown by the calls of {@code run} of all groups.
   *
   * @param count the number of groups, at least 0; they begin in the order of their numbers
   * @param most the most jobs of a call of {@code run}, at least 1. At most min(threads, count·most) threads are started.
   * @param threads the most threads, those of the teams of the jobs included; at least 1
   * @param group runs the group of a number
   */
  public static void runGroups(int count, int most, int threads, IntConsumer group) {
    check(count, threads);
    if (most < 1) {
      throw new IllegalArgumentException("most = " + most + "; expected at least 1");
    }
    if (!Thread.currentThread().isInterrupted()) {
      JobList list = new JobList(count, (number, ready) -> group.accept(number));
      new Jobs(list, true, (long) count * most, threads).run();
    }
  }

  private static void check(int count, int threads) {
    if (count < 0 || threads < 1) {
      throw new IllegalArgumentException(
          "count = " + count + ", threads = " + threads + "; expected count from 0, threads from 1");
    }
  }

  private void run() {
    try {
      for (int i = 0; i < threads.length; i++) {
        Member thread = new Member(this, i);
        thread.start();
        synchronized (this) {
          threads[i] = thread;
          if (ended) {
            thread.interrupt();
          }
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

  /** Runs jobs and groups until none is left. */
  private void work(Member member) {
    while (awaitJob(member)) {
      run(member, member.list, member.number);
    }
    budget.addHelper();
  }

  /** Runs the jobs of a group, and waits for the end of those that other threads have begun. */
  private void runInner(Member member, JobList list) {
    int number;
    synchronized (this) {
      inner.add(list);
      // Its own thread takes the first one, or else other threads might take all while it is not running.
      number = next(list);
      notifyAll();
    }
    for (; number < list.count; number = next(list)) {
      run(member, list, number);
    }
    awaitEnd(list);
  }

  private void run(Member member, JobList list, int number) {
    boolean isGroup = groups && list == first;
    boolean inGroup = member.inGroup;
    member.inGroup = isGroup;
    // A group has no share: it uses no helpers. Its jobs have shares.
    ThreadBudget.Share share = isGroup ? null : budget.begin();
    try {
      list.job.run(number, share);
    } catch (Throwable e) {
      synchronized (this) {
        endIfInterrupted();
        fail(e);
      }
    } finally {
      member.inGroup = inGroup;
      if (!isGroup) {
        budget.end(share);
      }
      end(list);
    }
  }

  /** Returns the number of the next job; the count of jobs if there is none. */
  private synchronized int next(JobList list) {
    endIfInterrupted();
    return ended || list.begun == list.count ? list.count : list.begun++;
  }

  private synchronized void end(JobList list) {
    list.ended++;
    notifyAll();
  }

  /** Stores a job or group that a thread is to run. While groups run, waits for one as a helper. False if there is none. */
  private synchronized boolean awaitJob(Member member) {
    JobList list = open();
    if (list == null && groupsRun()) {
      budget.addHelper();
      while (list == null && groupsRun()) {
        awaitChange();
        list = open();
      }
      budget.removeHelper();
    }
    if (list != null) {
      member.list = list;
      member.number = list.begun++;
    }
    return list != null;
  }

  /** Returns a list with a job that is to begin, the groups last; or null. */
  private JobList open() {
    endIfInterrupted();
    if (ended) {
      return null;
    }
    for (JobList list : inner) {
      if (list.begun < list.count) {
        return list;
      }
    }
    return first.begun < first.count ? first : null;
  }

  private boolean groupsRun() {
    return groups && !ended && first.ended < first.begun;
  }

  /** Waits for the end of all jobs of a list that have begun, as a helper. */
  private synchronized void awaitEnd(JobList list) {
    budget.addHelper();
    while (list.ended < list.begun) {
      awaitChange();
    }
    budget.removeHelper();
    inner.remove(list);
    if (ended) {
      Thread.currentThread().interrupt();
    }
    if (failure != null) {
      throw Jobs.<RuntimeException>asUnchecked(failure);
    }
  }

  /** Waits for another thread. An interrupt ends all. */
  private void awaitChange() {
    try {
      wait();
    } catch (InterruptedException e) {
      if (!ended) {
        end(true);
      }
    }
  }

  private void endIfInterrupted() {
    if (Thread.currentThread().isInterrupted() && !ended) {
      end(true);
    }
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
    notifyAll();
  }

  /** Returns any exception as an unchecked one. A job declares no checked exception, but bytecode may throw one. */
  @SuppressWarnings("unchecked")
  private static <E extends Throwable> E asUnchecked(Throwable e) throws E {
    throw (E) e;
  }
}
