package io.github.jinbei.bench;

import io.github.jinbei.bench.naive.NaiveGemm;

/** The baseline's product. */
final class NaiveProduct implements Product {

  @Override
  public void multiply(Shape shape, float[] a, float[] b, float[] c) {
    Form form = shape.form();
    NaiveGemm.multiply(form.transposeA(), form.transposeB(), shape.m(), shape.n(), shape.k(), a, b, c);
  }

  @Override
  public void close() {}
}
