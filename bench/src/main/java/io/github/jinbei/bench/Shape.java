package io.github.jinbei.bench;

/**
 * The sizes of a product C = op(A) · op(B): op(A) is m x k, op(B) k x n, C m x n, all three dense and row-major as
 * stored.
 *
 * @param form which operands are stored transposed
 * @param m rows of C
 * @param n columns of C
 * @param k terms of each sum
 */
record Shape(Form form, int m, int n, int k) {

  /** Returns the leading dimension of A as stored: m x k, or k x m if transposed. */
  int lda() {
    return form.transposeA() ? m : k;
  }

  /** Returns the leading dimension of B as stored: k x n, or n x k if transposed. */
  int ldb() {
    return form.transposeB() ? k : n;
  }

  /** Returns the operations: a multiplication and an addition for each of the m·n·k terms. */
  double flops() {
    return 2.0 * m * n * k;
  }

  /** Returns the compulsory memory traffic of a product: op(A) and op(B) read once, C written once. */
  double bytes() {
    return (double) Float.BYTES * ((double) m * k + (double) k * n + (double) m * n);
  }
}
