package io.github.jinbei.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.Activation;
import io.github.jinbei.Mlp;
import io.github.jinbei.data.Dataset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The temperature, compared with a search in double by plain loops, and what it does to an estimator. */
class TemperatureTest {

  private static final Table TABLE = table();

  /** Rows of which each fifth has a wrong label. */
  private static Table table() {
    Table easy = EasyTables.classes(150, 11);
    String[] kinds = {"short", "signal", "plain"};
    return easy.with(Column.texts("kind", IntStream.range(0, 150)
        .mapToObj(row -> row % 5 == 0 ? kinds[row % 3] : easy.column("kind").text(row)).toArray(String[]::new)));
  }

  private static MlpClassifierBuilder small() {
    return MlpClassifier.builder().units(8).epochs(30).batchSize(16).folds(3).seed(4);
  }

  /** The probabilities of each row, by the network that is not trained on it. */
  private static float[][] validated(MlpClassifier model, int[] labels) {
    Folds folds = Folds.ofClasses(labels, 3, 3, 4);
    float[] inputs = model.features().transform(TABLE);
    int width = model.features().inputs();
    float[][] probabilities = new float[labels.length][];
    for (int row = 0; row < labels.length; row++) {
      for (int i = 0; i < 3; i++) {
        if (folds.validates(i, row)) {
          probabilities[row] = model.network(i).predict(Arrays.copyOfRange(inputs, row * width, (row + 1) * width));
        }
      }
    }
    return probabilities;
  }

  /** The sum of the losses of the rows and of the prior, where ln 1/T = u. */
  private static double loss(float[][] probabilities, int[] labels, double u) {
    double sum = 2 * u * u;
    for (int row = 0; row < labels.length; row++) {
      double all = 0;
      for (float each : probabilities[row]) {
        all += Math.pow(each, Math.exp(u));
      }
      sum -= Math.exp(u) * Math.log(probabilities[row][labels[row]]) - Math.log(all);
    }
    return sum;
  }

  /** The steps of the search are 0.001 of ln T, and the sum is smooth. */
  @Test
  void theOutputLayersAreMultipliedByTheFactorOfTheLeastLoss() {
    MlpClassifier plain = small().calibrate(false).fit(TABLE, "kind");
    MlpClassifier calibrated = small().fit(TABLE, "kind");
    int[] labels = ClassLabels.numbers(TABLE.column("kind"), plain.classes());
    float[][] probabilities = validated(plain, labels);
    double best = IntStream.rangeClosed(-1000, 1000).mapToObj(i -> i / 1000.0)
        .min(Comparator.comparingDouble(u -> loss(probabilities, labels, u))).get();
    assertTrue(Math.abs(best) > 0.01 && Math.abs(best) < 1, "ln 1/T = " + best + " says nothing");
    float weight = plain.network(0).weights(1)[0];
    double factor = calibrated.network(0).weights(1)[0] / (double) weight;
    assertEquals(best, Math.log(factor), 0.001);
    for (int i = 0; i < 3; i++) {
      assertArrayEquals(plain.network(i).weights(0), calibrated.network(i).weights(0));
      assertArrayEquals(plain.network(i).biases(0), calibrated.network(i).biases(0));
      assertMultiplied(factor, plain.network(i).weights(1), calibrated.network(i).weights(1));
      assertMultiplied(factor, plain.network(i).biases(1), calibrated.network(i).biases(1));
    }
  }

