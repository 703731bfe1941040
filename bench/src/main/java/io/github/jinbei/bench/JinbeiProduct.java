package io.github.jinbei.bench;

import io.github.jinbei.Gemm;

/** The library's product. */
final class JinbeiProduct implements Product {

  private final Gemm gemm = new Gemm();

  @Override
  public void multiply(Shape shape, float[] a, float[] b, float[] c) {
    Form form = shape.form();
    Gemm.Op opA = form.transposeA() ? Gemm.Op.T : Gemm.Op.N;
    Gemm.Op opB = form.transposeB() ? Gemm.Op.T : Gemm.Op.N;
    gemm.multiply(opA, opB, shape.m(), shape.n(), shape.k(), 1, a, 0, shape.lda(), b, 0, shape.ldb(),
        0, c, 0, shape.n());
  }

  @Override
  public void close() {
    gemm.close();
  }
}
