package io.github.jinbei.table;

import java.util.Random;

/** Generated tables that a small network learns well: numbers with gaps, categories, and targets that depend on them. */
final class EasyTables {

  static final String[] COLOURS = {"red", "green", "blue"};

  private EasyTables() {}

  /**
   * Returns rows with the columns {@code length}, {@code width}, {@code colour}, the classes {@code kind}, and the value {@code
   * price}.
   */
  static Table of(int rows, long seed) {
    Random random = new Random(seed);
    double[] length = new double[rows];
    double[] width = new double[rows];
    String[] colour = new String[rows];
    String[] kind = new String[rows];
    double[] price = new double[rows];
    for (int row = 0; row < rows; row++) {
      length[row] = 10 + 3 * random.nextGaussian();
      width[row] = random.nextInt(20) == 0 ? Double.NaN : 100 * random.nextDouble();
      colour[row] = COLOURS[random.nextInt(3)];
      kind[row] = length[row] < 8 ? "short" : colour[row].equals("red") ? "signal" : "plain";
      price[row] = 1000 + 50 * length[row] + (Double.isNaN(width[row]) ? 0 : width[row])
          + (colour[row].equals("blue") ? 100 : 0);
    }
    return Table.of(Column.numbers("length", length), Column.numbers("width", width), Column.texts("colour", colour),
        Column.texts("kind", kind), Column.numbers("price", price));
  }

  /** Returns the rows of {@link #of} with their classes, and without the price. */
  static Table classes(int rows, long seed) {
    return of(rows, seed).drop("price");
  }

  /** Returns the rows of {@link #of} with the price, and without classes. */
  static Table prices(int rows, long seed) {
    return of(rows, seed).drop("kind");
  }
}
