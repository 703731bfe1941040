package io.github.jinbei.bench.naive;

/** The matrix product by the definition: three loops, transposes by index. Frozen, see the package's description. */
public final class NaiveGemm {
  private NaiveGemm() {}

  /**
   * C = op(A) · op(B), where op(X) is X or its transpose; op(A) is m x k, op(B) k x n, C m x n. All three are row-major
   * and dense: A is stored as m x k, or as k x m if transposed; B as k x n, or as n x k.
   *
   * @param transposeA whether op(A) is the transpose of the stored A
   * @param transposeB whether op(B) is the transpose of the stored B
   * @param m rows of C
   * @param n columns of C
   * @param k terms of each sum
   * @param a m·k elements, not modified
   * @param b k·n elements, not modified
   * @param c m·n elements, modified, never read
   */
  public static void multiply(boolean transposeA, boolean transposeB, int m, int n, int k,
      float[] a, float[] b, float[] c) {
    int aRow = transposeA ? 1 : k;
    int aColumn = transposeA ? m : 1;
    int bRow = transposeB ? 1 : n;
    int bColumn = transposeB ? k : 1;
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        float sum = 0;
        for (int p = 0; p < k; p++) {
          sum += a[i * aRow + p * aColumn] * b[p * bRow + j * bColumn];
        }
        c[i * n + j] = sum;
      }
    }
  }
}
