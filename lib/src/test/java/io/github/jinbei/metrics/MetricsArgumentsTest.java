package io.github.jinbei.metrics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/** What the methods of the package refuse, with the message. */
class MetricsArgumentsTest {

  private static final List<String> NAMES = List.of("a", "b");
  private static final int[] LABELS = {0, 1, 1};
  private static final double[] SCORES = {0.25, 0.5, 1};
  private static final double[][] P = {{0.75, 0.25}, {0.5, 0.5}, {0, 1}};

  private interface OfClasses {
    Object compute(int[] labels, double[][] probabilities, double... weights);
  }

  private interface OfScores {
    Object compute(int[] labels, double[] scores, double... weights);
  }

  private interface OfNumbers {
    Object compute(double[] targets, double[] predicted, double... weights);
  }

  /** Methods of probabilities or other scores of all classes. */
  private static final Map<String, OfClasses> OF_CLASSES = Map.of(
      "topKAccuracy", (labels, p, w) -> Metrics.topKAccuracy(labels, p, 1, w),
      "logLoss", Metrics::logLoss, "brier", Metrics::brier, "rocAucByClass", Metrics::rocAucByClass,
      "rocAucOneVsRest", Metrics::rocAucOneVsRest, "ClassReport", (labels, p, w) -> ClassReport.of(NAMES, labels, p, w));

  private static final Map<String, OfScores> OF_SCORES = Map.of("rocAuc", Metrics::rocAuc, "rocCurve", Metrics::rocCurve,
      "averagePrecision", Metrics::averagePrecision, "precisionRecallCurve", Metrics::precisionRecallCurve);

  private static final Map<String, OfNumbers> OF_NUMBERS = Map.of("meanSquaredError", Metrics::meanSquaredError,
      "rootMeanSquaredError", Metrics::rootMeanSquaredError, "meanAbsoluteError", Metrics::meanAbsoluteError,
      "medianAbsoluteError", Metrics::medianAbsoluteError, "r2", Metrics::r2, "explainedVariance", Metrics::explainedVariance,
      "RegressionReport", RegressionReport::of);

  private static DynamicTest test(String name, Executable call, String message) {
    return DynamicTest.dynamicTest(name + ": " + message, () -> {
      Class<? extends Exception> type =
          message.contains(" ") ? IllegalArgumentException.class : NullPointerException.class;
      assertEquals(message, assertThrows(type, call).getMessage());
    });
  }

  /** Weights of three rows, and the message about them. */
  private static final Map<double[], String> WRONG_WEIGHTS = Map.of(
      new double[] {1, 2}, "weights.length = 2; expected 3, one for each row",
      new double[] {1, -1, 1}, "weights[1] = -1.0; expected 0, or a number from 1e-100 to 1e100",
      new double[] {1, 1, Double.NaN}, "weights[2] = NaN; expected 0, or a number from 1e-100 to 1e100",
      new double[] {Double.POSITIVE_INFINITY, 1, 1}, "weights[0] = Infinity; expected 0, or a number from 1e-100 to 1e100",
      new double[] {1, 1e-101, 1}, "weights[1] = 1.0E-101; expected 0, or a number from 1e-100 to 1e100",
      new double[3], "weights are all 0; expected at least one above 0");

  @TestFactory
  Stream<DynamicTest> ofClasses() {
    return OF_CLASSES.entrySet().stream().flatMap(method -> {
      String name = method.getKey();
      OfClasses m = method.getValue();
      return Stream.concat(weights(name, w -> m.compute(LABELS, P, w)), Stream.of(
          test(name, () -> m.compute(null, P), "labels"),
          test(name, () -> m.compute(LABELS, null), "probabilities"),
          test(name, () -> m.compute(LABELS, new double[][] {{1, 0}, null, {1, 0}}), "probabilities[1]"),
          test(name, () -> m.compute(LABELS, new double[][] {null, {1, 0}, {1, 0}}), "probabilities[0]"),
          test(name, () -> m.compute(new int[0], new double[0][]), "labels.length = 0; expected at least 1"),
          test(name, () -> m.compute(new int[4], P), "probabilities.length = 3; expected 4, one for each row"),
          test(name, () -> m.compute(new int[] {0, 2, 1}, P), "labels[1] = 2; expected a class, 0 to 1"),
          test(name, () -> m.compute(new int[] {0, 1, -1}, P), "labels[2] = -1; expected a class, 0 to 1"),
          test(name, () -> m.compute(new int[1], new double[1][0]), "probabilities[0].length = 0; expected at least 1"),
          test(name, () -> m.compute(LABELS, new double[][] {{1, 0}, {1, 0}, {1, 0, 0}}),
              "probabilities[2].length = 3; expected 2, as in row 0"),
          test(name, () -> m.compute(LABELS, new double[][] {{1, 0}, {1, Double.NaN}, {1, 0}}),
              "probabilities[1][1] = NaN; expected a finite number")));
    });
  }

