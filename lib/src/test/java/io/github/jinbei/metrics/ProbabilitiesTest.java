package io.github.jinbei.metrics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Log loss, Brier score, top-k accuracy and calibration; and what weights do to all figures. */
class ProbabilitiesTest {

  private static final double TOLERANCE = 1e-12;

  @Test
  void logLossAndBrierScoreByHand() {
    int[] labels = {0, 1, 2};
    double[][] p = {{0.5, 0.25, 0.25}, {0, 1, 0}, {0.75, 0, 0.25}};
    assertEquals((Math.log(2) + 0 + Math.log(4)) / 3, Metrics.logLoss(labels, p), 1e-15);
    assertEquals((0.375 + 0 + 1.125) / 3, Metrics.brier(labels, p));
    assertEquals((2 * Math.log(2) + Math.log(4)) / 6, Metrics.logLoss(labels, p, 2, 3, 1), 1e-15);
    assertEquals((2 * 0.375 + 1.125) / 6, Metrics.brier(labels, p, 2, 3, 1));
  }

  @Test
  void certainProbabilitiesHaveFiniteFigures() {
    double[][] p = {{1, 0}, {0, 1}};
    assertEquals(0, Metrics.logLoss(new int[] {0, 1}, p));
    assertEquals(0, Metrics.brier(new int[] {0, 1}, p));
    assertEquals(52 * Math.log(2), Metrics.logLoss(new int[] {1, 0}, p), 1e-14);
    assertEquals(2, Metrics.brier(new int[] {1, 0}, p));
    assertEquals(52 * Math.log(2), Metrics.logLoss(new int[] {0}, new double[][] {{0x1p-53, 1}}), 1e-14);
    assertEquals(51 * Math.log(2), Metrics.logLoss(new int[] {0}, new double[][] {{0x1p-51, 1}}), 1e-14);
  }

  @Test
  void topKAccuracyByHand() {
    int[] labels = {0, 1, 2, 0};
    double[][] p = {{0.5, 0.3, 0.2}, {0.5, 0.3, 0.2}, {0.5, 0.3, 0.2}, {0.1, 0.2, 0.7}};
    assertEquals(0.25, Metrics.topKAccuracy(labels, p, 1));
    assertEquals(0.5, Metrics.topKAccuracy(labels, p, 2));
    assertEquals(1, Metrics.topKAccuracy(labels, p, 3));
    assertEquals(3 / 8.0, Metrics.topKAccuracy(labels, p, 2, 1, 2, 4, 1));
  }

  @Test
  void ofEqualProbabilitiesTheHigherClassCounts() {
    double[][] p = {{0.25, 0.25, 0.25, 0.25}};
    for (int label = 0; label < 4; label++) {
      for (int k = 1; k <= 4; k++) {
        assertEquals(label >= 4 - k ? 1 : 0, Metrics.topKAccuracy(new int[] {label}, p, k), label + " of the first " + k);
      }
    }
  }

