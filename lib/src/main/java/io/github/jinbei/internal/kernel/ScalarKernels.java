package io.github.jinbei.internal.kernel;

import io.github.jinbei.internal.gemm.ProductKernels;
import io.github.jinbei.internal.gemm.RowKernel;
import io.github.jinbei.internal.gemm.TileShape;

/** The operations, one element at a time: the backend without vectors, and the oracle for the vector backend. */
public final class ScalarKernels implements Kernels {

  private final ProductKernels product = ofProduct();
  private final ScalarFunctions functions = new ScalarFunctions();
  private final ScalarActivations activations = new ScalarActivations();
  private final ScalarDerivatives derivatives = new ScalarDerivatives();
  private final ScalarLosses losses = new ScalarLosses();
  private final ScalarNorms norms = new ScalarNorms();
  private final ScalarDropout dropout = new ScalarDropout();
  private final ScalarUpdates updates = new ScalarUpdates();
  private final ScalarArithmetic arithmetic = new ScalarArithmetic();
  private final ScalarReductions reductions = new ScalarReductions();

  @Override
  public int bits() {
    return Float.SIZE;
  }

  @Override
  public ProductKernels product() {
    return product;
  }

  private static ProductKernels ofProduct() {
    TileShape shape = TileShape.scalar();
    RowKernel rows = new ScalarRowKernel();
    return new ProductKernels(shape, new ScalarMicroKernel(shape, rows), rows, new ScalarPackKernel(shape));
  }

  @Override
  public FunctionKernels functions() {
    return functions;
  }

  @Override
  public ActivationKernels activations() {
    return activations;
  }

  @Override
  public DerivativeKernels derivatives() {
    return derivatives;
  }

  @Override
  public LossKernels losses() {
    return losses;
  }

  @Override
  public NormKernels norms() {
    return norms;
  }

  @Override
  public DropoutKernels dropout() {
    return dropout;
  }

  @Override
  public UpdateKernels updates() {
    return updates;
  }

  @Override
  public ArithmeticKernels arithmetic() {
    return arithmetic;
  }

  @Override
  public ReductionKernels reductions() {
    return reductions;
  }
}
