package io.github.jinbei.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.metrics.Metrics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CrossValidationTest {

  private static final Table CLASSES = EasyTables.classes(90, 3);
  private static final Table PRICES = EasyTables.prices(50, 4);

  private static MlpClassifierBuilder classifier() {
    return MlpClassifier.builder().units(8).epochs(6).batchSize(16).folds(2).threads(1).seed(5);
  }

  private static MlpRegressorBuilder regressor() {
    return MlpRegressor.builder().units(8).epochs(6).batchSize(16).folds(2).threads(1).seed(-2);
  }

  private static int[] rows(CrossValidation result, Table table, int fold, boolean inside) {
    return IntStream.range(0, table.rows()).filter(row -> (result.foldOf(row) == fold) == inside).toArray();
  }

  /** A row whose class the model does not have: the probability of it is 0. */
  private static int[] labels(Table table, List<String> classes) {
    return IntStream.range(0, table.rows()).map(row -> classes.indexOf(table.column("kind").text(row))).toArray();
  }

  @Test
  void classesAreTheSameAsInAPlainLoop() {
    CrossValidation result = CrossValidation.of(classifier(), CLASSES, "kind", 4);
    ClassAnswers all = (ClassAnswers) result.answers();
    assertEquals(4, result.folds());
    assertEquals(90, all.rows());
    assertEquals(List.of("plain", "short", "signal"), all.classes());
    assertArrayEquals(labels(CLASSES, all.classes()), all.labels());
    for (int fold = 0; fold < 4; fold++) {
      int[] inside = rows(result, CLASSES, fold, true);
      Table test = CLASSES.rows(inside);
      MlpClassifier model = classifier().fit(CLASSES.rows(rows(result, CLASSES, fold, false)), "kind");
      double[][] probabilities = model.probabilities(test);
      int[] labels = labels(test, model.classes());
      assertEquals(model.score(test), result.figures(Score.ACCURACY)[fold], "fold " + fold);
      assertEquals(Metrics.logLoss(labels, probabilities), result.figures(Score.LOG_LOSS)[fold], "fold " + fold);
      assertEquals(Metrics.brier(labels, probabilities), result.figures(Score.BRIER)[fold], "fold " + fold);
      assertEquals(Metrics.rocAucOneVsRest(labels, probabilities), result.figures(Score.ROC_AUC)[fold], "fold " + fold);
      for (int i = 0; i < inside.length; i++) {
        assertArrayEquals(probabilities[i], all.probabilities()[inside[i]], "row " + inside[i]);
        assertEquals(model.predict(test)[i], all.predictions()[inside[i]], "row " + inside[i]);
      }
    }
  }

  @Test
  void numbersAreTheSameAsInAPlainLoop() {
    CrossValidation result = CrossValidation.of(regressor(), PRICES, "price", 3);
    NumberAnswers all = (NumberAnswers) result.answers();
    double[] joined = new double[50];
    for (int fold = 0; fold < 3; fold++) {
      int[] inside = rows(result, PRICES, fold, true);
      Table test = PRICES.rows(inside);
      MlpRegressor model = regressor().fit(PRICES.rows(rows(result, PRICES, fold, false)), "price");
      double[] predicted = model.predict(test);
      double[] targets = IntStream.range(0, test.rows()).mapToDouble(test.column("price")::number).toArray();
      assertEquals(model.score(test), result.figures(Score.R2)[fold], "fold " + fold);
      assertEquals(Metrics.rootMeanSquaredError(targets, predicted), result.figures(Score.RMSE)[fold], "fold " + fold);
      assertEquals(Metrics.meanAbsoluteError(targets, predicted), result.figures(Score.MAE)[fold], "fold " + fold);
      for (int i = 0; i < inside.length; i++) {
        joined[inside[i]] = predicted[i];
      }
    }
    assertArrayEquals(joined, all.predictions());
    assertArrayEquals(IntStream.range(0, 50).mapToDouble(PRICES.column("price")::number).toArray(), all.targets());
  }

  @Test
  void theFoldsAreEqualInSizeAndHaveEqualSharesOfEachClass() {
    CrossValidation result = CrossValidation.of(classifier(), CLASSES, "kind", 4);
    for (String kind : List.of("plain", "short", "signal")) {
      int[] counts = new int[4];
      IntStream.range(0, 90).filter(row -> CLASSES.column("kind").text(row).equals(kind))
          .forEach(row -> counts[result.foldOf(row)]++);
      assertTrue(Arrays.stream(counts).max().orElseThrow() - Arrays.stream(counts).min().orElseThrow() <= 1,
          kind + ": " + Arrays.toString(counts));
    }
    int[] sizes = IntStream.range(0, 4).map(fold -> rows(result, CLASSES, fold, true).length).sorted().toArray();
    assertArrayEquals(new int[] {22, 22, 23, 23}, sizes);
  }

  @Test
  void theFoldsDependOnTheSeed() {
    CrossValidation one = CrossValidation.of(regressor().seed(1), PRICES, "price", 2);
    CrossValidation same = CrossValidation.of(regressor().seed(1).epochs(1), PRICES, "price", 2);
    CrossValidation other = CrossValidation.of(regressor().seed(2), PRICES, "price", 2);
    assertArrayEquals(rows(one, PRICES, 0, true), rows(same, PRICES, 0, true));
    assertNotEquals(Arrays.toString(rows(one, PRICES, 0, true)), Arrays.toString(rows(other, PRICES, 0, true)));
  }

  @Test
  void meanAndStandardErrorAreThoseOfTheFolds() {
    CrossValidation result = CrossValidation.of(regressor(), PRICES, "price", 3);
    double[] figures = result.figures(Score.MAE);
    double mean = (figures[0] + figures[1] + figures[2]) / 3;
    double variance = Arrays.stream(figures).map(figure -> (figure - mean) * (figure - mean)).sum() / 2;
    assertEquals(mean, result.mean(Score.MAE));
    // Two roots instead of one differ by a few roundings.
    double expected = Math.sqrt(variance) / Math.sqrt(3);
    assertEquals(expected, result.standardError(Score.MAE), 4 * Math.ulp(expected));
  }

  @Test
  void theBitsDoNotDependOnTheThreads() {
    Answers one = CrossValidation.of(classifier(), CLASSES, "kind", 3).answers();
    for (int threads = 2; threads <= 3; threads++) {
      Answers several = CrossValidation.of(classifier().threads(threads), CLASSES, "kind", 3).answers();
      assertArrayEquals(((ClassAnswers) one).probabilities(), ((ClassAnswers) several).probabilities(), threads + " threads");
    }
  }

  /**
   * The only row of a class is in a fold, as each row is, and the model of this fold has not learned its class. Its classes are
   * numbers, so that they have another order than those of the table.
   */
  @Test
  void theOnlyRowOfAClassHasTheProbabilityZero() {
    String[] kinds = IntStream.range(0, 40).mapToObj(row -> row == 17 ? "a rare one" : row % 2 == 0 ? "9" : "10")
        .toArray(String[]::new);
    double[] numbers = IntStream.range(0, 40).mapToDouble(row -> row % 2).toArray();
    Table table = Table.of(Column.numbers("n", numbers), Column.texts("kind", kinds));
    CrossValidation result = CrossValidation.of(classifier(), table, "kind", 4);
    ClassAnswers all = (ClassAnswers) result.answers();
    int rare = result.foldOf(17);
    MlpClassifier without = classifier().fit(table.rows(rows(result, table, rare, false)), "kind");
    assertEquals(List.of("9", "10"), without.classes());
    assertEquals(List.of("10", "9", "a rare one"), all.classes());
    assertEquals(2, all.labels()[17]);
    for (int row = 0; row < 40; row++) {
      double[] p = all.probabilities()[row];
      assertEquals(1, p[0] + p[1] + p[2], 1e-6, "row " + row);
      assertEquals(result.foldOf(row) == rare, p[2] == 0, "row " + row);
      if (result.foldOf(row) == rare) {
        double[] expected = without.probabilities(table.rows(new int[] {row}))[0];
        assertArrayEquals(new double[] {expected[1], expected[0], 0}, p, "row " + row);
      }
    }
    assertTrue(result.figures(Score.LOG_LOSS)[rare] > 3, "ln 2^52 of a tenth of the rows");
    assertFalse(Double.isNaN(result.mean(Score.ROC_AUC)), "no areas of classes without rows");
  }

  @Test
  void eachRowMayBeAFold() {
    Table table = PRICES.rows(new int[] {0, 1, 2, 3, 4});
    CrossValidation result = CrossValidation.of(regressor().epochs(2), table, "price", 5);
    assertArrayEquals(new int[] {0, 1, 2, 3, 4}, IntStream.range(0, 5).map(result::foldOf).sorted().toArray());
  }

  @Test
  void anExceptionOfTheListenerEndsIt() {
    CancellationException stop = new CancellationException("stop");
    assertSame(stop, assertThrows(CancellationException.class, () -> CrossValidation.of(
        regressor().listener((network, networks, result) -> {
          throw stop;
        }), PRICES, "price", 2)));
  }

  @Test
  void anInterruptEndsItAndStaysPending() {
    Thread caller = Thread.currentThread();
    int[] epochs = {0};
    EstimatorListener listener = (network, networks, result) -> {
      if (++epochs[0] == 15) {
        caller.interrupt();
      } else if (epochs[0] > 15) {
        LockSupport.parkNanos(10_000_000); // an epoch takes microseconds, the caller may wait longer for a processor
      }
      return true;
    };
    assertThrows(CancellationException.class,
        () -> CrossValidation.of(regressor().listener(listener), PRICES, "price", 5));
    assertTrue(Thread.interrupted(), "the interrupt is pending");
    assertTrue(epochs[0] < 30, epochs[0] + " epochs");
    Thread.currentThread().interrupt();
    assertThrows(CancellationException.class, () -> CrossValidation.of(regressor(), PRICES, "price", 5));
    assertTrue(Thread.interrupted(), "the interrupt is pending");
  }

  @Test
  void itsTextHasAllScores() {
    String text = CrossValidation.of(regressor(), PRICES, "price", 3).toString();
    assertTrue(text.startsWith("3 folds of 50 rows:\n  R2  "), text);
    assertTrue(text.matches("(?s).*\n  RMSE +\\d+(\\.\\d+)? \\+- \\d+(\\.\\d+)?\n.*"), text);
    assertEquals(6, text.lines().count(), text);
  }

  private static void assertRefused(String message, EstimatorBuilder<?, ?> settings, Table table, String target, int folds) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> CrossValidation.of(settings, table, target, folds));
    assertEquals(message, e.getMessage());
  }

  @Test
  void wrongInputIsRefused() {
    assertRefused("folds = 1; expected 2 to 50, the number of rows", regressor(), PRICES, "price", 1);
    assertRefused("folds = 51; expected 2 to 50, the number of rows", regressor(), PRICES, "price", 51);
    assertRefused("the target \"width\" is missing in row 6; expected a value in every row", regressor(), EasyTables.of(40, 1),
        "width", 2);
    assertRefused("the target \"colour\" has texts, for example \"" + PRICES.column("colour").text(0)
        + "\"; expected numbers (an MlpClassifier predicts texts)", regressor(), PRICES, "colour", 2);
    Table two = Table.of(Column.numbers("n", 1, 2, 3, 4), Column.texts("kind", "b", "b", "a", "b"));
    assertRefused("the training rows of fold 1 of 2: the target \"kind\" is \"b\" in all of 2 rows; expected at least two "
        + "classes", classifier(), two, "kind", 2);
  }
}
