package io.github.jinbei.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.EpochMetric;
import io.github.jinbei.Mlp;
import io.github.jinbei.data.Dataset;
import io.github.jinbei.internal.net.CounterRandom;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Weights of rows and classes in the training of estimators. */
@Timeout(60)
class EstimatorWeightsTest {

  private static final int ROWS = 90;
  private static final List<String> KINDS = List.of("plain", "short", "signal");
  private static final Table CLASSES = weighted(EasyTables.classes(ROWS, 7), row -> 0.25 * (row % 5));
  private static final Table PRICES = weighted(EasyTables.prices(ROWS, 7), row -> 0.25 * (row % 5));
  private static final Map<String, Double> BY_KIND = Map.of("short", 3.0, "signal", 0.7);

  private static Table weighted(Table table, IntToDoubleFunction weight) {
    return table.with(Column.numbers("w", IntStream.range(0, table.rows()).mapToDouble(weight).toArray()));
  }

  private static MlpClassifierBuilder small() {
    return MlpClassifier.builder().units(4).epochs(6).batchSize(16).folds(3).threads(1);
  }

  private static MlpRegressorBuilder regression() {
    return MlpRegressor.builder().units(4).epochs(6).batchSize(16).folds(3).threads(1);
  }

  private static void assertSame(MlpEstimator expected, MlpEstimator actual, String what) {
    assertEquals(expected.networks(), actual.networks(), what);
    for (int i = 0; i < expected.networks(); i++) {
      assertArrayEquals(expected.network(i).parameters(), actual.network(i).parameters(), what + ", network " + i);
    }
  }

  private static void assertDifferent(MlpEstimator one, MlpEstimator other) {
    assertFalse(Arrays.equals(one.network(0).parameters(), other.network(0).parameters()));
  }

  /** The weights by their definition: each times the factor of its class, divided by the mean of these products. */
  private static double[] expected(Table table, UnaryOperator<Map<String, Double>> byKind) {
    Map<String, Double> sums = new HashMap<>();
    for (int row = 0; row < ROWS; row++) {
      sums.merge(table.column("kind").text(row), table.column("w").number(row), Double::sum);
    }
    Map<String, Double> factors = byKind.apply(sums);
    double sum = 0;
    for (int row = 0; row < ROWS; row++) {
      sum += table.column("w").number(row) * factors.getOrDefault(table.column("kind").text(row), 1.0);
    }
    double[] weights = new double[ROWS];
    for (int row = 0; row < ROWS; row++) {
      double factor = factors.getOrDefault(table.column("kind").text(row), 1.0) / (sum / ROWS);
      weights[row] = table.column("w").number(row) * factor;
    }
    assertEquals(1, Arrays.stream(weights).average().orElseThrow(), 1e-14, "mean");
    return weights;
  }

  private static double[] balanced(Table table) {
    return expected(table, sums -> {
      sums.replaceAll((kind, sum) -> 1 / sum);
      return sums;
    });
  }

  /** Trained on all rows, so that each network is one of the recipe on a data set with the weights. */
  @Test
  void theNetworksAreTrainedWithTheProductsDividedByTheirMean() {
    assertTrained(small().weights("w"), expected(CLASSES, sums -> Map.of()));
    assertTrained(small().weights("w").classWeights(BY_KIND), expected(CLASSES, sums -> BY_KIND));
    assertTrained(small().weights("w").balanced(), balanced(CLASSES));
  }

  private static void assertTrained(MlpClassifierBuilder builder, double[] weights) {
    MlpClassifier model = builder.refit(true).calibrate(false).fit(CLASSES, "kind");
    int[] labels = ClassLabels.numbers(CLASSES.column("kind"), KINDS);
    float[] floats = new float[ROWS];
    for (int row = 0; row < ROWS; row++) {
      floats[row] = (float) weights[row];
    }
    Features features = model.features();
    Dataset data = Dataset.ofClasses(features.transform(CLASSES), features.inputs(), labels, 3).withWeights(floats);
    EstimatorSettings settings = builder.settings(0.1f, EpochMetric.LOSS, false, null);
    for (int i = 0; i < 3; i++) {
      long seed = new CounterRandom(0, 1L << 42).bits(3 + i);
      Mlp net = Recipe.network(Task.CLASSES, settings, features.inputs(), 3, seed);
      Recipe.trainer(Task.CLASSES, settings, net, ROWS, seed).build().fit(data, model.history().get(0).epochs().size());
      assertArrayEquals(net.parameters(), model.network(i).parameters(), "network " + i);
    }
  }

