package io.github.jinbei.internal.net;

import io.github.jinbei.internal.gemm.Epilogue;
import io.github.jinbei.internal.gemm.Matrix;
import io.github.jinbei.internal.gemm.PackKernel;
import io.github.jinbei.internal.gemm.Product;
import io.github.jinbei.internal.kernel.DropoutKernels;
import io.github.jinbei.internal.kernel.Kernels;
import java.util.Arrays;

/**
 * What one worker has for itself: its product, with packing buffers, scratch, and views and epilogues that it aims at what
 * it works on.
 */
final class Lane {

  final Product product;
  final Matrix a = new Matrix();
  final Matrix b = new Matrix();
  final Matrix c = new Matrix();

  /** The weights of each layer, W and Wᵀ, and its biases as rows that are all the same. */
  final Matrix[] weights;
  final Matrix[] transposed;
  final Matrix[] biases;

  final Scratch scratch = new Scratch();

  /** The output layer's. */
  final Block outputs;

  /** What {@link #descend} does, and where: element (i, j) of a block belongs to parameter {@code at + i*width + j}. */
  Update update;
  int at;
  int width;

  /** The largest magnitude of each layer's inputs in the worker's rows, or {@link PackKernel#UNKNOWN}. */
  private final float[] largestInputs;

  /** A bound on what each of the worker's rows adds to a sum of the gradient. */
  double boundOfTerms;

  private final Kernels kernels;
  private final DropoutKernels dropoutKernels;
  private final float[] parameters;
  private final Dropout dropout;
  private final Hidden[] hidden;
  private final Block[] blocks;
  private float[] sums = {};

  /** The layer that {@link #activate} and {@link #differentiate} work on, and the row at which their blocks begin. */
  private int layer;
  private int firstRow;

  /** a = f(z), and dropout. */
  final Epilogue activate = this::activate;

  /** dL/dH becomes dL/dz, in place: back through dropout and f. */
  final Epilogue differentiate = this::differentiate;

  /** Parameters are updated by their gradient. */
  final Epilogue descend = this::descend;

  /** The lane of one who only predicts. */
  Lane(ForwardPass forward) {
    this(forward, null, null);
  }

  /**
   * A lane of a step.
   *
   * @param deltas of all layers
   * @param dropout what drops activations
   */
  Lane(ForwardPass forward, Deltas[] deltas, Dropout dropout) {
    this.kernels = forward.kernels;
    this.dropoutKernels = kernels.dropout();
    this.parameters = forward.parameters;
    this.dropout = dropout;
    this.product = new Product(kernels.product());
    this.hidden = forward.hidden;
    this.outputs = new Block(kernels, scratch, forward.outputs);
    Topology t = forward.topology;
    this.largestInputs = new float[t.layers()];
    this.weights = new Matrix[t.layers()];
    this.transposed = new Matrix[t.layers()];
    this.biases = new Matrix[t.layers()];
    for (int l = 0; l < t.layers(); l++) {
      weights[l] = new Matrix().set(parameters, t.weightOffset(l), t.out(l), 1);
      transposed[l] = new Matrix().set(parameters, t.weightOffset(l), 1, t.out(l));
      biases[l] = new Matrix().set(parameters, t.biasOffset(l), 0, 1);
    }
    this.blocks = new Block[hidden.length];
    for (int l = 0; l < blocks.length; l++) {
      blocks[l] = new Block(kernels, scratch, t, l, parameters, hidden[l], deltas == null ? null : deltas[l]);
    }
  }

  /** Sets the largest inputs to 0, before the worker's rows of a step. */
  void newRows() {
    Arrays.fill(largestInputs, 0f);
  }

  /**
   * Updates the largest input of layer l by that of further rows.
   *
   * @param largest what the product of these rows returned
   */
  void inputs(int l, float largest) {
    largestInputs[l] = Product.larger(largestInputs[l], largest);
  }

  /**
   * Returns the largest magnitude of the inputs of layer l in the worker's rows, NaN if there is a NaN; {@link
   * PackKernel#UNKNOWN} if a product did not compute it.
   */
  float largestInput(int l) {
    return largestInputs[l];
  }

  /** n zeros to add to. */
  float[] sums(int n) {
    if (sums.length < n) {
      sums = new float[n];
    }
    Arrays.fill(sums, 0, n, 0f);
    return sums;
  }

  /** Aims {@link #activate} and {@link #differentiate} at a hidden layer, from the given row on. */
  void aim(int l, int row) {
    layer = l;
    firstRow = row;
  }

  /** a = f(z) and dropout for rows from .. to of a hidden layer, whole ones. */
  void activate(int l, int from, int to) {
    aim(l, from);
    int units = blocks[l].stride;
    activate(0, 0, to - from, units, blocks[l].z, from * units, units);
  }

  /** The block of C lies in {@code hidden.z}, so that a has the same indices. */
  private void activate(int i, int j, int rows, int columns, float[] data, int offset, int stride) {
    blocks[layer].part(offset, rows, j, columns).forward();
    if (dropout != null && dropout.drops(layer)) {
      drop(i, j, rows, columns, hidden[layer].a, hidden[layer].out, offset, stride);
    }
  }

  /** The block of C lies in an array of deltas, laid out like {@code hidden.a}. */
  private void differentiate(int i, int j, int rows, int columns, float[] data, int offset, int stride) {
    if (dropout.drops(layer)) {
      drop(i, j, rows, columns, data, data, offset, stride);
    }
    blocks[layer].part(offset, rows, j, columns).backward();
  }

  private void drop(int i, int j, int rows, int columns, float[] from, float[] to, int offset, int stride) {
    for (int r = 0; r < rows; r++) {
      dropout.apply(dropoutKernels, layer, firstRow + i + r, j, from, to, offset + r * stride, columns);
    }
  }

  private void descend(int i, int j, int rows, int columns, float[] data, int offset, int stride) {
    int from = at + i * width + j;
    if (columns == stride && columns == width) {
      update.apply(kernels, parameters, from, data, offset, rows * columns, true);
      return;
    }
    for (int r = 0; r < rows; r++) {
      update.apply(kernels, parameters, from + r * width, data, offset + r * stride, columns, true);
    }
  }
}
