package io.github.jinbei.table;

import io.github.jinbei.internal.file.Resource;
import java.io.IOException;
import java.io.StringReader;
import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * The sample table of the library: 344 penguins of three species. The columns are the island and the sex, which are texts, the
 * length and depth of the bill and the length of the flipper in mm, the mass in g, and the species. Some values are missing,
 * but no species.
 *
 * <p>Source: K. Gorman, A. Horst and A. Hill, palmerpenguins; CC0.
 */
public final class Penguins {

  /** The column to predict: the species. */
  public static final String TARGET = "species";

  private static final String RESOURCE = "penguins.csv";

  /** One row of this many, the last, is held out of training. */
  private static final int HELD_OUT_EVERY = 5;

  /** Null before the first call of {@link #all}. */
  private static Table all;

  private Penguins() {}

  /**
   * Returns all penguins. They are read once and kept.
   *
   * @return 344 rows of 7 columns
   * @throws IllegalStateException if the resource with the penguins is missing or damaged
   */
  public static synchronized Table all() {
    if (all == null) {
      try {
        all = Csv.read(new StringReader(Resource.text(Penguins.class, RESOURCE)));
      } catch (IOException e) {
        throw new IllegalStateException("cannot read the resource " + RESOURCE + ", expected a table", e);
      }
    }
    return all;
  }

  /**
   * Returns the penguins for training: those whose row in {@link #all} is not 4 modulo 5.
   *
   * @return 276 rows
   * @throws IllegalStateException if the resource with the penguins is missing or damaged
   */
  public static Table train() {
    return where(row -> !isHeldOut(row));
  }

  /**
   * Returns the penguins for evaluation: those whose row in {@link #all} is 4 modulo 5.
   *
   * @return 68 rows
   * @throws IllegalStateException if the resource with the penguins is missing or damaged
   */
  public static Table heldOut() {
    return where(Penguins::isHeldOut);
  }

  private static Table where(IntPredicate chosen) {
    Table penguins = all();
    int[] rows = new int[penguins.rows()];
    int count = 0;
    for (int row = 0; row < rows.length; row++) {
      if (chosen.test(row)) {
        rows[count++] = row;
      }
    }
    return penguins.rows(Arrays.copyOf(rows, count));
  }

  private static boolean isHeldOut(int row) {
    return row % HELD_OUT_EVERY == HELD_OUT_EVERY - 1;
  }
}
