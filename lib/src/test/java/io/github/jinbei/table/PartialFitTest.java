package io.github.jinbei.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.Mlp;
import io.github.jinbei.NonFiniteLossException;
import io.github.jinbei.Trainer;
import io.github.jinbei.data.Dataset;
import io.github.jinbei.format.SafeTensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Online learning: steps on new rows that follow the first training. */
@Timeout(60)
class PartialFitTest {

  private static final Table FIRST = weighted(EasyTables.of(120, 1));
  private static final Table NEW = weighted(EasyTables.of(700, 2));
  private static final float RATE = 0.3f;

  private static final MlpClassifier PLAIN = small().fit(FIRST.drop("price", "w"), "kind");
  private static final MlpClassifier CLASSIFIER =
      small().weights("w").classWeights(Map.of("short", 3.0)).dropout(0.25f).fit(FIRST.drop("price"), "kind");
  private static final MlpRegressor REGRESSOR =
      MlpRegressor.builder().units(6, 5).epochs(6).batchSize(16).folds(2).threads(1).weights("w")
          .fit(FIRST.drop("kind"), "price");

  @TempDir
  private Path folder;

  private static Table weighted(Table table) {
    return table.with(Column.numbers("w", IntStream.range(0, table.rows()).mapToDouble(row -> 0.5 + row % 3).toArray()));
  }

  private static MlpClassifierBuilder small() {
    return MlpClassifier.builder().units(6, 5).epochs(6).batchSize(16).folds(2).threads(1);
  }

  private static Table rows(int from, int to) {
    return NEW.rows(IntStream.range(from, to).toArray());
  }

  private static void assertSameBits(MlpEstimator expected, MlpEstimator actual, String what) {
    assertEquals(expected.rows(), actual.rows(), what);
    for (int i = 0; i < expected.networks(); i++) {
      assertArrayEquals(expected.network(i).parameters(), actual.network(i).parameters(), what + ", network " + i);
    }
  }

  private static boolean haveSameBits(MlpEstimator one, MlpEstimator other) {
    return Arrays.equals(one.network(0).parameters(), other.network(0).parameters());
  }

  private static Dataset data(MlpClassifier model, Table rows) {
    return Dataset.ofClasses(model.features().transform(rows), model.features().inputs(),
        ClassLabels.numbers(rows.column("kind"), model.classes()), model.classes().size());
  }

  /** w ← w - r·g/n for each batch of 256 rows, with the gradients of a trainer, as a plain loop over the parameters. */
  private static float[] descended(Mlp net, Dataset all) {
    for (int from = 0; from < all.rows(); from += 256) {
      int n = Math.min(256, all.rows() - from);
      float[] parameters = net.parameters();
      try (Trainer trainer = Trainer.builder(net).build()) {
        float[] sum = trainer.gradient(all.slice(from, from + n), 0).sum();
        float[] rates = rates(net);
        for (int j = 0; j < parameters.length; j++) {
          parameters[j] = Math.fma(-rates[j], sum[j] * (1f / n), parameters[j]);
        }
      }
      net.setParameters(parameters);
    }
    return net.parameters();
  }

  /** The rates of the parameters: of the factors of the inputs, then of the weights and the biases of each layer. */
  private static float[] rates(Mlp net) {
    float[] rates = new float[net.parameterCount()];
    int at = net.inputs();
    Arrays.fill(rates, 0, at, RATE);
    for (int layer = 0; layer < net.layers(); layer++) {
      int in = layer == 0 ? net.inputs() : net.units(layer - 1);
      Arrays.fill(rates, at, at + in * net.units(layer), RATE * (1f / in));
      at += in * net.units(layer);
      Arrays.fill(rates, at, at + net.units(layer), RATE * 0.1f);
      at += net.units(layer);
    }
    assertEquals(rates.length, at);
    return rates;
  }

  @Test
  void eachBatchIsAStepOfPlainGradientDescent() {
    MlpClassifier after = PLAIN.partialFit(NEW, RATE);
    for (int i = 0; i < PLAIN.networks(); i++) {
      assertArrayEquals(descended(PLAIN.network(i), data(PLAIN, NEW)), after.network(i).parameters(), "network " + i);
    }
  }

  /** The weights are divided by the mean of the first training, not by that of the new rows. Labels are not smoothed. */
  @Test
  void theWeightsHaveTheFactorsOfTheFirstTraining() {
    MlpClassifier model = small().weights("w").classWeights(Map.of("short", 3.0)).labelSmoothing(0.2f)
        .fit(FIRST.drop("price"), "kind");
    double sum = 0;
    for (int row = 0; row < FIRST.rows(); row++) {
      sum += FIRST.column("w").number(row) * (FIRST.column("kind").text(row).equals("short") ? 3 : 1);
    }
    float[] weights = new float[700];
    for (int row = 0; row < 700; row++) {
      double factor = (NEW.column("kind").text(row).equals("short") ? 3 : 1) / (sum / FIRST.rows());
      weights[row] = (float) (NEW.column("w").number(row) * factor);
    }
    MlpClassifier after = model.partialFit(NEW, RATE);
    for (int i = 0; i < model.networks(); i++) {
      assertArrayEquals(descended(model.network(i), data(model, NEW).withWeights(weights)), after.network(i).parameters(),
          "network " + i);
    }
  }

