package io.github.jinbei.internal.net;

import io.github.jinbei.internal.gemm.Matrix;
import io.github.jinbei.internal.gemm.PackKernel;
import io.github.jinbei.internal.kernel.ReductionKernels;
import io.github.jinbei.internal.kernel.UpdateKernels;
import io.github.jinbei.internal.parallel.Workers;

/**
 * One step down the gradient of a mini-batch, in this order: forward, loss, deltas from the last layer to the first,
 * gradients and update.
 * <pre>
 *   dZ_L = dL/dz;  dZ_(l-1) = (dZ_l·W_lᵀ)·f'(z_(l-1));  dW_l = H_(l-1)ᵀ·dZ_l;  db_l = 1ᵀ·dZ_l
 * </pre>
 * Where a layer has a norm, its deltas are taken back through that too ({@link LayerNorm}, {@link BatchNorm}).
 *
 * <p>The update takes each block of a dW as its product finishes it, so that no gradient is kept ({@link #descend}); or the
 * whole gradient is, laid out like the parameters ({@link #backward}), and used later ({@link #apply}): same bits. A batch
 * may be taken in parts, one after the other, each adding to the gradient: same bits again, but for batch norm, whose
 * statistics are those of each part.
 *
 * <p>Workers take disjoint ranges of rows through all layers, forward and back, and then disjoint rows of each dW over the
 * whole batch. No sum is ever split, so the bits do not depend on how many there are; sums over rows are one chain, rows
 * ascending. Batch norm sums over rows half-way: there the workers wait for each other, and each sums some units. Allocates
 * nothing after the first step. One caller at a time.
 */
public final class TrainingStep {

  private static final int NORM_BLOCK = 4096;

  /** Elements below this have squares whose sums over a block are finite; those above its inverse have normal squares. */
  private static final float SQUARABLE = 0x1p50f;

  /**
   * Parameters of a network that is copied before each step, so that the step can be taken back: for few, that takes less time
   * than bounds do. T6, means of forks in turns: copies 350 (14 forks), bounds 368 (7), neither 353 (14) ns a step (Zen 5).
   */
  private static final int SMALL = 1024;

  /** Rows that a worker takes at least; fewer would only read the weights. */
  private static final int LEAST_ROWS = 4;

  /** Rows of a worker from which on large weights are packed, once for all: with fewer, products read them as they lie. */
  private static final int ROWS_THAT_SHARE = 48;

  /** Floating-point operations of a step that are worth a worker: some 30 µs, against one or two to call it. */
  private static final double FLOPS_A_WORKER = 3e6;

  private final Topology topology;
  private final LossFunction loss;
  private final float[] parameters;
  private final float[] statistics;
  private final float[] pendingStatistics;
  private final float[] partStatistics;
  private final ForwardPass forward;
  private final ReductionKernels reductions;
  private final Workers workers;
  private final Lane[] lanes;
  private final Deltas[] deltas;
  private final PackedWeights packed;
  private final Dropout dropout;
  private final boolean[] frozen;
  private final int lowest;
  private final Workers.Task<Object> forwardTask = (none, worker, count) -> forward(worker, count);
  private final Workers.Task<Object> backwardTask = (none, worker, count) -> backward(worker, count);
  private final Workers.Task<Object> inputDeltasTask = (none, worker, count) -> deltas(worker, count, 0);
  private final Workers.Task<Object> descendTask = (none, worker, count) -> descend(worker, count);
  private final Workers.Task<Object> gradientsTask = (none, worker, count) -> gradients(worker, count);
  private float[] gradient;
  private RowLoader loader;

  /** What the tasks work on. */
  private int rows;
  private boolean shared;
  private boolean addsUp;
  private boolean pending;
  private Update update;
  private WeightDecay decay;

