package io.github.jinbei;

import io.github.jinbei.internal.net.CounterRandom;
import io.github.jinbei.internal.train.FitData;
import io.github.jinbei.internal.train.TrainerSettings;
import io.github.jinbei.internal.train.Watchers;
import java.util.Map;

/** The epochs of a trainer: shuffles the rows, divides them into batches, and passes the loss to the watchers. */
final class TrainingLoop {

  /** The first random stream for shuffles; the streams below it initialise parameters. */
  private static final long SHUFFLE_STREAMS = 1L << 32;

  private final Trainer trainer;
  private final TrainerSettings settings;
  private final Watchers watchers;
  private final ScaleWarning scale;
  private final TrainingProgress progress;
  private final CheckpointTimes checkpoints;
  private int[] order = {};

  TrainingLoop(Trainer trainer, TrainerSettings settings, Watchers watchers, ScaleWarning scale, TrainingProgress progress,
      CheckpointTimes checkpoints) {
    this.trainer = trainer;
    this.settings = settings;
    this.watchers = watchers;
    this.scale = scale;
    this.progress = progress;
    this.checkpoints = checkpoints;
  }

  /**
   * Runs epochs.
   *
   * @param listener is called after each step and epoch, or null
   */
  History run(FitData data, int epochs, TrainingListener listener) {
    Map<String, String> texts = checkpoints.any() || progress.continues() ? data.texts() : Map.of();
    return new Call(data, listener, progress.next(texts, data, epochs)).run(epochs);
  }

  /** One call of fit. */
  private final class Call {

    private final FitData data;
    private final TrainingListener listener;
    private final CallProgress done;

    /** Whether the listener has ended the call. */
    private boolean stopped;

    Call(FitData data, TrainingListener listener, CallProgress done) {
      this.data = data;
      this.listener = listener;
      this.done = done;
    }

    History run(int epochs) {
      History.End end = end();
      if (end != History.End.INTERRUPT) {
        progress.forgetInterrupted();
      }
      if (end == History.End.EPOCHS && done.results().size() < epochs) {
        watchers.resume();
        progress.setCall(done);
        try {
          if (listener != null) {
            listener.onBegin(trainer);
          }
          end = train(epochs);
          checkpoints.writeLast();
        } finally {
          progress.setCall(null);
          watchers.restore();
        }
      }
      return new History(done.results(), end);
    }

    private History.End train(int epochs) {
      History.End end = History.End.EPOCHS;
      while (end == History.End.EPOCHS && done.results().size() < epochs) {
        EpochResult result = epoch();
        if (result != null) {
          done.complete(result);
          Evaluation checked = result.validation();
          watchers.watch(checked == null ? result.loss() : checked.loss(), checked == null ? Double.NaN : checked.accuracy());
          stopped |= listener != null && !listener.onEpoch(result);
        }
        end = end();
        if (!done.results().isEmpty()) {
          scale.check(data.train(), done.results().get(done.results().size() - 1),
              end != History.End.EPOCHS || done.results().size() == epochs);
        }
        if (result != null) {
          checkpoints.writeIfDue();
        }
      }
      return end;
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

    /** Runs the rest of one epoch. Returns its result, or null if the call ends before the last batch. */
    private EpochResult epoch() {
      int count = data.rowsOfEpoch();
      int epoch = progress.epochs() + 1;
      int[] rows = data.batch() < data.train().rows() ? shuffled(epoch) : null;
      while (done.rows() < count) {
        int from = done.rows();
        int n = Math.min(count - from, data.batch());
        double batchLoss =
            trainer.update(data.train(), rows, from, n, epoch, from / data.batch() + 1L, done.totals());
        done.addRows(n);
        stopped = listener != null && !listener.onStep(epoch, done.rows(), batchLoss);
        if (done.rows() < count) {
          checkpoints.writeIfDue();
          if (end() != History.End.EPOCHS) {
            return null;
          }
        }
      }
      progress.countEpoch();
      Evaluation checked = data.validation() == null ? null : trainer.validate(data.validation());
      return new EpochResult(epoch, done.totals().loss() / count,
          data.train().hasClasses() ? (double) done.totals().correct() / count : Double.NaN, checked);
    }

    /** Returns the order of the rows in an epoch: a permutation by (seed, epoch). */
    private int[] shuffled(int epoch) {
      int count = data.train().rows();
      if (order.length != count) {
        order = new int[count];
      }
      new CounterRandom(settings.seed(), SHUFFLE_STREAMS + epoch).permute(order);
      return order;
    }
  }
}