  /** The factor is known to three roundings of a float: those of two weights, and of its product with another. */
  private static void assertMultiplied(double factor, float[] plain, float[] calibrated) {
    for (int i = 0; i < plain.length; i++) {
      assertEquals(factor * plain[i], calibrated[i], 0x1p-22 * Math.abs(factor * plain[i]));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void theBitsDoNotDependOnThreads(int threads) {
    assertArrayEquals(small().threads(1).fit(TABLE, "kind").probabilities(TABLE),
        small().threads(threads).fit(TABLE, "kind").probabilities(TABLE));
  }

  /** The networks of the folds choose the temperature of those that are trained on all rows. */
  @Test
  void refittedNetworksHaveTheFactorOfTheFolds() {
    double ofFolds = small().fit(TABLE, "kind").network(0).weights(1)[0]
        / (double) small().calibrate(false).fit(TABLE, "kind").network(0).weights(1)[0];
    double again = small().refit(true).fit(TABLE, "kind").network(0).weights(1)[0]
        / (double) small().refit(true).calibrate(false).fit(TABLE, "kind").network(0).weights(1)[0];
    assertEquals(ofFolds, again, 0x1p-22 * ofFolds);
  }

  @Test
  void withoutValidationNothingIsCalibrated() {
    Table two = Table.of(Column.numbers("x", 1, 2), Column.texts("kind", "a", "b"));
    assertArrayEquals(small().calibrate(false).fit(two, "kind").network(0).parameters(),
        small().fit(two, "kind").network(0).parameters());
  }

  /** Networks with the same probabilities for each row: those of z = {1, 0, -1, ...} scaled. */
  private static Mlp network(int classes, float scale) {
    Mlp net = Mlp.builder(1).dense(classes, Activation.SOFTMAX).build();
    float[] biases = new float[classes];
    for (int k = 0; k < classes; k++) {
      biases[k] = scale * (1 - k);
    }
    net.setWeights(0, new float[classes]);
    net.setBiases(0, biases);
    return net;
  }

  private static Dataset rows(int rows, int classes, Random random) {
    int[] labels = random.ints(rows, 0, classes).map(k -> random.nextBoolean() ? 0 : k).toArray();
    return Dataset.ofClasses(new float[rows], 1, labels, classes);
  }

  /** Of z twice as large the best factor is half as large, but for the prior, which counts little beside 2,000 rows. */
  @Test
  void sureNetworksBecomeLessSure() {
    Dataset data = rows(2000, 3, new Random(5));
    double plain = Temperature.inverse(List.of(network(3, 1)), List.of(data));
    double sure = Temperature.inverse(List.of(network(3, 2)), List.of(data));
    assertEquals(plain, 2 * sure, 0.02 * plain);
    Dataset tripled = data.withWeights(filled(2000, 3));
    assertEquals(Temperature.inverse(List.of(network(3, 1), network(3, 1), network(3, 1)), List.of(data, data, data)),
        Temperature.inverse(List.of(network(3, 1)), List.of(tripled)), 1e-6, "a weight of 3 is three rows");
  }

  private static float[] filled(int rows, float value) {
    float[] weights = new float[rows];
    Arrays.fill(weights, value);
    return weights;
  }

  @Test
  void theFactorIsBetweenOneByEAndE() {
    int[] right = new int[5000];
    Dataset data = Dataset.ofClasses(new float[5000], 1, right, 2);
    assertEquals(Math.E, Temperature.inverse(List.of(network(2, 1)), List.of(data)), 1e-5, "all rows are right");
    assertEquals(1 / Math.E, Temperature.inverse(List.of(network(2, -1)), List.of(data)), 1e-5, "all rows are wrong");
    assertEquals(1 / Math.E, Temperature.inverse(List.of(network(2, -1e4f)), List.of(data)), 1e-5, "probabilities of 0");
    double few = Temperature.inverse(List.of(network(2, 1)), List.of(data.slice(0, 5)));
    assertTrue(few > 1 && few < 2, "five rows that are right: " + few);
  }

  /** Each second row has its class and its weight; the best factor is between the bounds, so that each row counts. */
  @Test
  void ofVeryManyProbabilitiesEachSecondRowIsTaken() {
    int classes = 1 << 12;
    Random random = new Random(6);
    float[] weights = new float[1030];
    for (int row = 0; row < weights.length; row++) {
      weights[row] = random.nextFloat();
    }
    Dataset data = rows(1030, classes, random).withWeights(weights);
    double factor = Temperature.inverse(List.of(network(classes, 0.001f)), List.of(data));
    assertTrue(factor > 0.5 && factor < 2, "the factor " + factor + " says nothing");
    assertEquals(Temperature.inverse(List.of(network(classes, 0.001f)), List.of(data.where(row -> row % 2 == 0))), factor);
  }
}
