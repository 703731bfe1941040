package io.github.jinbei.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The figures of regressions. */
class RegressionTest {

  private static final double[] TARGETS = {1, 2, 4, 5};
  private static final double[] PREDICTED = {1, 3, 2, 5.5};

  @Test
  void figuresByHand() {
    assertEquals((0 + 1 + 4 + 0.25) / 4, Metrics.meanSquaredError(TARGETS, PREDICTED));
    assertEquals(Math.sqrt(5.25 / 4), Metrics.rootMeanSquaredError(TARGETS, PREDICTED));
    assertEquals(3.5 / 4, Metrics.meanAbsoluteError(TARGETS, PREDICTED));
    assertEquals(0.75, Metrics.medianAbsoluteError(TARGETS, PREDICTED));
    assertEquals(1 - 5.25 / 10, Metrics.r2(TARGETS, PREDICTED));
    // The differences 0, -1, 2, -0.5 have the mean 0.125.
    double left = 0.125 * 0.125 + 1.125 * 1.125 + 1.875 * 1.875 + 0.625 * 0.625;
    assertEquals(1 - left / 10, Metrics.explainedVariance(TARGETS, PREDICTED));
  }

  @Test
  void weightedFiguresByHand() {
    double[] weights = {1, 2, 0.5, 0};
    assertEquals((2 + 0.5 * 4) / 3.5, Metrics.meanSquaredError(TARGETS, PREDICTED, weights));
    assertEquals((2 + 0.5 * 2) / 3.5, Metrics.meanAbsoluteError(TARGETS, PREDICTED, weights));
    double mean = (1 + 4 + 2) / 3.5;
    double all = (1 - mean) * (1 - mean) + 2 * (2 - mean) * (2 - mean) + 0.5 * (4 - mean) * (4 - mean);
    assertEquals(1 - 4 / all, Metrics.r2(TARGETS, PREDICTED, weights), 1e-15);
  }

