package io.github.jinbei.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.internal.net.CounterRandom;
import io.github.jinbei.metrics.Metrics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ImportanceTest {

  private static final Table ROWS = EasyTables.of(120, 22);

  /** The class depends on the length and the colour, the price on all columns, but on the length most. */
  private static final MlpClassifier CLASSIFIER = MlpClassifier.builder().units(16).epochs(30).batchSize(32).folds(2).threads(1)
      .fit(EasyTables.classes(300, 21), "kind");
  private static final MlpRegressor REGRESSOR = MlpRegressor.builder().units(16).epochs(30).batchSize(32).folds(2).threads(1)
      .fit(EasyTables.prices(300, 21), "price");

  private static double[] numbers(Table table, String column) {
    return IntStream.range(0, table.rows()).mapToDouble(table.column(column)::number).toArray();
  }

  /** Returns the rows with the values of a column in another order: row i has that of row order[i]. */
  private static Table permuted(String name, int[] order) {
    Column column = ROWS.column(name);
    return ROWS.with(column.isNumeric()
        ? Column.numbers(name, Arrays.stream(order).mapToDouble(column::number).toArray())
        : Column.texts(name, Arrays.stream(order).mapToObj(column::text).toArray(String[]::new)));
  }

  private static double error(Table table) {
    return Metrics.meanAbsoluteError(numbers(table, "price"), REGRESSOR.predict(table));
  }

  @Test
  void itIsTheSameAsInAPlainLoop() {
    List<String> columns = List.of("length", "width", "colour");
    List<Importance.Entry> expected = new ArrayList<>();
    double error = error(ROWS);
    for (int c = 0; c < 3; c++) {
      double[] worse = new double[4];
      double sum = 0;
      for (int p = 0; p < 4; p++) {
        int[] order = new int[120];
        new CounterRandom(9, (1L << 61) + c * (1L << 31) + p).permute(order);
        worse[p] = error(permuted(columns.get(c), order)) - error;
        sum += worse[p];
      }
      double mean = sum / 4;
      double squares = 0;
      for (double one : worse) {
        squares += (one - mean) * (one - mean);
      }
      expected.add(new Importance.Entry(columns.get(c), mean, Math.sqrt(squares / 3 / 4)));
    }
    expected.sort((a, b) -> Double.compare(b.mean(), a.mean()));
    Importance importance = Importance.of(REGRESSOR, ROWS, Score.MAE, 9, 4, 1);
    assertEquals(expected, importance.entries());
    assertEquals(error, importance.figure());
    assertEquals(Score.MAE, importance.score());
  }

  @Test
  void whatTheTargetDependsOnIsImportant() {
    List<Importance.Entry> entries = Importance.of(REGRESSOR, ROWS, Score.R2, 1).entries();
    assertEquals("length", entries.get(0).column());
    assertTrue(entries.get(0).mean() > 1, entries::toString);
    assertTrue(entries.stream().allMatch(entry -> entry.mean() > 0 && entry.standardError() > 0), entries::toString);
    entries = Importance.of(CLASSIFIER, ROWS, Score.ACCURACY, 1).entries();
    assertEquals("width", entries.get(2).column(), entries::toString);
    assertTrue(entries.get(1).mean() > 0.15 && Math.abs(entries.get(2).mean()) < 0.05, entries::toString);
  }

  @Test
  void theBitsDoNotDependOnTheThreads() {
    List<Importance.Entry> entries = Importance.of(CLASSIFIER, ROWS, Score.LOG_LOSS, 5, 5, 1).entries();
    assertEquals(entries, Importance.of(CLASSIFIER, ROWS, Score.LOG_LOSS, 5, 5, 2).entries());
    assertEquals(entries, Importance.of(CLASSIFIER, ROWS, Score.LOG_LOSS, 5, 5, 3).entries());
    assertEquals(entries, Importance.of(CLASSIFIER, ROWS, Score.LOG_LOSS, 5).entries(), "5 permutations are the default");
    assertNotEquals(entries, Importance.of(CLASSIFIER, ROWS, Score.LOG_LOSS, 6).entries());
  }

  @Test
  void equallyImportantColumnsStayInTheirOrder() {
    Table constant = ROWS.with(Column.numbers("length", new double[120])).with(Column.numbers("width", new double[120]));
    List<Importance.Entry> entries = Importance.of(CLASSIFIER, constant, Score.BRIER, 3, 1, 2).entries();
    assertEquals(List.of("length", "width"),
        entries.stream().filter(entry -> entry.mean() == 0).map(Importance.Entry::column).toList());
    assertTrue(entries.stream().allMatch(entry -> entry.standardError() == 0), "one permutation: " + entries);
  }

  @Test
  void theTableIsUnchanged() {
    Table copy = Table.of(ROWS.columns());
    Importance.of(CLASSIFIER, ROWS, Score.ACCURACY, 2, 2, 2);
    assertEquals(copy.columns(), ROWS.columns());
  }

  @Test
  void itsTextHasTheMostImportantColumnFirst() {
    Importance importance = Importance.of(REGRESSOR, ROWS, Score.MAE, 9, 4, 1);
    List<String> lines = importance.toString().lines().toList();
    assertTrue(lines.get(0).matches("MAE [0-9.]+; if the values of a column are exchanged, worse by:"), lines::toString);
    assertTrue(lines.get(1).matches("  length  +[0-9.]+ \\+- [0-9.]+"), lines::toString);
    assertEquals(4, lines.size());
  }

  @Test
  void anInterruptEndsItAndStaysPending() {
    Thread.currentThread().interrupt();
    assertThrows(CancellationException.class, () -> Importance.of(CLASSIFIER, ROWS, Score.ACCURACY, 1));
    assertTrue(Thread.interrupted(), "the interrupt is pending");
  }

  private static void assertRefused(String message, Table table, Score score, int permutations, int threads) {
    assertEquals(message, assertThrows(IllegalArgumentException.class,
        () -> Importance.of(CLASSIFIER, table, score, 1, permutations, threads)).getMessage());
  }

  @Test
  void wrongInputIsRefused() {
    assertRefused("permutations = 0; expected at least 1", ROWS, Score.ACCURACY, 0, 1);
    assertRefused("threads = 0; expected at least 1", ROWS, Score.ACCURACY, 1, 0);
    assertRefused("name = \"kind\"; expected one of the columns \"length\", \"width\", \"colour\", \"price\"",
        ROWS.drop("kind"), Score.ACCURACY, 1, 1);
    assertRefused("score = MAE; expected one of [ACCURACY, BALANCED_ACCURACY, F1_MACRO, MATTHEWS, LOG_LOSS, BRIER, ROC_AUC], "
        + "as classes are predicted", ROWS, Score.MAE, 1, 1);
  }
}
