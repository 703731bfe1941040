package io.github.jinbei;

import io.github.jinbei.data.Dataset;
import io.github.jinbei.internal.net.ForwardPass;
import io.github.jinbei.internal.net.NonFinite;
import io.github.jinbei.internal.net.TrainingStep;
import io.github.jinbei.internal.net.Update;
import io.github.jinbei.internal.net.WeightDecay;
import io.github.jinbei.internal.parallel.Workers;
import java.util.Objects;

/**
 * Trains an {@link Mlp} in place by backpropagation on mini-batches: one row (stochastic descent) up to the whole data
 * (full batch). Reproducible: the same network, data and settings give the same bits, whatever the machine.
 *
 * <p>The loss of a batch is the mean over the rows really in it; class and sample weights are factors of the rows' losses,
 * whose sum is still divided by the number of rows. Weight decay adds λ₂·Σw² + λ₁·Σ|w| (weights, not biases). Not
 * thread-safe: one thread at a time, which may have others help it. Steps allocate nothing after the first of their size.
 * {@link #close} ends the helping threads.
 */
public final class Trainer implements AutoCloseable {

  private static final int EVALUATION_ROWS = 256;

  private final Mlp mlp;
  private final Loss loss;
  private final Optimizer optimizer;
  private final Schedule schedule;
  private final TrainerSettings settings;
  private final Targets targets;
  private final BatchRows rows;

  /** Rows as they are, neither weighted nor smoothed. */
  private final BatchRows plainRows;
  private final BatchNormRows batchNormRows;
  private final Workers workers;
  private final Update update;
  private final WeightDecay decay;
  private final Watchers watchers;
  private final TrainingLoop loop;

  private TrainingStep step;
  private TrainingStep inference;
  private ForwardPass evaluation;
  private float[] evaluationInputs = {};
  private long singleSteps;
  private long updates;

  /** The version of the network after the last update here. */
  private long changes = -1;
  private boolean closed;

  private int right;

  Trainer(TrainerBuilder b) {
    this.mlp = b.mlp;
    this.loss = b.loss;
    this.optimizer = b.optimizer;
    this.schedule = b.schedule;
    this.settings = b.settings();
    this.targets = new Targets(mlp, loss, settings.classWeights() != null);
    this.rows = new BatchRows(mlp, targets, settings.labelSmoothing(), settings.classWeights());
    this.plainRows = new BatchRows(mlp, targets, 0f, null);
    this.batchNormRows = new BatchNormRows(mlp, settings);
    this.workers = Workers.sparing(b.threads);
    this.update = optimizer.update(mlp.parameterCount());
    this.decay = new WeightDecay(settings.l1(), settings.l2(), optimizer.decoupledDecay(), settings.decayBiases());
    this.watchers = new Watchers(mlp, settings);
    this.loop = new TrainingLoop(this, settings, watchers, new ScaleWarning(mlp, loss, this));
  }

  /** Begins the settings of a trainer of that network. */
  public static TrainerBuilder builder(Mlp mlp) {
    return new TrainerBuilder(Objects.requireNonNull(mlp, "mlp"));
  }

  /** The loss that is trained for. */
  public Loss loss() {
    return loss;
  }

  /** The learning rate of the next update: that of the optimizer, times the schedule's factor, times the plateaus'. */
  public float learningRate() {
    double factor = schedule.factor(updates);
    if (!(factor >= 0 && factor < Double.POSITIVE_INFINITY)) {
      throw new IllegalStateException("the schedule's factor of step " + updates + " is " + factor
          + "; expected a finite number of at least 0");
    }
    return (float) (optimizer.learningRate() * factor * watchers.rateFactor());
  }

  /**
   * Ends the helping threads; the trainer cannot be used afterwards. The network can. Closing twice does nothing. A
   * trainer that is forgotten instead leaves its threads, daemons, until some time after it is garbage.
   */
  @Override
  public void close() {
    workers.close();
    closed = true;
  }

  /**
   * One step on a mini-batch with class labels.
   *
   * @param x rows of the network's inputs, from xOff on. Not modified.
   * @param xOff index of the first value
   * @param classes a label a row, from cOff on, below {@link Mlp#classes}
   * @param cOff index of the first label
   * @param rows rows of the batch, at least 1; at least 2 with batch norm
   * @return the loss of the batch before the update
   * @throws NonFiniteLossException if that is not finite; the parameters are then untouched
   * @throws IllegalStateException if closed
   */
  public double step(float[] x, int xOff, int[] classes, int cOff, int rows) {
    prepare(x, xOff, rows);
    targets.check(classes, cOff, rows);
    return singleStep(this.rows.of(x, xOff, classes, cOff), rows);
  }

