package io.github.jinbei;

import io.github.jinbei.data.Dataset;
import io.github.jinbei.internal.net.Batch;
import io.github.jinbei.internal.net.NonFinite;
import io.github.jinbei.internal.net.Topology;
import io.github.jinbei.internal.net.TrainingStep;
import io.github.jinbei.internal.net.Update;
import io.github.jinbei.internal.net.WeightDecay;
import io.github.jinbei.internal.parallel.Workers;
import io.github.jinbei.internal.train.BatchRows;
import io.github.jinbei.internal.train.EpochTotals;
import io.github.jinbei.internal.train.LayerShares;
import io.github.jinbei.internal.train.TrainerSettings;
import io.github.jinbei.internal.train.TrainingState;
import io.github.jinbei.internal.train.Watchers;
import java.util.ArrayList;
import java.util.List;

/**
 * Training on one batch at a time: forward, loss, backward, update. If a step throws, the network, the optimizer and the
 * count of updates are as before it.
 */
final class BatchTrainer {

  private final Mlp mlp;
  private final Loss loss;
  private final Optimizer optimizer;
  private final Schedule schedule;
  private final TrainerSettings settings;
  private final Watchers watchers;
  private final Workers workers;
  private final BatchRows rows;
  private final Update update;
  private final WeightDecay decay;
  private TrainingStep step;
  private long updates;

  /** The learning rate of the last update; NaN before the first one of this object. */
  private float lastRate = Float.NaN;

  /** The version of the network after the last update here. */
  private long changes = -1;

  /** @param rows points to each batch before a step */
  BatchTrainer(TrainerBuilder b, TrainerSettings settings, Watchers watchers, Workers workers, BatchRows rows) {
    this.mlp = b.mlp;
    this.loss = b.loss;
    this.optimizer = b.optimizer;
    this.schedule = b.schedule;
    this.settings = settings;
    this.watchers = watchers;
    this.workers = workers;
    this.rows = rows;
    this.update = optimizer.update(mlp.parameterCount()).with(settings.rateFactors());
    this.decay = new WeightDecay(settings.l1(), settings.l2(), optimizer.decoupledDecay(), settings.decayBiases());
  }

  /** Returns the learning rate of the next update. */
  float learningRate() {
    double factor = schedule.factor(updates);
    if (!(factor >= 0 && factor < Double.POSITIVE_INFINITY)) {
      throw new IllegalStateException("the schedule's factor of step " + updates + " is " + factor
          + "; expected a finite number of at least 0");
    }
    return (float) (optimizer.learningRate() * factor * watchers.rateFactor());
  }

  /** Announces how many rows are to be trained on, an epoch's rows once for each epoch. */
  void expect(long count) {
    step.expect(count);
  }

  /** Allocates buffers for batches of that many rows, unless they are large enough. */
  void reserve(int count) {
    int part = settings.part(count);
    if (step == null || step.capacity() < part) {
      mlp.topology().checkBatch(part);
      step = new TrainingStep(mlp.topology(), loss.function, mlp.state().parameters(), mlp.state().statistics(), part,
          settings.seed(), settings.frozen(), workers);
    }
    rows.reserve(part);
  }

  /**
   * Trains on the first n rows of the batch, after {@link #reserve}.
   *
   * @param epoch of the batch, for messages
   * @param number of the batch in the epoch, for messages
   * @param totals receives the loss and the number of correct rows; null for a single step
   * @return the loss of the batch before the update
   */
  double update(int n, int epoch, long number, EpochTotals totals) {
    boolean whole = n <= step.capacity();
    boolean fused = whole && !settings.clips();
    double batchLoss = run(n, 0, !fused, null, totals, epoch, number) / n;
    if (decay.l2() > 0) {
      batchLoss += decay.l2() * step.gradient().weightSquares();
    }
    if (decay.l1() > 0) {
      batchLoss += decay.l1() * step.gradient().weightMagnitudes();
    }
    checkFinite(batchLoss, n, epoch, number);
    noteChanges();
    float rate = learningRate();
    NonFinite found = fused ? step.descend(rows.batch(), update, rate, decay) : applyGradient(n, rate);
    if (found != NonFinite.NONE) {
      throw NonFiniteLossException.of(found, batchLoss, epoch, number, rate, rows.largestInput(n));
    }
    updated(rate);
    if (totals != null) {
      totals.addLoss(batchLoss, n);
    }
    return batchLoss;
  }

  /** Computes the gradient of a data set, which is one batch: see {@link Trainer#gradient}. */
  Gradient gradient(Dataset data, long firstRow) {
    reserve(data.rows());
    rows.of(data, null, 0);
    int parts = (data.rows() - 1) / step.capacity() + 1;
    float[] statistics = new float[Math.multiplyExact(parts, step.statistics().part().length)];
    double sum = run(data.rows(), firstRow, true, statistics, null, 0, updates + 1);
    NonFinite found = step.gradient().nonFinite();
    if (found != NonFinite.NONE) {
      throw NonFiniteLossException.of(found, sum / data.rows(), 0, updates + 1, learningRate(),
          rows.largestInput(data.rows()));
    }
    return new Gradient(step.gradient().values().clone(), data.rows(), sum, statistics);
  }

