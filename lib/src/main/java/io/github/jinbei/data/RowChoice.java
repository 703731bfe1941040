package io.github.jinbei.data;

import io.github.jinbei.internal.net.CounterRandom;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/** A random choice of rows with a share of each class. It depends on the arguments alone. */
final class RowChoice {

  /** Class k uses the random stream {@code STREAMS + k}. Initialization and shuffling use other streams. */
  private static final long STREAMS = 1L << 40;

  private RowChoice() {}

  /**
   * Returns, for each row, whether it is chosen.
   *
   * @param classOf maps a row, 0 to rows-1, to its class, 0 to classes-1
   * @param fraction above 0 and below 1
   * @param total the number of rows to choose, below rows: fraction·rows, rounded. Fewer are chosen if that many would
   *     include all rows of a class.
   */
  static boolean[] of(int rows, IntUnaryOperator classOf, int classes, double fraction, int total, long seed) {
    int[] counts = new int[classes];
    for (int row = 0; row < rows; row++) {
      counts[classOf.applyAsInt(row)]++;
    }
    int[] shares = shares(counts, fraction, total);
    int[][] places = new int[classes][];
    for (int k = 0; k < classes; k++) {
      places[k] = new int[counts[k]];
      new CounterRandom(seed, STREAMS + k).permute(places[k]);
    }
    boolean[] chosen = new boolean[rows];
    int[] seen = new int[classes];
    for (int row = 0; row < rows; row++) {
      int k = classOf.applyAsInt(row);
      chosen[row] = places[k][seen[k]++] < shares[k];
    }
    return chosen;
  }

  /**
   * Divides the total among the classes. Each class gets fraction·count rounded down. Then the classes that lost most by
   * rounding get one more each until the total is reached; of equals, the first. No class gets all of its rows: other
   * classes get more instead, in the same order, as long as they have rows left.
   */
  private static int[] shares(int[] counts, double fraction, int total) {
    int[] shares = new int[counts.length];
    int rest = Math.min(total, IntStream.of(counts).map(count -> Math.max(0, count - 1)).sum());
    for (int k = 0; k < counts.length; k++) {
      shares[k] = Math.max(0, Math.min((int) (fraction * counts[k]), counts[k] - 1));
      rest -= shares[k];
    }
    double[] lost = IntStream.range(0, counts.length).mapToDouble(k -> fraction * counts[k] - shares[k]).toArray();
    List<Integer> order = IntStream.range(0, counts.length).boxed()
        .sorted(Comparator.comparingDouble((Integer k) -> lost[k]).reversed()).toList();
    while (rest > 0) {
      for (int k : order) {
        if (rest > 0 && shares[k] < counts[k] - 1) {
          shares[k]++;
          rest--;
        }
      }
    }
    return shares;
  }
}
