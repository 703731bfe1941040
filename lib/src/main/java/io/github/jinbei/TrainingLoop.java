package io.github.jinbei;

import io.github.jinbei.data.Dataset;
import io.github.jinbei.internal.net.CounterRandom;
import io.github.jinbei.internal.train.EpochTotals;
import io.github.jinbei.internal.train.FitData;
import io.github.jinbei.internal.train.TrainerSettings;
import io.github.jinbei.internal.train.Watchers;
import java.util.ArrayList;
import java.util.List;

/** The epochs of a trainer: shuffles the rows, divides them into batches, and passes the loss to the watchers. */
final class TrainingLoop {

  /** The first random stream for shuffles; the streams below it initialise parameters. */
  private static final long SHUFFLE_STREAMS = 1L << 32;

  private final Trainer trainer;
  private final TrainerSettings settings;
  private final Watchers watchers;
  private final ScaleWarning scale;
  private int[] order = {};
  private int epochsDone;

  TrainingLoop(Trainer trainer, TrainerSettings settings, Watchers watchers, ScaleWarning scale) {
    this.trainer = trainer;
    this.settings = settings;
    this.watchers = watchers;
    this.scale = scale;
  }

  /**
   * Runs epochs.
   *
   * @param listener is called after each step and epoch, or null
   */
  History run(FitData data, int epochs, TrainingListener listener) {
    return new Call(data, listener).run(epochs);
  }

  /** One call of fit. */
  private final class Call {

    private final Dataset train;
    private final int batch;
    private final Dataset validation;
    private final TrainingListener listener;

    /** Whether the listener has ended the call. */
    private boolean stopped;

    Call(FitData data, TrainingListener listener) {
      this.train = data.train();
      this.batch = data.batch();
      this.validation = data.validation();
      this.listener = listener;
    }

    History run(int epochs) {
      List<EpochResult> results = new ArrayList<>();
      History.End end = end();
      if (end != History.End.EPOCHS) {
        return new History(results, end);
      }
      watchers.resume();
      try {
        while (end == History.End.EPOCHS && results.size() < epochs) {
          EpochResult result = epoch();
          if (result != null) {
            results.add(result);
            watchers.watch(validation == null ? result.loss() : result.validation().loss());
            stopped |= listener != null && !listener.onEpoch(result);
          }
          end = end();
          if (!results.isEmpty()) {
            scale.check(train, results.get(results.size() - 1), end != History.End.EPOCHS || results.size() == epochs);
          }
        }
      } finally {
        watchers.restore();
      }
      return new History(results, end);
    }

    /** Returns why the call ends before its next step; {@code EPOCHS} if it continues. */
    private History.End end() {
      if (watchers.exhausted()) {
        return History.End.EARLY_STOPPING;
      }
      if (Thread.currentThread().isInterrupted()) {
        return History.End.INTERRUPT;
      }
      return stopped ? History.End.LISTENER : History.End.EPOCHS;
    }

    /** Runs one epoch. Returns its result, or null if the call ends before the last batch. */
    private EpochResult epoch() {
      int count = train.rows();
      int epoch = epochsDone + 1;
      int[] rows = batch < count ? shuffled(epoch) : null;
      EpochTotals totals = new EpochTotals();
      for (int from = 0, n; from < count; from += n) {
        n = Math.min(count - from, batch);
        double batchLoss = trainer.update(train, rows, from, n, epoch, from / batch + 1L, totals);
        stopped = listener != null && !listener.onStep(epoch, (long) from + n, batchLoss);
        if (from + n < count && end() != History.End.EPOCHS) {
          return null;
        }
      }
      epochsDone = epoch;
      Evaluation checked = validation == null ? null : trainer.evaluate(validation);
      return new EpochResult(epoch, totals.loss() / count,
          train.hasClasses() ? (double) totals.correct() / count : Double.NaN, checked);
    }

    /** Returns the order of the rows in an epoch: a permutation by (seed, epoch). */
    private int[] shuffled(int epoch) {
      if (order.length != train.rows()) {
        order = new int[train.rows()];
      }
      new CounterRandom(settings.seed(), SHUFFLE_STREAMS + epoch).permute(order);
      return order;
    }
  }
}
