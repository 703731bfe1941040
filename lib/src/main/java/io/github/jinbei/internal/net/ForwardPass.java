package io.github.jinbei.internal.net;

import io.github.jinbei.internal.gemm.Matrix;
import io.github.jinbei.internal.kernel.Backends;
import io.github.jinbei.internal.kernel.Kernels;

/**
 * Activations of a batch, layer by layer: H_0 = X, H_l = f(norm(H_(l-1)·W_l + b_l)), each [rows][units]. Owns the buffers of
 * up to {@code capacity} rows; reads the parameters where they lie. Rows are independent, but for batch norm: workers take
 * disjoint ranges of them through all layers. One caller at a time.
 */
public final class ForwardPass {

  final Topology topology;
  final float[] parameters;
  final Kernels kernels = Backends.current().kernels();
  final Outputs outputs;
  final Hidden[] hidden;

  private final Classes classes;
  private final int capacity;
  private final Lane caller;
  private final PackedWeights kept;

  /** What the rows last run came from. */
  float[] x;
  int xOff;

  /**
   * Buffers to predict batches of up to {@code capacity} rows with a network without batch norm ({@link Folded}), whose
   * parameters are only read.
   */
  public ForwardPass(Topology topology, float[] parameters, int capacity) {
    this(topology, parameters, capacity, false);
  }

  ForwardPass(Topology topology, float[] parameters, int capacity, boolean training) {
    topology.checkBatch(capacity);
    this.topology = topology;
    this.capacity = capacity;
    this.parameters = parameters;
    this.outputs = new Outputs(topology, parameters, capacity);
    this.classes = topology.classes();
    this.hidden = new Hidden[topology.layers() - 1];
    for (int l = 0; l < hidden.length; l++) {
      hidden[l] = new Hidden(topology, l, capacity, training);
    }
    this.caller = new Lane(this);
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
    forward(caller, 0, topology.layers() - 1, 0, rows, null);
  }

  /**
   * The same, with weights that are packed once and kept for as long as they do not change.
   *
   * @param version tells states of the parameters apart
   */
  public void run(float[] x, int xOff, int rows, long version) {
    begin(x, xOff);
    kept.pack(caller.product, version);
    forward(caller, 0, topology.layers() - 1, 0, rows, kept);
  }

  /** Names the rows to come; x must stay as it is until the step on them is done. */
  void begin(float[] x, int xOff) {
    this.x = x;
    this.xOff = xOff;
  }

  /**
   * Takes rows from .. to through layers first .. last. A batch norm is left for the one who has all rows of the layer: the
   * last layer ends before it, and the first begins after it.
   *
   * @param packed the weights packed beforehand, or null
   */
  void forward(Lane lane, int first, int last, int from, int to, PackedWeights packed) {
    int piece = topology.rowsOfPiece(to - from);
    for (int r = from; r < to; r += piece) {
      int end = Math.min(r + piece, to);
      if (first > 0 && hidden[first - 1].batch != null) {
        Hidden h = hidden[first - 1];
        h.batch.forward(kernels, h.normal, h.z, r, end, parameters, topology.gammaOffset(first - 1),
            topology.betaOffset(first - 1));
        lane.activate(first - 1, r, end);
      }
      for (int l = first; l <= last; l++) {
        layer(lane, l, r, end, packed);
      }
    }
  }

  private void layer(Lane lane, int l, int from, int to, PackedWeights packed) {
    int in = topology.in(l);
    int out = topology.out(l);
    boolean last = l == hidden.length;
    boolean plain = topology.norm(l) == Normalization.NONE;
    inputOf(l, from, lane.a);
    lane.c.set(last ? outputs.z : hidden[l].normal, from * out, out, 1);
    if (!last) {
      lane.aim(l, from);
    }
    float largest = lane.product.multiply(to - from, out, in, 1f, lane.a, lane.weights[l],
        packed == null ? null : packed.forward(l), lane.biases[l], lane.c, plain && !last ? lane.activate : null);
    lane.inputs(l, largest);
    if (last) {
      lane.outputs.rows(from, to).forward();
    } else if (topology.norm(l) == Normalization.LAYER) {
      Hidden h = hidden[l];
      LayerNorm.forward(kernels, h.normal, h.z, from, to, out, parameters, topology.gammaOffset(l),
          topology.betaOffset(l), h.scales, lane.scratch.lanes);
      lane.activate(l, from, to);
    }
  }

  /** The loss of the rows last run against {@link #targets}, summed over rows. */
  public double loss(LossFunction loss, int rows) {
    loss.rows(outputs, caller.outputs, 0, rows);
    return totalLoss(rows, 0);
  }

  /** The losses of the rows, added in order to what there is. */
  double totalLoss(int rows, double total) {
    double sum = total;
    for (int r = 0; r < rows; r++) {
      sum += outputs.losses[r];
    }
    return sum;
  }

  /** How many of the rows last run are of the class that their targets name. */
  public int correct(int rows) {
    int units = outputs.units;
    int correct = 0;
    for (int r = 0; r < rows; r++) {
      if (classes.choice(outputs.a, r * units) == classes.choice(outputs.y, r * units)) {
        correct++;
      }
    }
    return correct;
  }

  /** Aims a view at H_(l-1), the input of layer l, from the given row on. */
  Matrix inputOf(int l, int row, Matrix view) {
    int in = topology.in(l);
    return l == 0 ? view.set(x, xOff + row * in, in, 1) : view.set(hidden[l - 1].out, row * in, in, 1);
  }
}