  private static Stream<DynamicTest> weights(String name, Consumer<double[]> method) {
    return Stream.concat(Stream.of(test(name, () -> method.accept(null), "weights")), WRONG_WEIGHTS.entrySet().stream()
        .map(wrong -> test(name, () -> method.accept(wrong.getKey()), wrong.getValue())));
  }

  @TestFactory
  Stream<DynamicTest> ofDistributions() {
    return Stream.of("logLoss", "brier", "ClassReport").flatMap(name -> {
      OfClasses m = OF_CLASSES.get(name);
      return Stream.of(
          test(name, () -> m.compute(LABELS, new double[][] {{1, 0}, {1.5, -0.5}, {1, 0}}),
              "probabilities[1][0] = 1.5; expected a probability, 0 to 1"),
          test(name, () -> m.compute(LABELS, new double[][] {{1, 0}, {1, 0}, {0.5, 0.25}}),
              "probabilities[2] adds up to 0.75; expected 1"));
    });
  }

  @Test
  void otherScoresCanBeRanked() {
    double[][] scores = {{3, -2}, {0, 0.5}, {-7, 100}};
    assertEquals(1, Metrics.topKAccuracy(LABELS, scores, 1));
    assertEquals(1, Metrics.rocAucOneVsRest(LABELS, scores));
    assertArrayEquals(new double[] {1, 1}, Metrics.rocAucByClass(LABELS, scores));
  }

  @Test
  void sumsOfProbabilitiesMayBeRounded() {
    double[][] rounded = {{0.333, 0.333, 0.333}, {1e-9, 0.9999999, 2e-8}};
    assertEquals((-Math.log(0.333) - Math.log(0.9999999)) / 2, Metrics.logLoss(new int[] {0, 1}, rounded), 1e-15);
  }

  @TestFactory
  Stream<DynamicTest> ofScores() {
    return OF_SCORES.entrySet().stream().flatMap(method -> {
      String name = method.getKey();
      OfScores m = method.getValue();
      return Stream.concat(weights(name, w -> m.compute(LABELS, SCORES, w)), Stream.of(
          test(name, () -> m.compute(null, SCORES), "labels"),
          test(name, () -> m.compute(LABELS, null), "scores"),
          test(name, () -> m.compute(new int[0], new double[0]), "labels.length = 0; expected at least 1"),
          test(name, () -> m.compute(LABELS, new double[2]), "scores.length = 2; expected 3, one for each row"),
          test(name, () -> m.compute(new int[] {0, 1, 2}, SCORES), "labels[2] = 2; expected a class, 0 to 1"),
          test(name, () -> m.compute(LABELS, new double[] {0, Double.NEGATIVE_INFINITY, 0}),
              "scores[1] = -Infinity; expected a finite number")));
    });
  }

  @TestFactory
  Stream<DynamicTest> ofNumbers() {
    double[] numbers = {1, 2, 3};
    return OF_NUMBERS.entrySet().stream().flatMap(method -> {
      String name = method.getKey();
      OfNumbers m = method.getValue();
      return Stream.concat(weights(name, w -> m.compute(numbers, numbers, w)), Stream.of(
          test(name, () -> m.compute(null, numbers), "targets"),
          test(name, () -> m.compute(numbers, null), "predicted"),
          test(name, () -> m.compute(new double[0], new double[0]), "targets.length = 0; expected at least 1"),
          test(name, () -> m.compute(numbers, new double[4]), "predicted.length = 4; expected 3, one for each row"),
          test(name, () -> m.compute(new double[] {1, Double.NaN, 3}, numbers), "targets[1] = NaN; expected a finite number"),
          test(name, () -> m.compute(numbers, new double[] {1, 2, Double.POSITIVE_INFINITY}),
              "predicted[2] = Infinity; expected a finite number")));
    });
  }

