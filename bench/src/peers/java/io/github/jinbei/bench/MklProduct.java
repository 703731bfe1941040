package io.github.jinbei.bench;

import static org.bytedeco.mkl.global.mkl_rt.CblasNoTrans;
import static org.bytedeco.mkl.global.mkl_rt.CblasRowMajor;
import static org.bytedeco.mkl.global.mkl_rt.CblasTrans;
import static org.bytedeco.mkl.global.mkl_rt.cblas_sgemm;

/**
 * MKL's product on native memory, with MKL's default settings: on a processor that is not Intel's it selects slower code, and
 * it may use fewer threads than it was given.
 */
final class MklProduct implements Product {

  private final Shape shape;
  private final NativeOperands operands;
  private final int transA;
  private final int transB;

  MklProduct(Operands operands, int threads) {
    Mkl.load(threads);
    shape = operands.shape();
    this.operands = new NativeOperands(operands);
    transA = shape.form().transposeA() ? CblasTrans : CblasNoTrans;
    transB = shape.form().transposeB() ? CblasTrans : CblasNoTrans;
  }

  @Override
  public void run() {
    cblas_sgemm(CblasRowMajor, transA, transB, shape.m(), shape.n(), shape.k(), 1, operands.a(), shape.lda(),
        operands.b(), shape.ldb(), 0, operands.c(), shape.n());
  }

  @Override
  public float[] result() {
    return operands.result();
  }

  @Override
  public void close() {
    operands.close();
  }
}
