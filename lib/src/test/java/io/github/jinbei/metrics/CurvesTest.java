package io.github.jinbei.metrics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** ROC and precision-recall curves and their areas. */
class CurvesTest {

  /** Sums of at most some hundred terms in double, in two different orders. */
  private static final double TOLERANCE = 1e-12;

  private static final int[] LABELS = {0, 1, 0, 1, 1};
  private static final double[] SCORES = {0.4, 0.4, 0.35, 0.1, 0.8};

  static LongStream seeds() {
    return LongStream.range(1, 41);
  }

  private static RandomRows random(long seed) {
    return RandomRows.of(seed, 3 + (int) (seed * 7 % 200), 2);
  }

  @Test
  void theRocCurveHasAPointForEachScore() {
    RocCurve curve = Metrics.rocCurve(LABELS, SCORES);
    assertArrayEquals(new double[] {Double.POSITIVE_INFINITY, 0.8, 0.4, 0.35, 0.1}, curve.thresholds());
    assertArrayEquals(new double[] {0, 0, 0.5, 1, 1}, curve.falsePositiveRates());
    assertArrayEquals(new double[] {0, 1.0 / 3, 2.0 / 3, 2.0 / 3, 1}, curve.truePositiveRates());
    assertEquals(7.0 / 12, curve.area(), 1e-15);
    assertEquals("RocCurve[points=5, area=" + curve.area() + "]", curve.toString());
  }

  @Test
  void thePrecisionRecallCurveHasAPointForEachScore() {
    PrecisionRecallCurve curve = Metrics.precisionRecallCurve(LABELS, SCORES);
    assertArrayEquals(new double[] {0.8, 0.4, 0.35, 0.1}, curve.thresholds());
    assertArrayEquals(new double[] {1, 2.0 / 3, 0.5, 0.6}, curve.precisions());
    assertArrayEquals(new double[] {1.0 / 3, 2.0 / 3, 2.0 / 3, 1}, curve.recalls());
    assertEquals(34.0 / 45, curve.area(), 1e-15);
    assertEquals("PrecisionRecallCurve[points=4, area=" + curve.area() + "]", curve.toString());
  }

  @Test
  void pointsAreWeightedAndRowsOfWeight0AreLeftOut() {
    double[] weights = {2, 1, 0, 0.5, 1.5};
    RocCurve roc = Metrics.rocCurve(LABELS, SCORES, weights);
    assertArrayEquals(new double[] {Double.POSITIVE_INFINITY, 0.8, 0.4, 0.1}, roc.thresholds());
    assertArrayEquals(new double[] {0, 0, 1, 1}, roc.falsePositiveRates());
    assertArrayEquals(new double[] {0, 0.5, 2.5 / 3, 1}, roc.truePositiveRates());
    assertEquals(2.0 / 3, roc.area(), 1e-15);
    PrecisionRecallCurve curve = Metrics.precisionRecallCurve(LABELS, SCORES, weights);
    assertArrayEquals(new double[] {1, 2.5 / 4.5, 0.6}, curve.precisions());
    assertArrayEquals(new double[] {0.5, 2.5 / 3, 1}, curve.recalls());
    assertEquals(0.5 + 2.5 / 4.5 / 3 + 0.1, curve.area(), 1e-15);
  }

  @Test
  void areasAreExactWhereTheRankingIsClear() {
    int[] labels = {1, 0, 1, 0, 0};
    assertEquals(1, Metrics.rocAuc(labels, new double[] {3, 1, 2, 0, -1}));
    assertEquals(0, Metrics.rocAuc(labels, new double[] {-3, 1, -2, 0, -1}));
    assertEquals(0.5, Metrics.rocAuc(labels, new double[5]));
    assertEquals(1, Metrics.averagePrecision(labels, new double[] {3, 1, 2, 0, -1}));
    assertEquals(0.4, Metrics.averagePrecision(labels, new double[5]));
  }

  @Test
  void zeroIsOneScoreWhateverItsSign() {
    double[] scores = {0.0, -0.0, 0.0, -0.0};
    assertEquals(0.5, Metrics.rocAuc(new int[] {0, 1, 1, 0}, scores));
    assertEquals(2, Metrics.rocCurve(new int[] {0, 1, 1, 0}, scores).thresholds().length);
  }