  /** By a plain loop over the rows of each fold: w·(-ln p) of the class, divided by the number of rows. */
  @Test
  void theValidationLossHasTheWeights() {
    MlpClassifier model = small().weights("w").balanced().epochs(1).calibrate(false).fit(CLASSES, "kind");
    double[] weights = balanced(CLASSES);
    int[] labels = ClassLabels.numbers(CLASSES.column("kind"), KINDS);
    Folds folds = Folds.ofClasses(labels, 3, 3, 0);
    float[] x = model.features().transform(CLASSES);
    for (int i = 0; i < 3; i++) {
      float[] p = model.network(i).predict(x);
      double sum = 0;
      int rows = 0;
      for (int row = 0; row < ROWS; row++) {
        sum -= folds.validates(i, row) ? weights[row] * Math.log(p[3 * row + labels[row]]) : 0;
        rows += folds.validates(i, row) ? 1 : 0;
      }
      assertEquals(sum / rows, model.history().get(i).last().validation().loss(), 1e-5, "network " + i);
    }
  }

  /** The quotients of weights and their mean are the same to the last bit if all are multiplied by a power of 2. */
  @Test
  void theScaleOfTheWeightsHasNoEffect() {
    for (double factor : new double[] {2, 0.5, 0x1p300, 0x1p-300}) {
      Table scaled = weighted(CLASSES, row -> factor * 0.25 * (row % 5));
      assertSame(small().weights("w").fit(CLASSES, "kind"), small().weights("w").fit(scaled, "kind"), "times " + factor);
      assertSame(small().weights("w").balanced().fit(CLASSES, "kind"), small().weights("w").balanced().fit(scaled, "kind"),
          "balanced, times " + factor);
      assertSame(regression().weights("w").fit(PRICES, "price"),
          regression().weights("w").fit(weighted(PRICES, row -> factor * 0.25 * (row % 5)), "price"), "times " + factor);
    }
  }

  @Test
  void weightsOf1ChangeNoBit() {
    MlpClassifier none = small().fit(CLASSES.drop("w"), "kind");
    Table ones = weighted(CLASSES, row -> 1);
    assertSame(none, small().weights("w").fit(ones, "kind"), "weights of 1");
    assertSame(none, small().classWeights(Map.of("plain", 1.0, "signal", 1.0)).fit(CLASSES.drop("w"), "kind"),
        "class weights of 1");
    assertSame(none, small().classWeights(Map.of()).fit(CLASSES.drop("w"), "kind"), "no class weights");
    assertSame(regression().fit(PRICES.drop("w"), "price"),
        regression().weights("w").fit(weighted(PRICES, row -> 1), "price"), "of a regression");
    assertDifferent(none, small().weights("w").fit(CLASSES, "kind"));
    assertDifferent(none, small().balanced().fit(CLASSES.drop("w"), "kind"));
  }

  /** Balancing is weighting by the reciprocal number of rows, or sum of weights. */
  @Test
  void theLaterOfBalancedAndClassWeightsCounts() {
    Map<String, Double> reciprocals = new HashMap<>();
    Table plain = CLASSES.drop("w");
    for (int row = 0; row < ROWS; row++) {
      reciprocals.merge(plain.column("kind").text(row), 1.0, Double::sum);
    }
    reciprocals.replaceAll((kind, count) -> 1 / count);
    MlpClassifier balanced = small().balanced().fit(plain, "kind");
    assertSame(balanced, small().classWeights(reciprocals).fit(plain, "kind"), "reciprocal counts");
    assertSame(balanced, small().classWeights(BY_KIND).balanced().fit(plain, "kind"), "balanced replaces");
    assertSame(small().classWeights(BY_KIND).fit(plain, "kind"),
        small().balanced().classWeights(BY_KIND).fit(plain, "kind"), "class weights replace");
    assertSame(small().fit(plain, "kind"), small().balanced().classWeights(Map.of()).fit(plain, "kind"), "none replace");
  }

  @Test
  void theBuilderKeepsNoMapOfTheCaller() {
    Map<String, Double> weights = new HashMap<>(BY_KIND);
    MlpClassifierBuilder builder = small().classWeights(weights);
    weights.put("short", 100.0);
    assertSame(small().classWeights(BY_KIND).fit(CLASSES, "kind"), builder.fit(CLASSES, "kind"), "a copy");
  }

