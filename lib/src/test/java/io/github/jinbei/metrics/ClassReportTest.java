package io.github.jinbei.metrics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClassReportTest {

  private static final int[] LABELS = {0, 0, 0, 0, 1, 1, 1, 1, 2, 2};
  private static final int[] PREDICTED = {0, 0, 0, 1, 1, 1, 2, 2, 1, 2};

  private static List<String> names(int classes, IntFunction<String> name) {
    return IntStream.range(0, classes).mapToObj(name).toList();
  }

  private static void assertFits(String text) {
    int width = text.lines().mapToInt(line -> line.codePointCount(0, line.length())).max().orElseThrow();
    assertTrue(width <= 100, () -> width + " columns:\n" + text);
    assertEquals(-1, text.indexOf('\r'));
    assertEquals(text.strip(), text);
  }

  @Test
  void theFiguresAreThoseOfMetrics() {
    for (int classes : new int[] {2, 3}) {
      RandomRows rows = RandomRows.of(8, 70, classes);
      int[] labels = rows.labels();
      double[][] p = rows.probabilities();
      double[] w = rows.weights();
      ClassReport report = ClassReport.of(names(classes, k -> "c" + k), labels, p, w);
      ConfusionMatrix confusion = Metrics.confusionMatrix(labels, rows.predictions(), classes, w);
      assertEquals(confusion.toString(), report.confusion().toString());
      assertEquals(Metrics.logLoss(labels, p, w), report.logLoss());
      assertEquals(Metrics.brier(labels, p, w), report.brier());
      assertArrayEquals(Metrics.rocAucByClass(labels, p, w), report.rocAucByClass());
      assertEquals(classes == 2 ? Metrics.rocAuc(labels, rows.scores(1), w) : Metrics.rocAucOneVsRest(labels, p, w),
          report.rocAuc());
      assertEquals(classes == 2 ? Metrics.averagePrecision(labels, rows.scores(1), w) : Double.NaN,
          report.averagePrecision());
      List<String> expected = new ArrayList<>(List.of("accuracy", "balanced_accuracy", "precision_macro", "recall_macro",
          "f1_macro", "precision_weighted", "recall_weighted", "f1_weighted", "matthews", "log_loss", "brier", "roc_auc"));
      expected.addAll(classes == 2 ? List.of("average_precision") : List.of());
      assertEquals(expected, List.copyOf(report.figures().keySet()));
      assertEquals(confusion.accuracy(), report.figures().get("accuracy"));
      assertEquals(confusion.balancedAccuracy(), report.figures().get("balanced_accuracy"));
      assertEquals(confusion.matthews(), report.figures().get("matthews"));
      assertEquals(report.rocAuc(), report.figures().get("roc_auc"));
      assertThrows(UnsupportedOperationException.class, () -> report.figures().clear());
      report.rocAucByClass()[0] = 7;
      assertTrue(report.rocAucByClass()[0] < 7);
    }
  }

  @Test
  void predictionsAloneHaveNoFiguresOfProbabilities() {
    List<String> names = new ArrayList<>(List.of("a", "b", "c"));
    ClassReport report = ClassReport.of(names, LABELS, PREDICTED);
    names.set(0, "changed");
    assertEquals(List.of("a", "b", "c"), report.classes());
    assertEquals(Double.NaN, report.logLoss());
    assertEquals(Double.NaN, report.brier());
    assertEquals(Double.NaN, report.rocAuc());
    assertEquals(Double.NaN, report.averagePrecision());
    assertEquals(9, report.figures().size());
    assertEquals("""
        class          precision  recall      F1       rows
        a                 1.0000  0.7500  0.8571          4
        b                 0.5000  0.5000  0.5000          4
        c                 0.3333  0.5000  0.4000          2
        macro mean        0.6111  0.5833  0.5857         10
        weighted mean     0.6667  0.6000  0.6229         10

        accuracy 0.6000, balanced accuracy 0.5833, Matthews correlation 0.4000

        confusion matrix (row: true class, column: predicted class)
           a  b  c
        a  3  1  0
        b  0  2  2
        c  0  1  1""", report.toString());
  }

  @Test
  void twoClassesArePrintedWithTheirProbabilities() {
    int[] labels = {0, 1, 1, 0};
    double[][] p = {{0.75, 0.25}, {0.25, 0.75}, {0.75, 0.25}, {0.75, 0.25}};
    assertEquals("""
        class          precision  recall      F1     weight
        no                0.5000  1.0000  0.6667     1.2500
        yes               1.0000  0.5000  0.6667     2.5000
        macro mean        0.7500  0.7500  0.6667     3.7500
        weighted mean     0.8333  0.6667  0.6667     3.7500

        accuracy 0.6667, balanced accuracy 0.7500, Matthews correlation 0.5000
        log loss 0.6539, Brier score 0.4583, AUC 0.7500, average precision of yes 0.8333

        confusion matrix (row: true class, column: predicted class)
                 no     yes
        no   1.2500  0.0000
        yes  1.2500  1.2500""", ClassReport.of(List.of("no", "yes"), labels, p, 0.5, 1.25, 1.25, 0.75).toString());
  }

  @Test
  void anAreaThatIsNotDefinedIsSaid() {
    double[][] p = {{0.75, 0.25}, {1, 0}};
    ClassReport report = ClassReport.of(List.of("no", "yes"), new int[2], p);
    assertEquals(Double.NaN, report.rocAuc());
    assertTrue(report.toString().contains("Brier score 0.0625, AUC not defined (all rows are of one class)\n"),
        report::toString);
    ClassReport one = ClassReport.of(List.of("only"), new int[2], new double[][] {{1}, {1}});
    assertEquals(Double.NaN, one.rocAuc());
    assertEquals(1, one.confusion().accuracy());
    assertTrue(one.toString().endsWith("      only\nonly     2"), one::toString);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 10, 15, 20, 21, 100})
  void noLineIsTooLong(int classes) {
    for (IntFunction<String> name : List.<IntFunction<String>>of(k -> "" + k, k -> "class " + k,
        k -> "a class of a long name of more than thirty letters, number " + k, k -> "\uD83D\uDC1F".repeat(40) + k)) {
      RandomRows rows = RandomRows.of(classes, 3 * classes, classes);
      assertFits(ClassReport.of(names(classes, name), rows.labels(), rows.predictions()).toString());
      for (double scale : new double[] {1, 0.37, 1e5, 12345.678, 1e-7, 1e90}) {
        double[] w = Arrays.stream(rows.weights()).map(weight -> weight * scale).toArray();
        assertFits(ClassReport.of(names(classes, name), rows.labels(), rows.probabilities(), w).toString());
      }
    }
  }

  @Test
  void aMatrixOfTwentyShortNamesFits() {
    RandomRows rows = RandomRows.of(3, 2000, 20);
    String text = ClassReport.of(names(20, k -> "" + (char) ('a' + k)), rows.labels(), rows.predictions()).toString();
    assertTrue(text.contains("confusion matrix"), text);
    assertTrue(text.contains("\n    a   b   c"), text);
  }

  @Test
  void longNamesAreCutInTheMiddle() {
    ClassReport report = ClassReport.of(names(10, k -> "Common name of a species, variety " + k), LABELS, PREDICTED);
    List<String> lines = report.toString().lines().toList();
    assertEquals("Common name of..ies, variety 0     1.0000  0.7500  0.8571          4", lines.get(1));
    assertEquals(" ".repeat(30) + "  Co..0  Co..1", lines.get(lines.size() - 11).substring(0, 44));
    assertEquals("Common name of..ies, variety 9      0      0", lines.get(lines.size() - 1).substring(0, 44));
  }

  @Test
  void namesStayOnTheirLine() {
    String text = ClassReport.of(List.of("a\nb", "100 %d\u202E"), new int[] {0, 1}, new int[] {1, 1}).toString();
    assertTrue(text.contains("\na\uFFFDb "), text);
    assertTrue(text.contains("\n100 %d\uFFFD "), text);
  }

  @Test
  void manyClassesAreThoseOfTheLowestF1() {
    List<Integer> labels = new ArrayList<>();
    List<Integer> predicted = new ArrayList<>();
    // Class k of 30 has 40 rows; k of them are predicted as the next class.
    for (int k = 0; k < 30; k++) {
      for (int i = 0; i < 40; i++) {
        labels.add(k);
        predicted.add(i < k ? (k + 1) % 30 : k);
      }
    }
    int[] y = labels.stream().mapToInt(i -> i).toArray();
    int[] p = predicted.stream().mapToInt(i -> i).toArray();
    List<String> lines = ClassReport.of(names(30, k -> "c" + k), y, p).toString().lines().toList();
    assertEquals("the 20 of 30 classes that have the lowest F1", lines.get(0));
    List<String> shown = lines.subList(2, 22).stream().map(line -> line.substring(0, 3).strip()).toList();
    // Class 0 has the 29 wrong predictions of class 29, and so an F1 of 80 / 109; that of class 11 is 58 / 79.
    List<String> worst = new ArrayList<>(List.of("c11", "c0"));
    worst.addAll(names(18, k -> "c" + (k + 12)));
    Collections.reverse(worst);
    assertEquals(worst, shown);
    int from = lines.indexOf("the 20 most frequent of 29 confusions (true class -> predicted class)");
    assertTrue(from > 0, lines::toString);
    assertEquals("       29  c29 -> c0", lines.get(from + 1));
    assertEquals("       28  c28 -> c29", lines.get(from + 2));
    assertEquals("       10  c10 -> c11", lines.get(from + 20));
    assertEquals(from + 21, lines.size());
  }

  @Test
  void ofManyClassesThoseThatDoNotOccurAreLeftOut() {
    List<String> lines = ClassReport.of(names(100, k -> "c" + k), LABELS, PREDICTED).toString().lines().toList();
    assertEquals("the 3 of 100 classes that occur", lines.get(0));
    assertEquals("c0                1.0000  0.7500  0.8571          4", lines.get(2));
    assertEquals("confusions (true class -> predicted class)", lines.get(10));
    assertEquals("        2  c1 -> c2", lines.get(11));
    String right = ClassReport.of(names(100, k -> "c" + k), LABELS, LABELS).toString();
    assertTrue(right.endsWith("\nno confusions"), right);
  }
}
