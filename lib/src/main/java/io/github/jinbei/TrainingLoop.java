package io.github.jinbei;

import io.github.jinbei.data.Dataset;
import io.github.jinbei.internal.net.CounterRandom;
import java.util.ArrayList;
import java.util.List;

/** The epochs of a trainer: shuffles the rows, cuts them into batches, and watches the loss. */
final class TrainingLoop {

  /** The streams of the seed from this one on shuffle; the ones below draw parameters. */
  private static final long SHUFFLE_STREAMS = 1L << 32;

  private final Trainer trainer;
  private final Mlp mlp;
  private final TrainerSettings settings;
  private int[] order = {};
  private int epochsDone;
  private float plateauFactor = 1f;

  /** Whether the listener has ended the epoch last run. */
  private boolean stopped;

  TrainingLoop(Trainer trainer, Mlp mlp, TrainerSettings settings) {
    this.trainer = trainer;
    this.mlp = mlp;
    this.settings = settings;
  }

  /** The factor of the learning rate that plateaus have led to. */
  float plateauFactor() {
    return plateauFactor;
  }

  /**
   * Runs epochs.
   *
   * @param batch the rows of a batch, at most those of train
   * @param validation data to evaluate after each epoch, or null
   * @param listener is called after each step and epoch, or null
   */
  History run(Dataset train, int batch, int epochs, Dataset validation, TrainingListener listener) {
    List<EpochResult> results = new ArrayList<>();
    Patience stopping = settings.stopping() == null ? null : settings.stopping().patience();
    Patience plateau = settings.plateau() == null ? null : settings.plateau().patience();
    float[] bestParameters = null;
    float[] bestStatistics = null;
    boolean ended = false;
    for (int e = 0; e < epochs && !ended; e++) {
      EpochResult result = epoch(train, batch, validation, listener);
      if (result == null) {
        ended = true;
        break;
      }
      results.add(result);
      double watched = validation == null ? result.loss() : result.validation().loss();
      if (stopping != null && stopping.improved(watched)) {
        bestParameters = mlp.parameters();
        bestStatistics = mlp.statistics();
      }
      if (plateau != null && !plateau.improved(watched) && plateau.exhausted()) {
        plateauFactor *= settings.plateau().factor();
        plateau.renew();
      }
      boolean goOn = listener == null || listener.onEpoch(result);
      ended = stopped || !goOn || stopping != null && stopping.exhausted();
    }
    if (bestParameters != null) {
      mlp.setParameters(bestParameters);
      mlp.setStatistics(bestStatistics);
    }
    return new History(results, ended);
  }

  /** One pass over the data; null if the listener stopped it half-way. Leaves in {@link #stopped} whether it did. */
  private EpochResult epoch(Dataset train, int batch, Dataset validation, TrainingListener listener) {
    int count = train.rows();
    int epoch = epochsDone + 1;
    boolean shuffled = batch < count;
    if (shuffled) {
      if (order.length != count) {
        order = new int[count];
      }
      new CounterRandom(settings.seed(), SHUFFLE_STREAMS + epoch).permute(order);
    }
    double weightedLoss = 0;
    int allRight = 0;
    for (int from = 0, n; from < count; from += n) {
      n = Math.min(count - from, batch);
      double batchLoss = trainer.update(train, shuffled ? order : null, from, n, epoch, from / batch + 1L);
      weightedLoss += batchLoss * n;
      allRight += trainer.right();
      stopped = listener != null && !listener.onStep(epoch, (long) from + n, batchLoss);
      if (stopped && from + n < count) {
        return null;
      }
    }
    epochsDone = epoch;
    Evaluation checked = validation == null ? null : trainer.evaluate(validation);
    return new EpochResult(epoch, weightedLoss / count, train.hasClasses() ? (double) allRight / count : Double.NaN,
        checked);
  }
}