  /**
   * One step on a mini-batch with target rows.
   *
   * @param x rows of the network's inputs, from xOff on. Not modified.
   * @param xOff index of the first value
   * @param targets rows of the network's outputs, from tOff on. Not modified.
   * @param tOff index of the first target
   * @param rows rows of the batch, at least 1; at least 2 with batch norm
   * @return the loss of the batch before the update
   * @throws NonFiniteLossException if that is not finite; the parameters are then untouched
   * @throws IllegalStateException if closed
   */
  public double step(float[] x, int xOff, float[] targets, int tOff, int rows) {
    prepare(x, xOff, rows);
    this.targets.checkTraining(targets, tOff, rows);
    return singleStep(this.rows.of(x, xOff, targets, tOff), rows);
  }

  /**
   * Computes the gradient of some rows, without an update: the sum over the rows, without decay, so that the gradients of
   * several machines can be added. Each machine then {@linkplain #apply applies} the same sum. Machines that began with equal
   * networks and settings have equal parameters and statistics after it, to the last bit.
   *
   * @param data the rows
   * @param firstRow the row of the whole batch that they begin with, on which depends what dropout drops
   * @throws NonFiniteLossException if their loss, a sum or a statistic is not finite
   */
  public Gradient gradient(Dataset data, long firstRow) {
    checkOpen();
    targets.checkTraining("data", data);
    Arguments.atLeast("firstRow", firstRow, 0);
    batchNormRows.checkBatch(data.rows());
    reserve(data.rows());
    int parts = (data.rows() - 1) / step.forward().capacity() + 1;
    float[] statistics = new float[Math.multiplyExact(parts, step.partStatistics().length)];
    double sum = run(rows.of(data, null, 0), data.rows(), firstRow, true, statistics, 0, updates + 1);
    NonFinite found = step.nonFinite();
    if (found != NonFinite.NONE) {
      throw NonFiniteLossException.of(found, sum / data.rows(), 0, updates + 1, learningRate(),
          rows.largestInput(data.rows()));
    }
    return new Gradient(step.gradient().clone(), data.rows(), sum, statistics);
  }

  /**
   * Updates by a gradient, as a step does by its own: the parameters, and the statistics of batch norm, which move a tenth of
   * the way to those of each part of the gradient, one after the other. What it has for frozen layers is left out.
   *
   * @param gradient that of a network of the same layers. Not modified.
   * @throws IllegalArgumentException if it is another's, has no rows, or has a value that is not finite; the network is then
   *     untouched
   */
  public void apply(Gradient gradient) {
    checkOpen();
    Objects.requireNonNull(gradient, "gradient").check(mlp);
    reserve(1);
    step.setGradient(gradient.sum());
    step.setPartStatistics(gradient.statistics());
    noteChanges();
    NonFinite found = applyGradient(gradient.rows());
    if (found != NonFinite.NONE) {
      throw NonFiniteLossException.of(found, 0, updates + 1, learningRate());
    }
    updated();
  }

  /**
   * dL/dx of rows with class labels: how the loss of each row depends on its inputs, as an evaluation sees it (nothing
   * dropped, batch norm by its running statistics, no class weights and smoothing). Nothing is learned.
   *
   * @param x rows of the network's inputs, from xOff on. Not modified.
   * @param classes a label a row, from cOff on
   * @param rows number of rows, at least 1
   * @param to receives rows of as many values as x, from toOff on; not x
   */
  public void inputGradient(float[] x, int xOff, int[] classes, int cOff, int rows, float[] to, int toOff) {
    targets.check(classes, cOff, rows);
    inputGradient(plainRows.of(x, xOff, classes, cOff), x, xOff, rows, to, toOff);
  }

  /** {@link #inputGradient(float[], int, int[], int, int, float[], int)} of rows with target rows. */
  public void inputGradient(float[] x, int xOff, float[] targets, int tOff, int rows, float[] to, int toOff) {
    this.targets.check(targets, tOff, rows);
    inputGradient(plainRows.of(x, xOff, targets, tOff), x, xOff, rows, to, toOff);
  }

