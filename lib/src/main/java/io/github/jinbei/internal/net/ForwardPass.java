package io.github.jinbei.internal.net;

import io.github.jinbei.internal.gemm.Matrix;
import io.github.jinbei.internal.kernel.Backends;
import io.github.jinbei.internal.kernel.Kernels;

/**
 * Activations of a batch, layer by layer: H_0 = X, H_l = f(H_(l-1)·W_l + b_l), each [rows][units]. Owns the buffers of
 * up to {@code capacity} rows; reads the parameters where they lie. Rows are independent: workers take disjoint ranges of
 * them through all layers. One caller at a time.
 */
public final class ForwardPass {

  final Topology topology;
  final Kernels kernels = Backends.current().kernels();
  final Outputs outputs;

  private final int capacity;
  private final float[] parameters;
  private final float[][] hidden;
  private final Lane caller = new Lane(kernels);
  private final PackedWeights kept;

  /** What the rows last run came from. */
  float[] x;
  int xOff;

  /** Buffers for batches of up to {@code capacity} rows of a network with the given parameters, which are only read. */
  public ForwardPass(Topology topology, float[] parameters, int capacity) {
    topology.checkBatch(capacity);
    this.topology = topology;
    this.capacity = capacity;
    this.parameters = parameters;
    this.outputs = new Outputs(capacity, topology.outputs());
    int layers = topology.layers();
    this.hidden = new float[layers - 1][];
    for (int l = 0; l < layers - 1; l++) {
      hidden[l] = new float[capacity * topology.out(l)];
    }
    this.kept = new PackedWeights(topology, parameters, false);
  }

  /** Rows that one run can take. */
  public int capacity() {
    return capacity;
  }

  /** The targets of the rows to come, [rows][outputs]: to be written before {@link #loss}. */
  public float[] targets() {
    return outputs.y;
  }

  /** The output activations of the last run, [rows][outputs]. */
  public float[] predictions() {
    return outputs.a;
  }

  /** Computes all activations of {@code rows} rows of x, from xOff on. */
  public void run(float[] x, int xOff, int rows) {
    begin(x, xOff);
    forward(caller, 0, rows, null);
  }

  /**
   * The same, with weights that are packed once and kept for as long as they do not change.
   *
   * @param version tells states of the parameters apart
   */
  public void run(float[] x, int xOff, int rows, long version) {
    begin(x, xOff);
    kept.pack(caller.product, version);
    forward(caller, 0, rows, kept);
  }

  /** Names the rows to come; x must stay as it is until the step on them is done. */
  void begin(float[] x, int xOff) {
    this.x = x;
    this.xOff = xOff;
  }

  /**
   * Takes rows from .. to through all layers.
   *
   * @param packed the weights packed beforehand, or null
   */
  void forward(Lane lane, int from, int to, PackedWeights packed) {
    int piece = topology.rowsOfPiece(to - from);
    for (int r = from; r < to; r += piece) {
      piece(lane, r, Math.min(r + piece, to), packed);
    }
  }

  private void piece(Lane lane, int from, int to, PackedWeights packed) {
    int last = topology.layers() - 1;
    for (int l = 0; l <= last; l++) {
      int in = topology.in(l);
      int out = topology.out(l);
      float[] z = l < last ? hidden[l] : outputs.z;
      inputOf(l, from, lane.a);
      lane.b.set(parameters, topology.weightOffset(l), out, 1);
      lane.start.set(parameters, topology.biasOffset(l), 0, 1);
      lane.c.set(z, from * out, out, 1);
      lane.function = l < last ? topology.function(l) : null;
      lane.product.multiply(to - from, out, in, 1f, lane.a, lane.b, packed == null ? null : packed.forward(l), lane.start,
          lane.c, l < last ? lane.activate : null);
    }
    topology.outputFunction().forwardRows(kernels, outputs, from, to, lane.lanes);
  }

  /** The loss of the rows last run against {@link #targets}, summed over rows. */
  public double loss(LossFunction loss, int rows) {
    loss.rows(kernels, outputs, 0, rows, caller.lanes);
    return totalLoss(rows);
  }

  /** The losses of the rows, added in order. */
  double totalLoss(int rows) {
    double total = 0;
    for (int r = 0; r < rows; r++) {
      total += outputs.losses[r];
    }
    return total;
  }

  /**
   * How many of the rows last run are of the class that their targets name: the largest output (the first of equals),
   * or, with a single output, class 1 where it is above one half.
   */
  public int correct(int rows) {
    int units = outputs.units;
    int correct = 0;
    for (int r = 0; r < rows; r++) {
      if (choice(outputs.a, r * units, units) == choice(outputs.y, r * units, units)) {
        correct++;
      }
    }
    return correct;
  }

  /** The class that a row of outputs names; ties go to the lowest index. */
  public static int choice(float[] a, int offset, int units) {
    if (units == 1) {
      return a[offset] > 0.5f ? 1 : 0;
    }
    int best = 0;
    for (int j = 1; j < units; j++) {
      if (a[offset + j] > a[offset + best]) {
        best = j;
      }
    }
    return best;
  }

  /** Aims a view at H_(l-1), the input of layer l, from the given row on. */
  Matrix inputOf(int l, int row, Matrix view) {
    int in = topology.in(l);
    return l == 0 ? view.set(x, xOff + row * in, in, 1) : view.set(hidden[l - 1], row * in, in, 1);
  }

  /** The activations of hidden layer l of the last run, [rows][units]. */
  float[] hidden(int l) {
    return hidden[l];
  }
}
