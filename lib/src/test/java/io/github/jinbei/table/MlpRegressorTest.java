package io.github.jinbei.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MlpRegressorTest {

  private static final Table TRAIN = EasyTables.prices(300, 3);
  private static final Table TEST = EasyTables.prices(200, 4);
  private static final MlpRegressor MODEL = small().fit(TRAIN, "price");

  private static MlpRegressorBuilder small() {
    return MlpRegressor.builder().units(16).epochs(30).batchSize(32).folds(3).threads(1);
  }

  @Test
  void itLearnsAnEasyTable() {
    double score = MODEL.score(TEST);
    assertTrue(score >= 0.93, "R² " + score);
  }

  @Test
  void aPredictionIsTheMeanOfTheNetworksInTheScaleOfTheTarget() {
    double[] actual = MODEL.predict(TEST);
    float[] in = MODEL.features().transform(TEST);
    double[] sums = new double[TEST.rows()];
    for (int i = 0; i < MODEL.networks(); i++) {
      float[] out = MODEL.network(i).predict(in);
      for (int row = 0; row < sums.length; row++) {
        sums[row] += out[row];
      }
    }
    TargetScale scale = TargetScale.of(TRAIN.column("price"));
    for (int row = 0; row < sums.length; row++) {
      assertEquals(scale.mean() + scale.deviation() * (sums[row] / 3), actual[row], "row " + row);
    }
  }

  @Test
  void aRowByNamesOrAsNumbersIsTheRowOfATable() {
    MlpRegressor numbers = small().fit(TRAIN.drop("colour"), "price");
    double[] expected = MODEL.predict(TEST);
    double[] ofNumbers = numbers.predict(TEST);
    for (int row = 0; row < 30; row++) {
      Map<String, Object> values = new HashMap<>();
      double width = TEST.column("width").number(row);
      double length = TEST.column("length").number(row);
      values.put("width", Double.isNaN(width) ? null : width);
      values.put("colour", TEST.column("colour").text(row));
      values.put("length", length);
      assertEquals(expected[row], MODEL.predict(values), "row " + row);
      assertEquals(ofNumbers[row], numbers.predict(new double[] {length, width}), "row " + row);
    }
    assertThrows(IllegalArgumentException.class, () -> MODEL.predict(new double[] {1, 2, 3}));
  }

  @Test
  void arraysAreTablesOfNumbers() {
    double[][] x = {{1}, {2}, {3}, {4}, {5}, {6}};
    float[][] floats = {{1}, {2}, {3}, {4}, {5}, {6}};
    double[] y = {2, 4, 6, 8, 10, 12};
    MlpRegressor model = small().batchSize(2).fit(x, y);
    assertEquals("target", model.target());
    MlpRegressor same = small().batchSize(2).fit(floats, y);
    MlpRegressor table = small().batchSize(2).fit(Table.ofRows(x).with(Column.numbers("target", y)), "target");
    for (double[] row : x) {
      assertEquals(model.predict(row), same.predict(row));
      assertEquals(model.predict(row), table.predict(row));
    }
    assertEquals("targets.length = 2; expected 6, one for each row of x",
        assertThrows(IllegalArgumentException.class, () -> small().fit(x, new double[2])).getMessage());
  }

  @Test
  void aConstantTargetIsPredicted() {
    double[] constant = new double[40];
    Arrays.fill(constant, 0.1);
    Table table = EasyTables.prices(40, 5).with(Column.numbers("price", constant));
    MlpRegressor model = small().fit(table, "price");
    assertArrayEquals(constant, model.predict(table));
    assertEquals(1, model.score(table));
    assertEquals(0, model.score(table.with(Column.numbers("price", new double[40]))));
  }

  @Test
  void theScoreIsR2() {
    Table table = TEST.rows(new int[] {0, 1, 2, 3});
    double[] predicted = MODEL.predict(table);
    assertEquals(1, MODEL.score(table.with(Column.numbers("price", predicted))));
    double[] y = {predicted[0] + 1, predicted[1] - 1, predicted[2] + 3, predicted[3]};
    double mean = (y[0] + y[1] + y[2] + y[3]) / 4;
    double all = Arrays.stream(y).map(v -> (v - mean) * (v - mean)).sum();
    assertEquals(1 - 11 / all, MODEL.score(table.with(Column.numbers("price", y))), 1e-9);
  }

  @Test
  void wrongTargetsAreNamed() {
    String expected = "the target \"colour\" has texts, for example \"" + TRAIN.column("colour").text(0)
        + "\"; expected numbers (an MlpClassifier predicts texts)";
    assertEquals(expected,
        assertThrows(IllegalArgumentException.class, () -> small().fit(TRAIN, "colour")).getMessage());
    assertEquals("the target \"width\" is missing in row 1; expected a value in every row",
        assertThrows(IllegalArgumentException.class, () -> small().fit(
            Table.of(Column.numbers("a", 1, 2), Column.numbers("width", 1, Double.NaN)), "width")).getMessage());
  }
}
