package io.github.jinbei.internal.net;

import io.github.jinbei.internal.gemm.Epilogue;
import io.github.jinbei.internal.gemm.Matrix;
import io.github.jinbei.internal.gemm.Product;
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
  final Matrix start = new Matrix();
  final Matrix c = new Matrix();

  /** What a function works on, with its scratch. */
  final Block block;

  /** What {@link #descend} does, and where: element (i, j) of a block belongs to parameter {@code at + i*width + j}. */
  Update update;
  int at;
  int width;

  private final Kernels kernels;
  private final Topology topology;
  private final float[] parameters;
  private final Dropout dropout;
  private float[] sums = {};

  /** The layer that {@link #activate} and {@link #differentiate} work on, and the row at which their blocks begin. */
  private int layer;
  private int firstRow;
  private ActivationFunction function;
  private Hidden hidden;

  /** a = f(z), and dropout. */
  final Epilogue activate = this::activate;

  /** dL/dH becomes dL/dz, in place: back through dropout and f. */
  final Epilogue differentiate = this::differentiate;

  /** Parameters are updated by their gradient. */
  final Epilogue descend = this::descend;

  /** @param dropout what drops activations, or null where none are dropped */
  Lane(Kernels kernels, Topology topology, float[] parameters, Dropout dropout) {
    this.kernels = kernels;
    this.topology = topology;
    this.parameters = parameters;
    this.dropout = dropout;
    this.product = new Product(kernels.microKernel());
    this.block = new Block(kernels);
  }

  /** n zeros to add to. */
  float[] sums(int n) {
    if (sums.length < n) {
      sums = new float[n];
    }
    Arrays.fill(sums, 0, n, 0f);
    return sums;
  }

  /** Aims {@link #activate} at a hidden layer, from the given row on. */
  void aim(Hidden h, int l, int row) {
    layer = l;
    firstRow = row;
    hidden = h;
    function = topology.function(l);
    block.z = h.z;
    block.a = h.a;
    block.stride = topology.out(l);
    block.parameters = parameters;
  }

  /** Aims {@link #differentiate} at a hidden layer, from the given row on: e receives its units' own gradients. */
  void aim(Hidden h, int l, int row, float[] e) {
    aim(h, l, row);
    block.e = e;
  }

  /** a = f(z) and dropout for rows from .. to of a hidden layer, whole ones. */
  void activate(Hidden h, int l, int from, int to) {
    aim(h, l, from);
    int units = topology.out(l);
    activate(0, 0, to - from, units, h.z, from * units, units);
  }

  /** The block of C lies in {@code hidden.z}, so that a has the same indices. */
  private void activate(int i, int j, int rows, int columns, float[] data, int offset, int stride) {
    block.at = offset;
    block.rows = rows;
    block.columns = columns;
    block.own = topology.ownOffset(layer) + j;
    function.forward(block);
    if (dropout != null && dropout.drops(layer)) {
      drop(i, j, rows, columns, hidden.a, hidden.out, offset, stride);
    }
  }

  /** The block of C lies in an array of deltas, laid out like {@code hidden.a}. */
  private void differentiate(int i, int j, int rows, int columns, float[] data, int offset, int stride) {
    if (dropout != null && dropout.drops(layer)) {
      drop(i, j, rows, columns, data, data, offset, stride);
    }
    block.d = data;
    block.at = offset;
    block.rows = rows;
    block.columns = columns;
    block.own = topology.ownOffset(layer) + j;
    function.backward(block);
  }

  private void drop(int i, int j, int rows, int columns, float[] from, float[] to, int offset, int stride) {
    for (int r = 0; r < rows; r++) {
      dropout.apply(kernels, layer, firstRow + i + r, j, from, to, offset + r * stride, columns);
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
