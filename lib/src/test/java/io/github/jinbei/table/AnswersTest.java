package io.github.jinbei.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.metrics.Average;
import io.github.jinbei.metrics.ConfusionMatrix;
import io.github.jinbei.metrics.Metrics;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AnswersTest {

  private static final Table ROWS = EasyTables.of(60, 8);
  private static final MlpClassifier CLASSIFIER =
      MlpClassifier.builder().units(8).epochs(5).batchSize(16).folds(2).threads(1).fit(EasyTables.classes(80, 7), "kind");
  private static final MlpRegressor REGRESSOR =
      MlpRegressor.builder().units(8).epochs(5).batchSize(16).folds(2).threads(1).fit(EasyTables.prices(80, 7), "price");

  /** Returns the rows with two classes that the classifier has not learned. */
  private static Table withNewClasses() {
    String[] kinds = IntStream.range(0, 60).mapToObj(row -> row == 5 ? "zz" : row % 9 == 8 ? "a new one"
        : ROWS.column("kind").text(row)).toArray(String[]::new);
    return ROWS.with(Column.texts("kind", kinds));
  }

  /** The order b, c, a is no exchange of two: moving values there and back is not the same. */
  @Test
  void joinedAnswersHaveTheProbabilitiesOfTheirClasses() {
    Column target = Column.texts("kind", "a", "b", "c");
    ClassAnswers first = ClassAnswers.of(target.rows(new int[] {2, 0}), List.of("b", "c", "a"),
        new double[][] {{0.2, 0.3, 0.5}, {0.1, 0.8, 0.1}}, new double[0]);
    ClassAnswers second = ClassAnswers.of(target.rows(new int[] {1}), List.of("a", "b", "c"),
        new double[][] {{0.7, 0.2, 0.1}}, new double[0]);
    ClassAnswers joined = ClassAnswers.join(target, List.of(first, second), new int[][] {{2, 0}, {1}}, new double[0]);
    assertEquals(List.of("a", "b", "c"), joined.classes());
    assertArrayEquals(new int[] {0, 1, 2}, joined.labels());
    assertArrayEquals(new double[][] {{0.1, 0.1, 0.8}, {0.7, 0.2, 0.1}, {0.5, 0.2, 0.3}}, joined.probabilities());
  }

  @Test
  void classesOfTheRowsFollowThoseOfTheEstimator() {
    Table table = withNewClasses();
    ClassAnswers answers = CLASSIFIER.answers(table);
    assertEquals(List.of("plain", "short", "signal", "a new one", "zz"), answers.classes());
    assertEquals(60, answers.rows());
    double[][] known = CLASSIFIER.probabilities(table);
    int[] labels = answers.labels();
    for (int row = 0; row < 60; row++) {
      assertArrayEquals(Arrays.copyOf(known[row], 5), answers.probabilities()[row], "row " + row);
      assertEquals(table.column("kind").text(row), answers.classes().get(labels[row]), "row " + row);
    }
    assertArrayEquals(CLASSIFIER.predict(table), answers.predictions());
  }

  @ParameterizedTest
  @EnumSource
  void figuresAreThoseOfTheMetrics(Score score) {
    if (score.isForClasses()) {
      ClassAnswers answers = CLASSIFIER.answers(withNewClasses());
      double[][] p = answers.probabilities();
      int[] labels = answers.labels();
      int[] predicted = Arrays.stream(answers.predictions()).mapToInt(answers.classes()::indexOf).toArray();
      ConfusionMatrix matrix = Metrics.confusionMatrix(labels, predicted, 5);
      double expected = switch (score) {
        case ACCURACY -> matrix.accuracy();
        case BALANCED_ACCURACY -> matrix.balancedAccuracy();
        case F1_MACRO -> matrix.f1(Average.MACRO);
        case MATTHEWS -> matrix.matthews();
        case LOG_LOSS -> Metrics.logLoss(labels, p);
        case BRIER -> Metrics.brier(labels, p);
        default -> Metrics.rocAucOneVsRest(labels, p);
      };
      assertEquals(expected, answers.figure(score));
      assertTrue(Double.isFinite(expected), "figure " + expected);
    } else {
      NumberAnswers answers = REGRESSOR.answers(ROWS);
      double[] y = IntStream.range(0, 60).mapToDouble(ROWS.column("price")::number).toArray();
      double[] predicted = REGRESSOR.predict(ROWS);
      assertArrayEquals(y, answers.targets());
      assertArrayEquals(predicted, answers.predictions());
      double expected = switch (score) {
        case R2 -> Metrics.r2(y, predicted);
        case RMSE -> Metrics.rootMeanSquaredError(y, predicted);
        case MAE -> Metrics.meanAbsoluteError(y, predicted);
        case MEDIAN_ABSOLUTE_ERROR -> Metrics.medianAbsoluteError(y, predicted);
        default -> Metrics.explainedVariance(y, predicted);
      };
      assertEquals(expected, answers.figure(score));
      assertTrue(Double.isFinite(expected), "figure " + expected);
    }
  }

  @Test
  void theAreaOfTwoClassesIsThatOfTheSecond() {
    double[][] p = {{0.7, 0.3}, {0.4, 0.6}, {0.2, 0.8}, {0.9, 0.1}};
    ClassAnswers answers = ClassAnswers.of(Column.texts("k", "a", "a", "b", "b"), List.of("a", "b"), p, new double[0]);
    // Of the four pairs of an a and a b, the b is above in two: 0.8 is above both.
    assertEquals(0.5, answers.figure(Score.ROC_AUC));
    ClassAnswers weighted = ClassAnswers.of(Column.texts("k", "a", "a", "b", "b"), List.of("a", "b"), p,
        new double[] {1, 1, 3, 1});
    assertEquals(0.75, weighted.figure(Score.ROC_AUC));
    assertArrayEquals(new double[] {1, 1, 3, 1}, weighted.weights());
    // 0.7 and 0.8 are right.
    assertEquals(4 / 6.0, weighted.figure(Score.ACCURACY));
    ClassAnswers one = ClassAnswers.of(Column.texts("k", "b", "b", "b", "b"), List.of("a", "b"), p, new double[0]);
    assertEquals(Double.NaN, one.figure(Score.ROC_AUC), "there is no pair");
  }

  @Test
  void scoresSayWhatIsBetter() {
    assertEquals(List.of(Score.LOG_LOSS, Score.BRIER, Score.RMSE, Score.MAE, Score.MEDIAN_ABSOLUTE_ERROR),
        Arrays.stream(Score.values()).filter(score -> !score.higherIsBetter()).toList());
    assertEquals(0.25, Score.ACCURACY.gain(0.75, 0.5));
    assertEquals(-0.25, Score.RMSE.gain(0.75, 0.5));
  }

  @Test
  void arraysAreCopies() {
    ClassAnswers answers = CLASSIFIER.answers(ROWS);
    answers.labels()[0] = 9;
    answers.probabilities()[0][0] = 9;
    answers.predictions()[0] = "9";
    NumberAnswers numbers = REGRESSOR.answers(ROWS);
    numbers.targets()[0] = 9;
    numbers.predictions()[0] = 9;
    assertEquals(CLASSIFIER.score(ROWS), answers.figure(Score.ACCURACY));
    assertEquals(REGRESSOR.score(ROWS), numbers.figure(Score.R2));
    assertEquals(0, answers.weights().length);
  }

  @Test
  void theTextIsTheReport() {
    assertEquals(CLASSIFIER.answers(ROWS).report().toString(), CLASSIFIER.answers(ROWS).toString());
    assertEquals(REGRESSOR.answers(ROWS).report().toString(), REGRESSOR.answers(ROWS).toString());
    assertEquals(CLASSIFIER.score(ROWS), CLASSIFIER.answers(ROWS).report().figures().get("accuracy"));
    assertEquals(REGRESSOR.score(ROWS), REGRESSOR.answers(ROWS).report().figures().get("r2"));
  }

  @Test
  void aScoreOfTheOtherKindIsRefused() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> CLASSIFIER.answers(ROWS).figure(Score.RMSE));
    assertEquals("score = RMSE; expected one of [ACCURACY, BALANCED_ACCURACY, F1_MACRO, MATTHEWS, LOG_LOSS, BRIER, ROC_AUC], "
        + "as classes are predicted", e.getMessage());
    e = assertThrows(IllegalArgumentException.class, () -> REGRESSOR.answers(ROWS).figure(Score.ACCURACY));
    assertEquals("score = ACCURACY; expected one of [R2, RMSE, MAE, MEDIAN_ABSOLUTE_ERROR, EXPLAINED_VARIANCE], as numbers are "
        + "predicted", e.getMessage());
  }
}
