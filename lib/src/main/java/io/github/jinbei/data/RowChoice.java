package io.github.jinbei.data;

import io.github.jinbei.internal.net.CounterRandom;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/** Chooses rows at random, of each class its share: a function of the seed and of the rows' classes alone. */
final class RowChoice {

  /** Class k draws from this stream of the seed plus k; apart from the streams of first parameters and of shuffling. */
  private static final long STREAMS = 1L << 40;

  private RowChoice() {}

  /**
   * Which rows are chosen.
   *
   * @param classOf from a row, 0 to rows-1, to its class, 0 to classes-1
   * @param fraction above 0 and below 1
   * @param total how many to choose, below rows: fraction·rows, rounded; fewer are chosen where more would be all of a class
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
   * Divides the total among the classes: each gets fraction·count rounded down, and those where this takes off most get
   * one more until the total is reached; of equals, the first. No class gets all of its rows: where it would, others get
   * more, in the same order, as long as they have rows to spare.
   */
  private static int[] shares(int[] counts, double fraction, int total) {
    int[] shares = new int[counts.length];
    int left = Math.min(total, IntStream.of(counts).map(count -> Math.max(0, count - 1)).sum());
    for (int k = 0; k < counts.length; k++) {
      shares[k] = Math.max(0, Math.min((int) (fraction * counts[k]), counts[k] - 1));
      left -= shares[k];
    }
    double[] takenOff = IntStream.range(0, counts.length).mapToDouble(k -> fraction * counts[k] - shares[k]).toArray();
    List<Integer> order = IntStream.range(0, counts.length).boxed()
        .sorted(Comparator.comparingDouble((Integer k) -> takenOff[k]).reversed()).toList();
    while (left > 0) {
      for (int k : order) {
        if (left > 0 && shares[k] < counts[k] - 1) {
          shares[k]++;
          left--;
        }
      }
    }
    return shares;
  }
}
