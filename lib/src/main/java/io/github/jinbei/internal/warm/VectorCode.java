package io.github.jinbei.internal.warm;

import io.github.jinbei.internal.gemm.MicroKernel;
import io.github.jinbei.internal.gemm.PackKernel;
import io.github.jinbei.internal.gemm.RowKernel;
import io.github.jinbei.internal.kernel.ActivationKernels;
import io.github.jinbei.internal.kernel.ArithmeticKernels;
import io.github.jinbei.internal.kernel.Backends;
import io.github.jinbei.internal.kernel.DerivativeKernels;
import io.github.jinbei.internal.kernel.DropoutKernels;
import io.github.jinbei.internal.kernel.FunctionKernels;
import io.github.jinbei.internal.kernel.Kernels;
import io.github.jinbei.internal.kernel.LossKernels;
import io.github.jinbei.internal.kernel.NormKernels;
import io.github.jinbei.internal.kernel.ReductionKernels;
import io.github.jinbei.internal.kernel.UpdateKernels;

/**
 * The vector code of all kernels. It is created when the first field is read, on the thread of the warm-up, since this takes
 * 100 ms. Constants, so that the JIT knows the class of the code that it calls, although it has seen calls of scalar code at
 * the same place.
 */
final class VectorCode {

  /** Scalar kernels if those of vectors cannot be created. */
  static final Kernels KERNELS = Backends.kernels();

  static final MicroKernel MICRO = KERNELS.product().micro();
  static final RowKernel ROWS = KERNELS.product().rows();
  static final PackKernel PACK = KERNELS.product().pack();
  static final FunctionKernels FUNCTIONS = KERNELS.functions();
  static final ActivationKernels ACTIVATIONS = KERNELS.activations();
  static final DerivativeKernels DERIVATIVES = KERNELS.derivatives();
  static final LossKernels LOSSES = KERNELS.losses();
  static final NormKernels NORMS = KERNELS.norms();
  static final DropoutKernels DROPOUT = KERNELS.dropout();
  static final UpdateKernels UPDATES = KERNELS.updates();
  static final ArithmeticKernels ARITHMETIC = KERNELS.arithmetic();
  static final ReductionKernels REDUCTIONS = KERNELS.reductions();

  private VectorCode() {}
}
