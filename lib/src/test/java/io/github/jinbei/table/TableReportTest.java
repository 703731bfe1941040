package io.github.jinbei.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.table.TableReference.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The arithmetic of the report of {@link TableRuns}, on figures made by hand. */
class TableReportTest {

  private static final TableReference REFERENCE = TableReference.of("""
      {"flowers": {"realmlp-td-s": [{"error": 0.2}, {"error": 0.4}], "mlp-sklearn": [{"error": 0.1}, {"error": 0.1}],
                   "boosting": [{"error": 0.3}, {"error": 0.3}]},
       "prices": {"realmlp-td-s": [{"rmse": 2}, {"rmse": 8}], "mlp-sklearn": [{"rmse": 9}, {"rmse": 9}],
                  "mlp-sklearn-scaled-target": [{"rmse": 4}, {"rmse": 4}], "boosting": [{"rmse": 5}, {"rmse": 5}]}}
      """);

  private static TableRun classes(int repetition, long seed, int wrong) {
    return new TableRun("flowers", repetition, seed, "folds=1", 10, wrong, 0.5, Double.NaN, 1.5);
  }

  private static TableRun regression(int repetition, long seed, double rmse) {
    return new TableRun("prices", repetition, seed, "folds=1", 10, 0, Double.NaN, rmse, 2.5);
  }

  @Test
  void wrongRowsAreAddedOverRepetitionsAndAveragedOverSeeds() {
    List<TableRun> runs = List.of(classes(0, 1, 1), classes(0, 2, 2), classes(1, 1, 3), classes(1, 2, 4));
    TableComparison comparison = TableComparison.of(runs, REFERENCE, Method.ONE);
    assertEquals((1.5 + 3.5 + 0.5) / (2 + 4 + 0.5), comparison.ratio(), 1e-12);
    assertEquals(5 / 20.0, comparison.error(), 1e-12);
    assertEquals(6 / 20.0, comparison.referenceError(), 1e-12);
    assertEquals(0, comparison.standardError(), 1e-12, "both repetitions differ by half a row");
    TableComparison sklearn = TableComparison.of(runs, REFERENCE, Method.SKLEARN);
    // The differences are 0.5 and 2.5 rows: their sum has the standard error √2·√2.
    assertEquals(2 / 2.5, sklearn.standardError(), 1e-12);
  }

  @Test
  void ratiosOfRegressionsAreGeometricMeans() {
    List<TableRun> runs = List.of(regression(0, 1, 4), regression(1, 1, 4));
    assertEquals(1, TableComparison.of(runs, REFERENCE, Method.ONE).ratio(), 1e-12);
    assertEquals(Math.log(2), TableComparison.of(runs, REFERENCE, Method.ONE).standardError(), 1e-12);
    assertEquals(0.8, TableComparison.of(runs, REFERENCE, Method.BOOSTING).ratio(), 1e-12);
    assertEquals(1, TableComparison.of(runs, REFERENCE, Method.SKLEARN).ratio(), 1e-12, "with the target scaled");
  }

  /** 4½ wrong rows to 2½ of scikit-learn's network and 6½ of boosting; RMSEs of 4 to 4 and to 5. */
  @Test
  void theChartHasRatiosToTheNetworkOfScikitLearn() {
    List<TableRun> runs = List.of(classes(0, 1, 1), classes(1, 1, 3), regression(0, 1, 4), regression(1, 1, 4));
    assertEquals("""
        table,Jinbei,gradient boosting
        flowers,1.800,2.600
        prices,1.000,1.250
        geometric mean,1.342,1.803
        """, TableReport.chart(runs, REFERENCE));
  }

  @Test
  void onlyRepetitionsOfBothCount() {
    TableComparison comparison = TableComparison.of(List.of(classes(1, 1, 6)), REFERENCE, Method.ONE);
    assertEquals(6.5 / 4.5, comparison.ratio(), 1e-12);
    assertTrue(Double.isNaN(comparison.standardError()));
    assertEquals(false, TableComparison.of(List.of(classes(1, 1, 6)), REFERENCE, Method.FIVE).possible());
  }

  @Test
  void theReportHasMeansOfAllTablesAndOfHalves() {
    List<TableRun> runs = new ArrayList<>();
    for (int repetition = 0; repetition < 2; repetition++) {
      runs.add(classes(repetition, 1, 3));
      runs.add(regression(repetition, 1, 10));
    }
    String report = TableReport.of(runs, REFERENCE);
    double flowers = 6.5 / 6.5;
    double prices = 10 / 5.0;
    assertLine(report, "boosting +all %.3f ± [0-9.]+ \\(2\\) +first half %.3f ± 0\\.000 \\(1\\) +second half %.3f .*",
        Math.sqrt(flowers * prices), flowers, prices);
    assertLine(report, "flowers +%.3f ± %.3f +sklearn +above 1.15.*", 6.5 / 2.5, 0.0);
    assertLine(report, "flowers +2 +1.50 +%.3f +%.3f +- .*", 30.0, 30.0);
  }

  private static void assertLine(String report, String pattern, Object... values) {
    String expected = String.format(Locale.ROOT, pattern, values);
    assertTrue(report.lines().anyMatch(line -> line.matches(expected)), expected + "\n" + report);
  }

  /** Of two values, the mean of two draws is the one, the other or the middle: 1/4, 1/4, 1/2. */
  @Test
  void bootstrapErrorIsThatOfTheMean() {
    double low = 1;
    double middle = Math.sqrt(2);
    double high = 2;
    double mean = low / 4 + middle / 2 + high / 4;
    double variance = (low * low + high * high) / 4 + middle * middle / 2 - mean * mean;
    assertEquals(Math.sqrt(variance), TableReport.bootstrapError(new double[] {0, Math.log(2)}), 0.01);
  }

  @Test
  void linesAreReadAsTheyWereWritten(@TempDir Path folder) throws Exception {
    for (TableRun run : List.of(classes(1, 2, 3), regression(0, 7, 1.25))) {
      assertEquals(run, TableRun.of(run.line()));
    }
    assertEquals(List.of(), TableRun.read(folder.resolve("none")));
  }

  @Test
  void settingsReachTheBuilder() {
    TableSettings settings = new TableSettings(List.of("folds=2", "units=8,4", "classes:epochs=7", "regression:epochs=9",
        "learningRate=0.5x", "labelSmoothing=0", "scaling=standard"));
    EstimatorSettings classes = settings.apply(MlpClassifier.builder(), Task.CLASSES).settings(0, null, false, null);
    EstimatorSettings regression = settings.apply(MlpRegressor.builder(), Task.REGRESSION).settings(0, null, false, null);
    assertEquals(List.of(8, 4), classes.units());
    assertEquals(2, classes.folds());
    assertEquals(7, classes.epochs());
    assertEquals(9, regression.epochs());
    assertEquals(0.5f * Task.REGRESSION.learningRate, regression.learningRate());
    assertEquals(Scaling.STANDARD, classes.features().scaling());
    for (String wrong : List.of("foldz=2", "folds")) {
      assertThrows(IllegalArgumentException.class, () -> new TableSettings(List.of(wrong)), wrong);
    }
    assertEquals(List.of(1L, 2L, 3L, 7L), TableSettings.numbers("1-3,7"));
  }
}
