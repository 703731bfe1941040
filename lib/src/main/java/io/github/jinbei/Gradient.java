package io.github.jinbei;

import io.github.jinbei.internal.text.Count;
import java.util.Arrays;
import java.util.Objects;

/**
 * The gradient of some rows, to be added to that of others, on this machine or another, and then applied: see {@link
 * Trainer#gradient}.
 *
 * <p>To batch norm the rows of gradients that are added are parts of one batch, as those of {@link
 * TrainerBuilder#microBatch} are: each part is normalised by its own means and variances, and when the sum is applied, the
 * running ones move a tenth of the way to those of the first part, then of the second, and so on.
 *
 * @param sum the sum over the rows, without decay, laid out like {@link Mlp#parameters}; not copied
 * @param rows the number of rows
 * @param loss their losses' sum, without decay
 * @param statistics for each part the means and variances of its rows, the variances with n - 1 for n, laid out like {@link
 *     Mlp#statistics}, one part after the other; those of frozen layers are the running ones. Empty without batch norm; not
 *     copied
 */
public record Gradient(float[] sum, int rows, double loss, float[] statistics) {

  /** Checks that the arrays are there. */
  public Gradient {
    Objects.requireNonNull(sum, "sum");
    Objects.requireNonNull(statistics, "statistics");
  }

  /**
   * Returns the gradient of both, with the parts of this one first. The same rows in one batch give the same up to rounding:
   * here each part is a sum of its own.
   *
   * @throws IllegalArgumentException if they are of different networks
   */
  public Gradient plus(Gradient other) {
    if (other.sum.length != sum.length) {
      throw wrongLength("other.sum", other.sum, sum.length, "those of the same network");
    }
    if ((other.statistics.length == 0) != (statistics.length == 0)) {
      throw wrongLength("other.statistics", other.statistics, statistics.length, "those of the same network");
    }
    float[] both = sum.clone();
    for (int i = 0; i < both.length; i++) {
      both[i] += other.sum[i];
    }
    float[] parts = Arrays.copyOf(statistics, Math.addExact(statistics.length, other.statistics.length));
    System.arraycopy(other.statistics, 0, parts, statistics.length, other.statistics.length);
    return new Gradient(both, Math.addExact(rows, other.rows), loss + other.loss, parts);
  }

  /** Checks that a network can be updated by it. */
  void check(Mlp mlp) {
    Arguments.atLeast("gradient.rows", rows, 1);
    if (sum.length != mlp.parameterCount()) {
      throw wrongLength("gradient.sum", sum, mlp.parameterCount(), "the parameters of " + mlp);
    }
    checkFinite("gradient.sum", sum);
    int part = mlp.state().statistics().length;
    if (part == 0 ? statistics.length > 0 : statistics.length == 0 || statistics.length % part > 0) {
      throw wrongLength("gradient.statistics", statistics, part, "the statistics of " + mlp + ", for each part");
    }
    checkFinite("gradient.statistics", statistics);
    for (int from = 0; from < statistics.length; from += part) {
      mlp.checkVariances("gradient.statistics", statistics, from);
    }
  }

  private static IllegalArgumentException wrongLength(String name, float[] values, int expected, String what) {
    return new IllegalArgumentException(name + " has " + Count.of(values.length, "element") + "; expected " + expected + ", " + what);
  }

  private static void checkFinite(String name, float[] values) {
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new IllegalArgumentException(name + "[" + i + "] = " + values[i] + "; expected a finite number");
      }
    }
  }
}
