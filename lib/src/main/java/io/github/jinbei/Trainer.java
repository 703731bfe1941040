package io.github.jinbei;

import io.github.jinbei.data.Dataset;
import io.github.jinbei.internal.net.CounterRandom;
import io.github.jinbei.internal.net.ForwardPass;
import io.github.jinbei.internal.net.TrainingStep;
import io.github.jinbei.internal.net.Update;
import io.github.jinbei.internal.net.WeightDecay;
import io.github.jinbei.internal.parallel.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Trains an {@link Mlp} in place by backpropagation on mini-batches: one row (stochastic descent) up to the whole data
 * (full batch). Reproducible: the same network, data and settings give the same bits, whatever the machine.
 *
 * <p>The loss of a batch is its mean over the rows really in it; weight decay λ adds λ·Σw² (weights, not biases) to it.
 * Not thread-safe: one thread at a time, which may have others help it. Steps allocate nothing after the first of their
 * size. {@link #close} ends the helping threads.
 */
public final class Trainer implements AutoCloseable {

  private static final int EVALUATION_ROWS = 256;
  /** Streams of the seed from here on shuffle; the ones below draw parameters. */
  private static final long SHUFFLE_STREAMS = 1L << 32;
  private static final float ROW_SUM_TOLERANCE = 1e-4f;

  private final Mlp mlp;
  private final Loss loss;
  private final Optimizer optimizer;
  private final int batchSize;
  private final float weightDecay;
  private final long seed;
  private final Workers workers;
  private final Update update;
  private final WeightDecay decay;

  private TrainingStep step;
  private ForwardPass evaluation;
  private float[] batchInputs = {};
  private float[] evaluationInputs = {};
  private int[] order = {};
  private int epochsDone;
  private long singleSteps;
  private boolean stopped;
  private boolean closed;

  private Trainer(Builder b) {
    this.mlp = b.mlp;
    this.loss = b.loss;
    this.optimizer = b.optimizer;
    this.batchSize = b.batchSize;
    this.weightDecay = b.weightDecay;
    this.seed = b.seed;
    this.workers = new Workers(b.threads);
    this.update = optimizer.update(mlp.parameterCount());
    this.decay = new WeightDecay(0f, weightDecay, optimizer.decoupledDecay(), false);
  }

  /** Begins the settings of a trainer of that network. */
  public static Builder builder(Mlp mlp) {
    return new Builder(Objects.requireNonNull(mlp, "mlp"));
  }

  /** Settings, each with a default. */
  public static final class Builder {

    private final Mlp mlp;
    private Loss loss;
    private Optimizer optimizer = Optimizer.sgd(0.1f);
    private int batchSize = 32;
    private float weightDecay;
    private long seed;
    private int threads = Runtime.getRuntime().availableProcessors();

    private Builder(Mlp mlp) {
      this.mlp = mlp;
      this.loss = Loss.defaultFor(output());
    }

    private Activation output() {
      return mlp.activation(mlp.layers() - 1);
    }

    /**
     * The loss; if not said, {@link Loss#defaultFor} the output.
     *
     * @throws IllegalArgumentException if it cannot be taken of the network's output
     */
    public Builder loss(Loss loss) {
      if (!Objects.requireNonNull(loss, "loss").accepts(output())) {
        throw new IllegalArgumentException("loss = " + loss + " on a " + output() + " output; expected "
            + Loss.SQUARED_ERROR + " or " + Loss.defaultFor(output()));
      }
      this.loss = loss;
      return this;
    }

    /** The optimizer; if not said, gradient descent with a learning rate of 0.1. */
    public Builder optimizer(Optimizer optimizer) {
      this.optimizer = Objects.requireNonNull(optimizer, "optimizer");
      return this;
    }

    /** Rows of a mini-batch, at least 1; as many as the data has, or more, is full-batch descent. 32 if not said. */
    public Builder batchSize(int rows) {
      Arguments.atLeast("batchSize", rows, 1);
      this.batchSize = rows;
      return this;
    }

    /** The factor λ of Σw² in the training loss, at least 0; 0 if not said. */
    public Builder weightDecay(float lambda) {
      this.weightDecay = Arguments.notNegative("weightDecay", lambda);
      return this;
    }

    /** The seed of the shuffles; 0 if not said. */
    public Builder seed(long seed) {
      this.seed = seed;
      return this;
    }

    /**
     * The most threads a step may use, at least 1; if not said, as many as the VM has processors. Small steps stay on
     * fewer. The bits do not depend on it.
     */
    public Builder threads(int threads) {
      Arguments.atLeast("threads", threads, 1);
      this.threads = threads;
      return this;
    }

    /** Makes the trainer. */
    public Trainer build() {
      return new Trainer(this);
    }
  }

  /** The loss that is trained for. */
  public Loss loss() {
    return loss;
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
   * @param classes a label a row, from cOff on: below the number of outputs, or 0 and 1 for a single output
   * @param cOff index of the first label
   * @param rows rows of the batch, at least 1
   * @return the loss of the batch before the update
   * @throws NonFiniteLossException if that is not finite; the parameters are then untouched
   * @throws IllegalStateException if closed
   */
  public double step(float[] x, int xOff, int[] classes, int cOff, int rows) {
    prepare(x, xOff, rows);
    Arguments.range("classes", classes.length, cOff, rows, 1);
    int limit = classLimit();
    for (int r = 0; r < rows; r++) {
      int label = classes[cOff + r];
      if (label < 0 || label >= limit) {
        throw new IllegalArgumentException(
            "classes[" + (cOff + r) + "] = " + label + "; expected 0 to " + (limit - 1) + " for " + mlp);
      }
    }
    writeClasses(classes, cOff, rows, step.forward().targets());
    return singleStep(x, xOff, rows);
  }

  /**
   * One step on a mini-batch with target rows.
   *
   * @param x rows of the network's inputs, from xOff on. Not modified.
   * @param xOff index of the first value
   * @param targets rows of the network's outputs, from tOff on. Not modified.
   * @param tOff index of the first target
   * @param rows rows of the batch, at least 1
   * @return the loss of the batch before the update
   * @throws NonFiniteLossException if that is not finite; the parameters are then untouched
   * @throws IllegalStateException if closed
   */
  public double step(float[] x, int xOff, float[] targets, int tOff, int rows) {
    prepare(x, xOff, rows);
    Arguments.range("targets", targets.length, tOff, rows, mlp.outputs());
    for (int r = 0; r < rows; r++) {
      checkTargets(targets, tOff + r * mlp.outputs(), r);
    }
    System.arraycopy(targets, tOff, step.forward().targets(), 0, rows * mlp.outputs());
    return singleStep(x, xOff, rows);
  }

  /** {@link #fit(Dataset, int, Dataset, TrainingListener)} without validation and listener. */
  public History fit(Dataset train, int epochs) {
    return fit(train, epochs, null, null);
  }

  /**
   * Trains for a number of epochs. Each shuffles the rows by (seed, epoch) and takes them in mini-batches, the last one
   * possibly shorter; a full batch is taken in the order of the data. Called again, it continues: the epochs go on
   * counting.
   *
   * @param train the data to learn
   * @param epochs how often to go over it, at least 1
   * @param validation data to evaluate after each epoch, or null
   * @param listener hears of each epoch and can stop, or null
   * @throws IllegalArgumentException if a data set does not fit the network or the loss
   * @throws NonFiniteLossException if the loss of a batch is not finite; the parameters are as before that batch
   * @throws IllegalStateException if closed
   */
  public History fit(Dataset train, int epochs, Dataset validation, TrainingListener listener) {
    checkOpen();
    checkData("train", train);
    Arguments.atLeast("epochs", epochs, 1);
    if (validation != null) {
      checkData("validation", validation);
    }
    int capacity = Math.min(batchSize, train.rows());
    reserve(capacity);
    List<EpochResult> results = new ArrayList<>();
    for (int e = 0; e < epochs; e++) {
      EpochResult result = epoch(train, capacity, validation, listener);
      if (result == null) {
        return new History(results, true);
      }
      results.add(result);
      boolean goOn = listener == null || listener.onEpoch(result);
      if (stopped || !goOn) {
        return new History(results, true);
      }
    }
    return new History(results, false);
  }

  /**
   * Loss and accuracy on a data set, without training.
   *
   * @throws IllegalArgumentException if it does not fit the network or the loss
   * @throws IllegalStateException if closed
   */
  public Evaluation evaluate(Dataset data) {
    checkOpen();
    checkData("data", data);
    if (evaluation == null) {
      int rows = mlp.topology().rowsAtOnce(EVALUATION_ROWS);
      evaluation = new ForwardPass(mlp.topology(), mlp.liveParameters(), rows);
      evaluationInputs = new float[rows * mlp.inputs()];
    }
    double total = 0;
    int right = 0;
    for (int r = 0, n; r < data.rows(); r += n) {
      n = Math.min(data.rows() - r, evaluation.capacity());
      data.copyInputs(r, n, evaluationInputs, 0);
      copyTargets(data, r, n, evaluation.targets(), 0);
      evaluation.run(evaluationInputs, 0, n, mlp.version());
      total += evaluation.loss(loss.function, n);
      right += evaluation.correct(n);
    }
    return Evaluation.of(total, right, data.rows(), data.hasClasses());
  }

  /** One pass over the data; null if the listener stopped it half-way. Leaves in {@link #stopped} whether it did. */
  private EpochResult epoch(Dataset train, int batch, Dataset validation, TrainingListener listener) {
    int rows = train.rows();
    int epoch = epochsDone + 1;
    boolean shuffled = batch < rows;
    if (shuffled) {
      if (order.length != rows) {
        order = new int[rows];
      }
      new CounterRandom(seed, SHUFFLE_STREAMS + epoch).permute(order);
    }
    double weightedLoss = 0;
    int right = 0;
    for (int from = 0, n; from < rows; from += n) {
      n = Math.min(rows - from, batch);
      gather(train, shuffled, from, n);
      double batchLoss = update(batchInputs, 0, n, epoch, from / batch + 1L);
      weightedLoss += batchLoss * n;
      right += train.hasClasses() ? step.forward().correct(n) : 0;
      stopped = listener != null && !listener.onStep(epoch, (long) from + n, batchLoss);
      if (stopped && from + n < rows) {
        return null;
      }
    }
    epochsDone = epoch;
    Evaluation checked = validation == null ? null : evaluate(validation);
    return new EpochResult(epoch, weightedLoss / rows, train.hasClasses() ? (double) right / rows : Double.NaN, checked);
  }

  private void gather(Dataset train, boolean shuffled, int from, int n) {
    float[] targets = step.forward().targets();
    if (!shuffled) {
      train.copyInputs(from, n, batchInputs, 0);
      copyTargets(train, from, n, targets, 0);
      return;
    }
    for (int r = 0; r < n; r++) {
      train.copyInputs(order[from + r], 1, batchInputs, r * mlp.inputs());
      copyTargets(train, order[from + r], 1, targets, r * mlp.outputs());
    }
  }

  private double singleStep(float[] x, int xOff, int rows) {
    singleSteps++;
    return update(x, xOff, rows, 0, singleSteps);
  }

  /** Forward, loss, backward, update; the targets are written already. */
  private double update(float[] x, int xOff, int rows, int epoch, long batch) {
    checkOpen();
    double batchLoss = step.forward(x, xOff, rows) / rows;
    if (weightDecay > 0) {
      batchLoss += weightDecay * step.weightSquares();
    }
    if (!Double.isFinite(batchLoss)) {
      throw new NonFiniteLossException(batchLoss, epoch, batch, optimizer.learningRate());
    }
    step.descend(rows, update, optimizer.learningRate(), decay);
    mlp.parametersChanged();
    return batchLoss;
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
    reserve(rows);
  }

  /** Makes room for batches of that many rows. */
  private void reserve(int rows) {
    if (step == null || step.forward().capacity() < rows) {
      mlp.topology().checkBatch(rows);
      step = new TrainingStep(mlp.topology(), loss.function, mlp.liveParameters(), rows, workers);
      batchInputs = new float[rows * mlp.inputs()];
    }
  }

  /** Classes that the outputs can tell apart. */
  private int classLimit() {
    return mlp.outputs() == 1 ? 2 : mlp.outputs();
  }

  /** Labels as target rows: one-hot, or the label itself for a single output. */
  private void writeClasses(int[] classes, int cOff, int rows, float[] targets) {
    int outputs = mlp.outputs();
    for (int r = 0; r < rows; r++) {
      writeClass(classes[cOff + r], targets, r * outputs);
    }
  }

  private void writeClass(int label, float[] targets, int at) {
    int outputs = mlp.outputs();
    if (outputs == 1) {
      targets[at] = label;
      return;
    }
    for (int j = 0; j < outputs; j++) {
      targets[at + j] = j == label ? 1f : 0f;
    }
  }

  private void copyTargets(Dataset data, int row, int count, float[] targets, int at) {
    if (!data.hasClasses()) {
      data.copyTargets(row, count, targets, at);
      return;
    }
    for (int r = 0; r < count; r++) {
      writeClass(data.classOf(row + r), targets, at + r * mlp.outputs());
    }
  }

  private void checkData(String name, Dataset data) {
    Objects.requireNonNull(data, name);
    if (data.inputs() != mlp.inputs()) {
      throw new IllegalArgumentException(
          name + " has rows of " + data.inputs() + " inputs; expected " + mlp.inputs() + " for " + mlp);
    }
    if (data.hasClasses()) {
      if (data.classCount() > classLimit()) {
        throw new IllegalArgumentException(
            name + " has " + data.classCount() + " classes; expected at most " + classLimit() + " for " + mlp);
      }
      return;
    }
    if (data.targetWidth() != mlp.outputs()) {
      throw new IllegalArgumentException(
          name + " has target rows of " + data.targetWidth() + "; expected " + mlp.outputs() + " for " + mlp);
    }
    if (loss != Loss.SQUARED_ERROR) {
      float[] row = new float[mlp.outputs()];
      for (int r = 0; r < data.rows(); r++) {
        data.copyTargets(r, 1, row, 0);
        checkTargets(row, 0, r);
      }
    }
  }

  /** That a row of targets suits the loss: probabilities for the cross-entropies, adding up to 1 for softmax. */
  private void checkTargets(float[] targets, int at, int row) {
    if (loss == Loss.SQUARED_ERROR) {
      return;
    }
    float sum = 0;
    for (int j = 0; j < mlp.outputs(); j++) {
      float y = targets[at + j];
      if (!(y >= 0 && y <= 1)) {
        throw new IllegalArgumentException(
            "target " + j + " of row " + row + " = " + y + "; expected 0 to 1 for " + loss);
      }
      sum += y;
    }
    if (loss == Loss.CROSS_ENTROPY && !(Math.abs(sum - 1) <= ROW_SUM_TOLERANCE)) {
      throw new IllegalArgumentException(
          "the targets of row " + row + " add up to " + sum + "; expected 1 for " + loss);
    }
  }
}
