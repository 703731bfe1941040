package io.github.jinbei.internal.net;

import io.github.jinbei.internal.gemm.Matrix;
import io.github.jinbei.internal.gemm.PackKernel;
import io.github.jinbei.internal.gemm.Product;
import io.github.jinbei.internal.kernel.Kernels;
import java.util.Arrays;

/** The workspace of one worker: its product with packing buffers, scratch arrays, views and epilogues. */
final class Workspace {

  final Product product;
  final Scratch scratch = new Scratch();

  /** Views of the operands of the product under way. */
  final Matrix a = new Matrix();
  final Matrix b = new Matrix();
  final Matrix c = new Matrix();

  /** Views of W, of Wᵀ and of b of each layer; b as rows that are all the same. */
  final Matrix[] weights;
  final Matrix[] transposed;
  final Matrix[] biases;

  /** A view of each layer for its activation function. */
  final Block[] blocks;

  /** The epilogues of each layer; null for the output layer, whose function needs whole rows. */
  final ActivationEpilogue[] activations;
  final DerivativeEpilogue[] derivatives;

  final UpdateEpilogue update;

  /** The largest magnitude of each layer's inputs in the worker's rows, or {@link PackKernel#UNKNOWN}. */
  private final float[] largestInputs;

  /** A bound on the magnitude of each term that the worker's rows add to the gradient. */
  double boundOfTerms;

  private float[] sums = {};

  /**
   * A workspace for a network.
   *
   * @param parameters the flat parameters, to which the views point
   * @param layers the buffers of all layers, to which the blocks point
   * @param dropouts the dropout of each layer; null for a layer without
   */
  Workspace(Topology t, float[] parameters, Kernels kernels, LayerBuffers[] layers, Dropout[] dropouts) {
    this.product = new Product(kernels.product());
    this.largestInputs = new float[t.layers()];
    this.weights = new Matrix[t.layers()];
    this.transposed = new Matrix[t.layers()];
    this.biases = new Matrix[t.layers()];
    this.blocks = new Block[t.layers()];
    this.activations = new ActivationEpilogue[t.layers()];
    this.derivatives = new DerivativeEpilogue[t.layers()];
    this.update = new UpdateEpilogue(kernels, parameters);
    for (int l = 0; l < t.layers(); l++) {
      weights[l] = new Matrix().set(parameters, t.weightOffset(l), t.out(l), 1);
      transposed[l] = new Matrix().set(parameters, t.weightOffset(l), 1, t.out(l));
      biases[l] = new Matrix().set(parameters, t.biasOffset(l), 0, 1);
      blocks[l] = new Block(kernels, scratch, parameters, layers[l]);
      if (l < t.layers() - 1) {
        activations[l] = new ActivationEpilogue(blocks[l], layers[l], dropouts[l]);
        derivatives[l] = new DerivativeEpilogue(blocks[l], dropouts[l]);
      }
    }
  }

  /** Returns the view of the output layer. */
  Block output() {
    return blocks[blocks.length - 1];
  }

  /** Sets the largest inputs to 0, before the worker's rows of a step. */
  void beginRows() {
    Arrays.fill(largestInputs, 0f);
  }

  /**
   * Updates the largest input of layer l by that of further rows.
   *
   * @param largest what the product of these rows returned
   */
  void addInputs(int l, float largest) {
    largestInputs[l] = Product.larger(largestInputs[l], largest);
  }

  /**
   * Returns the largest magnitude of the inputs of layer l in the worker's rows, NaN if there is a NaN; {@link
   * PackKernel#UNKNOWN} if a product did not compute it.
   */
  float largestInput(int l) {
    return largestInputs[l];
  }

  /** Returns an array that begins with n zeros, to add to; the same array each time. */
  float[] zeros(int n) {
    if (sums.length < n) {
      sums = new float[n];
    }
    Arrays.fill(sums, 0, n, 0f);
    return sums;
  }
}