  @TestFactory
  Stream<DynamicTest> ofTheRest() {
    return Stream.of(
        weights("confusionMatrix", w -> Metrics.confusionMatrix(LABELS, LABELS, 2, w)),
        weights("ClassReport of predictions", w -> ClassReport.of(NAMES, LABELS, LABELS, w)),
        weights("calibration", w -> Metrics.calibration(LABELS, SCORES, 2, w)),
        Stream.of(
            test("confusionMatrix", () -> Metrics.confusionMatrix(null, LABELS, 2), "labels"),
            test("confusionMatrix", () -> Metrics.confusionMatrix(LABELS, null, 2), "predicted"),
            test("confusionMatrix", () -> Metrics.confusionMatrix(LABELS, LABELS, 0), "classes = 0; expected at least 1"),
            test("confusionMatrix", () -> Metrics.confusionMatrix(new int[0], new int[0], 2),
                "labels.length = 0; expected at least 1"),
            test("confusionMatrix", () -> Metrics.confusionMatrix(LABELS, new int[2], 2),
                "predicted.length = 2; expected 3, one for each row"),
            test("confusionMatrix", () -> Metrics.confusionMatrix(LABELS, new int[3], 1),
                "labels[1] = 1; expected a class, 0 to 0"),
            test("confusionMatrix", () -> Metrics.confusionMatrix(LABELS, new int[] {0, 7, 0}, 2),
                "predicted[1] = 7; expected a class, 0 to 1"),
            test("topKAccuracy", () -> Metrics.topKAccuracy(LABELS, P, 0), "k = 0; expected 1 to 2, the number of classes"),
            test("topKAccuracy", () -> Metrics.topKAccuracy(LABELS, P, 3), "k = 3; expected 1 to 2, the number of classes"),
            test("calibration", () -> Metrics.calibration(null, SCORES, 2), "labels"),
            test("calibration", () -> Metrics.calibration(LABELS, null, 2), "probabilities"),
            test("calibration", () -> Metrics.calibration(LABELS, SCORES, 0), "bins = 0; expected at least 1"),
            test("calibration", () -> Metrics.calibration(LABELS, new double[] {0, 1, -0.1}, 2),
                "probabilities[2] = -0.1; expected a probability, 0 to 1"),
            test("calibration", () -> Metrics.calibration(LABELS, new double[] {0, 1, Double.NaN}, 2),
                "probabilities[2] = NaN; expected a probability, 0 to 1"),
            test("Calibration", () -> new Calibration(null), "bins"),
            test("ClassReport", () -> ClassReport.of(null, LABELS, P), "classes"),
            test("ClassReport", () -> ClassReport.of(List.of("a"), LABELS, P),
                "classes.size() = 1; expected 2, one for each class"),
            test("ClassReport of predictions", () -> ClassReport.of(null, LABELS, LABELS), "classes"),
            test("ClassReport of predictions", () -> ClassReport.of(NAMES, null, LABELS), "labels"),
            test("ClassReport of predictions", () -> ClassReport.of(NAMES, LABELS, (int[]) null), "predicted"),
            test("ClassReport of predictions", () -> ClassReport.of(List.of(), LABELS, LABELS),
                "classes.size() = 0; expected at least 1")))
        .flatMap(tests -> tests);
  }

  @Test
  void argumentsAreNotModified() {
    int[] labels = LABELS.clone();
    double[] scores = {1, 0.5, 0.25};
    double[] weights = {3, 1, 2};
    Metrics.rocCurve(labels, scores, weights);
    Metrics.medianAbsoluteError(scores, new double[3], weights);
    Metrics.calibration(labels, scores, 3, weights);
    assertArrayEquals(LABELS, labels);
    assertArrayEquals(new double[] {1, 0.5, 0.25}, scores);
    assertArrayEquals(new double[] {3, 1, 2}, weights);
  }
}