  /**
   * Buffers for batches of up to {@code capacity} rows; {@code parameters} and {@code statistics} are updated in place.
   *
   * @param statistics what batch norm has seen
   * @param seed of what is dropped
   * @param frozen the layers of which nothing is to change
   * @param workers what the work of a large step is divided among
   */
  public TrainingStep(Topology topology, LossFunction loss, float[] parameters, float[] statistics, int capacity,
      long seed, boolean[] frozen, Workers workers) {
    this.topology = topology;
    this.loss = loss;
    this.parameters = parameters;
    this.statistics = statistics;
    this.pendingStatistics = statistics.clone();
    this.partStatistics = statistics.clone();
    this.frozen = frozen.clone();
    this.lowest = lowest(frozen);
    this.workers = workers;
    this.forward = new ForwardPass(topology, parameters, capacity, true);
    this.reductions = forward.kernels.reductions();
    this.dropout = new Dropout(topology, seed);
    this.deltas = new Deltas[topology.layers()];
    for (int l = 0; l < deltas.length; l++) {
      deltas[l] = l < deltas.length - 1 ? new Deltas(topology, l, capacity) : new Deltas(forward.outputs);
    }
    this.lanes = new Lane[worth(capacity)];
    for (int w = 0; w < lanes.length; w++) {
      lanes[w] = new Lane(forward, deltas, dropout);
    }
    this.packed = new PackedWeights(topology, parameters, true);
  }

  /** A step of a network without batch norm and dropout, all of whose layers learn. */
  public TrainingStep(Topology topology, LossFunction loss, float[] parameters, int capacity, Workers workers) {
    this(topology, loss, parameters, new float[topology.statisticsCount()], capacity, 0, new boolean[topology.layers()],
        workers);
  }

  private static int lowest(boolean[] frozen) {
    int l = 0;
    while (l < frozen.length && frozen[l]) {
      l++;
    }
    return l;
  }

  /** The forward half: its targets are to be written before {@link #forward(float[], int, int)}, unless by a loader. */
  public ForwardPass forward() {
    return forward;
  }

  /** Has the workers load the rows of all batches to come, each its own before it takes them through the layers. */
  public void loadBy(RowLoader loader) {
    this.loader = loader;
  }

  /** The factors of the rows' losses and deltas, written like the targets; they count from now on. */
  public float[] rowWeights() {
    forward.outputs.weighted = true;
    return forward.outputs.weights;
  }

  /** Whether {@link #rowWeights} have been asked for. */
  public boolean weighted() {
    return forward.outputs.weighted;
  }

  /** Takes a flat gradient for {@link #apply}, instead of one of its own; what it has for frozen layers is left out. */
  public void setGradient(float[] sum) {
    makeGradient();
    for (int l = 0; l < topology.layers(); l++) {
      int from = topology.weightOffset(l);
      if (!frozen[l]) {
        System.arraycopy(sum, from, gradient, from, topology.endOffset(l) - from);
      }
    }
  }

  /**
   * The means and variances of the rows last run forward, the variances with n - 1 for n, laid out like the running ones;
   * those of frozen layers are the running ones. The next rows overwrite it.
   */
  public float[] partStatistics() {
    return partStatistics;
  }

  /** Takes the {@link #partStatistics} of parts, one after the other, for {@link #apply}, instead of its own. */
  public void setPartStatistics(float[] values) {
    beginStatistics();
    for (int at = 0; at < values.length; at += statistics.length) {
      moveStatistics(values, at);
    }
  }

  private void makeGradient() {
    if (gradient == null) {
      gradient = new float[parameters.length];
    }
  }

  /** The flat gradient that {@link #backward} computed, laid out like the parameters: a sum over the rows. */
  public float[] gradient() {
    return gradient;
  }

  /** Workers that a batch of that many rows is worth, of those that are ready. */
  int count(int rows) {
    int worth = rows < 2 * LEAST_ROWS ? 1 : worth(rows);
    return worth == 1 ? 1 : Math.min(worth, workers.ready());
  }

  /** The same, of those there can be. */
  private int worth(int rows) {
    double flops = 6.0 * rows * topology.parameterCount();
    int worth = (int) Math.min(Math.min(rows / LEAST_ROWS, flops / FLOPS_A_WORKER), workers.limit());
    return Math.max(1, worth);
  }

