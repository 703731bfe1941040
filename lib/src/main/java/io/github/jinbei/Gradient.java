package io.github.jinbei;

/**
 * The gradient of some rows, to be added to that of others, on this machine or another, and then applied: see {@link
 * Trainer#gradient}.
 *
 * @param sum the sum over the rows, without decay, laid out like {@link Mlp#parameters}; not copied
 * @param rows the number of rows
 * @param loss their losses' sum, without decay
 */
public record Gradient(float[] sum, int rows, double loss) {

  /** The gradient of both. The same rows in one batch give the same up to rounding: here each part is a sum of its own. */
  public Gradient plus(Gradient other) {
    if (other.sum.length != sum.length) {
      throw new IllegalArgumentException(
          "other.sum has " + other.sum.length + " elements; expected " + sum.length + ", those of the same network");
    }
    float[] both = sum.clone();
    for (int i = 0; i < both.length; i++) {
      both[i] += other.sum[i];
    }
    return new Gradient(both, Math.addExact(rows, other.rows), loss + other.loss);
  }
}