  /** Sorts the classes of each row, as the definition says. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void topKAccuracyIsThatOfSortedClasses(long seed) {
    RandomRows rows = RandomRows.of(seed, 90, 4);
    for (int k = 1; k <= 4; k++) {
      double right = 0;
      double all = 0;
      for (int row = 0; row < 90; row++) {
        double[] p = rows.probabilities()[row];
        List<Integer> order = new ArrayList<>(List.of(3, 2, 1, 0));
        order.sort((a, b) -> Double.compare(p[b], p[a]));
        right += order.subList(0, k).contains(rows.labels()[row]) ? rows.weights()[row] : 0;
        all += rows.weights()[row];
      }
      assertEquals(right / all, Metrics.topKAccuracy(rows.labels(), rows.probabilities(), k, rows.weights()), TOLERANCE,
          "seed " + seed + ", k = " + k);
    }
  }

  @Test
  void calibrationByHand() {
    int[] labels = {0, 1, 1, 0, 1};
    double[] p = {0.125, 0.25, 1, 0.125, 0.75};
    Calibration calibration = Metrics.calibration(labels, p, 4);
    assertEquals(List.of(new Calibration.Bin(0, 0.25, 2, 0.125, 0), new Calibration.Bin(0.25, 0.5, 1, 0.25, 1),
        new Calibration.Bin(0.75, 1, 2, 0.875, 1)), calibration.bins());
    assertEquals((2 * 0.125 + 0.75 + 2 * 0.125) / 5, calibration.expectedError());
    Calibration weighted = Metrics.calibration(labels, p, 4, 1, 0, 3, 3, 1);
    assertEquals(List.of(new Calibration.Bin(0, 0.25, 4, 0.125, 0), new Calibration.Bin(0.75, 1, 4, 3.75 / 4, 1)),
        weighted.bins());
    assertEquals((4 * 0.125 + 4 * 0.0625) / 8, weighted.expectedError());
    assertThrows(UnsupportedOperationException.class, () -> calibration.bins().clear());
  }

  @Test
  void aProbabilityIsBetweenTheEndsOfItsBin() {
    for (int bins = 1; bins <= 200; bins++) {
      for (int i = 0; i <= bins; i++) {
        double end = (double) i / bins;
        for (double p : new double[] {Math.max(0, Math.nextDown(end)), end, Math.min(1, Math.nextUp(end))}) {
          Calibration.Bin bin = Metrics.calibration(new int[] {1}, new double[] {p}, bins).bins().get(0);
          assertTrue(bin.from() <= p && (p < bin.to() || p == 1 && bin.to() == 1), p + " in " + bin);
        }
      }
    }
  }

  /** All figures of the rows, in an order of their own. */
  private static double[] figures(RandomRows rows, double... weights) {
    List<Double> figures = new ArrayList<>();
    List<String> names = IntStream.range(0, rows.classes()).mapToObj(k -> "c" + k).toList();
    ClassReport report = ClassReport.of(names, rows.labels(), rows.probabilities(), weights);
    figures.addAll(report.figures().values());
    for (double area : report.rocAucByClass()) {
      figures.add(area);
    }
    figures.addAll(ClassReport.of(names, rows.labels(), rows.predictions(), weights).figures().values());
    figures.addAll(RegressionReport.of(rows.targets(), rows.predicted(), weights).figures().values());
    for (int k = 1; k <= rows.classes(); k++) {
      figures.add(Metrics.topKAccuracy(rows.labels(), rows.probabilities(), k, weights));
    }
    int[] last = Arrays.stream(rows.labels()).map(label -> label == rows.classes() - 1 ? 1 : 0).toArray();
    double[] scores = rows.scores(rows.classes() - 1);
    figures.add(Metrics.rocAuc(last, scores, weights));
    figures.add(Metrics.averagePrecision(last, scores, weights));
    figures.add(Metrics.calibration(last, scores, 5, weights).expectedError());
    return figures.stream().mapToDouble(Double::doubleValue).toArray();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void aWholeWeightIsAsManyRows(long seed) {
    RandomRows rows = RandomRows.of(seed, 100, 2 + (int) (seed % 3));
    assertArrayEquals(figures(rows.repeated()), figures(rows, rows.weights()), TOLERANCE, "seed " + seed);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void weightsOf1AreNoWeights(long seed) {
    RandomRows rows = RandomRows.of(seed, 100, 2 + (int) (seed % 3));
    double[] ones = new double[100];
    Arrays.fill(ones, 1);
    double[] plain = figures(rows);
    assertArrayEquals(plain, figures(rows, ones), "seed " + seed);
    for (int i = 0; i < plain.length; i++) {
      assertTrue(Double.isFinite(plain[i]), "seed " + seed + ", figure " + i + " = " + plain[i]);
    }
  }

  /** A power of two: a factor that rounds nothing. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void theScaleOfTheWeightsDoesNotMatter(long seed) {
    RandomRows rows = RandomRows.of(seed, 100, 2 + (int) (seed % 3));
    double[] scaled = Arrays.stream(rows.weights()).map(w -> w * 0x1p-300).toArray();
    assertArrayEquals(figures(rows, rows.weights()), figures(rows, scaled), "seed " + seed);
  }
}
