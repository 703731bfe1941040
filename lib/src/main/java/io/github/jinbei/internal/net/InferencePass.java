package io.github.jinbei.internal.net;

import io.github.jinbei.internal.warm.ChangingKernels;
import io.github.jinbei.internal.kernel.Kernels;

/** Predictions and losses of batches: the buffers of one thread, over the weights of an {@link InferenceNetwork}. */
public final class InferencePass {

  private final InferenceNetwork network;
  private final Topology topology;
  private final int capacity;
  final LayerBuffers[] layers;
  private final LayerBuffers output;
  private final Workspace workspace;
  private final ForwardPass forward;
  private final Batch batch = new Batch();

  /** Creates a pass with buffers for batches of up to {@code capacity} rows. */
  InferencePass(InferenceNetwork network, int capacity) {
    this.network = network;
    this.topology = network.folded();
    topology.checkBatch(capacity);
    Kernels kernels = ChangingKernels.current();
    float[] parameters = network.foldedParameters();
    this.capacity = capacity;
    this.layers = LayerBuffers.forInference(topology, capacity);
    this.output = layers[layers.length - 1];
    this.workspace = new Workspace(topology, parameters, kernels, layers, new Dropout[layers.length]);
    this.forward = new ForwardPass(topology, parameters, kernels, layers);
  }

  /** Returns the most rows of a batch. */
  public int capacity() {
    return capacity;
  }

  /** Returns the rows of a microtile: batches of a multiple of it leave no ragged tile. */
  int rowGrain() {
    return workspace.product.rowGrain();
  }

  /** Returns the targets, [rows][outputs], to be written before {@link #loss}. */
  public float[] targets() {
    return output.targets;
  }

  /** Returns the output activations of the last run, [rows][outputs]. */
  public float[] predictions() {
    return output.a;
  }

  /**
   * Folds and packs the weights that this pass reads, unless that is done for this version already. Must be called before a
   * run, except of a {@linkplain InferenceNetwork#snapshot snapshot}, whose weights never change.
   *
   * @param version the state of the parameters: another number for other values
   */
  public void prepare(long version) {
    network.fold(version);
    if (capacity > 1) {
      network.pack(workspace.product, version);
    }
  }

  /** Computes the activations of {@code rows} rows of x, from xOff on. A single row reads the weights in place, not packed. */
  public void run(float[] x, int xOff, int rows) {
    batch.packed = rows > 1 ? network.packed() : null;
    forward.layers(batch.whole(x, xOff, rows), workspace, 0, layers.length - 1, 0, rows);
  }

  /** Computes the outputs of any number of rows, of {@link #capacity} rows at a time. The arrays do not overlap. */
  public void predict(float[] in, int inOff, int rows, float[] out, int outOff) {
    int inputs = topology.inputs();
    int outputs = topology.outputs();
    for (int r = 0, n; r < rows; r += n) {
      n = Math.min(rows - r, capacity);
      run(in, inOff + r * inputs, n);
      System.arraycopy(output.a, 0, out, outOff + r * outputs, n * outputs);
    }
  }

  /** Computes the classes of any number of rows, of {@link #capacity} rows at a time. */
  public void predictClasses(float[] in, int inOff, int rows, int[] classes, int classesOff) {
    for (int r = 0, n; r < rows; r += n) {
      n = Math.min(rows - r, capacity);
      run(in, inOff + r * topology.inputs(), n);
      for (int i = 0; i < n; i++) {
        classes[classesOff + r + i] = topology.classes().choice(output.a, i * topology.outputs());
      }
    }
  }

  /** Computes the class of one row. */
  public int predictClass(float[] in, int inOff) {
    run(in, inOff, 1);
    return topology.classes().choice(output.a, 0);
  }

  /** Drops the references to the inputs of the last run, so that idle buffers keep no array of a caller alive. */
  public void release() {
    batch.x = null;
    workspace.a.set(null, 0, 0, 0);
  }

  /** Returns the loss of the rows last run against {@link #targets}, summed over rows. */
  public double loss(LossFunction loss, int rows) {
    loss.rows(output, workspace.output(), 0, rows);
    return output.totalLoss(rows, 0);
  }

  /** Returns the loss of the rows last run, each times its factor, summed over rows. */
  public double loss(LossFunction loss, float[] factors, int rows) {
    loss.rows(output, workspace.output(), 0, rows);
    double total = 0;
    for (int r = 0; r < rows; r++) {
      total += output.losses[r] * factors[r];
    }
    return total;
  }

  /** Returns how many of the rows last run have the class of their targets. */
  public int correct(int rows) {
    return topology.classes().correct(output.a, output.targets, rows);
  }
}