  /** Two normal distributions whose means are 2 apart; one row of 20 is of the rare class. */
  private static Table rare(int rows, long seed) {
    Random random = new Random(seed);
    double[] x = new double[rows];
    String[] kind = new String[rows];
    for (int row = 0; row < rows; row++) {
      kind[row] = row % 20 == 0 ? "rare" : "usual";
      x[row] = random.nextGaussian() + (row % 20 == 0 ? 2 : 0);
    }
    return Table.of(Column.numbers("x", x), Column.texts("kind", kind));
  }

  private static double recall(MlpClassifier model, Table table, String kind) {
    String[] predicted = model.predict(table);
    int of = 0;
    int found = 0;
    for (int row = 0; row < predicted.length; row++) {
      boolean is = table.column("kind").text(row).equals(kind);
      of += is ? 1 : 0;
      found += is && predicted[row].equals(kind) ? 1 : 0;
    }
    return (double) found / of;
  }

  /** With equal priors the boundary is half-way: both recalls are Φ(1) = 0.84. Without, that of the rare class is Φ(-0.47). */
  @Test
  void balancedClassesHaveSimilarRecalls() {
    Table train = rare(2000, 1);
    Table test = rare(4000, 2);
    MlpClassifierBuilder builder = MlpClassifier.builder().units().epochs(30).batchSize(32).folds(2).threads(1);
    MlpClassifier plain = builder.fit(train, "kind");
    assertTrue(recall(plain, test, "rare") < 0.5, "without: " + recall(plain, test, "rare"));
    MlpClassifier balanced = builder.balanced().fit(train, "kind");
    assertEquals(0.84, recall(balanced, test, "rare"), 0.1, "rare");
    assertEquals(0.84, recall(balanced, test, "usual"), 0.1, "usual");
    double before = recall(plain, test, "rare") + recall(plain, test, "usual");
    double after = recall(balanced, test, "rare") + recall(balanced, test, "usual");
    assertTrue(after - before > 0.2, "twice the balanced accuracy: " + before + ", " + after);
  }

  /** Of targets that inputs say nothing of, a regression learns the weighted mean. */
  @Test
  void aRegressionLearnsTheWeightedMean() {
    Random random = new Random(4);
    Table table = Table.of(Column.numbers("x", random.doubles(400).toArray()),
        Column.numbers("y", IntStream.range(0, 400).mapToDouble(row -> row % 2).toArray()));
    for (double weight : new double[] {1, 9}) {
      MlpRegressor model = regression().units().weights("w").epochs(40)
          .fit(weighted(table, row -> row % 2 == 0 ? 1 : weight), "y");
      double mean = Arrays.stream(model.predict(table)).average().orElseThrow();
      assertEquals(weight / (1 + weight), mean, 0.05);
    }
  }

  /** Features without scaling are learned of nothing, so that rows of weight 0 have no effect at all. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void rowsOfWeight0HaveNoEffect(boolean refit) {
    Table table = CLASSES.select("length", "kind", "w");
    double[] other = new double[ROWS];
    for (int row = 0; row < ROWS; row++) {
      other[row] = row % 5 == 0 ? -40 : table.column("length").number(row);
    }
    Table changed = table.with(Column.numbers("length", other));
    MlpClassifierBuilder builder = small().refit(refit).weights("w").features(new FeatureOptions(Scaling.NONE, 10));
    MlpClassifier one = builder.fit(table, "kind");
    MlpClassifier two = builder.fit(changed, "kind");
    assertArrayEquals(one.probabilities(table), two.probabilities(table));
    assertDifferent(small().refit(refit).features(new FeatureOptions(Scaling.NONE, 10)).fit(table.drop("w"), "kind"), one);
  }

  @Test
  void theColumnOfWeightsIsNoInput() {
    MlpClassifier model = small().weights("w").fit(CLASSES, "kind");
    assertEquals(List.of("length", "width", "colour"), model.features().columns());
    assertEquals(Optional.of("w"), model.weights());
    assertEquals(Optional.empty(), small().fit(CLASSES, "kind").weights());
    assertArrayEquals(model.predict(CLASSES), model.predict(CLASSES.drop("w")));
    double[][] x = {{1, 1}, {2, 3}, {7, 1}, {8, 0}};
    assertEquals(List.of("x0"), small().weights("x1").fit(x, new int[] {1, 1, 2, 2}).features().columns());
  }

  /** A row of weight 2 counts as two rows, and one of weight 0 not at all. */
  @Test
  void answersHaveTheWeightsOfTheTable() {
    MlpClassifier classifier = small().weights("w").fit(CLASSES, "kind");
    MlpRegressor regressor = regression().weights("w").fit(PRICES, "price");
    double[] weights = IntStream.range(0, ROWS).mapToDouble(row -> row % 3).toArray();
    int[] repeated = IntStream.range(0, ROWS).flatMap(row -> IntStream.generate(() -> row).limit(row % 3)).toArray();
    Column ofRows = Column.numbers("w", weights);
    assertArrayEquals(weights, classifier.answers(CLASSES.with(ofRows)).weights());
    assertEquals(0, classifier.answers(CLASSES.drop("w")).weights().length);
    assertEquals(0, small().fit(CLASSES, "kind").answers(CLASSES).weights().length);
    assertEquals(classifier.score(CLASSES.drop("w").rows(repeated)), classifier.score(CLASSES.with(ofRows)), 1e-12);
    assertEquals(regressor.score(PRICES.drop("w").rows(repeated)), regressor.score(PRICES.with(ofRows)), 1e-12);
    CrossValidation folds = CrossValidation.of(small().weights("w"), CLASSES, "kind", 3);
    assertArrayEquals(classifier.weights(CLASSES), folds.answers().weights());
  }