  /** Of two networks that are equal, each has dropout of its own, so that they do not stay equal. */
  @Test
  void eachNetworkHasItsOwnDropout() {
    Fitted twins = new Fitted(CLASSIFIER.features(), "kind", List.of(CLASSIFIER.network(0), CLASSIFIER.network(0)),
        CLASSIFIER.history(), List.of(), CLASSIFIER.rows(), CLASSIFIER.seed(), Weighting.NONE);
    List<Mlp> after = OnlineUpdate.of(twins, data(CLASSIFIER, NEW), RATE).networks();
    assertFalse(Arrays.equals(after.get(0).parameters(), after.get(1).parameters()));
  }

  /** Also with dropout, whose masks depend on the number of rows before a batch. */
  @Test
  void piecesOfAMultipleOf256RowsGiveTheBitsOfAllRows() {
    for (MlpEstimator model : List.of(PLAIN, CLASSIFIER, REGRESSOR)) {
      MlpEstimator all = model.partialFit(NEW, RATE);
      assertEquals(820, all.rows());
      for (int cut : new int[] {256, 512}) {
        assertSameBits(all, model.partialFit(rows(0, cut), RATE).partialFit(rows(cut, 700), RATE), "cut at " + cut);
      }
      assertSameBits(all, model.partialFit(rows(0, 256), RATE).partialFit(rows(256, 512), RATE)
          .partialFit(rows(512, 700), RATE), "three pieces");
      assertFalse(haveSameBits(all, model.partialFit(rows(0, 300), RATE).partialFit(rows(300, 700), RATE)), "other batches");
    }
  }

  @Test
  void aLoadedEstimatorGoesOnWithTheSameBits() throws IOException {
    Path file = folder.resolve("model.safetensors");
    MlpClassifier ofClassWeights = small().balanced().fit(FIRST.drop("price", "w"), "kind");
    for (MlpEstimator model : List.of(PLAIN, CLASSIFIER, REGRESSOR, ofClassWeights)) {
      MlpEstimator begun = model.partialFit(rows(0, 256), RATE);
      begun.save(file);
      MlpEstimator loaded = MlpEstimator.read(SafeTensors.read(file));
      assertEquals(model.weights(), loaded.weights());
      assertSameBits(begun.partialFit(rows(256, 700), RATE), loaded.partialFit(rows(256, 700), RATE), "loaded");
    }
  }

  @Test
  void theEstimatorItselfDoesNotChange() {
    double[][] before = CLASSIFIER.probabilities(NEW);
    MlpClassifier after = CLASSIFIER.partialFit(NEW, RATE);
    assertArrayEquals(before, CLASSIFIER.probabilities(NEW));
    assertEquals(120, CLASSIFIER.rows());
    assertEquals(820, after.rows());
    assertFalse(haveSameBits(CLASSIFIER, after));
    assertFalse(Arrays.equals(after.network(0).parameters(), after.network(1).parameters()));
    assertEquals(CLASSIFIER.classes(), after.classes());
    assertEquals(CLASSIFIER.history(), after.history());
    assertEquals(CLASSIFIER.seed(), after.seed());
    assertEquals(CLASSIFIER.target(), after.target());
    assertEquals(CLASSIFIER.weights(), after.weights());
    assertSame(CLASSIFIER.features(), after.features());
    assertEquals(Integer.MAX_VALUE, new MlpClassifier(new Fitted(PLAIN.features(), "kind", PLAIN.fitted().networks(), List.of(),
        List.of(), Integer.MAX_VALUE - 1, 0, Weighting.NONE), PLAIN.classes()).partialFit(rows(0, 600), RATE).rows());
  }

  /** The error of each network falls, not always that of their mean. */
  @Test
  void oneRowIsEnough() {
    assertEquals(121, PLAIN.partialFit(rows(3, 4), RATE).rows());
    MlpRegressor after = REGRESSOR.partialFit(rows(3, 4), 0.01f);
    float[] x = REGRESSOR.features().transform(rows(3, 4));
    float z = REGRESSOR.scale().standardised(NEW.column("price"))[3];
    for (int i = 0; i < REGRESSOR.networks(); i++) {
      float before = Math.abs(REGRESSOR.network(i).predict(x)[0] - z);
      float now = Math.abs(after.network(i).predict(x)[0] - z);
      assertTrue(now < before, "error of network " + i + " before: " + before + ", after: " + now);
    }
  }

