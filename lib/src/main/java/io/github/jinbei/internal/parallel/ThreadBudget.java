package io.github.jinbei.internal.parallel;

import io.github.jinbei.internal.warm.FirstSeconds;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;

/**
 * The threads of several jobs. Each running job has one of its own. The helpers, threads without a job, are divided among the
 * running jobs as evenly as possible; the jobs that began first have one more. Thread-safe.
 */
final class ThreadBudget {

  private final List<Share> shares = new ArrayList<>();

  /** The warm-up time, in which the helpers are one less; null for none. */
  private final FirstSeconds sparing;
  private int helpers;

  /**
   * A budget without jobs.
   *
   * @param helpers threads for which there is no job, at least 0
   * @param sparing the warm-up time, in which the helpers are one less; null for none
   */
  ThreadBudget(int helpers, FirstSeconds sparing) {
    this.helpers = helpers;
    this.sparing = sparing;
  }

  /** The threads of one job: supplies how many workers its next task should have, its own thread included. */
  final class Share implements IntSupplier {

    private volatile int threads;

    /** Whether this is the job that has one thread less during warm-up: the first, which has most helpers. */
    private volatile boolean spares;

    private Share() {}

    @Override
    public int getAsInt() {
      int all = threads;
      return all > 1 && spares && !sparing.over() ? all - 1 : all;
    }
  }

  /** Adds a job. Until {@link #end} it has a share. */
  synchronized Share begin() {
    Share share = new Share();
    shares.add(share);
    divide();
    return share;
  }

  /** Ends a job. The other jobs have its helpers; its own thread is free for another job. */
  synchronized void end(Share share) {
    shares.remove(share);
    divide();
  }

  /** Adds a thread for which there is no job. */
  synchronized void addHelper() {
    helpers++;
    divide();
  }

  /** Removes a helper: its thread takes a job. */
  synchronized void removeHelper() {
    helpers--;
    divide();
  }

  private void divide() {
    int jobs = shares.size();
    for (int i = 0; i < jobs; i++) {
      Share share = shares.get(i);
      share.threads = 1 + helpers / jobs + (i < helpers % jobs ? 1 : 0);
      share.spares = i == 0 && sparing != null;
    }
  }
}