  /** {@link #forward(float[], int, int, long, long, boolean, double)} of a whole batch, the first step. */
  public double forward(float[] x, int xOff, int rows) {
    return forward(x, xOff, rows, 0, 0, true, 0);
  }

  /** Whether layer l is normalised by the batch: a frozen batch norm takes its running statistics. */
  private boolean normalisedByBatch(int l) {
    return topology.norm(l) == Normalization.BATCH && !frozen[l];
  }

  /**
   * Runs a batch forward, or a part of one, and returns its loss, summed over rows, without any decay.
   *
   * @param step the number of the step, for what is dropped
   * @param firstRow the row of the whole batch that the part begins with
   * @param begins whether no other part came before it here
   * @param before the loss of the rows of the batch before this part
   */
  public double forward(float[] x, int xOff, int rows, long step, long firstRow, boolean begins, double before) {
    forward.begin(x, xOff);
    dropout.begin(step, firstRow);
    if (begins && statistics.length > 0) {
      beginStatistics();
    }
    for (int l = 0; statistics.length > 0 && l < topology.layers() - 1; l++) {
      if (topology.norm(l) == Normalization.BATCH && frozen[l]) {
        forward.hidden[l].batch.recall(statistics, topology.meanOffset(l), topology.varianceOffset(l), parameters,
            topology.gammaOffset(l));
      }
    }
    this.rows = rows;
    int count = count(rows);
    shared = count > 1 && rows / count >= ROWS_THAT_SHARE;
    if (shared) {
      packed.reserve(lanes[0].product);
    }
    workers.run(count, null, forwardTask);
    if (statistics.length > 0) {
      remember();
    }
    return forward.totalLoss(rows, before);
  }

  private void beginStatistics() {
    System.arraycopy(statistics, 0, pendingStatistics, 0, statistics.length);
    pending = true;
  }

  private void remember() {
    System.arraycopy(statistics, 0, partStatistics, 0, statistics.length);
    for (int l = 0; l < topology.layers() - 1; l++) {
      if (normalisedByBatch(l)) {
        forward.hidden[l].batch.write(rows, partStatistics, topology.meanOffset(l), topology.varianceOffset(l));
      }
    }
    moveStatistics(partStatistics, 0);
  }

  /** Moves the pending statistics towards those of a part, which begin at {@code from}. */
  private void moveStatistics(float[] values, int from) {
    for (int l = 0; l < topology.layers() - 1; l++) {
      if (normalisedByBatch(l)) {
        int at = topology.meanOffset(l);
        BatchNorm.move(pendingStatistics, at, values, from + at, 2 * topology.out(l));
      }
    }
  }

  /** Computes the flat gradient of the rows last run forward. */
  public void backward(int rows) {
    backward(rows, false);
  }

  /**
   * Computes the flat gradient of the rows last run forward.
   *
   * @param addsUp whether to add it to the one there is: the rows go on where those before them ended
   */
  public void backward(int rows, boolean addsUp) {
    makeGradient();
    this.rows = rows;
    this.addsUp = addsUp;
    update = null;
    workers.run(count(rows), null, backwardTask);
  }

  /**
   * Computes dL/dX of the rows last run forward, each its own loss's: [rows][inputs], from {@code off} on. Nothing is
   * learned.
   */
  public void inputGradient(int rows, float[] to, int off) {
    this.rows = rows;
    workers.run(count(rows), null, inputDeltasTask);
    Lane lane = lanes[0];
    lane.a.set(deltas[0].z, 0, topology.out(0), 1);
    lane.c.set(to, off, topology.inputs(), 1);
    lane.product.multiply(rows, topology.inputs(), topology.out(0), 1f, lane.a, lane.transposed[0], lane.product.zero(),
        lane.c);
  }

