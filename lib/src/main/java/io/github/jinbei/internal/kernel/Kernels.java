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
 *
 * @param bits the width of a vector in bits; 32 for the scalar implementation
 * @param product the innermost pieces of the matrix product
 * @param functions exp, log, tanh and the other mathematical functions
 * @param activations the activations
 * @param derivatives the derivatives of the activations
 * @param losses the costs of elements, and their derivatives
 * @param norms the normalisation of rows and columns
 * @param dropout dropout
 * @param updates the updates of parameters
 * @param arithmetic the arithmetic of arrays
 * @param reductions sums, dot products and maxima
 */
public record Kernels(int bits, ProductKernels product, FunctionKernels functions, ActivationKernels activations,
    DerivativeKernels derivatives, LossKernels losses, NormKernels norms, DropoutKernels dropout, UpdateKernels updates,
    ArithmeticKernels arithmetic, ReductionKernels reductions) {

  /** Deltas below this in magnitude are 0. */
  public static final float LEAST_DELTA = 0x1p-100f;
}
