package io.github.jinbei;

import io.github.jinbei.data.Dataset;
import io.github.jinbei.internal.parallel.Workers;
import io.github.jinbei.internal.text.Arguments;
import io.github.jinbei.internal.train.BatchNormRows;
import io.github.jinbei.internal.train.BatchRows;
import io.github.jinbei.internal.train.EpochTotals;
import io.github.jinbei.internal.train.FitData;
import io.github.jinbei.internal.train.InputGradients;
import io.github.jinbei.internal.train.RowWeights;
import io.github.jinbei.internal.train.Targets;
import io.github.jinbei.internal.train.TrainerSettings;
import io.github.jinbei.internal.train.TrainingState;
import io.github.jinbei.internal.train.Watchers;
import java.util.Map;
import java.util.Objects;

/**
 * Training of an {@link Mlp} in place, by backpropagation on mini-batches of one row (stochastic gradient descent) up to all
 * rows (full batch). The same network, data and settings give the same bits on every machine.
 *
 * <p>The loss of a batch is the sum over the outputs and the mean over the rows that are really in the batch. Class weights
 * and sample weights multiply the losses of rows; their sum is still divided by the number of rows. Weight decay adds
 * λ₂·Σw² + λ₁·Σ|w| over the weights, not the biases.
 *
 * <p>Not thread-safe: one thread at a time may use a trainer and its network. Large steps are divided among worker threads,
 * which {@link #close} ends. After the first step of its size a step allocates nothing.
 *
 * <p>If a step throws, because of a value that is not finite or because the user's activation or schedule throws, the network
 * and the trainer are as before that step, and both can still be used.
 */
public final class Trainer implements AutoCloseable {

  private final Mlp mlp;
  private final Loss loss;
  private final TrainerSettings settings;
  final Targets targets;
  private final BatchRows rows;
  final BatchNormRows batchNormRows;
  private final Workers workers;
  private final Watchers watchers;
  final BatchTrainer batches;
  private final SingleBatches singleBatches;
  private final TrainingProgress progress;
  private final TrainerState state;
  private final CheckpointTimes checkpoints;
  private final TrainingLoop loop;
  private boolean closed;

  /** Creates a trainer, which closes the workers. The writer of checkpoints may be null. */
  Trainer(TrainerBuilder b, TrainerSettings settings, CheckpointWriter writer, Workers workers) {
    this.mlp = b.mlp;
    this.loss = b.loss;
    this.settings = settings;
    this.targets = new Targets(mlp.topology(), loss.targetKind(), loss.name(), settings.classWeights() != null);
    this.rows = new BatchRows(mlp.topology(), targets, settings.labelSmoothing(), settings.classWeights());
    this.batchNormRows = new BatchNormRows(mlp.topology(), settings);
    this.workers = workers;
    this.watchers = new Watchers(mlp.state(), settings);
    this.batches = new BatchTrainer(b, settings, watchers, workers, rows);
    this.singleBatches = new SingleBatches(mlp, targets, batchNormRows, rows, batches,
        new InputGradients(mlp.state(), mlp.inference(), loss.function, workers));
    this.progress = new TrainingProgress(mlp.state());
    this.state = new TrainerState(b, writer == null ? Map.of() : SettingsTexts.of(b, settings), batches, singleBatches,
        watchers, progress);
    this.checkpoints = new CheckpointTimes(writer, state, batches, progress);
    this.loop = new TrainingLoop(this, settings, watchers, new ScaleWarning(mlp, loss, this), progress, checkpoints);
  }

  /**
   * Returns a builder of a trainer, with default settings.
   *
   * @param mlp the network to train
   * @return the builder
   * @throws NullPointerException if mlp is null
   */
  public static TrainerBuilder builder(Mlp mlp) {
    return new TrainerBuilder(Objects.requireNonNull(mlp, "mlp"));
  }

  /**
   * Returns the loss that training minimises.
   *
   * @return the loss
   */
  public Loss loss() {
    return loss;
  }

  /**
   * Returns the learning rate of the next update: the optimizer's rate, times the schedule's factor, times the factors of all
   * plateaus so far.
   *
   * @return the learning rate
   * @throws IllegalStateException if the schedule's factor is negative or not finite
   */
  public float learningRate() {
    return batches.learningRate();
  }

  /**
   * Returns the number of epochs completed by all calls of {@code fit}, also those before the checkpoint from which the
   * training was resumed.
   *
   * @return the number of epochs
   */
  public int epochs() {
    return progress.epochs();
  }

