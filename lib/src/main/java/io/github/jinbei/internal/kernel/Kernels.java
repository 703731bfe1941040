package io.github.jinbei.internal.kernel;

import io.github.jinbei.internal.gemm.ProductKernels;

/**
 * The operations on flat arrays that everything above is made of, by theme. Every backend gives the same bits: elementwise
 * operations follow the formulas of their theme operation by operation ({@code fma} rounds once), and reductions have a fixed
 * order ({@link ReductionKernels}).
 *
 * <p>Operations that make deltas write 0 for what is below 2^-100 in magnitude, far below what a float sum of ordinary
 * size can hold. Saturated sigmoids would else send denormals through every product behind them, each of which costs
 * some 150 cycles: Nielsen's experiment on MNIST slowed from 0.15 to 0.24 s a pass as its units saturated, and stays at
 * 0.14.
 *
 * <p>A range is (array, offset, n). Source and destination may be the same range, else they do not overlap. Implementations
 * hold no state and may be used by several threads.
 */
public interface Kernels {

  /** Deltas below this in magnitude are 0. */
  float LEAST_DELTA = 0x1p-100f;

  /** Width of a vector in bits; 32 for the scalar implementation. */
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
