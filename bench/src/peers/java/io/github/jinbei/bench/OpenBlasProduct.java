package io.github.jinbei.bench;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemm;

/** OpenBLAS's product on native memory. */
final class OpenBlasProduct implements Product {

  private final Shape shape;
  private final NativeOperands operands;
  private final int transA;
  private final int transB;

  OpenBlasProduct(Operands operands, int threads) {
    OpenBlas.load(threads);
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