  /**
   * Returns the number of updates of the network by this trainer: by batches of {@code fit}, single steps and {@link #apply};
   * also those before the checkpoint from which the training was resumed.
   *
   * @return the number of steps
   */
  public long steps() {
    return batches.updates();
  }

  /**
   * Ends the worker threads. The trainer cannot be used afterwards; the network can. Closing twice does nothing. The threads
   * are daemons; if a trainer is not closed, they end some time after it is garbage.
   */
  @Override
  public void close() {
    workers.close();
    closed = true;
  }

  /**
   * Trains on one mini-batch with class labels.
   *
   * @param x rows of the network's inputs, from xOff on; not modified
   * @param xOff index of the first input
   * @param classes one label for each row, from cOff on: 0 to {@link Mlp#classes} - 1
   * @param cOff index of the first label
   * @param rows number of rows, at least 1; at least 2 with batch norm
   * @return the loss of the batch before the update
   * @throws NonFiniteLossException if the loss or a result of the update is not finite; nothing is changed
   * @throws IllegalArgumentException if rows is too small or a label is no class
   * @throws IndexOutOfBoundsException if an array is too short
   * @throws IllegalStateException if the trainer is closed or the schedule's factor is negative or not finite
   */
  public double step(float[] x, int xOff, int[] classes, int cOff, int rows) {
    checkOpen();
    double batchLoss = singleBatches.step(x, xOff, classes, cOff, rows);
    checkpoints.writeIfDue();
    return batchLoss;
  }

  /**
   * Trains on one mini-batch with target rows.
   *
   * @param x rows of the network's inputs, from xOff on; not modified
   * @param xOff index of the first input
   * @param targets rows of the network's outputs, from tOff on; not modified
   * @param tOff index of the first target
   * @param rows number of rows, at least 1; at least 2 with batch norm
   * @return the loss of the batch before the update
   * @throws NonFiniteLossException if the loss or a result of the update is not finite; nothing is changed
   * @throws IllegalArgumentException if rows is too small, or the targets do not suit the loss or the class weights
   * @throws IndexOutOfBoundsException if an array is too short
   * @throws IllegalStateException if the trainer is closed or the schedule's factor is negative or not finite
   */
  public double step(float[] x, int xOff, float[] targets, int tOff, int rows) {
    checkOpen();
    double batchLoss = singleBatches.step(x, xOff, targets, tOff, rows);
    checkpoints.writeIfDue();
    return batchLoss;
  }

  /**
   * Computes the gradient of all rows of a data set, without an update: the sum over the rows, without decay. So the gradients
   * of several machines can be added, and each machine {@linkplain #apply applies} the same sum. Machines that start with
   * equal networks and settings have equal parameters and statistics afterwards, to the last bit.
   *
   * @param data the rows; at least 2 with batch norm
   * @param firstRow the index of their first row in the whole batch, at least 0; dropout depends on it
   * @return the gradient, with the loss and the statistics of batch norm
   * @throws NonFiniteLossException if the loss, an element of the gradient or a statistic is not finite
   * @throws IllegalArgumentException if the data do not suit the network, the loss or the settings, or firstRow is negative
   * @throws NullPointerException if data is null
   * @throws IllegalStateException if the trainer is closed
   */
  public Gradient gradient(Dataset data, long firstRow) {
    checkOpen();
    targets.checkTraining("data", data);
    Arguments.atLeast("firstRow", firstRow, 0);
    batchNormRows.checkBatch(data.rows());
    return batches.gradient(data, firstRow);
  }

  /**
   * Updates the network by a gradient, as a step does by the gradient of its batch. The running statistics of batch norm move
   * a tenth of the way to those of each part of the gradient, one part after the other. Values of frozen layers are not used.
   *
   * @param gradient a gradient of a network with the same layers; not modified
   * @throws IllegalArgumentException if the gradient is of another network, has no rows, or has a value that is not finite;
   *     nothing is changed
   * @throws NonFiniteLossException if a result of the update is not finite; nothing is changed
   * @throws NullPointerException if gradient is null
   * @throws IllegalStateException if the trainer is closed or the schedule's factor is negative or not finite
   */
  public void apply(Gradient gradient) {
    checkOpen();
    Objects.requireNonNull(gradient, "gradient").check(mlp);
    batches.apply(gradient);
    checkpoints.writeIfDue();
  }