  @Test
  void greatAndTinyScoresAndWeightsCount() {
    double[] scores = {-Double.MAX_VALUE, Double.MIN_VALUE, 0, Double.MAX_VALUE};
    assertEquals(2.0 / 3, Metrics.rocAuc(new int[] {0, 1, 0, 0}, scores), 1e-15);
    for (double scale : new double[] {1e-98, 1e98}) {
      double[] weights = {2 * scale, scale, 0, 0.5 * scale, 1.5 * scale};
      assertEquals(2.0 / 3, Metrics.rocAuc(LABELS, SCORES, weights), 1e-15);
      assertEquals(0.5 + 2.5 / 4.5 / 3 + 0.1, Metrics.averagePrecision(LABELS, SCORES, weights), 1e-15);
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void theRocAreaIsTheProbabilityOfTheRightOrder(long seed) {
    RandomRows rows = random(seed);
    double[] scores = rows.scores(1);
    double right = 0;
    double all = 0;
    for (int i = 0; i < scores.length; i++) {
      for (int j = 0; j < scores.length; j++) {
        if (rows.labels()[i] == 1 && rows.labels()[j] == 0) {
          double weight = rows.weights()[i] * rows.weights()[j];
          right += weight * (scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0);
          all += weight;
        }
      }
    }
    assertEquals(right / all, Metrics.rocAuc(rows.labels(), scores, rows.weights()), TOLERANCE, "seed " + seed);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void theAveragePrecisionIsTheMeanPrecisionAtThePositiveRows(long seed) {
    RandomRows rows = random(seed);
    double[] scores = rows.scores(1);
    double sum = 0;
    double positives = 0;
    for (int i = 0; i < scores.length; i++) {
      if (rows.labels()[i] == 1) {
        double right = 0;
        double all = 0;
        for (int j = 0; j < scores.length; j++) {
          if (scores[j] >= scores[i]) {
            right += rows.weights()[j] * rows.labels()[j];
            all += rows.weights()[j];
          }
        }
        sum += rows.weights()[i] * (all == 0 ? 0 : right / all);
        positives += rows.weights()[i];
      }
    }
    double actual = Metrics.averagePrecision(rows.labels(), scores, rows.weights());
    assertEquals(sum / positives, actual, TOLERANCE, "seed " + seed);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void theAreasAreThoseBelowThePoints(long seed) {
    RandomRows rows = random(seed);
    double[] weights = Arrays.stream(rows.weights()).map(w -> w / 7).toArray();
    RocCurve roc = Metrics.rocCurve(rows.labels(), rows.scores(1), weights);
    double[] x = roc.falsePositiveRates();
    double[] y = roc.truePositiveRates();
    double area = 0;
    for (int i = 1; i < x.length; i++) {
      area += (x[i] - x[i - 1]) * (y[i] + y[i - 1]) / 2;
      assertTrue(x[i] >= x[i - 1] && y[i] >= y[i - 1] && roc.thresholds()[i] < roc.thresholds()[i - 1], "seed " + seed);
    }
    assertEquals(1, x[x.length - 1]);
    assertEquals(1, y[y.length - 1]);
    assertEquals(area, Metrics.rocAuc(rows.labels(), rows.scores(1), weights), TOLERANCE, "seed " + seed);
    PrecisionRecallCurve curve = Metrics.precisionRecallCurve(rows.labels(), rows.scores(1), weights);
    double steps = 0;
    double before = 0;
    for (int i = 0; i < curve.recalls().length; i++) {
      steps += (curve.recalls()[i] - before) * curve.precisions()[i];
      before = curve.recalls()[i];
    }
    assertEquals(steps, Metrics.averagePrecision(rows.labels(), rows.scores(1), weights), TOLERANCE, "seed " + seed);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void theOrderOfTheRowsAndTheScaleOfTheScoresDoNotMatter(long seed) {
    RandomRows rows = random(seed);
    int n = rows.labels().length;
    RandomRows turned = rows.rows(IntStream.range(0, n).map(i -> n - 1 - i).toArray());
    double[] scaled = Arrays.stream(turned.scores(1)).map(s -> -1 / (1 + s)).toArray();
    double[] weights = Arrays.stream(rows.weights()).map(w -> w / 7).toArray();
    double[] turnedWeights = Arrays.stream(turned.weights()).map(w -> w / 7).toArray();
    assertEquals(Metrics.rocAuc(rows.labels(), rows.scores(1), weights),
        Metrics.rocAuc(turned.labels(), scaled, turnedWeights), TOLERANCE, "seed " + seed);
    assertEquals(Metrics.averagePrecision(rows.labels(), rows.scores(1), weights),
        Metrics.averagePrecision(turned.labels(), scaled, turnedWeights), TOLERANCE, "seed " + seed);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void aWholeWeightIsAsManyRows(long seed) {
    RandomRows rows = random(seed);
    RandomRows repeated = rows.repeated();
    RocCurve weighted = Metrics.rocCurve(rows.labels(), rows.scores(1), rows.weights());
    RocCurve plain = Metrics.rocCurve(repeated.labels(), repeated.scores(1));
    assertArrayEquals(plain.thresholds(), weighted.thresholds(), "seed " + seed);
    assertArrayEquals(plain.falsePositiveRates(), weighted.falsePositiveRates(), "seed " + seed);
    assertArrayEquals(plain.truePositiveRates(), weighted.truePositiveRates(), "seed " + seed);
    assertArrayEquals(Metrics.precisionRecallCurve(repeated.labels(), repeated.scores(1)).precisions(),
        Metrics.precisionRecallCurve(rows.labels(), rows.scores(1), rows.weights()).precisions(), "seed " + seed);
  }

  @Test
  void anAreaOfOneClassIsNotDefined() {
    double[] scores = {0.1, 0.7};
    for (int label : new int[] {0, 1}) {
      assertEquals(Double.NaN, Metrics.rocAuc(new int[] {label, label}, scores));
    }
    assertEquals(Double.NaN, Metrics.rocAuc(new int[] {0, 1}, scores, 1, 0));
    RocCurve curve = Metrics.rocCurve(new int[] {1, 1}, scores);
    assertArrayEquals(new double[] {0, 0.5, 1}, curve.truePositiveRates());
    assertArrayEquals(new double[] {Double.NaN, Double.NaN, Double.NaN}, curve.falsePositiveRates());
    assertEquals(1, Metrics.averagePrecision(new int[] {1, 1}, scores));
    assertEquals(Double.NaN, Metrics.averagePrecision(new int[] {0, 0}, scores));
    PrecisionRecallCurve negative = Metrics.precisionRecallCurve(new int[] {0, 0}, scores);
    assertArrayEquals(new double[] {0, 0}, negative.precisions());
    assertArrayEquals(new double[] {Double.NaN, Double.NaN}, negative.recalls());
  }

  @Test
  void theMeanAreaLeavesOutClassesWithoutOne() {
    int[] labels = {0, 2, 2, 0};
    double[][] p = {{0.5, 0.25, 0.25}, {0.5, 0.125, 0.375}, {0.25, 0.25, 0.5}, {0.75, 0.25, 0}};
    assertArrayEquals(new double[] {0.875, Double.NaN, 1}, Metrics.rocAucByClass(labels, p));
    assertEquals(0.9375, Metrics.rocAucOneVsRest(labels, p));
    assertEquals(Double.NaN, Metrics.rocAucOneVsRest(new int[4], p));
  }

  @Test
  void theArraysOfACurveAreCopies() {
    RocCurve roc = Metrics.rocCurve(LABELS, SCORES);
    PrecisionRecallCurve curve = Metrics.precisionRecallCurve(LABELS, SCORES);
    double[][] first = {roc.thresholds(), roc.truePositiveRates(), roc.falsePositiveRates(), curve.thresholds(),
        curve.precisions(), curve.recalls()};
    for (double[] array : first) {
      Arrays.fill(array, 7);
    }
    assertEquals(0.8, roc.thresholds()[1]);
    assertEquals(1, roc.truePositiveRates()[4]);
    assertEquals(1, roc.falsePositiveRates()[4]);
    assertEquals(0.8, curve.thresholds()[0]);
    assertEquals(1, curve.precisions()[0]);
    assertEquals(1, curve.recalls()[3]);
  }
}
