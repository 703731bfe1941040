package io.github.jinbei.bench;

import java.util.Arrays;

/**
 * The operands of a product, in the heap, dense and row-major as stored.
 *
 * @param shape sizes and form
 * @param a A; not modified
 * @param b B; not modified
 * @param c C; written
 */
record Operands(Shape shape, float[] a, float[] b, float[] c) {

  /** Returns operands with random A and B. C is filled with NaN, because a product must not read it. */
  static Operands of(Shape shape) {
    float[] c = new float[shape.m() * shape.n()];
    Arrays.fill(c, Float.NaN);
    return new Operands(shape, RandomInputs.uniform(shape.m() * shape.k(), 1),
        RandomInputs.uniform(shape.k() * shape.n(), 2), c);
  }
}