  /**
   * Computes dL/dx of rows with class labels: the derivative of the loss of each row with respect to its inputs. The loss is
   * that of {@link #evaluate}: nothing is dropped, batch norm uses its running statistics, and there are no class weights and
   * no smoothing. The network is not changed.
   *
   * @param x rows of the network's inputs, from xOff on; not modified
   * @param xOff index of the first input
   * @param classes one label for each row, from cOff on: 0 to {@link Mlp#classes} - 1
   * @param cOff index of the first label
   * @param rows number of rows, at least 1
   * @param to receives rows of as many values as x, from toOff on; not the array x
   * @param toOff index of the first derivative
   * @throws IllegalArgumentException if rows is below 1, a label is no class, or to is x
   * @throws IndexOutOfBoundsException if an array is too short
   * @throws IllegalStateException if the trainer is closed
   */
  public void inputGradient(float[] x, int xOff, int[] classes, int cOff, int rows, float[] to, int toOff) {
    checkOpen();
    singleBatches.inputGradient(x, xOff, classes, cOff, rows, to, toOff);
  }

  /**
   * Computes dL/dx of rows with target rows, as {@link #inputGradient(float[], int, int[], int, int, float[], int)} does of
   * rows with class labels.
   *
   * @param x rows of the network's inputs, from xOff on; not modified
   * @param xOff index of the first input
   * @param targets rows of the network's outputs, from tOff on; not modified
   * @param tOff index of the first target
   * @param rows number of rows, at least 1
   * @param to receives rows of as many values as x, from toOff on; not the array x
   * @param toOff index of the first derivative
   * @throws IllegalArgumentException if rows is below 1, the targets do not suit the loss, or to is x
   * @throws IndexOutOfBoundsException if an array is too short
   * @throws IllegalStateException if the trainer is closed
   */
  public void inputGradient(float[] x, int xOff, float[] targets, int tOff, int rows, float[] to, int toOff) {
    checkOpen();
    singleBatches.inputGradient(x, xOff, targets, tOff, rows, to, toOff);
  }

  /**
   * Trains for a number of epochs, as {@link #fit(Dataset, int, Dataset, TrainingListener)} does without validation data and
   * listener.
   *
   * @param train the rows to train on
   * @param epochs number of epochs, at least 1
   * @return the results of the completed epochs, and why the call ended
   * @throws IllegalArgumentException if a data set does not suit the network, the loss or the settings
   * @throws NonFiniteLossException if the loss of a batch or a result of its update is not finite
   * @throws NullPointerException if train is null
   * @throws IllegalStateException if the trainer is closed or the schedule's factor is negative or not finite
   */
  public History fit(Dataset train, int epochs) {
    return fit(train, epochs, null, null);
  }

  /**
   * Trains for a number of epochs, as {@link #fit(Dataset, int, Dataset, TrainingListener)} does without listener.
   *
   * @param train the rows to train on
   * @param epochs number of epochs, at least 1
   * @param validation data to evaluate after each epoch
   * @return the results of the completed epochs, and why the call ended
   * @throws IllegalArgumentException if a data set does not suit the network, the loss, the settings or the checkpoint
   * @throws NonFiniteLossException if the loss of a batch or a result of its update is not finite
   * @throws NullPointerException if train or validation is null
   * @throws IllegalStateException if the trainer is closed or the schedule's factor is negative or not finite
   */
  public History fit(Dataset train, int epochs, Dataset validation) {
    return fit(train, epochs, Objects.requireNonNull(validation, "validation"), null);
  }

  /**
   * Trains for a number of epochs, as {@link #fit(Dataset, int, Dataset, TrainingListener)} does without validation data.
   *
   * @param train the rows to train on
   * @param epochs number of epochs, at least 1
   * @param listener is called after each step and each epoch and can end the call
   * @return the results of the completed epochs, and why the call ended
   * @throws IllegalArgumentException if train does not suit the network, the loss, the settings or the checkpoint
   * @throws NonFiniteLossException if the loss of a batch or a result of its update is not finite
   * @throws NullPointerException if train or listener is null
   * @throws IllegalStateException if the trainer is closed or the schedule's factor is negative or not finite
   */
  public History fit(Dataset train, int epochs, TrainingListener listener) {
    return fit(train, epochs, null, Objects.requireNonNull(listener, "listener"));
  }

