package io.github.jinbei.internal.gemm;

/** The copies that bring A and B into the order in which microtiles read them. */
public interface PackKernel {

  /** Returned in place of a largest magnitude that was not computed. */
  float UNKNOWN = -1f;

  /**
   * Copies rows of a matrix next to each other: {@code to[toOff + p*toStep + j] = from[fromOff + p*fromStep + j]} for 0 ≤
   * p &lt; rows and 0 ≤ j &lt; columns. The arrays differ.
   *
   * @param columns at least the {@link TileShape#lanes}
   * @return the largest magnitude of the copied elements, NaN if one is NaN; {@link #UNKNOWN} if it would cost extra time
   */
  float copy(int rows, int columns, float[] from, int fromOff, int fromStep, float[] to, int toOff, int toStep);

  /**
   * Copies columns of a matrix as slices of A, whose heights are those of {@link TileShape#height}: the slice that begins with
   * column i and is h wide has {@code to[number][p*step + j] = from[fromOff + p*fromStep + i + j]} for 0 ≤ p &lt; count and 0 ≤
   * j &lt; h. The arrays differ. Elements of {@code to} that belong to no slice may be overwritten.
   */
  void slices(int columns, int count, float[] from, int fromOff, int fromStep, float[][] to);

  /**
   * Transposes: {@code to[toOff + p*toStep + l] = from[fromOff + l*fromStep + p]} for 0 ≤ l &lt; lines and 0 ≤ p &lt;
   * count. The arrays differ.
   */
  void transpose(int lines, int count, float[] from, int fromOff, int fromStep, float[] to, int toOff, int toStep);
}