  private void inputGradient(BatchRows batch, float[] x, int xOff, int rows, float[] to, int toOff) {
    checkOpen();
    Arguments.atLeast("rows", rows, 1);
    Arguments.range("x", x.length, xOff, rows, mlp.inputs());
    Arguments.range("to", to.length, toOff, rows, mlp.inputs());
    if (to == x) {
      throw new IllegalArgumentException("to is x; expected another array");
    }
    if (inference == null || inference.forward().capacity() < rows) {
      inference = mlp.folded().step(loss.function, rows, workers);
      inference.loadBy(plainRows);
    }
    mlp.folded().fold(mlp.version());
    batch.part(0, inference);
    inference.forward(batch.x(), batch.xOff(), rows);
    inference.inputGradient(rows, to, toOff);
  }

  /** {@link #fit(Dataset, int, Dataset, TrainingListener)} without validation data and listener. */
  public History fit(Dataset train, int epochs) {
    return fit(train, epochs, null, null);
  }

  /**
   * Trains for a number of epochs. Each shuffles the rows by (seed, epoch) and takes them in mini-batches, the last one
   * possibly shorter; a full batch is taken in the order of the data.
   *
   * <p>Called again, it continues: ten calls of one epoch are one call of ten, to the last bit. Epochs, updates and what
   * early stopping and plateaus have seen are counted over all calls. With early stopping the network has the parameters
   * and statistics of the best epoch between calls; the next call goes on from those of the last step, unless the network
   * was changed in between, by a single step or by its setters: then it goes on from the network. An epoch that is not
   * completed keeps its updates; the next call begins it anew.
   *
   * <p>If after ten epochs, or fewer that end the call, the loss is no better than that of outputs which do not depend on the
   * inputs, and an input is beyond 100 in magnitude, a warning through {@link System.Logger} names its column, once a trainer.
   *
   * <p>An interrupt of the thread ends the call after the batch under way, or after the last batch of an epoch when the
   * epoch is evaluated; the flag of the thread stays set. In an interrupted thread no batch is taken.
   *
   * @param train the data to learn
   * @param epochs how often to go over it, at least 1
   * @param validation data to evaluate after each epoch, or null: then that which {@link TrainerBuilder#validationFraction} sets
   *     aside, if any
   * @param listener is called after each step and epoch and can end the call, or null
   * @throws IllegalArgumentException if a data set does not fit the network, the loss or the settings
   * @throws NonFiniteLossException if the loss of a batch is not finite; the parameters are as before that batch, and with
   *     early stopping as after the best epoch
   * @throws IllegalStateException if closed
   */
  public History fit(Dataset train, int epochs, Dataset validation, TrainingListener listener) {
    checkOpen();
    targets.checkTraining("train", train);
    Arguments.atLeast("epochs", epochs, 1);
    if (validation != null) {
      targets.check("validation", validation);
    } else if (settings.validationFraction() > 0) {
      Dataset.Split split = train.split(settings.validationFraction(), settings.seed());
      return fitOn(split.train(), epochs, split.validation(), listener);
    } else if (settings.stopping() != null) {
      throw new IllegalArgumentException("validation = null; expected data for early stopping to watch, or a "
          + "validationFraction above 0");
    }
    return fitOn(train, epochs, validation, listener);
  }

  /** Returns the input of largest magnitude of all rows. */
  BatchRows.LargestInput largestInput(Dataset data) {
    return plainRows.of(data, null, 0).largestInput(data.rows());
  }

  private History fitOn(Dataset train, int epochs, Dataset validation, TrainingListener listener) {
    int capacity = Math.min(settings.batchSize(), train.rows());
    batchNormRows.checkEpoch(train.rows(), validation == null ? 0 : validation.rows());
    reserve(capacity);
    return loop.run(train, capacity, epochs, validation, listener);
  }

  /**
   * Forgets what early stopping and plateaus have seen: the best loss and its parameters, the epochs waited, and the factor
   * of the learning rate, which is 1 again. The next {@link #fit} goes on from the network as it is. To be called before
   * validation data change, and to train on after early stopping.
   */
  public void resetWatchers() {
    watchers.reset();
  }

  /**
   * Loss and accuracy on a data set, without training: nothing is dropped, batch norm goes by its running statistics, and
   * decay, weights and smoothing do not count.
   *
   * @throws IllegalArgumentException if it does not fit the network or the loss
   * @throws IllegalStateException if closed
   */
  public Evaluation evaluate(Dataset data) {
    checkOpen();
    targets.check("data", data);
    if (evaluation == null) {
      int rows = mlp.topology().rowsAtOnce(EVALUATION_ROWS);
      evaluation = mlp.folded().pass(rows);
      evaluationInputs = new float[rows * mlp.inputs()];
    }
    mlp.folded().fold(mlp.version());
    double total = 0;
    int right = 0;
    for (int r = 0, n; r < data.rows(); r += n) {
      n = Math.min(data.rows() - r, evaluation.capacity());
      data.copyInputs(r, n, evaluationInputs, 0);
      targets.write(data, r, n, evaluation.targets(), 0);
      evaluation.run(evaluationInputs, 0, n, mlp.version());
      total += evaluation.loss(loss.function, n);
      right += evaluation.correct(n);
    }
    return Evaluation.of(total, right, data.rows(), data.hasClasses());
  }

