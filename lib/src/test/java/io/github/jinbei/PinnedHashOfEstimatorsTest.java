package io.github.jinbei;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.jinbei.table.Column;
import io.github.jinbei.table.MlpClassifier;
import io.github.jinbei.table.MlpEstimator;
import io.github.jinbei.table.MlpRegressor;
import io.github.jinbei.table.Table;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Pinned hashes like those of {@link PinnedHashTest}, for estimators of several networks: one hash for all numbers of threads,
 * backends, JDKs and machines.
 */
@BitEquality
@Tag("pinned")
class PinnedHashOfEstimatorsTest {

  private static final int ROWS = 70;
  private static final Table TABLE = table();

  /** Numbers with gaps, a category with gaps, a category of two values; a class and a number that depend on them. */
  private static Table table() {
    Random random = new Random(81);
    double[] size = new double[ROWS];
    double[] age = new double[ROWS];
    String[] town = new String[ROWS];
    String[] member = new String[ROWS];
    String[] kind = new String[ROWS];
    double[] price = new double[ROWS];
    for (int row = 0; row < ROWS; row++) {
      size[row] = random.nextInt(1000) / 8.0;
      age[row] = random.nextInt(7) == 0 ? Double.NaN : random.nextInt(90);
      town[row] = random.nextInt(9) == 0 ? null : "town " + random.nextInt(4);
      member[row] = random.nextBoolean() ? "yes" : "no";
      kind[row] = size[row] < 40 ? "small" : member[row].equals("yes") ? "regular" : "large";
      price[row] = 3 * size[row] + (member[row].equals("yes") ? -50 : 0) + random.nextInt(10);
    }
    return Table.of(Column.numbers("size", size), Column.numbers("age", age), Column.texts("town", town),
        Column.texts("member", member), Column.texts("kind", kind), Column.numbers("price", price));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void classifiersHaveTheseBitsByAnyNumberOfThreads(int threads) {
    assertEquals("27c8adf5d6785b847c51b44009016cd0e0c6b8bfc8017a9f75772743ea530329", ofClassifier(threads, false),
        "backend " + Backend.current());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void calibratedClassifiersHaveTheseBitsByAnyNumberOfThreads(int threads) {
    assertEquals("77f2d0e32b29fa93fed2ca6855078847783443c6f9fc7c6c64e145b85fd6501a", ofClassifier(threads, true),
        "backend " + Backend.current());
  }

  private static String ofClassifier(int threads, boolean calibrated) {
    Table table = TABLE.drop("price");
    MlpClassifier model = MlpClassifier.builder().units(24, 16).epochs(4).batchSize(20).folds(3).dropout(0.1f)
        .weightDecay(0.01f).seed(82).threads(threads).calibrate(calibrated).fit(table, "kind");
    BitHash hash = ofNetworks(model);
    for (double[] row : model.probabilities(table)) {
      for (double p : row) {
        hash.add(p);
      }
    }
    return hash.hex();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void regressorsHaveTheseBitsByAnyNumberOfThreads(int threads) {
    Table table = TABLE.drop("kind");
    MlpRegressor model = MlpRegressor.builder().units(24, 16).epochs(4).batchSize(20).folds(3).seed(83).threads(threads)
        .fit(table, "price");
    BitHash hash = ofNetworks(model);
    for (double value : model.predict(table)) {
      hash.add(value);
    }
    assertEquals("8e7801cde5a22309c52dcc7af3dedcbfc5f97aaabcd87e2ba8ceadf7ecab87c7", hash.hex(),
        "backend " + Backend.current());
  }

  /** A weighted training with balanced classes, which goes on with the rows of the table again. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void weightedAndOnlineTrainingsHaveTheseBits(int threads) {
    Table table = TABLE.drop("price");
    MlpClassifier model = MlpClassifier.builder().units(24, 16).epochs(4).batchSize(20).folds(3).dropout(0.1f).seed(84)
        .threads(threads).weights("size").balanced().fit(table, "kind").partialFit(table, 0.3f);
    assertEquals("4e042644d71e949be5f836b6e03671f2170df26f4b0dc7e570a9731a824f422e", ofNetworks(model).hex(),
        "backend " + Backend.current());
  }

  private static BitHash ofNetworks(MlpEstimator model) {
    BitHash hash = new BitHash();
    for (int i = 0; i < model.networks(); i++) {
      hash.add(model.network(i).parameters());
      model.history().get(i).epochs().forEach(hash::add);
    }
    return hash;
  }
}