  /**
   * Moves the parameters by the gradient of the rows last run forward, block by block, unless a result would not be finite:
   * then nothing is moved and no step is counted.
   *
   * @param rate the learning rate of this step
   * @return what would not be finite
   */
  public NonFinite descend(int rows, Update update, float rate, WeightDecay decay) {
    if (!statisticsAreFinite()) {
      return NonFinite.STATISTIC;
    }
    this.rows = rows;
    this.update = update;
    this.decay = decay;
    this.addsUp = false;
    int count = count(rows);
    update.begin(rows, rate, decay);
    boolean finite;
    try {
      finite = parameters.length <= SMALL ? descendAndCheck(count) : descendWithinBounds(count);
    } catch (Throwable e) {
      // A derivative of the user's own may throw, before anything is moved: the step is not counted.
      update.cancel();
      throw e;
    }
    if (finite) {
      commitStatistics();
      return NonFinite.NONE;
    }
    makeGradient();
    this.update = null;
    workers.run(count, null, gradientsTask);
    return apply(rows, update, rate, decay, Float.POSITIVE_INFINITY, Float.POSITIVE_INFINITY);
  }

  /** Makes the step, and takes it back if a result is not finite. Returns whether all are. */
  private boolean descendAndCheck(int count) {
    update.dropBounds();
    update.save(parameters);
    workers.run(count, null, backwardTask);
    if (update.isFinite(reductions, parameters)) {
      return true;
    }
    update.takeBack(parameters);
    return false;
  }

  /** Makes the step if bounds show that all results are finite. Returns whether they do; if not, nothing is moved. */
  private boolean descendWithinBounds(int count) {
    workers.run(count, null, descendTask);
    double largest = boundOfSums(count);
    if (update.takeBounds(largest)) {
      return true;
    }
    update.measure(reductions, parameters);
    if (update.takeBounds(largest)) {
      workers.run(count, null, gradientsTask);
      return true;
    }
    update.cancel();
    return false;
  }

  /**
   * Moves the parameters by the flat gradient that {@link #backward} computed, a sum over {@code rows} rows, unless it or a
   * result is not finite: then nothing is moved and no step is counted. If the gradient is clipped, then after the decay's
   * part is added (not the decoupled decay's, which is none of it): each element by value first, then all by the global
   * norm. The array is used up.
   *
   * @param rate the learning rate of this step
   * @param clipValue the largest magnitude of an element, or infinity
   * @param clipNorm the largest norm of the whole, or infinity
   * @return what is not finite, or would not be
   */
  public NonFinite apply(int rows, Update update, float rate, WeightDecay decay, float clipValue, float clipNorm) {
    if (!statisticsAreFinite()) {
      return NonFinite.STATISTIC;
    }
    if (clipValue == Float.POSITIVE_INFINITY && clipNorm == Float.POSITIVE_INFINITY) {
      float sums = largestGradient();
      update.begin(rows, rate, decay);
      if (update.takeBounds(sums)) {
        move(update, decay);
        return NonFinite.NONE;
      }
      update.cancel();
    }
    settle(rows, decay);
    float largest = largestGradient();
    if (!Float.isFinite(largest)) {
      return NonFinite.GRADIENT;
    }
    if (clipValue < largest) {
      forward.kernels.arithmetic().clamp(gradient, 0, clipValue, gradient.length);
      largest = clipValue;
    }
    if (clipNorm < Float.POSITIVE_INFINITY) {
      clip(clipNorm, largest);
    }
    update.beginSettled(rate, decay);
    if (!update.takeBounds(largest)) {
      update.measure(reductions, parameters);
      if (!update.takeBounds(largest)) {
        NonFinite found = tryOut(update, decay);
        if (found != NonFinite.NONE) {
          update.cancel();
          return found;
        }
        update.dropBounds();
      }
    }
    move(update, decay);
    return NonFinite.NONE;
  }

