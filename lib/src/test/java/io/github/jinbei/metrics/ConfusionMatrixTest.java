package io.github.jinbei.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfusionMatrixTest {

  private static final double TOLERANCE = 1e-12;

  /** Classes 0 to 2 as in {{3, 1, 0}, {0, 2, 2}, {0, 1, 1}}. */
  private static final int[] LABELS = {0, 0, 0, 0, 1, 1, 1, 1, 2, 2};
  private static final int[] PREDICTED = {0, 0, 0, 1, 1, 1, 2, 2, 1, 2};

  @Test
  void rowsAreLabelsAndColumnsArePredictions() {
    ConfusionMatrix matrix = Metrics.confusionMatrix(LABELS, PREDICTED, 3);
    assertEquals("[[3.0, 1.0, 0.0], [0.0, 2.0, 2.0], [0.0, 1.0, 1.0]]", matrix.toString());
    assertEquals(3, matrix.classes());
    assertEquals(2, matrix.count(1, 2));
    assertEquals(1, matrix.count(2, 1));
    assertEquals(2, matrix.support(2));
    assertEquals(4, matrix.predicted(1));
    assertEquals(10, matrix.total());
  }

  @Test
  void figuresByHand() {
    ConfusionMatrix matrix = Metrics.confusionMatrix(LABELS, PREDICTED, 3);
    assertEquals(0.6, matrix.accuracy());
    assertEquals((0.75 + 0.5 + 0.5) / 3, matrix.balancedAccuracy(), 1e-15);
    double[] precisions = {1, 0.5, 1.0 / 3};
    double[] recalls = {0.75, 0.5, 0.5};
    double[] f1 = {6.0 / 7, 0.5, 0.4};
    for (int k = 0; k < 3; k++) {
      assertEquals(precisions[k], matrix.precision(k), 1e-15, "precision of " + k);
      assertEquals(recalls[k], matrix.recall(k), 1e-15, "recall of " + k);
      assertEquals(f1[k], matrix.f1(k), 1e-15, "F1 of " + k);
    }
    assertEquals((1 + 0.5 + 1.0 / 3) / 3, matrix.precision(Average.MACRO), 1e-15);
    assertEquals((4 * 1 + 4 * 0.5 + 2 / 3.0) / 10, matrix.precision(Average.WEIGHTED), 1e-15);
    assertEquals(0.6, matrix.precision(Average.MICRO));
    assertEquals(0.6, matrix.recall(Average.MICRO));
    assertEquals(0.6, matrix.f1(Average.MICRO));
    assertEquals(0.6, matrix.recall(Average.WEIGHTED), 1e-15);
    assertEquals((4 * 6.0 / 7 + 4 * 0.5 + 2 * 0.4) / 10, matrix.f1(Average.WEIGHTED), 1e-15);
    // Counts: labels 4, 4, 2; predictions 3, 4, 3. (6·10 − 34) / √((100 − 34)·(100 − 36))
    assertEquals(26 / Math.sqrt(66 * 64), matrix.matthews(), 1e-15);
  }

  @Test
  void macroMeansAreOverClassesThatOccur() {
    int[] labels = {0, 0, 1, 1};
    int[] predicted = {0, 3, 1, 1};
    ConfusionMatrix matrix = Metrics.confusionMatrix(labels, predicted, 5);
    assertEquals((1 + 1 + 0) / 3.0, matrix.precision(Average.MACRO), 1e-15);
    assertEquals((0.5 + 1 + 0) / 3, matrix.recall(Average.MACRO), 1e-15);
    assertEquals((2.0 / 3 + 1 + 0) / 3, matrix.f1(Average.MACRO), 1e-15);
    assertEquals(0.75, matrix.balancedAccuracy());
    ConfusionMatrix without = Metrics.confusionMatrix(labels, predicted, 5, 1, 0, 1, 1);
    assertEquals(1, without.f1(Average.MACRO));
    assertEquals(1, without.matthews());
  }

  @Test
  void whatHasNothingToDivideByIs0() {
    ConfusionMatrix matrix = Metrics.confusionMatrix(new int[] {0, 0, 1}, new int[] {0, 0, 0}, 3);
    assertEquals(0, matrix.precision(1));
    assertEquals(0, matrix.recall(2));
    assertEquals(0, matrix.f1(2));
    assertEquals(0, matrix.matthews());
    assertEquals(0, Metrics.confusionMatrix(new int[] {1, 1}, new int[] {0, 1}, 2).matthews());
    assertEquals(0, Metrics.confusionMatrix(new int[] {1, 1}, new int[] {1, 1}, 2).matthews());
    double[] tenths = {0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1};
    int[] ones = {1, 1, 1, 1, 1, 1, 1};
    int[] mixed = {0, 1, 2, 0, 1, 2, 2};
    assertEquals(0, Metrics.confusionMatrix(ones, mixed, 3, tenths).matthews());
    assertEquals(0, Metrics.confusionMatrix(mixed, ones, 3, tenths).matthews());
    ConfusionMatrix one = Metrics.confusionMatrix(new int[] {0}, new int[] {0}, 1);
    assertEquals(1, one.accuracy());
    assertEquals(0, one.matthews());
  }

  @Test
  void rightPredictionsHaveFiguresOfExactly1() {
    double[] weights = {0.1, 0.7, 0.3, 1.1, 0.9, 0.2, 0.1};
    int[] labels = {0, 1, 2, 0, 1, 2, 2};
    ConfusionMatrix matrix = Metrics.confusionMatrix(labels, labels, 3, weights);
    assertEquals(1, matrix.accuracy());
    assertEquals(1, matrix.matthews());
    assertEquals(1, matrix.f1(Average.MACRO));
    assertEquals(-1, Metrics.confusionMatrix(new int[] {0, 1}, new int[] {1, 0}, 2).matthews());
  }

  /** Matthews' correlation as a covariance of indicators, and the other figures by loops over the rows. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void figuresAreThoseOfPlainLoops(long seed) {
    int classes = 2 + (int) (seed % 4);
    RandomRows rows = RandomRows.of(seed, 20 * (int) seed, classes);
    int[] predicted = rows.predictions();
    double[] w = rows.weights();
    ConfusionMatrix matrix = Metrics.confusionMatrix(rows.labels(), predicted, classes, w);
    String where = "seed " + seed;
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (int k = 0; k < classes; k++) {
      double meanX = mean(rows.labels(), k, w);
      double meanY = mean(predicted, k, w);
      double both = 0;
      for (int row = 0; row < w.length; row++) {
        double x = (rows.labels()[row] == k ? 1 : 0) - meanX;
        double y = (predicted[row] == k ? 1 : 0) - meanY;
        xy += w[row] * x * y;
        xx += w[row] * x * x;
        yy += w[row] * y * y;
        both += rows.labels()[row] == k && predicted[row] == k ? w[row] : 0;
      }
      double all = matrix.total();
      assertEquals(meanY == 0 ? 0 : both / (meanY * all), matrix.precision(k), TOLERANCE, where);
      assertEquals(meanX == 0 ? 0 : both / (meanX * all), matrix.recall(k), TOLERANCE, where);
      double sum = matrix.precision(k) + matrix.recall(k);
      assertEquals(sum == 0 ? 0 : 2 * matrix.precision(k) * matrix.recall(k) / sum, matrix.f1(k), TOLERANCE, where);
    }
    assertEquals(xy / Math.sqrt(xx * yy), matrix.matthews(), TOLERANCE, where);
  }

  private static double mean(int[] labels, int k, double[] weights) {
    double sum = 0;
    double all = 0;
    for (int row = 0; row < labels.length; row++) {
      sum += labels[row] == k ? weights[row] : 0;
      all += weights[row];
    }
    return sum / all;
  }

  @Test
  void classesThatDoNotExistAreRefused() {
    ConfusionMatrix matrix = Metrics.confusionMatrix(LABELS, PREDICTED, 3);
    assertThrows(IndexOutOfBoundsException.class, () -> matrix.count(3, 0));
    assertThrows(IndexOutOfBoundsException.class, () -> matrix.count(0, -1));
    assertThrows(IndexOutOfBoundsException.class, () -> matrix.support(3));
    assertThrows(IndexOutOfBoundsException.class, () -> matrix.predicted(3));
    assertThrows(IndexOutOfBoundsException.class, () -> matrix.precision(3));
    assertThrows(IndexOutOfBoundsException.class, () -> matrix.recall(-1));
    assertThrows(IndexOutOfBoundsException.class, () -> matrix.f1(3));
    assertEquals("average", assertThrows(NullPointerException.class, () -> matrix.f1(null)).getMessage());
  }
}
