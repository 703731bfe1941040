package io.github.jinbei.bench;

import io.github.jinbei.Gemm;

/** The library's product. */
final class JinbeiProduct implements Product {

  private final Gemm gemm;
  private final Operands operands;

  JinbeiProduct(Operands operands, int threads) {
    gemm = new Gemm(threads);
    this.operands = operands;
  }

  @Override
  public void run() {
    Shape shape = operands.shape();
    Form form = shape.form();
    Gemm.Op opA = form.transposeA() ? Gemm.Op.T : Gemm.Op.N;
    Gemm.Op opB = form.transposeB() ? Gemm.Op.T : Gemm.Op.N;
    gemm.multiply(opA, opB, shape.m(), shape.n(), shape.k(), 1, operands.a(), 0, shape.lda(), operands.b(), 0,
        shape.ldb(), 0, operands.c(), 0, shape.n());
  }

  @Override
  public float[] result() {
    return operands.c();
  }

  @Override
  public void close() {
    gemm.close();
  }
}