  /**
   * Shortens the gradient to the norm {@code limit} if it is longer.
   *
   * @param largest the largest magnitude of its elements; where squares of such elements leave the range of floats, the norm
   *     is that of the elements times a power of two
   */
  private void clip(float limit, float largest) {
    boolean squarable = largest < SQUARABLE && largest > 1 / SQUARABLE || largest == 0;
    float power = squarable ? 1f : Math.scalb(1f, -Math.max(-126, Math.min(126, Math.getExponent(largest))));
    double norm = Math.sqrt(squarable ? addSquares(0, gradient, 0, gradient.length) : squares(power));
    double factor = limit / (norm / power);
    if (!(factor < 1)) {
      return;
    }
    if (factor < Float.MIN_NORMAL) {
      // As one float the factor would have lost digits.
      forward.kernels.arithmetic().scale(gradient, 0, power, gradient, 0, gradient.length);
      factor = limit / norm;
    }
    forward.kernels.arithmetic().scale(gradient, 0, (float) factor, gradient, 0, gradient.length);
  }

  /** Σ(power·g)² over the gradient, as {@link #addSquares} adds it. */
  private double squares(float power) {
    float[] block = lanes[0].sums(NORM_BLOCK);
    double total = 0;
    for (int i = 0; i < gradient.length; i += NORM_BLOCK) {
      int n = Math.min(NORM_BLOCK, gradient.length - i);
      forward.kernels.arithmetic().scale(gradient, i, power, block, 0, n);
      total = addSquares(total, block, 0, n);
    }
    return total;
  }

  /** The largest magnitude of the flat gradient, NaN if it has a NaN; frozen layers have no part in it. */
  private float largestGradient() {
    float largest = 0;
    for (int l = lowest; l < topology.layers(); l++) {
      if (!frozen[l]) {
        int from = topology.weightOffset(l);
        largest = Math.max(largest, reductions.largestMagnitude(gradient, from, topology.endOffset(l) - from));
      }
    }
    return largest;
  }

  /** Returns what is not finite in the flat gradient, and in the running statistics that it would commit. */
  public NonFinite nonFinite() {
    if (!statisticsAreFinite()) {
      return NonFinite.STATISTIC;
    }
    return Float.isFinite(largestGradient()) ? NonFinite.NONE : NonFinite.GRADIENT;
  }

  /** Whether the running statistics that the next update commits are finite. */
  private boolean statisticsAreFinite() {
    return !pending
        || Float.isFinite(reductions.largestMagnitude(pendingStatistics, 0, pendingStatistics.length));
  }

  /** Computes what the update of the parameters would make of each layer, and writes none of it. */
  private NonFinite tryOut(Update update, WeightDecay decay) {
    NonFinite found = NonFinite.NONE;
    for (int l = lowest; l < topology.layers() && found == NonFinite.NONE; l++) {
      if (!frozen[l]) {
        int w = topology.weightOffset(l);
        int b = topology.biasOffset(l);
        found = update.tryOut(forward.kernels, parameters, w, gradient, topology.weightCount(l), true);
        if (found == NonFinite.NONE) {
          found = update.tryOut(forward.kernels, parameters, b, gradient, topology.endOffset(l) - b, decay.biases());
        }
      }
    }
    return found;
  }

  private void settle(int rows, WeightDecay decay) {
    UpdateKernels updates = forward.kernels.updates();
    for (int l = 0; l < topology.layers(); l++) {
      if (!frozen[l]) {
        int w = topology.weightOffset(l);
        int b = topology.biasOffset(l);
        Update.settle(updates, parameters, w, gradient, topology.weightCount(l), rows, decay, true);
        Update.settle(updates, parameters, b, gradient, topology.endOffset(l) - b, rows, decay, decay.biases());
      }
    }
  }

  /** What the batch's forward half saw counts from its update on. */
  private void commitStatistics() {
    if (pending) {
      System.arraycopy(pendingStatistics, 0, statistics, 0, statistics.length);
      pending = false;
    }
  }

  private void move(Update update, WeightDecay decay) {
    for (int l = 0; l < topology.layers(); l++) {
      if (!frozen[l]) {
        int w = topology.weightOffset(l);
        int b = topology.biasOffset(l);
        update.apply(forward.kernels, parameters, w, gradient, w, topology.weightCount(l), true);
        update.apply(forward.kernels, parameters, b, gradient, b, topology.endOffset(l) - b, decay.biases());
      }
    }
    commitStatistics();
  }

