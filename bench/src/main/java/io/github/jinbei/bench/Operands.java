package io.github.jinbei.bench;

import java.util.Arrays;

/**
 * What a product works on, in the heap, dense and row-major as stored.
 *
 * @param shape sizes and form
 * @param a A; not modified
 * @param b B; not modified
 * @param c room for C
 */
record Operands(Shape shape, float[] a, float[] b, float[] c) {

  /** A and B drawn, C full of NaN: as good as what a product leaves there, since it must not be read. */
  static Operands of(Shape shape) {
    float[] c = new float[shape.m() * shape.n()];
    Arrays.fill(c, Float.NaN);
    return new Operands(shape, RandomInputs.uniform(shape.m() * shape.k(), 1),
        RandomInputs.uniform(shape.k() * shape.n(), 2), c);
  }
}
