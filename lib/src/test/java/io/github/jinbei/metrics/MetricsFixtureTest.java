package io.github.jinbei.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.jinbei.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What scikit-learn computes from the same arrays: those of a file beside the project. */
class MetricsFixtureTest {

  private static final Path FILE = Path.of(System.getProperty("basedir", "."), "../../shared/fixtures/metrics.json");

  /** Relative to the figure where it is above 1. Both sides round sums of at most 80 terms in double. */
  private static final double TOLERANCE = 1e-12;

  @TestFactory
  @SuppressWarnings("unchecked")
  Stream<DynamicTest> figuresAreThoseOfScikitLearn() throws IOException {
    assumeTrue(Files.exists(FILE), "without " + FILE.normalize() + " nothing is compared");
    List<Map<String, Object>> cases = (List<Map<String, Object>>) Json.parse(Files.readString(FILE)).get("cases");
    assertTrue(cases.size() >= 8, () -> "cases: " + cases.size());
    return cases.stream().map(fields -> DynamicTest.dynamicTest((String) fields.get("case"), () -> compare(fields)));
  }

  private static void compare(Map<String, Object> fields) {
    Map<?, ?> expected = (Map<?, ?>) fields.get("expected");
    double[] weights = fields.get("weights") == null ? new double[0] : Json.numbers(fields.get("weights"));
    double[] y = Json.numbers(fields.get("y"));
    Map<String, Object> actual = fields.get("classes") == null
        ? regression(y, Json.numbers(fields.get("p")), weights)
        : classes(Arrays.stream(y).mapToInt(v -> (int) v).toArray(), rows(fields.get("p")), weights);
    TreeSet<String> unknown = new TreeSet<>();
    expected.forEach((name, value) -> {
      if (value == null || value instanceof String) {
        return;
      }
      if (!actual.containsKey(name)) {
        unknown.add((String) name);
        return;
      }
      double[] reference = Json.numbers(value);
      double[] figures = numbers(actual.get(name));
      assertEquals(reference.length, figures.length, (String) name);
      for (int i = 0; i < reference.length; i++) {
        double tolerance = TOLERANCE * Math.max(1, Math.abs(reference[i]));
        assertEquals(reference[i], figures[i], tolerance, name + ", " + i);
      }
    });
    assertEquals(new TreeSet<>(), unknown, "figures of the file that are not compared");
    assertFalse(expected.isEmpty());
  }

  private static double[][] rows(Object lists) {
    return ((List<?>) lists).stream().map(Json::numbers).toArray(double[][]::new);
  }

  private static double[] numbers(Object value) {
    return value instanceof double[] array ? array : new double[] {(Double) value};
  }

  private static double[] byClass(int classes, IntToDoubleFunction figure) {
    return IntStream.range(0, classes).mapToDouble(figure).toArray();
  }

  private static Map<String, Object> classes(int[] labels, double[][] p, double[] w) {
    int k = p[0].length;
    double[] last = Arrays.stream(p).mapToDouble(row -> row[k - 1]).toArray();
    ClassReport report = ClassReport.of(IntStream.range(0, k).mapToObj(i -> "c" + i).toList(), labels, p, w);
    ConfusionMatrix confusion = report.confusion();
    Map<String, Object> figures = new HashMap<>(report.figures());
    figures.put("confusion", byClass(k * k, i -> confusion.count(i / k, i % k)));
    figures.put("precision", byClass(k, confusion::precision));
    figures.put("recall", byClass(k, confusion::recall));
    figures.put("f1", byClass(k, confusion::f1));
    figures.put("support", byClass(k, confusion::support));
    figures.put("precision_micro", confusion.precision(Average.MICRO));
    figures.put("recall_micro", confusion.recall(Average.MICRO));
    figures.put("f1_micro", confusion.f1(Average.MICRO));
    figures.put("log_loss", Metrics.logLoss(labels, p, w));
    figures.put("brier", Metrics.brier(labels, p, w));
    figures.put("top_2_accuracy", Metrics.topKAccuracy(labels, p, 2, w));
    if (k == 2) {
      figures.put("roc_auc", Metrics.rocAuc(labels, last, w));
      figures.put("average_precision", Metrics.averagePrecision(labels, last, w));
    } else {
      figures.put("roc_auc_one_vs_rest_macro", Metrics.rocAucOneVsRest(labels, p, w));
      figures.put("roc_auc_by_class", Metrics.rocAucByClass(labels, p, w));
    }
    return figures;
  }

  private static Map<String, Object> regression(double[] targets, double[] predicted, double[] w) {
    return Map.of("mse", Metrics.meanSquaredError(targets, predicted, w),
        "rmse", Metrics.rootMeanSquaredError(targets, predicted, w),
        "mae", Metrics.meanAbsoluteError(targets, predicted, w),
        "median_absolute_error", Metrics.medianAbsoluteError(targets, predicted, w),
        "r2", Metrics.r2(targets, predicted, w),
        "explained_variance", Metrics.explainedVariance(targets, predicted, w));
  }
}