  /** Σw² over the weights of all layers. */
  public double weightSquares() {
    double total = 0;
    for (int l = 0; l < topology.layers(); l++) {
      total = addSquares(total, parameters, topology.weightOffset(l), topology.biasOffset(l));
    }
    return total;
  }

  /** Σ|w| over the weights of all layers. */
  public double weightMagnitudes() {
    double total = 0;
    for (int l = 0; l < topology.layers(); l++) {
      int end = topology.biasOffset(l);
      for (int i = topology.weightOffset(l); i < end; i += NORM_BLOCK) {
        int n = Math.min(NORM_BLOCK, end - i);
        total += reductions.sumOfMagnitudes(parameters, i, n, lanes[0].scratch.lanes);
      }
    }
    return total;
  }

  /** total + Σx² from {@code from} up to {@code end}: blocks of 4,096, whose sums are added in double, in order. */
  private double addSquares(double total, float[] x, int from, int end) {
    for (int i = from; i < end; i += NORM_BLOCK) {
      total += reductions.dot(x, i, x, i, Math.min(NORM_BLOCK, end - i), lanes[0].scratch.lanes);
    }
    return total;
  }

  /** One worker's rows forward, with their losses. */
  private void forward(int worker, int count) {
    Lane lane = lanes[worker];
    if (shared) {
      packed.share(lane.product, lane.b, worker, count);
      workers.barrier();
    }
    int from = Workers.share(rows, LEAST_ROWS, worker, count);
    int to = Workers.share(rows, LEAST_ROWS, worker + 1, count);
    if (loader != null) {
      loader.load(from, to);
    }
    lane.newRows();
    int first = 0;
    for (int l = 0; l < topology.layers(); l++) {
      boolean batchNorm = topology.norm(l) == Normalization.BATCH;
      if (batchNorm || l == topology.layers() - 1) {
        forward.forward(lane, first, l, from, to, shared ? packed : null);
        first = l + 1;
      }
      if (normalisedByBatch(l)) {
        workers.barrier();
        Hidden h = forward.hidden[l];
        h.batch.measure(forward.kernels, h.normal, rows, columns(l, worker, count), columns(l, worker + 1, count));
        workers.barrier();
      }
    }
    loss.rows(forward.outputs, lane.outputs, from, to);
    forward.outputs.weighLosses(from, to);
  }

  /**
   * A bound on each term that the given rows have in the gradient's sums over rows: |delta|·|input|, or |delta| for biases,
   * and likewise for what a norm and an activation learn; |x̂| of n values is at most √n. It adds up the largest of each
   * layer: that keeps NaN, and waits less for each result than a maximum would.
   */
  private double boundOfTerms(Lane lane, int from, int to) {
    double bound = 0;
    for (int l = topology.layers() - 1; l >= lowest; l--) {
      if (frozen[l]) {
        continue;
      }
      int at = from * topology.out(l);
      int n = to * topology.out(l) - at;
      Deltas d = deltas[l];
      bound += (largestInput(lane, l, from, to) + 1.0) * reductions.largestMagnitude(d.z, at, n);
      if (topology.norm(l) != Normalization.NONE) {
        bound += Math.sqrt(Math.max(rows, topology.out(l))) * reductions.largestMagnitude(d.y, at, n);
      }
      if (d.own != null) {
        bound += reductions.largestMagnitude(d.own, at, n);
      }
    }
    return bound;
  }

  /** Returns the largest magnitude of the inputs of layer l in rows from .. to, which it reads only if no product did. */
  private float largestInput(Lane lane, int l, int from, int to) {
    float largest = lane.largestInput(l);
    if (largest != PackKernel.UNKNOWN) {
      return largest;
    }
    Matrix inputs = forward.inputOf(l, from, lane.a);
    return reductions.largestMagnitude(inputs.data(), inputs.at(0, 0), (to - from) * topology.in(l));
  }

