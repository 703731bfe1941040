package io.github.jinbei.internal.net;

import io.github.jinbei.internal.gemm.Matrix;
import io.github.jinbei.internal.gemm.Product;
import io.github.jinbei.internal.kernel.Backends;
import io.github.jinbei.internal.kernel.Kernels;

/**
 * Activations of a batch, layer by layer: H_0 = X, H_l = f(H_(l-1)·W_l + b_l), each [rows][units]. Owns the buffers of
 * up to {@code capacity} rows; reads the parameters where they lie, at each run. One thread at a time.
 */
public final class ForwardPass {

  final Topology topology;
  final Kernels kernels = Backends.current().kernels();
  final Product product = new Product(kernels.microKernel());
  final Outputs outputs;
  final Scratch scratch;

  private final int capacity;
  private final float[][] hidden;
  private final Matrix input = new Matrix();
  private final Matrix[] activations;
  private final Matrix[] weights;
  private final Matrix[] biases;
  private final Matrix[] preActivations;

  /** Buffers for batches of up to {@code capacity} rows of a network with the given parameters, which are only read. */
  public ForwardPass(Topology topology, float[] parameters, int capacity) {
    topology.checkBatch(capacity);
    this.topology = topology;
    this.capacity = capacity;
    this.scratch = new Scratch(capacity);
    this.outputs = new Outputs(capacity, topology.outputs());
    int layers = topology.layers();
    this.hidden = new float[layers - 1][];
    this.activations = new Matrix[layers];
    this.weights = new Matrix[layers];
    this.biases = new Matrix[layers];
    this.preActivations = new Matrix[layers];
    activations[0] = input;
    for (int l = 0; l < layers; l++) {
      weights[l] = Matrix.rowMajor(parameters, topology.weightOffset(l), topology.out(l));
      biases[l] = Matrix.repeatedRow(parameters, topology.biasOffset(l));
      if (l < layers - 1) {
        hidden[l] = new float[capacity * topology.out(l)];
        preActivations[l] = Matrix.rowMajor(hidden[l], 0, topology.out(l));
        activations[l + 1] = preActivations[l];
      } else {
        preActivations[l] = Matrix.rowMajor(outputs.z, 0, topology.out(l));
      }
    }
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

  /** Computes all activations of {@code rows} rows of x, from xOff on; x must stay as it is until the step is done. */
  public void run(float[] x, int xOff, int rows) {
    input.set(x, xOff, topology.inputs(), 1);
    int last = topology.layers() - 1;
    for (int l = 0; l <= last; l++) {
      int in = topology.in(l);
      int out = topology.out(l);
      product.multiply(rows, out, in, 1f, activations[l], weights[l], biases[l], preActivations[l]);
      float[] z = l < last ? hidden[l] : outputs.z;
      float[] a = l < last ? hidden[l] : outputs.a;
      topology.function(l).forward(kernels, z, a, rows, out, scratch);
    }
  }

  /** The loss of the rows last run against {@link #targets}, summed over rows. */
  public double loss(LossFunction loss, int rows) {
    return loss.value(kernels, outputs, rows, scratch);
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

  /** H_(l-1), the input of layer l, of the last run. */
  Matrix inputOf(int l) {
    return activations[l];
  }

  /** The activations of hidden layer l of the last run, [rows][units]. */
  float[] hidden(int l) {
    return hidden[l];
  }

  /** W of layer l, [in][out]. */
  Matrix weights(int l) {
    return weights[l];
  }
}