  /**
   * Trains for a number of epochs. Each epoch shuffles the rows by (seed, epoch) and divides them into mini-batches, of which
   * the last may be shorter, or is left out: {@link TrainerBuilder#dropPartialBatch}. A full batch keeps the order of the data.
   *
   * <p>Further calls continue the training: ten calls of one epoch give the same bits as one call of ten. Epochs, updates, and
   * the epochs that early stopping and plateaus count, are counted over all calls. Where the best epoch is kept, the network
   * holds its parameters and statistics between calls. The next call continues from those of the last step, unless the network
   * was changed in between by a single step or by its setters: then it continues from the network. An epoch that is not
   * completed keeps its updates; the next call starts it again.
   *
   * <p>After {@link TrainerBuilder#resume(Checkpoint)} the first call finishes the call of the checkpoint, also in the middle
   * of an epoch, and has the bits and the history of a call never interrupted. It needs the same data. {@code epochs} counts
   * the epochs before the checkpoint, too, and may be larger than before; the listener is called for the new ones only. If the
   * network was changed in between, the call of the checkpoint is given up, and this one starts its epoch again.
   *
   * <p>A warning through {@link System.Logger} names a column of the inputs, once for each trainer, if after ten epochs, or
   * after fewer that end the call, the loss is no better than that of outputs that do not depend on the inputs, and an input
   * has a magnitude above 100.
   *
   * <p>An interrupt of the thread ends the call after the current batch, or after the last batch of an epoch when the epoch is
   * evaluated; the interrupt flag stays set. In a thread that is interrupted already no batch is run.
   *
   * @param train the rows to train on
   * @param epochs number of epochs, at least 1
   * @param validation data to evaluate after each epoch; or null for the rows that {@link TrainerBuilder#validationFraction}
   *     sets aside, if any
   * @param listener is called after each step and each epoch and can end the call; or null
   * @return the results of the completed epochs, and why the call ended
   * @throws IllegalArgumentException if a data set does not suit the network, the loss or the settings, or differs from that
   *     of the checkpoint, or the call of the checkpoint has begun more epochs
   * @throws NonFiniteLossException if the loss of a batch or a result of its update is not finite; the parameters are as
   *     before that batch, or if the best epoch is kept as after that one
   * @throws java.io.UncheckedIOException if a checkpoint cannot be written; the steps before it count
   * @throws NullPointerException if train is null
   * @throws IllegalStateException if the trainer is closed or the schedule's factor is negative or not finite
   */
  public History fit(Dataset train, int epochs, Dataset validation, TrainingListener listener) {
    checkOpen();
    Arguments.atLeast("epochs", epochs, 1);
    FitData data = FitData.of(train, validation, targets, settings, batchNormRows);
    batches.reserve(data.batch());
    batches.expect((long) epochs * data.rowsOfEpoch());
    return loop.run(data, epochs, listener);
  }

  /**
   * Trains on one batch of {@link #fit}: rows {@code order[from]} onwards, or from onwards if order is null.
   *
   * @param totals receives the loss and the number of correct rows
   * @return the loss of the batch before the update
   */
  double update(Dataset train, int[] order, int from, int n, int epoch, long number, EpochTotals totals) {
    checkOpen();
    rows.of(train, order, from);
    return batches.update(n, epoch, number, totals);
  }

  /**
   * Forgets what early stopping and plateaus have counted: the best epoch and its parameters, the epochs without gain, and the
   * factor of the learning rate, which is 1 again. The next {@link #fit} continues from the network as it is. Call this before
   * the validation data change, or to continue training after early stopping.
   */
  public void resetWatchers() {
    watchers.reset();
  }

  /**
   * Computes loss and accuracy on a data set, as {@link Mlp#evaluate(Dataset, Loss)} does with the loss of this trainer: decay,
   * weights and smoothing do not count.
   *
   * @param data the rows
   * @return loss and accuracy
   * @throws IllegalArgumentException if the data do not suit the network or the loss
   * @throws NullPointerException if data is null
   * @throws IllegalStateException if the trainer is closed
   */
  public Evaluation evaluate(Dataset data) {
    checkOpen();
    return mlp.evaluate(data, loss);
  }

  /** Computes loss and accuracy of the validation data after an epoch. */
  Evaluation validate(Dataset data) {
    checkOpen();
    return mlp.evaluate(data, loss, settings.weightedValidation()
        ? new RowWeights(mlp.topology().classes(), settings.classWeights()) : null);
  }

  /** Sets all that a checkpoint has, in this trainer and in the network. */
  void load(TrainingState from) {
    state.load(from);
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("this Trainer is closed");
    }
  }
}
