package io.github.jinbei.bench;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemm;

/**
 * OpenBLAS's product on {@code float[]}, with the overload that a Java program with arrays would call. The binding copies all
 * three arrays out and back in each call.
 */
final class OpenBlasHeapProduct implements Product {

  private final Operands operands;
  private final int transA;
  private final int transB;

  OpenBlasHeapProduct(Operands operands, int threads) {
    OpenBlas.load(threads);
    this.operands = operands;
    Form form = operands.shape().form();
    transA = form.transposeA() ? CblasTrans : CblasNoTrans;
    transB = form.transposeB() ? CblasTrans : CblasNoTrans;
  }

  @Override
  public void run() {
    Shape shape = operands.shape();
    cblas_sgemm(CblasRowMajor, transA, transB, shape.m(), shape.n(), shape.k(), 1, operands.a(), shape.lda(),
        operands.b(), shape.ldb(), 0, operands.c(), shape.n());
  }

  @Override
  public float[] result() {
    return operands.c();
  }

  @Override
  public void close() {}
}