  /**
   * Measures the layers on a data set, which is one batch. Nothing is changed.
   *
   * @param epoch the number of the epoch
   */
  EpochDiagnostics diagnose(Dataset data, int epoch) {
    Topology topology = mlp.topology();
    float[] parameters = mlp.state().parameters();
    float[] sum = gradientOrNull(data);
    List<LayerShares> shares = new ArrayList<>();
    for (int l = 0; l < topology.layers(); l++) {
      shares.add(new LayerShares(l, topology.out(l), LayerDiagnostics.SATURATED));
    }
    for (int from = 0, n; from < data.rows(); from += n) {
      n = Math.min(data.rows() - from, step.capacity());
      step.forward(rows.part(from, n, step, updates, 0), 0);
      for (LayerShares layer : shares) {
        layer.add(step, n);
      }
    }
    List<LayerDiagnostics> layers = new ArrayList<>();
    for (int l = 0; l < topology.layers(); l++) {
      layers.add(new LayerDiagnostics(weightNorm(l, parameters), sum == null || settings.frozen()[l] ? Double.NaN
          : weightNorm(l, sum) / data.rows(), shares.get(l).saturated(), shares.get(l).dead()));
    }
    return new EpochDiagnostics(epoch, lastRate, layers);
  }

  /**
   * Returns the sum of the gradients of the rows; null if it is not finite. The message of the exception for that needs the
   * rate of the next update, for which a schedule may have no factor: IllegalStateException.
   */
  private float[] gradientOrNull(Dataset data) {
    try {
      return gradient(data, 0).sum();
    } catch (NonFiniteLossException | IllegalStateException e) {
      return null;
    }
  }

  /** Returns the Euclidean norm of the values that an array laid out like the parameters has for the weights of a layer. */
  private double weightNorm(int layer, float[] values) {
    int from = mlp.topology().weightOffset(layer);
    double squares = 0;
    for (int i = from; i < from + mlp.topology().weightCount(layer); i++) {
      squares += (double) values[i] * values[i];
    }
    return Math.sqrt(squares);
  }

  /** Updates by a gradient that {@link Gradient#check} accepts: see {@link Trainer#apply}. */
  void apply(Gradient gradient) {
    reserve(1);
    step.gradient().set(gradient.sum());
    step.statistics().setParts(gradient.statistics());
    noteChanges();
    float rate = learningRate();
    NonFinite found = applyGradient(gradient.rows(), rate);
    if (found != NonFinite.NONE) {
      throw NonFiniteLossException.of(found, 0, updates + 1, rate);
    }
    updated(rate);
  }

  /**
   * Runs the first {@code count} rows of the batch forward, part by part, and backward if the flat gradient is needed.
   * Without the gradient the batch is one part, from which {@link TrainingStep#descend} continues.
   *
   * @param statistics receives those of the parts, one after the other; or null
   * @param totals receives the number of correct rows; or null
   * @return the loss summed over the rows
   */
  private double run(int count, long firstRow, boolean gradient, float[] statistics, EpochTotals totals, int epoch,
      long number) {
    double sum = 0;
    for (int from = 0, n; from < count; from += n) {
      n = Math.min(count - from, step.capacity());
      Batch batch = rows.part(from, n, step, updates, firstRow);
      sum = step.forward(batch, sum);
      checkFinite(sum, count, epoch, number);
      if (totals != null && rows.hasClasses()) {
        totals.addCorrect(step.correct(n));
      }
      if (gradient) {
        step.backward(batch);
      }
      if (statistics != null) {
        float[] part = step.statistics().part();
        System.arraycopy(part, 0, statistics, from / step.capacity() * part.length, part.length);
      }
    }
    return sum;
  }

  /** Returns the number of updates. */
  long updates() {
    return updates;
  }

  /** Puts the number of updates and the state of the optimizer. */
  void save(TrainingState to) {
    to.put("steps", updates);
    List<float[]> states = update.states();
    for (int i = 0; i < states.size(); i++) {
      to.put("optimizer." + i, states.get(i));
    }
    to.put("optimizer.numbers", update.numbers());
  }

  /** Takes what {@link #save} put. */
  void load(TrainingState from) {
    updates = from.number("steps");
    List<float[]> states = update.states();
    for (int i = 0; i < states.size(); i++) {
      float[] values = from.floats("optimizer." + i, states.get(i).length);
      System.arraycopy(values, 0, states.get(i), 0, values.length);
    }
    update.setNumbers(from.doubles("optimizer.numbers", update.numbers().length));
    update.dropBounds();
  }

  /** Drops the update's bounds if anything else has changed the parameters. */
  private void noteChanges() {
    if (changes != mlp.state().version()) {
      update.dropBounds();
    }
  }

  /** Updates by the step's flat gradient. Changes nothing if a value would not be finite. */
  private NonFinite applyGradient(int count, float rate) {
    return step.gradient().apply(count, update, rate, decay, settings.clipValue(), settings.clipNorm());
  }

  private void updated(float rate) {
    updates++;
    lastRate = rate;
    mlp.state().changed();
    changes = mlp.state().version();
  }

  private void checkFinite(double value, int count, int epoch, long number) {
    if (!Double.isFinite(value)) {
      throw NonFiniteLossException.of(value, epoch, number, learningRate(), rows.largestInput(count));
    }
  }
}
