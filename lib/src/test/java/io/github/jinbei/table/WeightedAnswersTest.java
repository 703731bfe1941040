package io.github.jinbei.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.jinbei.metrics.Metrics;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Answers, cross-validation, importance and partial dependence of an estimator with a column of weights. */
class WeightedAnswersTest {

  private static final Table PLAIN = EasyTables.prices(60, 52);
  private static final double[] WEIGHTS = IntStream.range(0, 60).mapToDouble(row -> row % 5 * 0.5).toArray();
  private static final Table WEIGHTED = PLAIN.with(Column.numbers("weight", WEIGHTS));
  private static final MlpRegressor MODEL = settings().fit(WEIGHTED, "price");

  private static MlpRegressorBuilder settings() {
    return MlpRegressor.builder().units(8).epochs(6).batchSize(16).folds(2).threads(1).weights("weight");
  }

  private static double[] some(double[] values, int[] rows) {
    return Arrays.stream(rows).mapToDouble(row -> values[row]).toArray();
  }

  @Test
  void answersAreWeightedIfTheTableHasTheColumn() {
    NumberAnswers answers = MODEL.answers(WEIGHTED);
    assertArrayEquals(WEIGHTS, answers.weights());
    double[] y = answers.targets();
    double[] predicted = answers.predictions();
    assertEquals(Metrics.meanAbsoluteError(y, predicted, WEIGHTS), answers.figure(Score.MAE));
    assertEquals(Metrics.r2(y, predicted, WEIGHTS), MODEL.score(WEIGHTED));
    assertEquals(Metrics.meanAbsoluteError(y, predicted, WEIGHTS), answers.report().meanAbsoluteError());
    assertEquals(0, MODEL.answers(PLAIN).weights().length);
    assertEquals(Metrics.r2(y, predicted), MODEL.score(PLAIN));
    assertNotEquals(MODEL.score(PLAIN), MODEL.score(WEIGHTED));
  }

  @Test
  void crossValidationIsWeighted() {
    CrossValidation result = CrossValidation.of(settings(), WEIGHTED, "price", 3);
    NumberAnswers all = (NumberAnswers) result.answers();
    assertArrayEquals(WEIGHTS, all.weights());
    for (int fold = 0; fold < 3; fold++) {
      int of = fold;
      int[] rows = IntStream.range(0, 60).filter(row -> result.foldOf(row) == of).toArray();
      assertEquals(Metrics.rootMeanSquaredError(some(all.targets(), rows), some(all.predictions(), rows), some(WEIGHTS, rows)),
          result.figures(Score.RMSE)[fold], "fold " + fold);
    }
  }

  @Test
  void theWeightsAreNoInput() {
    Importance importance = Importance.of(MODEL, WEIGHTED, Score.MAE, 1, 1, 1);
    assertEquals(MODEL.answers(WEIGHTED).figure(Score.MAE), importance.figure());
    assertEquals(List.of("colour", "length", "width"),
        importance.entries().stream().map(Importance.Entry::column).sorted().toList());
  }

  @Test
  void partialDependenceIsWeighted() {
    for (PartialDependence.Point point : PartialDependence.of(MODEL, WEIGHTED, "length", 3).points()) {
      double[] lengths = new double[60];
      Arrays.fill(lengths, Double.parseDouble(point.value()));
      double[] predicted = MODEL.predict(PLAIN.with(Column.numbers("length", lengths)));
      double sum = 0;
      double weights = 0;
      for (int row = 0; row < 60; row++) {
        sum += WEIGHTS[row] * predicted[row];
        weights += WEIGHTS[row];
      }
      assertEquals(List.of(sum / weights), point.means(), point.value());
    }
  }

  @Test
  void wrongWeightsAreRefused() {
    double[] wrong = WEIGHTS.clone();
    wrong[7] = -1;
    Table table = PLAIN.with(Column.numbers("weight", wrong));
    assertThrows(IllegalArgumentException.class, () -> MODEL.answers(table));
    assertThrows(IllegalArgumentException.class, () -> PartialDependence.of(MODEL, table, "length"));
  }
}
