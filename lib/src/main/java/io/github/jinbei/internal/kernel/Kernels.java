package io.github.jinbei.internal.kernel;

import io.github.jinbei.internal.gemm.ProductKernels;

/**
 * The operations on flat arrays, by theme, from which all other packages are built. Every backend gives the same bits:
 * elementwise operations follow the formulas of their theme operation by operation ({@code fma} rounds once), and reductions
 * have a fixed order ({@link ReductionKernels}).
 *
 * <p>Operations that compute deltas write 0 for a delta below 2^-100 in magnitude, which is far too small to change a float sum
 * of ordinary size. Without this rule, saturated sigmoids send denormals through all later products, and each denormal costs
 * about 150 cycles: Nielsen's experiment on MNIST slowed down from 0.15 to 0.24 s per epoch as its units saturated; with the
 * rule it stays at 0.14.
 *
 * <p>A range is (array, offset, n). Source and destination are the same range or do not overlap. Implementations have no state,
 * and several threads may use them.
 */
public interface Kernels {

  /** Deltas below this in magnitude are 0. */
  float LEAST_DELTA = 0x1p-100f;

  /** Returns the width of a vector in bits; 32 for the scalar implementation. */
  int bits();

  /** Returns the innermost pieces of the matrix product. */
  ProductKernels product();

  /** Returns exp, log, tanh and the other mathematical functions. */
  FunctionKernels functions();

  /** Returns the activations. */
  ActivationKernels activations();

  /** Returns the derivatives of the activations. */
  DerivativeKernels derivatives();

  /** Returns the costs of elements, and their derivatives. */
  LossKernels losses();

  /** Returns the normalisation of rows and columns. */
  NormKernels norms();

  /** Returns dropout. */
  DropoutKernels dropout();

  /** Returns the updates of parameters. */
  UpdateKernels updates();

  /** Returns the arithmetic of arrays. */
  ArithmeticKernels arithmetic();

  /** Returns sums, dot products and maxima. */
  ReductionKernels reductions();
}
