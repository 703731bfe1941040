package io.github.jinbei.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.Activation;
import io.github.jinbei.Mlp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class MlpClassifierTest {

  private static final Table TRAIN = EasyTables.classes(300, 1);
  private static final Table TEST = EasyTables.classes(200, 2);

  /** Rows of two numbers, the first one the class times 10 or so. */
  private static final double[][] X = {{0, 5}, {1, 4}, {0.5, Double.NaN}, {10, 5}, {11, 4}, {10.5, 6}, {20, 5}, {21, 4},
      {19, 6}};
  private static final int[] LABELS = {7, 7, 7, 8, 8, 8, -1, -1, -1};

  private static final MlpClassifier MODEL = small().fit(TRAIN, "kind");

  private static MlpClassifierBuilder small() {
    return MlpClassifier.builder().units(16).epochs(30).batchSize(32).folds(3).threads(1);
  }

  @Test
  void itLearnsAnEasyTable() {
    assertEquals(List.of("plain", "short", "signal"), MODEL.classes());
    assertEquals(List.of("length", "width", "colour"), MODEL.features().columns());
    assertEquals("kind", MODEL.target());
    assertEquals(3, MODEL.networks());
    assertEquals(300, MODEL.rows());
    assertEquals(0, MODEL.seed());
    double score = MODEL.score(TEST);
    assertTrue(score >= 0.93, "accuracy " + score);
  }

  @Test
  void probabilitiesAreTheMeanOfTheNetworks() {
    float[] in = MODEL.features().transform(TEST);
    double[][] expected = new double[TEST.rows()][3];
    for (int i = 0; i < MODEL.networks(); i++) {
      float[] out = new float[TEST.rows() * 3];
      MODEL.network(i).predict(in, 0, TEST.rows(), out, 0);
      for (int j = 0; j < out.length; j++) {
        expected[j / 3][j % 3] += out[j];
      }
    }
    double[][] actual = MODEL.probabilities(TEST);
    for (int row = 0; row < expected.length; row++) {
      assertArrayEquals(Arrays.stream(expected[row]).map(sum -> sum / 3).toArray(), actual[row], "row " + row);
      assertEquals(1, Arrays.stream(actual[row]).sum(), 1e-6, "row " + row);
    }
  }

  @Test
  void theMostProbableClassIsPredictedAndOfEqualOnesTheFirst() {
    String[] predicted = MODEL.predict(TEST);
    double[][] probabilities = MODEL.probabilities(TEST);
    for (int row = 0; row < predicted.length; row++) {
      double[] p = probabilities[row];
      assertEquals(Arrays.stream(p).max().orElseThrow(), p[MODEL.classes().indexOf(predicted[row])], "row " + row);
    }
    // Untrained networks: the last layer is 0, so that all classes are equally probable.
    Mlp net = Recipe.network(Task.CLASSES, small().settings(0, null, false, null), MODEL.features().inputs(), 3, 1);
    Fitted untrained = new Fitted(MODEL.features(), "kind", List.of(net), List.of(), List.of(), 1, 0,
        Weighting.NONE);
    MlpClassifier equal = new MlpClassifier(untrained, MODEL.classes());
    assertEquals("plain", equal.predict(TEST)[5]);
    assertArrayEquals(new double[] {1 / 3f, 1 / 3f, 1 / 3f}, equal.probabilities(TEST)[5], 1e-7);
  }

  @Test
  void aRowByNamesIsTheRowOfATable() {
    double[][] probabilities = MODEL.probabilities(TEST);
    String[] predicted = MODEL.predict(TEST);
    for (int row = 0; row < 30; row++) {
      Map<String, Object> values = new HashMap<>();
      Double width = TEST.column("width").number(row);
      values.put("colour", TEST.column("colour").text(row));
      values.put("width", width.isNaN() ? null : width);
      values.put("length", TEST.column("length").number(row));
      values.put("further", "ignored");
      assertArrayEquals(probabilities[row], MODEL.probabilities(values), "row " + row);
      assertEquals(predicted[row], MODEL.predict(values), "row " + row);
    }
  }

  @Test
  void arraysAreTablesOfNumbers() {
    MlpClassifier model = small().batchSize(4).fit(X, LABELS);
    assertEquals(List.of("-1", "7", "8"), model.classes());
    assertEquals(List.of("x0", "x1"), model.features().columns());
    double[] labels = Arrays.stream(LABELS).asDoubleStream().toArray();
    String[] texts = Arrays.stream(LABELS).mapToObj(Integer::toString).toArray(String[]::new);
    float[][] floats = new float[X.length][2];
    for (int i = 0; i < X.length; i++) {
      floats[i] = new float[] {(float) X[i][0], (float) X[i][1]};
    }
    Table table = Table.ofRows(X);
    List<MlpClassifier> same = List.of(small().batchSize(4).fit(X, texts), small().batchSize(4).fit(floats, LABELS),
        small().batchSize(4).fit(floats, texts),
        small().batchSize(4).fit(table.with(Column.numbers("label", labels)), "label"));
    for (int i = 0; i < X.length; i++) {
      double[] expected = model.probabilities(table)[i];
      assertArrayEquals(expected, model.probabilities(X[i]), "row " + i);
      assertEquals(model.predict(table)[i], model.predict(X[i]), "row " + i);
      for (MlpClassifier other : same) {
        assertArrayEquals(expected, other.probabilities(X[i]), "row " + i);
      }
    }
  }

  @Test
  void twoClassesHaveTwoProbabilities() {
    String[] labels = new String[TRAIN.rows()];
    for (int row = 0; row < labels.length; row++) {
      labels[row] = TRAIN.column("length").number(row) > 10 ? "yes" : "no";
    }
    Table two = TRAIN.drop("kind").with(Column.texts("long", labels));
    MlpClassifier binary = small().fit(two, "long");
    assertEquals(List.of("no", "yes"), binary.classes());
    assertEquals(2, binary.network(0).outputs());
    assertEquals(2, binary.probabilities(two)[0].length);
    assertTrue(binary.score(two) > 0.9, "accuracy " + binary.score(two));
  }

  @Test
  void aSingleNetworkOfNoHiddenLayerIsALinearModel() {
    MlpClassifier model = MlpClassifier.builder().units().folds(1).epochs(30).batchSize(16).fit(TRAIN, "kind");
    assertEquals(1, model.network(0).layers());
    assertTrue(model.score(TEST) > 0.6, "accuracy " + model.score(TEST));
  }

  @Test
  void aModelDoesNotChange() {
    double[][] before = MODEL.probabilities(TEST);
    Mlp net = MODEL.network(1);
    net.setParameters(new float[net.parameterCount()]);
    assertArrayEquals(before, MODEL.probabilities(TEST));
    assertThrows(UnsupportedOperationException.class, () -> MODEL.classes().set(0, "x"));
    assertThrows(UnsupportedOperationException.class, () -> MODEL.history().clear());
    assertThrows(IndexOutOfBoundsException.class, () -> MODEL.network(3));
  }

  @Test
  void threadsShareAModel() throws Exception {
    double[][] expected = MODEL.probabilities(TEST);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<double[][]>> results = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        results.add(threads.submit((Callable<double[][]>) () -> MODEL.probabilities(TEST)));
      }
      for (Future<double[][]> result : results) {
        assertArrayEquals(expected, result.get());
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void unknownClassesOfAScoredTableAreWrong() {
    String[] labels = new String[TEST.rows()];
    Arrays.fill(labels, "unknown");
    assertEquals(0, MODEL.score(TEST.with(Column.texts("kind", labels))));
    assertEquals(1, MODEL.score(TEST.with(Column.texts("kind", MODEL.predict(TEST)))));
  }

  @Test
  void wrongTablesAreNamed() {
    String[] kinds = new String[TRAIN.rows()];
    Arrays.fill(kinds, "plain");
    assertMessage("the target \"kind\" is \"plain\" in all of 300 rows; expected at least two classes",
        () -> small().fit(TRAIN.with(Column.texts("kind", kinds)), "kind"));
    kinds[4] = null;
    assertMessage("the target \"kind\" is missing in row 4; expected a value in every row",
        () -> small().fit(TRAIN.with(Column.texts("kind", kinds)), "kind"));
    assertMessage("the target \"kind\" is missing in row 4; expected a value in every row",
        () -> MODEL.score(TRAIN.with(Column.texts("kind", kinds))));
    assertMessage("table = a table of 1 row; expected at least 2", () -> small().fit(TRAIN.rows(new int[] {3}), "kind"));
    assertMessage("table = a table without columns other than the target \"kind\"; expected at least one input",
        () -> small().fit(TRAIN.select("kind"), "kind"));
    assertMessage("labels.length = 2; expected 9, one for each row of x", () -> small().fit(X, new int[] {1, 2}));
    for (Throwable e : List.of(
        assertThrows(IllegalArgumentException.class, () -> small().fit(TRAIN, "sort")),
        assertThrows(IllegalArgumentException.class, () -> MODEL.score(TEST.drop("kind"))),
        assertThrows(IllegalArgumentException.class, () -> MODEL.predict(TEST.drop("width"))),
        assertThrows(IllegalArgumentException.class, () -> MODEL.predict(Map.of("width", 3))),
        assertThrows(IllegalArgumentException.class, () -> MODEL.predict(new double[3])))) {
      assertTrue(e.getMessage().matches(".*\\b(sort|kind|width|length|colour)\\b.*"), e.getMessage());
    }
  }

  @Test
  void nullArgumentsAreNamed() {
    Map<String, Object> noRow = null;
    assertNull("table", () -> small().fit(null, "kind"));
    assertNull("target", () -> small().fit(TRAIN, null));
    assertNull("x", () -> small().fit((double[][]) null, LABELS));
    assertNull("x", () -> small().fit((float[][]) null, LABELS));
    assertNull("labels", () -> small().fit(X, (int[]) null));
    assertNull("labels", () -> small().fit(X, (String[]) null));
    assertNull("perLayer", () -> small().units((int[]) null));
    assertNull("activation", () -> small().activation(null));
    assertNull("options", () -> small().features(null));
    assertNull("listener", () -> small().listener(null));
    assertNull("table", () -> MODEL.predict((Table) null));
    assertNull("table", () -> MODEL.probabilities((Table) null));
    assertNull("table", () -> MODEL.score(null));
    assertNull("row", () -> MODEL.predict((double[]) null));
    assertNull("row", () -> MODEL.predict(noRow));
    assertNull("row", () -> MODEL.probabilities(noRow));
    assertNull("file", () -> MODEL.save(null));
  }

  private static void assertNull(String expected, Executable call) {
    assertEquals(expected, assertThrows(NullPointerException.class, call).getMessage());
  }

  @Test
  void wrongSettingsAreNamed() {
    assertMessage("perLayer[1] = 0; expected at least 1", () -> small().units(3, 0));
    assertMessage("folds = 0; expected at least 1", () -> small().folds(0));
    assertMessage("epochs = 0; expected at least 1", () -> small().epochs(0));
    assertMessage("batchSize = 0; expected at least 1", () -> small().batchSize(0));
    assertMessage("threads = 0; expected at least 1", () -> small().threads(0));
    assertMessage("learningRate = 0.0; expected a finite number above 0", () -> small().learningRate(0));
    assertMessage("dropout = 1.0; expected at least 0 and below 1", () -> small().dropout(1));
    assertMessage("weightDecay = NaN; expected a finite number of at least 0", () -> small().weightDecay(Float.NaN));
    assertMessage("labelSmoothing = 1.0; expected at least 0 and below 1", () -> small().labelSmoothing(1));
    assertMessage("activation = softmax; expected one for hidden layers",
        () -> small().activation(Activation.SOFTMAX));
  }

  private static void assertMessage(String expected, Executable call) {
    assertEquals(expected, assertThrows(IllegalArgumentException.class, call).getMessage());
  }

  @Test
  void theClassOfProbabilitiesIsTheFirstOfTheLargest() {
    for (int row = 0; row < 9; row++) {
      Table one = TRAIN.rows(new int[] {row});
      assertEquals(MODEL.predict(one)[0], MODEL.classOf(MODEL.probabilities(one)[0]));
    }
    assertEquals(MODEL.classes().get(1), MODEL.classOf(new double[] {0.2, 0.4, 0.4}));
    assertEquals("probabilities.length = 2; expected 3, one for each class",
        assertThrows(IllegalArgumentException.class, () -> MODEL.classOf(new double[2])).getMessage());
  }
}