  @Test
  void theMedianIsTheUsualOneWithEqualWeights() {
    for (int n = 1; n <= 40; n++) {
      double[] errors = IntStream.range(0, n).mapToDouble(i -> i * 7 % 11).toArray();
      double[] sorted = errors.clone();
      Arrays.sort(sorted);
      double median = (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
      assertEquals(median, Metrics.medianAbsoluteError(errors, new double[n]), n + " rows");
      double[] weights = new double[n];
      for (double weight : new double[] {0.1, 1.0 / 3, 1e-100, 1e100}) {
        Arrays.fill(weights, weight);
        assertEquals(median, Metrics.medianAbsoluteError(errors, new double[n], weights), n + " rows of " + weight);
      }
    }
  }

  @Test
  void theMedianIsWeighted() {
    double[] errors = {4, 1, 3, 2, 9};
    assertEquals(3, median(errors, 1, 1, 5, 1, 1));
    assertEquals(9, median(errors, 1, 1, 1, 1, 5));
    assertEquals(1, median(errors, 1, 7, 1, 1, 1));
    assertEquals(2.5, median(errors, 1, 1, 1, 2, 1));
    assertEquals(6.5, median(errors, 1, 1, 1, 1, 4));
    assertEquals(5, median(errors, 0, 1, 0, 0, 1), "between 1 and 9, since no other row counts");
    assertEquals(9, median(errors, 0, 0, 0, 0, 0.5));
    assertEquals(5, Metrics.medianAbsoluteError(new double[] {0, 0}, new double[] {-4, 6}));
  }

  private static double median(double[] errors, double... weights) {
    return Metrics.medianAbsoluteError(errors, new double[errors.length], weights);
  }

  /** By the definition: the mean of the least and the greatest error with at most half of the weight on either side. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void theMedianHasHalfOfTheWeightOnEitherSide(long seed) {
    RandomRows rows = RandomRows.of(seed, 2 + (int) seed * 5, 2);
    double least = Double.POSITIVE_INFINITY;
    double greatest = Double.NEGATIVE_INFINITY;
    int n = rows.targets().length;
    double all = Arrays.stream(rows.weights()).sum();
    double[] errors = IntStream.range(0, n).mapToDouble(i -> Math.abs(rows.targets()[i] - rows.predicted()[i])).toArray();
    for (int i = 0; i < n; i++) {
      double below = 0;
      double above = 0;
      for (int j = 0; j < n; j++) {
        below += errors[j] < errors[i] ? rows.weights()[j] : 0;
        above += errors[j] > errors[i] ? rows.weights()[j] : 0;
      }
      if (rows.weights()[i] > 0 && below <= all / 2 && above <= all / 2) {
        least = Math.min(least, errors[i]);
        greatest = Math.max(greatest, errors[i]);
      }
    }
    assertEquals((least + greatest) / 2, Metrics.medianAbsoluteError(rows.targets(), rows.predicted(), rows.weights()),
        "seed " + seed);
  }

  @Test
  void equalTargetsAreExplainedOrNot() {
    double[] tenths = new double[7];
    Arrays.fill(tenths, 0.1);
    double[] near = tenths.clone();
    near[3] = 0.2;
    double[] shifted = new double[7];
    for (double[] weights : List.of(new double[0], new double[] {0.3, 0.1, 0.7, 1, 1, 1, 0.9})) {
      assertEquals(1, Metrics.r2(tenths, tenths, weights));
      assertEquals(0, Metrics.r2(tenths, near, weights));
      assertEquals(0, Metrics.r2(tenths, shifted, weights));
      assertEquals(1, Metrics.explainedVariance(tenths, tenths, weights));
      assertEquals(0, Metrics.explainedVariance(tenths, near, weights));
      assertEquals(1, Metrics.explainedVariance(tenths, shifted, weights), "all errors are equal");
    }
    assertEquals(1, Metrics.r2(near, near, 1, 1, 1, 0, 1, 1, 1), "equal targets where the weight is above 0");
    assertEquals(0, Metrics.r2(near, shifted, 1, 1, 1, 0, 1, 1, 1));
    assertEquals(1, Metrics.r2(new double[] {3}, new double[] {3}));
    assertEquals(0, Metrics.r2(new double[] {3}, new double[] {4}));
  }

  @Test
  void theMeanExplainsNothingAndAShiftDoesNotCountAsVariance() {
    assertEquals(0, Metrics.r2(TARGETS, new double[] {3, 3, 3, 3}));
    double[] shifted = Arrays.stream(TARGETS).map(y -> y + 10).toArray();
    assertEquals(1, Metrics.explainedVariance(TARGETS, shifted));
    assertEquals(1 - 400 / 10.0, Metrics.r2(TARGETS, shifted));
  }

  /** The two-pass sum keeps digits that a sum of squares would lose. */
  @Test
  void greatMeansLoseNoDigits() {
    double offset = 0x1p40;
    double[] far = Arrays.stream(TARGETS).map(y -> y + offset).toArray();
    double[] farPredicted = Arrays.stream(PREDICTED).map(y -> y + offset).toArray();
    assertEquals(Metrics.r2(TARGETS, PREDICTED), Metrics.r2(far, farPredicted), 1e-12);
    assertEquals(Metrics.explainedVariance(TARGETS, PREDICTED), Metrics.explainedVariance(far, farPredicted), 1e-12);
  }

  @Test
  void theReportHasTheFiguresOfMetrics() {
    RandomRows rows = RandomRows.of(17, 60, 2);
    RegressionReport report = RegressionReport.of(rows.targets(), rows.predicted(), rows.weights());
    double[] y = rows.targets();
    double[] p = rows.predicted();
    double[] w = rows.weights();
    assertEquals(Metrics.rootMeanSquaredError(y, p, w), report.rootMeanSquaredError());
    assertEquals(Metrics.meanAbsoluteError(y, p, w), report.meanAbsoluteError());
    assertEquals(Metrics.medianAbsoluteError(y, p, w), report.medianAbsoluteError());
    assertEquals(Metrics.meanSquaredError(y, p, w), report.meanSquaredError());
    assertEquals(Metrics.r2(y, p, w), report.r2());
    assertEquals(Metrics.explainedVariance(y, p, w), report.explainedVariance());
    assertEquals(List.of("rmse", "mae", "median_absolute_error", "mse", "r2", "explained_variance"),
        List.copyOf(report.figures().keySet()));
    assertEquals(report.meanSquaredError(), report.figures().get("mse"));
    assertEquals(report.rootMeanSquaredError(), report.figures().get("rmse"));
  }

  @Test
  void theReportIsPrintedOneFigureALine() {
    assertEquals("""
        RMSE                   1.1456
        MAE                    0.875
        median absolute error  0.75
        R2                     0.475
        explained variance     0.48125""", RegressionReport.of(TARGETS, PREDICTED).toString());
  }
}
