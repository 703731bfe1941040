package io.github.jinbei.table;

import java.util.Random;

/** Small tables, and estimators that are trained on them in a few milliseconds. */
final class EstimatorSamples {

  /** The labels of {@link #classes}: with quotes, line breaks, backslashes and letters beyond ASCII. */
  static final String[] LABELS = {"", "\"a\"\n\\n", "\u00fc \ud83d\ude00"};

  private EstimatorSamples() {}

  /**
   * Returns a table with numbers with and without gaps, two categories, several of them, rare ones and a constant, and a column
   * of labels {@code class} and one of numbers {@code value\n}.
   */
  static Table table(int rows, long seed) {
    Random random = new Random(seed);
    double[] plain = new double[rows];
    double[] gaps = new double[rows];
    String[] pair = new String[rows];
    String[] several = new String[rows];
    String[] labels = new String[rows];
    double[] values = new double[rows];
    for (int row = 0; row < rows; row++) {
      int label = row % 3;
      plain[row] = 100 * random.nextGaussian() + 50 * label;
      gaps[row] = random.nextInt(4) == 0 ? Double.NaN : random.nextInt(5);
      pair[row] = random.nextBoolean() ? "yes" : "no";
      several[row] = random.nextInt(9) == 0 ? null : "\u00e9\n" + random.nextInt(2 + random.nextInt(8));
      labels[row] = LABELS[label];
      values[row] = 1000 + plain[row] + 30 * random.nextGaussian();
    }
    return Table.of(Column.numbers("plain", plain), Column.numbers("gaps\n\"", gaps), Column.texts("pair", pair),
        Column.texts("", several), Column.numbers("constant", new double[rows]), Column.texts("class", labels),
        Column.numbers("value\n", values));
  }

  static MlpClassifier classifier() {
    return MlpClassifier.builder().units(5, 4).folds(2).epochs(4).batchSize(8).seed(-7).threads(1)
        .features(new FeatureOptions(Scaling.ROBUST, 4)).fit(table(60, 1).drop("value\n"), "class");
  }

  static MlpRegressor regressor() {
    return MlpRegressor.builder().units(5).folds(3).epochs(4).batchSize(8).seed(8).threads(1)
        .fit(table(50, 2).drop("class"), "value\n");
  }
}
