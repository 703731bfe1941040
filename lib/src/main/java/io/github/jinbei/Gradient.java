package io.github.jinbei;

import io.github.jinbei.internal.text.Arguments;
import io.github.jinbei.internal.text.Count;
import java.util.Arrays;
import java.util.Objects;

/**
 * The gradient of some rows. It can be added to those of other rows, of this machine or another, and the sum be applied: see
 * {@link Trainer#gradient} and {@link Trainer#apply}.
 *
 * <p>For batch norm the gradients that are added are parts of one batch, as with {@link TrainerBuilder#microBatch}: each part
 * is normalised by its own means and variances. When the sum is applied, the running statistics move a tenth of the way to
 * those of the first part, then of the second, and so on.
 *
 * @param sum the sum over the rows, without decay, in the order of {@link Mlp#parameters}; not copied
 * @param rows the number of rows
 * @param loss the losses summed over the rows, without decay
 * @param statistics for each part the means and variances of its rows, in the order of {@link Mlp#statistics}, one part after
 *     the other. The variances are divided by n - 1. Frozen layers have their running statistics here. Empty without batch
 *     norm; not copied
 */
public record Gradient(float[] sum, int rows, double loss, float[] statistics) {

  /**
   * Checks the arrays.
   *
   * @param sum the sum over the rows
   * @param rows the number of rows
   * @param loss the losses summed over the rows
   * @param statistics the means and variances of the parts
   * @throws NullPointerException if an array is null
   */
  public Gradient {
    Objects.requireNonNull(sum, "sum");
    Objects.requireNonNull(statistics, "statistics");
  }

  /**
   * Returns the sum of two gradients, with the parts of this one first. One batch of all rows has the same gradient up to
   * rounding, because here each part is summed separately.
   *
   * @param other a gradient of a network with the same layers
   * @return a new gradient
   * @throws IllegalArgumentException if the arrays of the two have different lengths
   * @throws ArithmeticException if the rows or the statistics are too many for an int
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

  /** Checks that this gradient can be applied to a network. */
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
    return new IllegalArgumentException(name + " has " + Count.of(values.length, "element") + "; expected " + expected + ", "
        + what);
  }

  private static void checkFinite(String name, float[] values) {
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new IllegalArgumentException(name + "[" + i + "] = " + values[i] + "; expected a finite number");
      }
    }
  }
}