  /** A bound on the sums over all rows, once each worker has that of its terms. */
  private double boundOfSums(int count) {
    double bound = 0;
    for (int w = 0; w < count; w++) {
      bound += lanes[w].boundOfTerms;
    }
    return rows * bound;
  }

  /** One worker's rows back through all layers that learn, then its share of the flat gradient. */
  private void backward(int worker, int count) {
    deltas(worker, count, lowest);
    workers.barrier();
    gradients(worker, count);
  }

  /** The same with an update by the gradients, unless the bounds leave it open whether a result is finite. */
  private void descend(int worker, int count) {
    deltas(worker, count, lowest);
    Lane lane = lanes[worker];
    lane.boundOfTerms = boundOfTerms(lane, Workers.share(rows, LEAST_ROWS, worker, count),
        Workers.share(rows, LEAST_ROWS, worker + 1, count));
    workers.barrier();
    if (update.staysFinite(boundOfSums(count))) {
      gradients(worker, count);
    }
  }

  /** One worker's rows back through the layers down to {@code bottom}. */
  private void deltas(int worker, int count, int bottom) {
    Lane lane = lanes[worker];
    int from = Workers.share(rows, LEAST_ROWS, worker, count);
    int to = Workers.share(rows, LEAST_ROWS, worker + 1, count);
    int top = topology.layers() - 1;
    for (int l = top; l >= bottom; l--) {
      boolean batchNorm = topology.norm(l) == Normalization.BATCH;
      if (batchNorm || l == bottom) {
        deltas(lane, top, l, from, to);
        top = l;
      }
      if (batchNorm) {
        Hidden h = forward.hidden[l];
        if (!frozen[l]) {
          workers.barrier();
          h.batch.sum(reductions, h.normal, deltas[l].y, rows, columns(l, worker, count),
              columns(l, worker + 1, count), parameters, topology.gammaOffset(l));
          workers.barrier();
        }
        h.batch.backward(forward.kernels.norms(), h.normal, deltas[l].y, deltas[l].z, from, to);
      }
    }
  }

  /** One worker's share of the gradients, once all deltas are there: kept, or handed to the update. */
  private void gradients(int worker, int count) {
    Lane lane = lanes[worker];
    for (int l = topology.layers() - 1; l >= lowest; l--) {
      if (!frozen[l]) {
        weights(lane, l, worker, count);
        vectors(lane, l, worker, count);
      }
    }
  }

  /**
   * The deltas of rows from .. to of the layers below {@code top} down to {@code bottom}, and of the output layer if that is
   * the top; those of a batch norm before what all rows have to say.
   */
  private void deltas(Lane lane, int top, int bottom, int from, int to) {
    int piece = topology.rowsOfPiece(to - from);
    for (int r = from; r < to; r += piece) {
      int end = Math.min(r + piece, to);
      if (top == topology.layers() - 1) {
        loss.delta(forward.outputs, lane.outputs, r, end);
        forward.outputs.weighDeltas(lane.outputs, r, end);
      }
      for (int l = top; l > bottom; l--) {
        deltasBelow(lane, l, r, end);
      }
    }
  }

  /** dZ_(l-1) of rows from .. to. */
  private void deltasBelow(Lane lane, int l, int from, int to) {
    int in = topology.in(l);
    int out = topology.out(l);
    Deltas below = deltas[l - 1];
    lane.a.set(deltas[l].z, from * out, out, 1);
    lane.c.set(below.y, from * in, in, 1);
    lane.aim(l - 1, from);
    lane.product.multiply(to - from, in, out, 1f, lane.a, lane.transposed[l], shared ? packed.backward(l) : null,
        lane.product.zero(), lane.c, lane.differentiate);
    if (topology.norm(l - 1) == Normalization.LAYER) {
      Hidden h = forward.hidden[l - 1];
      LayerNorm.backward(forward.kernels, h.normal, below.y, below.z, from, to, in, parameters,
          topology.gammaOffset(l - 1), h.scales, lane.scratch.lanes);
    }
  }

