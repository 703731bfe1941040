package io.github.jinbei.internal.net;

import io.github.jinbei.internal.kernel.ReductionKernels;
import java.util.Arrays;

/**
 * The arrays of one layer for up to {@code capacity} rows, row-major. Two names are one array where the table says so.
 *
 * <pre>
 *   array          shape           holds
 *   product        [rows][units]   H·W + b; with a norm x̂. The array z if there is no norm, or for inference
 *   z              [rows][units]   the input of the activation function f; of Mish then f'. The array a if f' needs only a, or
 *                                  for inference
 *   a              [rows][units]   f(z)
 *   out            [rows][units]   a after dropout: the input of the next layer. The array a without dropout
 *   zDelta         [rows][units]   dL/da, then dL/dz
 *   productDelta   [rows][units]   dL/d(product), the delta of the layer. The array zDelta without a norm
 *   ownGradient    [rows][units]   the terms of the gradient of the units' own parameters; null if f has none
 *   scales         [rows]          1 / √(variance + ε) of each row; null without layer norm
 *
 *   of the first layer, null in others and without factors f of the inputs:
 *   scaledInputs   [rows][inputs]  x∘f: what the layer multiplies by its weights
 *   inputDelta     [rows][inputs]  dL/d(x∘f); null if the layer is frozen
 *
 *   of the output layer, null in others:
 *   targets        [rows][units]   desired outputs
 *   rowSums        [rows]          Σ exp(z_k - max z) of a softmax
 *   losses         [rows]          the loss of each row
 *   rowWeights     [rows]          the factor of the loss and the delta of each row; 1 unless written
 * </pre>
 *
 * <p>The output layer has no norm and no dropout; its z is never a, since losses read both. Arrays of deltas have {@link
 * ReductionKernels#REDUCTION_LANES} more elements, so that a row narrower than a vector can be read as a whole vector.
 */
public final class LayerBuffers {

  final int units;
  final ActivationFunction function;

  /** The index of the units' own parameters in the flat array, if the function has any. */
  final int ownOffset;

  final float[] product;
  final float[] z;
  final float[] a;
  final float[] out;
  final float[] zDelta;
  final float[] productDelta;
  final float[] ownGradient;
  final float[] scales;
  final float[] scaledInputs;
  final float[] inputDelta;
  final float[] targets;
  final float[] rowSums;
  final double[] losses;
  final float[] rowWeights;

  /** The batch norm of the layer; null without one. */
  final BatchNorm batchNorm;

  /** Whether {@link #rowWeights} are used; once they are, they are always. */
  private boolean weighted;

  private LayerBuffers(Topology t, int l, int capacity, boolean training, boolean frozen) {
    boolean output = l == t.layers() - 1;
    int size = capacity * t.out(l);
    int deltaSize = size + ReductionKernels.REDUCTION_LANES;
    this.units = t.out(l);
    this.function = t.function(l);
    this.ownOffset = t.ownOffset(l);
    this.a = new float[size];
    this.z = output || training && function.keepsInput() ? new float[size] : a;
    this.product = training && t.norm(l) != Normalization.NONE ? new float[size] : z;
    this.out = training && t.dropout(l) > 0 ? new float[size] : a;
    this.zDelta = output || training ? new float[deltaSize] : null;
    this.productDelta = training && t.norm(l) != Normalization.NONE ? new float[deltaSize] : zDelta;
    this.ownGradient = zDelta != null && function.ownParameters() ? new float[deltaSize] : null;
    this.scales = t.norm(l) == Normalization.LAYER ? new float[capacity] : null;
    this.batchNorm = t.norm(l) == Normalization.BATCH ? new BatchNorm(units, frozen) : null;
    boolean factors = l == 0 && t.inputFactors();
    this.scaledInputs = factors ? new float[capacity * t.inputs()] : null;
    this.inputDelta = factors && !frozen ? new float[capacity * t.inputs()] : null;
    this.targets = output ? new float[size] : null;
    this.rowSums = output ? new float[capacity] : null;
    this.losses = output ? new double[capacity] : null;
    this.rowWeights = output ? new float[capacity] : null;
    if (output) {
      Arrays.fill(rowWeights, 1f);
    }
  }

  /** Returns the buffers of all layers of a network that only predicts. */
  static LayerBuffers[] forInference(Topology t, int capacity) {
    LayerBuffers[] layers = new LayerBuffers[t.layers()];
    for (int l = 0; l < layers.length; l++) {
      layers[l] = new LayerBuffers(t, l, capacity, false, false);
    }
    return layers;
  }

  /** Returns the buffers of all layers of a network that is trained, of which layer l is not if {@code frozen[l]}. */
  static LayerBuffers[] forTraining(Topology t, int capacity, boolean[] frozen) {
    LayerBuffers[] layers = new LayerBuffers[t.layers()];
    for (int l = 0; l < layers.length; l++) {
      layers[l] = new LayerBuffers(t, l, capacity, true, frozen[l]);
    }
    return layers;
  }

  /** Returns {@link #rowWeights} to be written like the targets. From this call on they are used. */
  float[] useRowWeights() {
    weighted = true;
    return rowWeights;
  }

  /** Returns whether {@link #rowWeights} are used. */
  boolean weighted() {
    return weighted;
  }

  /** Multiplies the losses of rows from .. to by their weights, if these are used. */
  void weighLosses(int from, int to) {
    if (weighted) {
      for (int r = from; r < to; r++) {
        losses[r] *= rowWeights[r];
      }
    }
  }

  /** Returns {@code before} + Σ of the losses of rows 0 .. rows, added in order. */
  double totalLoss(int rows, double before) {
    double total = before;
    for (int r = 0; r < rows; r++) {
      total += losses[r];
    }
    return total;
  }
}
