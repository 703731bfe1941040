package io.github.jinbei.internal.net;

import io.github.jinbei.internal.gemm.Matrix;
import io.github.jinbei.internal.gemm.Product;
import io.github.jinbei.internal.kernel.Kernels;

/**
 * One step down the gradient of a mini-batch, in this order: forward, loss, deltas and gradients from the last layer to
 * the first, update.
 * <pre>
 *   dZ_L = dL/dz;  dW_l = H_(l-1)ᵀ·dZ_l;  db_l = 1ᵀ·dZ_l;  dZ_(l-1) = (dZ_l·W_lᵀ)·f'(z_(l-1))
 *   W_l -= rate·(dW_l / rows + 2λ·W_l);  b_l -= rate·db_l / rows
 * </pre>
 * Sums over rows are one chain, rows ascending: db is a product with a row of ones. Allocates nothing after the first
 * step. One thread at a time.
 */
public final class TrainingStep {

  private static final int NORM_BLOCK = 4096;

  private final Topology topology;
  private final LossFunction loss;
  private final float[] parameters;
  private final float[] gradient;
  private final ForwardPass forward;
  private final float[][] hiddenDeltas;
  private final Matrix ones = new Matrix().set(new float[] {1f}, 0, 0, 0);
  private final Matrix transposedInput = new Matrix();
  private final Matrix[] transposedWeights;
  private final Matrix[] deltas;
  private final Matrix[] weightGradients;
  private final Matrix[] biasGradients;

  /** Buffers for batches of up to {@code capacity} rows; {@code parameters} is updated in place by every step. */
  public TrainingStep(Topology topology, LossFunction loss, float[] parameters, int capacity) {
    this.topology = topology;
    this.loss = loss;
    this.parameters = parameters;
    this.gradient = new float[parameters.length];
    this.forward = new ForwardPass(topology, parameters, capacity);
    int layers = topology.layers();
    this.hiddenDeltas = new float[layers - 1][];
    this.transposedWeights = new Matrix[layers];
    this.deltas = new Matrix[layers];
    this.weightGradients = new Matrix[layers];
    this.biasGradients = new Matrix[layers];
    for (int l = 0; l < layers; l++) {
      int out = topology.out(l);
      if (l < layers - 1) {
        hiddenDeltas[l] = new float[capacity * out];
      }
      transposedWeights[l] = forward.weights(l).transposeInto(new Matrix());
      deltas[l] = Matrix.rowMajor(delta(l), 0, out);
      weightGradients[l] = Matrix.rowMajor(gradient, topology.weightOffset(l), out);
      biasGradients[l] = Matrix.rowMajor(gradient, topology.biasOffset(l), out);
    }
  }

  /** The forward half: its targets are to be written before {@link #forward(float[], int, int)}. */
  public ForwardPass forward() {
    return forward;
  }

  /** The flat gradient that {@link #backward} computed, laid out like the parameters: a sum over the rows. */
  public float[] gradient() {
    return gradient;
  }

  /** Runs the batch forward and returns its loss, summed over rows, without any decay. */
  public double forward(float[] x, int xOff, int rows) {
    forward.run(x, xOff, rows);
    return forward.loss(loss, rows);
  }

  /** Computes the gradient of the rows last run forward. */
  public void backward(int rows) {
    Kernels kernels = forward.kernels;
    Product product = forward.product;
    loss.delta(kernels, forward.outputs, topology.outputFunction(), rows, forward.scratch);
    for (int l = topology.layers() - 1; l >= 0; l--) {
      int in = topology.in(l);
      int out = topology.out(l);
      Matrix inputT = forward.inputOf(l).transposeInto(transposedInput);
      product.multiply(in, out, rows, 1f, inputT, deltas[l], product.zero(), weightGradients[l]);
      product.multiply(1, out, rows, 1f, ones, deltas[l], product.zero(), biasGradients[l]);
      if (l > 0) {
        product.multiply(rows, in, out, 1f, deltas[l], transposedWeights[l], product.zero(), deltas[l - 1]);
        topology.function(l - 1).backward(kernels, forward.hidden(l - 1), hiddenDeltas[l - 1], rows, in, forward.scratch);
      }
    }
  }

  /** Moves the parameters against the gradient, a sum over {@code rows} rows; λ is the decay of the weights. */
  public void descend(int rows, float rate, float lambda) {
    float scale = 1f / rows;
    for (int l = 0; l < topology.layers(); l++) {
      int w = topology.weightOffset(l);
      int b = topology.biasOffset(l);
      forward.kernels.descend(parameters, w, gradient, w, topology.weightCount(l), scale, 2 * lambda, rate);
      forward.kernels.descend(parameters, b, gradient, b, topology.out(l), scale, 0f, rate);
    }
  }

  /** Σw² over the weights of all layers: blocks of 4,096, whose sums are added in double, in order. */
  public double weightSquares() {
    double total = 0;
    for (int l = 0; l < topology.layers(); l++) {
      int end = topology.biasOffset(l);
      for (int i = topology.weightOffset(l); i < end; i += NORM_BLOCK) {
        int n = Math.min(NORM_BLOCK, end - i);
        total += forward.kernels.dot(parameters, i, parameters, i, n, forward.scratch.lanes);
      }
    }
    return total;
  }

  private float[] delta(int l) {
    return l < topology.layers() - 1 ? hiddenDeltas[l] : forward.outputs.delta;
  }
}