  /** A worker's rows of dW_l, handed to the update or kept. */
  private void weights(Lane lane, int l, int worker, int count) {
    int in = topology.in(l);
    int out = topology.out(l);
    int grain = lane.product.rowGrain();
    int from = Workers.share(in, grain, worker, count);
    int to = Workers.share(in, grain, worker + 1, count);
    int at = topology.weightOffset(l) + from * out;
    Matrix input = forward.inputOf(l, 0, lane.c);
    lane.a.set(input.data(), input.at(0, from), 1, in);
    lane.b.set(deltas[l].z, 0, out, 1);
    if (update == null) {
      lane.c.set(gradient, at, out, 1);
      lane.product.multiply(to - from, out, rows, 1f, lane.a, lane.b, addsUp ? lane.c : lane.product.zero(), lane.c);
      return;
    }
    lane.update = update;
    lane.at = at;
    lane.width = out;
    lane.product.multiply(to - from, out, rows, 1f, lane.a, lane.b, null, lane.product.zero(), null, lane.descend);
  }

  /** A worker's units of the parameters of layer l behind its weights. */
  private void vectors(Lane lane, int l, int worker, int count) {
    int from = columns(l, worker, count);
    int n = columns(l, worker + 1, count) - from;
    if (n == 0) {
      return;
    }
    Deltas d = deltas[l];
    Normalization norm = topology.norm(l);
    if (norm == Normalization.BATCH) {
      BatchNorm batch = forward.hidden[l].batch;
      // What a bias adds, batch norm takes away.
      hand(lane, topology.biasOffset(l) + from, lane.sums(n), 0, n);
      whole(lane, topology.gammaOffset(l) + from, batch.scaleGradient, from, n);
      whole(lane, topology.betaOffset(l) + from, batch.shiftGradient, from, n);
    } else {
      sums(lane, l, d.z, null, topology.biasOffset(l), from, n);
    }
    if (norm == Normalization.LAYER) {
      sums(lane, l, d.y, forward.hidden[l].normal, topology.gammaOffset(l), from, n);
      sums(lane, l, d.y, null, topology.betaOffset(l), from, n);
    }
    if (topology.function(l).ownParameters()) {
      sums(lane, l, d.own, null, topology.ownOffset(l), from, n);
    }
  }

  /** Σ over the rows of x, or of x·y, for n units of layer l, as the gradient of the parameters that begin at {@code at}. */
  private void sums(Lane lane, int l, float[] x, float[] y, int at, int from, int n) {
    int out = topology.out(l);
    // A row narrower than a vector is added with what follows it, which does no harm: the deltas have room behind them.
    int width = y == null && out < ReductionKernels.REDUCTION_LANES ? ReductionKernels.REDUCTION_LANES : n;
    float[] sums = lane.sums(width);
    if (addsUp && update == null) {
      System.arraycopy(gradient, at + from, sums, 0, n);
    }
    if (y == null) {
      reductions.addRows(x, from, out, rows, sums, 0, width);
    } else {
      reductions.addProductRows(x, from, out, y, from, out, rows, sums, 0, n);
    }
    hand(lane, at + from, sums, 0, n);
  }

  /** The gradient of n parameters from {@code at} on, of this part of the batch. */
  private void whole(Lane lane, int at, float[] g, int gOff, int n) {
    float[] sums = lane.sums(n);
    if (addsUp && update == null) {
      System.arraycopy(gradient, at, sums, 0, n);
    }
    reductions.addRows(g, gOff, n, 1, sums, 0, n);
    hand(lane, at, sums, 0, n);
  }

  /** The gradient of n parameters from {@code at} on, handed to the update or kept. */
  private void hand(Lane lane, int at, float[] g, int gOff, int n) {
    if (update == null) {
      System.arraycopy(g, gOff, gradient, at, n);
    } else {
      update.apply(forward.kernels, parameters, at, g, gOff, n, decay.biases());
    }
  }

  /** Where a worker's units of layer l begin. */
  private int columns(int l, int worker, int count) {
    return Workers.share(topology.out(l), ReductionKernels.REDUCTION_LANES, worker, count);
  }
}
