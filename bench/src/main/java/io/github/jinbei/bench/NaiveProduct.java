package io.github.jinbei.bench;

import io.github.jinbei.bench.naive.NaiveGemm;

/** The baseline's product. */
final class NaiveProduct implements Product {

  private final Operands operands;

  NaiveProduct(Operands operands) {
    this.operands = operands;
  }

  @Override
  public void run() {
    Shape shape = operands.shape();
    Form form = shape.form();
    NaiveGemm.multiply(form.transposeA(), form.transposeB(), shape.m(), shape.n(), shape.k(), operands.a(),
        operands.b(), operands.c());
  }

  @Override
  public float[] result() {
    return operands.c();
  }

  @Override
  public void close() {}
}
