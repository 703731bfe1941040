package io.github.jinbei;

import io.github.jinbei.internal.parallel.Jobs;
import io.github.jinbei.internal.parallel.Workers;
import io.github.jinbei.internal.text.Arguments;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntSupplier;

/** Trainings of independent networks, side by side. */
public final class Trainings {

  private Trainings() {}

  /**
   * Trains independent networks, each on a thread of its own, at most {@code threads} at once, in the order of the list.
   * Threads for which there is no network help in the large steps of the networks that are left, each of which uses at most the
   * {@linkplain TrainerBuilder#threads threads} of its trainer. Each network has the bits that it has if it is trained alone,
   * with any number of threads.
   *
   * <p>The listeners are called on the threads of their networks, one at a time. Their result ends their job only. An interrupt
   * of the caller ends all jobs as one of {@link Trainer#fit} does, and the interrupt flag stays set; those that have not begun
   * have a history without epochs.
   *
   * @param jobs the trainings, of different networks
   * @param threads the most threads that train at once, at least 1
   * @return the results, in the order of the jobs
   * @throws IllegalArgumentException if threads is below 1, two jobs train the same network, or a data set or the settings do
   *     not suit a network
   * @throws NonFiniteLossException if the loss of a batch or a result of its update is not finite
   * @throws RuntimeException that a job throws: the first one. The other jobs then end after their current batch.
   * @throws NullPointerException if jobs or one of them is null
   */
  public static List<History> fitAll(List<TrainingJob> jobs, int threads) {
    List<TrainingJob> all = List.copyOf(Objects.requireNonNull(jobs, "jobs"));
    Arguments.atLeast("threads", threads, 1);
    Map<Mlp, Integer> numbers = new IdentityHashMap<>();
    for (int i = 0; i < all.size(); i++) {
      Integer same = numbers.put(all.get(i).trainer().mlp, i);
      if (same != null) {
        throw new IllegalArgumentException("jobs = a list whose elements " + same + " and " + i
            + " train the same network; expected different networks");
      }
    }
    History[] histories = new History[all.size()];
    Arrays.fill(histories, new History(List.of(), History.End.INTERRUPT));
    Object turn = new Object();
    Jobs.run(all.size(), threads, (number, ready) -> histories[number] = fit(all.get(number), threads, ready, turn));
    return List.of(histories);
  }

  /** @param turn is locked during a call of the listener */
  private static History fit(TrainingJob job, int threads, IntSupplier ready, Object turn) {
    Workers workers = new Workers(Math.min(threads, job.trainer().threads), ready);
    try (Trainer trainer = job.trainer().build(workers)) {
      TrainingListener listener = job.listener() == null ? null : new OneAtATime(job.listener(), turn);
      return trainer.fit(job.train(), job.epochs(), job.validation(), listener);
    }
  }

  /**
   * Calls a listener while no other listener with the same lock is called.
   *
   * @param listener the listener
   * @param turn the lock
   */
  private record OneAtATime(TrainingListener listener, Object turn) implements TrainingListener {

    @Override
    public void onBegin(Trainer trainer) {
      synchronized (turn) {
        listener.onBegin(trainer);
      }
    }

    @Override
    public boolean onStep(int epoch, long rowsDone, double batchLoss) {
      synchronized (turn) {
        return listener.onStep(epoch, rowsDone, batchLoss);
      }
    }

    @Override
    public boolean onEpoch(EpochResult result) {
      synchronized (turn) {
        return listener.onEpoch(result);
      }
    }
  }
}
