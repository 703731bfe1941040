package io.github.jinbei.internal.net;

import io.github.jinbei.internal.warm.ChangingKernels;
import io.github.jinbei.internal.kernel.Kernels;
import io.github.jinbei.internal.parallel.Workers;
import java.util.Arrays;

/**
 * One step of gradient descent on a batch: {@link ForwardPass}, loss, {@link BackwardPass}, {@link LayerGradients} and the
 * update. This class starts the workers; {@link WorkerStep} is what each of them does.
 *
 * <p>Either the update receives each block of a dW from its product, and no gradient is kept ({@link #descend}); or the flat
 * gradient is computed ({@link #backward}) and used later ({@link GradientUpdate#apply}). Both give the same bits. A batch may
 * be taken in parts, whose gradients add up: again the same bits, except with batch norm, whose statistics are those of each
 * part. Nothing is allocated after the first step. Used by one thread at a time.
 */
public final class TrainingStep {

  /**
   * Networks of at most this many parameters are copied before each step, so that a step whose results are not finite can be
   * undone; for few parameters that takes less time than bounds. T6 in ns a step, means of forks in turns: copies 350 (14
   * forks), bounds 368 (7), neither 353 (14) (Zen 5).
   */
  private static final int SMALL = 1024;

  /** From this many rows of a worker on, large weights are packed once for all workers; below, products read them in place. */
  private static final int ROWS_THAT_SHARE = 48;

  private final Topology topology;
  private final float[] parameters;
  private final int capacity;
  private final Workers workers;
  private final Kernels kernels = ChangingKernels.current();
  private final LayerBuffers[] layers;
  private final LayerBuffers output;
  private final Dropout[] dropouts;
  private final RunningStatistics statistics;
  private final GradientUpdate gradient;
  private final PackedWeights packed;
  private final Workspace[] workspaces;
  private final WorkerStep work;
  private final WorkerCount workerCount = new WorkerCount();
  private final Workers.Task<Batch> forwardTask;
  private final Workers.Task<Batch> inputDeltasTask;
  private final Workers.Task<Batch> backwardTask;
  private final Workers.Task<Batch> gradientsTask;
  private final Workers.Task<Batch> descendTask;
  private final Workers.Task<Batch> descendIfFiniteTask;
  private final Workers.Task<Batch> updateTask;

  /** Nanoseconds of the work of the batch last run forward, or -1 if they are not measured. */
  private long nanos = -1;

  /**
   * Creates a step with buffers for batches of up to {@code capacity} rows.
   *
   * @param parameters the flat parameters. Updated in place.
   * @param statistics the running statistics of batch norm. Updated in place.
   * @param seed decides what dropout drops
   * @param frozen the layers of which nothing changes
   * @param workers among which the work of a large step is divided
   */
  public TrainingStep(Topology topology, LossFunction loss, float[] parameters, float[] statistics, int capacity, long seed,
      boolean[] frozen, Workers workers) {
    topology.checkBatch(capacity);
    this.topology = topology;
    this.parameters = parameters;
    this.capacity = capacity;
    this.workers = workers;
    this.layers = LayerBuffers.forTraining(topology, capacity, frozen);
    this.output = layers[layers.length - 1];
    this.dropouts = Dropout.ofLayers(topology, seed);
    this.statistics = new RunningStatistics(topology, statistics, frozen.clone());
    this.gradient = new GradientUpdate(topology, parameters, kernels, this.statistics, frozen.clone());
    this.packed = new PackedWeights(topology, parameters, true);
    this.workspaces = new Workspace[worth(capacity)];
    for (int w = 0; w < workspaces.length; w++) {
      workspaces[w] = new Workspace(topology, parameters, kernels, layers, dropouts);
    }
    this.work = new WorkerStep(topology, loss, parameters, kernels, layers, this.statistics, gradient, workspaces, workers);
    // Made once, since each evaluation of these expressions would allocate.
    this.forwardTask = work::forward;
    this.inputDeltasTask = (batch, worker, count) -> work.deltas(batch, 0, worker, count);
    this.backwardTask = work::backward;
    this.gradientsTask = (batch, worker, count) -> work.gradients(batch, null, worker, count);
    this.descendTask = work::descend;
    this.descendIfFiniteTask = work::descendIfFinite;
    this.updateTask = (batch, worker, count) -> work.gradients(batch, batch.update, worker, count);
  }

  /** Creates a step of a network without batch norm and dropout, no layer of which is frozen. */
  public TrainingStep(Topology topology, LossFunction loss, float[] parameters, int capacity, Workers workers) {
    this(topology, loss, parameters, new float[topology.statisticsCount()], capacity, 0, new boolean[topology.layers()],
        workers);
  }

  /** Announces how many rows are to come. In each, every parameter takes three fma: forward, delta and gradient. */
  public void expect(long rows) {
    ChangingKernels.expect(3.0 * rows * topology.parameterCount());
  }

  /** Returns the most rows of a batch. */
  public int capacity() {
    return capacity;
  }

  /** Returns the targets, [rows][outputs], to be written before {@link #forward(Batch, double)} or by the batch's loader. */
  public float[] targets() {
    return output.targets;
  }

  /** Returns the factors of the losses and deltas of the rows, to be written like the targets. They are used from now on. */
  public float[] rowWeights() {
    return output.useRowWeights();
  }

  /** Returns whether {@link #rowWeights} are used. */
  public boolean weighted() {
    return output.weighted();
  }

  /** Returns how many of the first rows last run forward have the class of their targets. */
  public int correct(int rows) {
    return topology.classes().correct(output.a, output.targets, rows);
  }

  /** Returns the flat gradient and its use. */
  public GradientUpdate gradient() {
    return gradient;
  }