  /**
   * One update of {@link #fit}, on rows {@code order[from]} onwards, or from onwards without an order.
   *
   * @return the loss of the batch before the update
   */
  double update(Dataset train, int[] order, int from, int n, int epoch, long number) {
    return update(rows.of(train, order, from), n, epoch, number);
  }

  /** The number of rows of the batch last run whose class was right; 0 if it has no classes. */
  int right() {
    return right;
  }

  private double singleStep(BatchRows batch, int rows) {
    singleSteps++;
    return update(batch, rows, 0, singleSteps);
  }

  /** Forward, loss, backward, update. */
  private double update(BatchRows batch, int n, int epoch, long number) {
    checkOpen();
    boolean whole = n <= step.forward().capacity();
    boolean fused = whole && !settings.clips();
    double batchLoss = run(batch, n, 0, !fused, null, epoch, number) / n;
    if (decay.l2() > 0) {
      batchLoss += decay.l2() * step.weightSquares();
    }
    if (decay.l1() > 0) {
      batchLoss += decay.l1() * step.weightMagnitudes();
    }
    checkFinite(batchLoss, batch, n, epoch, number);
    noteChanges();
    NonFinite found = fused ? step.descend(n, update, learningRate(), decay) : applyGradient(n);
    if (found != NonFinite.NONE) {
      throw NonFiniteLossException.of(found, batchLoss, epoch, number, learningRate(), batch.largestInput(n));
    }
    updated();
    return batchLoss;
  }

  /**
   * Takes a batch forward part by part, and back if its flat gradient is wanted; the loss summed over rows. Without it the
   * batch is one part, which a step can go on with.
   *
   * @param statistics receives those of the parts, one after the other, or null
   */
  private double run(BatchRows batch, int count, long firstRow, boolean gradient, float[] statistics, int epoch,
      long number) {
    double sum = 0;
    right = 0;
    for (int from = 0, n; from < count; from += n) {
      n = Math.min(count - from, step.forward().capacity());
      batch.part(from, step);
      sum = step.forward(batch.x(), batch.xOff(), n, updates, firstRow + from, from == 0, sum);
      checkFinite(sum, batch, count, epoch, number);
      right += batch.hasClasses() ? step.forward().correct(n) : 0;
      if (gradient) {
        step.backward(n, from > 0);
      }
      if (statistics != null) {
        float[] part = step.partStatistics();
        System.arraycopy(part, 0, statistics, from / step.forward().capacity() * part.length, part.length);
      }
    }
    return sum;
  }

  /** Drops the update's bounds if something else has changed the parameters. */
  private void noteChanges() {
    if (changes != mlp.version()) {
      update.dropBounds();
    }
  }

  /** One update by the step's flat gradient; nothing is changed if a value would not be finite. */
  private NonFinite applyGradient(int rows) {
    return step.apply(rows, update, learningRate(), decay, settings.clipValue(), settings.clipNorm());
  }

  private void updated() {
    updates++;
    mlp.parametersChanged();
    changes = mlp.version();
  }

  private void checkFinite(double loss, BatchRows batch, int rows, int epoch, long number) {
    if (!Double.isFinite(loss)) {
      throw NonFiniteLossException.of(loss, epoch, number, learningRate(), batch.largestInput(rows));
    }
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("this Trainer is closed");
    }
  }

  private void prepare(float[] x, int xOff, int rows) {
    checkOpen();
    Arguments.atLeast("rows", rows, 1);
    Arguments.range("x", x.length, xOff, rows, mlp.inputs());
    batchNormRows.checkBatch(rows);
    reserve(rows);
  }

  /** Makes room for batches of that many rows. */
  private void reserve(int rows) {
    int part = settings.part(rows);
    if (step == null || step.forward().capacity() < part) {
      mlp.topology().checkBatch(part);
      step = new TrainingStep(mlp.topology(), loss.function, mlp.liveParameters(), mlp.liveStatistics(), part,
          settings.seed(), settings.frozen(), workers);
      step.loadBy(this.rows);
    }
    this.rows.reserve(part);
  }
}
