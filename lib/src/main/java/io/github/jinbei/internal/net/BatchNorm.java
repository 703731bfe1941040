package io.github.jinbei.internal.net;

import io.github.jinbei.internal.kernel.ArithmeticKernels;
import io.github.jinbei.internal.kernel.Kernels;
import io.github.jinbei.internal.kernel.NormKernels;
import io.github.jinbei.internal.kernel.ReductionKernels;
import java.util.Arrays;

/**
 * Batch norm (Ioffe and Szegedy, 2015) of one layer in training, for each unit over the n rows of the batch. Forward: x̂ =
 * (z - mean)·s with s = 1 / √(variance + 1e-5), and y = γ·x̂ + β. Backward: dβ = Σ dy, dγ = Σ dy·x̂, dz = γ·s·(dy - dβ/n -
 * x̂·dγ/n). Each batch moves the running mean and variance a tenth of the way to its own, its variance with n - 1 for n.
 *
 * <p>A frozen batch norm uses the running mean and variance ({@link #recall}), which do not depend on the batch: backward, dz =
 * γ·s·dy.
 *
 * <p>A sum over rows is one chain, rows ascending. Sums are divided among workers by units, the rest by rows.
 */
final class BatchNorm {

  private static final float MOMENTUM = 0.1f;

  private final int units;

  /** Whether mean and variance are the running ones, and meanDeltas and projections 0. */
  private final boolean frozen;

  private final float[] means;
  private final float[] variances;
  private final float[] scales;
  private final float[] factors;
  private final float[] meanDeltas;
  private final float[] projections;

  /** dβ and dγ of the batch. */
  final float[] shiftGradient;
  final float[] scaleGradient;

  BatchNorm(int units, boolean frozen) {
    int room = units + ReductionKernels.REDUCTION_LANES;
    this.units = units;
    this.frozen = frozen;
    this.means = new float[room];
    this.variances = new float[room];
    this.scales = new float[room];
    this.factors = new float[room];
    this.meanDeltas = new float[room];
    this.projections = new float[room];
    this.shiftGradient = new float[room];
    this.scaleGradient = new float[room];
  }

  /** Sets mean and variance to the running ones, before {@link #forward} and {@link #backward} of a frozen batch norm. */
  void recall(float[] statistics, int mean, int variance, float[] parameters, int gamma) {
    for (int j = 0; j < units; j++) {
      means[j] = statistics[mean + j];
      scales[j] = scale(statistics[variance + j]);
      factors[j] = parameters[gamma + j] * scales[j];
    }
  }

  private static float scale(float variance) {
    return (float) (1 / Math.sqrt((double) variance + Normalization.EPSILON));
  }

  /** Computes mean and variance of units from .. to over all rows, and subtracts the mean from z. */
  void measure(Kernels k, float[] z, int rows, int from, int to) {
    int n = to - from;
    Arrays.fill(means, from, to, 0f);
    Arrays.fill(variances, from, to, 0f);
    ArithmeticKernels arithmetic = k.arithmetic();
    ReductionKernels reductions = k.reductions();
    reductions.addRows(z, from, units, rows, means, from, n);
    arithmetic.scale(means, from, 1f / rows, means, from, n);
    for (int r = 0; r < rows; r++) {
      arithmetic.minus(z, r * units + from, means, from, z, r * units + from, n);
    }
    reductions.addProductRows(z, from, units, z, from, units, rows, variances, from, n);
    for (int j = from; j < to; j++) {
      variances[j] /= rows;
      scales[j] = scale(variances[j]);
    }
  }

  /** Replaces rows from .. to of z, from which {@link #measure} has subtracted the mean, by x̂, and writes y. */
  void forward(Kernels k, float[] z, float[] y, int from, int to, float[] parameters, int gamma, int beta) {
    ArithmeticKernels arithmetic = k.arithmetic();
    NormKernels norms = k.norms();
    for (int row = from * units; row < to * units; row += units) {
      if (frozen) {
        arithmetic.minus(z, row, means, 0, z, row, units);
      }
      arithmetic.multiply(z, row, scales, 0, z, row, units);
      norms.scaleAndShift(z, row, parameters, gamma, parameters, beta, y, row, units);
    }
  }

  /** Writes the means and variances of the rows last measured, the variances with n - 1 for n. */
  void write(int rows, float[] statistics, int mean, int variance) {
    float unbiased = rows / (rows - 1f);
    for (int j = 0; j < units; j++) {
      statistics[mean + j] = means[j];
      statistics[variance + j] = variances[j] * unbiased;
    }
  }

  /** Moves n running statistics from {@code at} on towards those of a batch, which begin at {@code from}. */
  static void move(float[] running, int at, float[] batch, int from, int n) {
    for (int i = 0; i < n; i++) {
      running[at + i] += MOMENTUM * (batch[from + i] - running[at + i]);
    }
  }

  /** Computes dβ and dγ of units from .. to over all rows, from dy and x̂. */
  void sum(ReductionKernels k, float[] normal, float[] dy, int rows, int from, int to, float[] parameters, int gamma) {
    int n = to - from;
    Arrays.fill(shiftGradient, from, to, 0f);
    Arrays.fill(scaleGradient, from, to, 0f);
    k.addRows(dy, from, units, rows, shiftGradient, from, n);
    k.addProductRows(dy, from, units, normal, from, units, rows, scaleGradient, from, n);
    for (int j = from; j < to; j++) {
      factors[j] = parameters[gamma + j] * scales[j];
      meanDeltas[j] = shiftGradient[j] / rows;
      projections[j] = scaleGradient[j] / rows;
    }
  }

  /** Writes dz of rows from .. to, from dy and x̂. */
  void backward(NormKernels k, float[] normal, float[] dy, float[] dz, int from, int to) {
    System.arraycopy(dy, from * units, dz, from * units, (to - from) * units);
    for (int row = from * units; row < to * units; row += units) {
      k.batchNormGradient(normal, row, factors, 0, meanDeltas, 0, projections, 0, dz, row, units);
    }
  }
}