  @Test
  void wrongWeightsAreNamed() {
    for (double bad : new double[] {-1, -Double.MIN_VALUE}) {
      assertMessage("the weight \"w\" is " + Column.textOf(bad) + " in row 4; expected a number of at least 0",
          () -> small().weights("w").fit(weighted(CLASSES, row -> row == 4 ? bad : 1), "kind"));
    }
    assertMessage("the weight \"w\" is missing in row 4; expected a value in every row",
        () -> small().weights("w").fit(weighted(CLASSES, row -> row == 4 ? Double.NaN : 1), "kind"));
    assertMessage("the weights \"w\" add up to 0.0; expected a finite sum above 0, by which each weight can be divided",
        () -> small().weights("w").fit(weighted(CLASSES, row -> 0), "kind"));
    assertMessage("the weights \"w\" add up to Infinity; expected a finite sum above 0, by which each weight can be divided",
        () -> regression().weights("w").fit(weighted(PRICES, row -> 1e308), "price"));
    assertMessage("the class weights of all rows add up to 0.0; expected a finite sum above 0, by which each weight can be "
        + "divided",
        () -> small().classWeights(Map.of("plain", 0.0, "short", 0.0, "signal", 0.0)).fit(CLASSES, "kind"));
    assertMessage("the weights of the class \"short\" add up to 0.0; expected a finite sum above 0, so that the classes can be "
        + "balanced", () -> small().weights("w").balanced()
            .fit(weighted(CLASSES, row -> CLASSES.column("kind").text(row).equals("short") ? 0 : 1), "kind"));
    assertMessage("the weights \"colour\" have texts, for example \"" + CLASSES.column("colour").text(0)
        + "\"; expected numbers", () -> small().weights("colour").fit(CLASSES, "kind"));
    assertMessage("weights = \"kind\", the target; expected another column",
        () -> small().weights("kind").fit(CLASSES, "kind"));
    assertMessage("table = a table without columns other than the target \"kind\" and the weights \"w\"; expected at least one "
        + "input", () -> small().weights("w").fit(CLASSES.select("kind", "w"), "kind"));
    assertTrue(assertThrows(IllegalArgumentException.class, () -> small().weights("v").fit(CLASSES, "kind")).getMessage()
        .startsWith("name = \"v\"; expected one of the columns"));
    assertMessage("classWeights has \"long\", which is no class; expected some of \"plain\", \"short\", \"signal\"",
        () -> small().classWeights(Map.of("long", 2.0)).fit(CLASSES, "kind"));
    assertMessage("weights[\"short\"] = -1.0; expected a finite number of at least 0",
        () -> small().classWeights(Map.of("short", -1.0)));
    assertMessage("weights[\"short\"] = NaN; expected a finite number of at least 0",
        () -> small().classWeights(Map.of("short", Double.NaN)));
  }

  @Test
  void nullArgumentsAreNamed() {
    Map<String, Double> noWeight = new HashMap<>();
    noWeight.put("short", null);
    Map<String, Double> noName = new HashMap<>();
    noName.put(null, 1.0);
    assertNull("column", () -> small().weights(null));
    assertNull("weights", () -> small().classWeights(null));
    assertNull("weights[\"short\"]", () -> small().classWeights(noWeight));
    assertNull("a name of weights", () -> small().classWeights(noName));
  }

  private static void assertNull(String expected, Executable call) {
    assertEquals(expected, assertThrows(NullPointerException.class, call).getMessage());
  }

  private static void assertMessage(String expected, Executable call) {
    assertEquals(expected, assertThrows(IllegalArgumentException.class, call).getMessage());
  }
}
