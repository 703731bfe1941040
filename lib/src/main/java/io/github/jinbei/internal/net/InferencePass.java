package io.github.jinbei.internal.net;

import io.github.jinbei.internal.kernel.Backends;
import io.github.jinbei.internal.kernel.Kernels;

/** Predictions and losses of batches, with the buffers for them. Used by one thread at a time. */
public final class InferencePass {

  private final Topology topology;
  private final int capacity;
  final LayerBuffers[] layers;
  private final LayerBuffers output;
  private final Workspace workspace;
  private final ForwardPass forward;
  private final PackedWeights packed;
  private final Batch batch = new Batch();

  /**
   * Creates a pass with buffers for batches of up to {@code capacity} rows.
   *
   * @param topology a network without batch norm, as {@link InferenceNetwork} makes it
   * @param parameters the flat parameters. Not modified.
   */
  InferencePass(Topology topology, float[] parameters, int capacity) {
    topology.checkBatch(capacity);
    Kernels kernels = Backends.current().kernels();
    this.topology = topology;
    this.capacity = capacity;
    this.layers = LayerBuffers.forInference(topology, capacity);
    this.output = layers[layers.length - 1];
    this.workspace = new Workspace(topology, parameters, kernels, layers, new Dropout[layers.length]);
    this.forward = new ForwardPass(topology, parameters, kernels, layers);
    this.packed = new PackedWeights(topology, parameters, false);
  }

  /** Returns the most rows of a batch. */
  public int capacity() {
    return capacity;
  }

  /** Returns the targets, [rows][outputs], to be written before {@link #loss}. */
  public float[] targets() {
    return output.targets;
  }

  /** Returns the output activations of the last run, [rows][outputs]. */
  public float[] predictions() {
    return output.a;
  }

  /** Computes the activations of {@code rows} rows of x, from xOff on. */
  public void run(float[] x, int xOff, int rows) {
    batch.packed = null;
    run(batch.whole(x, xOff, rows));
  }

  /**
   * Computes the same, with weights that are packed once for all runs of the same version.
   *
   * @param version the state of the parameters: another number for other values
   */
  public void run(float[] x, int xOff, int rows, long version) {
    packed.pack(workspace.product, version);
    batch.packed = packed;
    run(batch.whole(x, xOff, rows));
  }

  private void run(Batch batch) {
    forward.layers(batch, workspace, 0, layers.length - 1, 0, batch.rows);
  }

  /** Returns the loss of the rows last run against {@link #targets}, summed over rows. */
  public double loss(LossFunction loss, int rows) {
    loss.rows(output, workspace.output(), 0, rows);
    return output.totalLoss(rows, 0);
  }

  /** Returns how many of the rows last run have the class of their targets. */
  public int correct(int rows) {
    return topology.classes().correct(output.a, output.targets, rows);
  }
}