  /** Returns the running statistics of batch norm. */
  public RunningStatistics statistics() {
    return statistics;
  }

  /**
   * Runs a batch, or a part of one, forward.
   *
   * @param before the sum of the losses of the parts before this one
   * @return {@code before} + Σ of the losses of the rows, without any decay
   */
  public double forward(Batch batch, double before) {
    for (Dropout dropout : dropouts) {
      if (dropout != null) {
        dropout.begin(batch.step, batch.firstRow);
      }
    }
    if (!statistics.none()) {
      if (batch.begins) {
        statistics.begin();
      }
      statistics.recall(layers, parameters);
    }
    if (nanos >= 0) {
      workerCount.end(nanos);
    }
    int ready = count(batch.rows);
    boolean uncertain = ready > 1 && flops(batch.rows) < ready * WorkerCount.CERTAIN;
    nanos = uncertain && batch.rows == capacity ? 0 : -1;
    int count = uncertain && workerCount.one() ? 1 : ready;
    batch.workers = count;
    batch.packed = count > 1 && batch.rows / count >= ROWS_THAT_SHARE ? packed : null;
    if (batch.packed != null) {
      packed.reserve(workspaces[0].product);
    }
    run(batch, forwardTask);
    if (!statistics.none()) {
      statistics.addPart(layers, batch.rows);
    }
    return output.totalLoss(batch.rows, before);
  }

  /**
   * Computes the flat gradient of the batch last run forward; if the batch is a part that does not begin it, adds to the
   * gradient of the parts before it.
   */
  public void backward(Batch batch) {
    gradient.reserve();
    run(batch, backwardTask);
  }

  /**
   * Computes dL/dX of the batch last run forward, where L of a row is the loss of that row. No parameter changes.
   *
   * @param to receives [rows][inputs] from {@code off} on
   */
  public void inputGradient(Batch batch, float[] to, int off) {
    run(batch, inputDeltasTask);
    work.inputGradient(batch, to, off);
  }

  /**
   * Computes f'(z) of each unit of a layer for the rows last run forward. A backward pass must not follow: this overwrites its
   * deltas.
   *
   * @return f'(z), [rows][units], until the next use of this step; null for softmax, whose outputs depend on the whole row
   */
  public float[] derivatives(int layer, int rows) {
    LayerBuffers buffers = layers[layer];
    if (buffers.function.wholeRows()) {
      return null;
    }
    Arrays.fill(buffers.zDelta, 0, rows * buffers.units, 1f);
    workspaces[0].blocks[layer].rows(0, rows).backward();
    return buffers.zDelta;
  }

  /**
   * Updates the parameters by the gradient of the whole batch last run forward, block by block, unless a result would not be
   * finite: then nothing is changed and no step is counted.
   *
   * @param rate the learning rate of this step
   * @return what would not be finite
   */
  public NonFinite descend(Batch batch, Update update, float rate, WeightDecay decay) {
    if (!statistics.areFinite(kernels.reductions())) {
      return NonFinite.STATISTIC;
    }
    if (work.relayed(batch.rows, batch.workers)) {
      gradient.reserve();
    }
    batch.update = update;
    update.begin(batch.rows, rate, decay);
    boolean done;
    try {
      done = parameters.length <= SMALL ? descendAndCheck(batch) : descendWithinBounds(batch);
    } catch (Throwable e) {
      // The derivative of a user's activation may throw. It is called before anything changes: the step is not counted.
      update.cancel();
      throw e;
    }
    if (done) {
      statistics.commit();
      return NonFinite.NONE;
    }
    gradient.reserve();
    run(batch, gradientsTask);
    return gradient.apply(batch.rows, update, rate, decay, Float.POSITIVE_INFINITY, Float.POSITIVE_INFINITY);
  }

  /** Makes the step, and undoes it if a result is not finite. Returns whether all are finite. */
  private boolean descendAndCheck(Batch batch) {
    Update update = batch.update;
    update.dropBounds();
    update.save(parameters);
    run(batch, descendTask);
    if (update.isFinite(kernels.reductions(), parameters)) {
      return true;
    }
    update.undo(parameters);
    return false;
  }

  /** Makes the step if bounds show that all results are finite. Returns whether they do; if not, nothing is changed. */
  private boolean descendWithinBounds(Batch batch) {
    Update update = batch.update;
    run(batch, descendIfFiniteTask);
    double largest = GradientBounds.ofSums(batch, workspaces, batch.workers);
    if (update.takeBounds(largest)) {
      return true;
    }
    update.measure(kernels.reductions(), parameters);
    if (update.takeBounds(largest)) {
      run(batch, updateTask);
      return true;
    }
    update.cancel();
    return false;
  }

  private void run(Batch batch, Workers.Task<Batch> task) {
    if (nanos < 0) {
      workers.run(batch.workers, batch, task);
      return;
    }
    long start = System.nanoTime();
    workers.run(batch.workers, batch, task);
    nanos += System.nanoTime() - start;
  }

  /** Returns how many workers a batch of that many rows is given at most, of those that are ready. */
  int count(int rows) {
    int worth = rows < 2 * WorkerStep.LEAST_ROWS ? 1 : worth(rows);
    return worth == 1 ? 1 : Math.min(worth, workers.ready());
  }

  private double flops(int rows) {
    return 6.0 * rows * topology.parameterCount();
  }

  /** Returns how many workers a batch of that many rows is worth. */
  private int worth(int rows) {
    int worth = (int) Math.min(Math.min(rows / WorkerStep.LEAST_ROWS, flops(rows) / Workers.FLOPS_PER_WORKER), workers.limit());
    return Math.max(1, worth);
  }
}