  /** y = 3x that becomes y = -3x, little by little; each piece is predicted before it is learned from. */
  @Test
  void aRegressionFollowsADrift() {
    Random random = new Random(8);
    MlpRegressor still = MlpRegressor.builder().units(32).epochs(40).folds(1).threads(1).fit(line(random, 500, 3), "y");
    MlpRegressor moving = still;
    double ofStill = 0;
    double ofMoving = 0;
    for (int piece = 0; piece < 100; piece++) {
      Table rows = line(random, 64, Math.max(-3, 3 - 0.1 * piece));
      if (piece >= 50) {
        ofStill += 1 - still.score(rows);
        ofMoving += 1 - moving.score(rows);
      }
      moving = moving.partialFit(rows, RATE);
    }
    assertTrue(ofMoving < 0.1 * ofStill, "shares of the variance that are left: " + ofMoving + ", " + ofStill);
    assertTrue(ofMoving < 0.1 * 50, "of each piece: " + ofMoving / 50);
  }

  private static Table line(Random random, int rows, double slope) {
    double[] x = random.doubles(rows, -1, 1).toArray();
    return Table.of(Column.numbers("x", x),
        Column.numbers("y", Arrays.stream(x).map(v -> slope * v + 0.1 * random.nextGaussian()).toArray()));
  }

  /** The boundary between two classes moves from 0 to 1. */
  @Test
  void aClassifierFollowsADrift() {
    Random random = new Random(9);
    MlpClassifier still = MlpClassifier.builder().units(32).epochs(40).folds(1).threads(1).fit(sides(random, 500, 0), "side");
    MlpClassifier moving = still;
    double ofStill = 0;
    double ofMoving = 0;
    for (int piece = 0; piece < 100; piece++) {
      Table rows = sides(random, 64, Math.min(1, 0.02 * piece));
      if (piece >= 50) {
        ofStill += still.score(rows);
        ofMoving += moving.score(rows);
      }
      moving = moving.partialFit(rows, RATE);
    }
    assertTrue(ofStill < 0.85 * 50 && ofMoving > 0.92 * 50, "accuracies " + ofStill / 50 + ", " + ofMoving / 50);
  }

  private static Table sides(Random random, int rows, double boundary) {
    double[] x = random.doubles(rows, -2, 2).toArray();
    return Table.of(Column.numbers("x", x),
        Column.texts("side", Arrays.stream(x).mapToObj(v -> v < boundary ? "left" : "right").toArray(String[]::new)));
  }

  @Test
  void anUpdateThatIsNotFiniteChangesNothing() {
    double[] before = REGRESSOR.predict(NEW);
    assertThrows(NonFiniteLossException.class, () -> REGRESSOR.partialFit(NEW, 1e30f));
    assertThrows(NonFiniteLossException.class, () -> REGRESSOR.partialFit(rows(0, 100), 1e30f), "in a single step");
    assertArrayEquals(before, REGRESSOR.predict(NEW));
    assertEquals(120, REGRESSOR.rows());
  }

  @Test
  void wrongRowsAreNamed() {
    String[] kinds = new String[700];
    Arrays.fill(kinds, "plain");
    kinds[5] = "long";
    assertMessage("the target \"kind\" is \"long\" in row 5; expected one of the classes \"plain\", \"short\", \"signal\"",
        () -> PLAIN.partialFit(NEW.with(Column.texts("kind", kinds)), RATE));
    kinds[5] = null;
    assertMessage("the target \"kind\" is missing in row 5; expected a value in every row",
        () -> PLAIN.partialFit(NEW.with(Column.texts("kind", kinds)), RATE));
    String[] plain = new String[700];
    Arrays.fill(plain, "plain");
    double[] weights = new double[700];
    weights[6] = -2;
    assertMessage("the weight \"w\" is -2 in row 6; expected a number of at least 0",
        () -> REGRESSOR.partialFit(NEW.with(Column.numbers("w", weights)), RATE));
    assertMessage("the target \"price\" has texts, for example \"plain\"; expected numbers (an MlpClassifier predicts texts)",
        () -> REGRESSOR.partialFit(NEW.with(Column.texts("price", plain)), RATE));
    for (float rate : new float[] {0, -1, Float.NaN, Float.POSITIVE_INFINITY}) {
      assertMessage("rate = " + rate + "; expected a finite number above 0", () -> PLAIN.partialFit(NEW, rate));
    }
    for (String column : new String[] {"w", "price", "length"}) {
      String message = assertThrows(IllegalArgumentException.class, () -> REGRESSOR.partialFit(NEW.drop(column), RATE))
          .getMessage();
      assertTrue(message.contains("\"" + column + "\""), message);
    }
    double[] threes = new double[120];
    Arrays.fill(threes, 3);
    MlpRegressor constant = MlpRegressor.builder().units(4).epochs(2)
        .fit(FIRST.select("length", "price").with(Column.numbers("price", threes)), "price");
    assertMessage("the target \"price\" was 3.0 in all rows of the first training; expected rows that differ, so that targets "
        + "have a scale", () -> constant.partialFit(NEW, RATE));
    assertEquals("rows", assertThrows(NullPointerException.class, () -> PLAIN.partialFit(null, RATE)).getMessage());
    assertEquals("rows", assertThrows(NullPointerException.class, () -> REGRESSOR.partialFit(null, RATE)).getMessage());
  }

  private static void assertMessage(String expected, Executable call) {
    assertEquals(expected, assertThrows(IllegalArgumentException.class, call).getMessage());
  }
}
