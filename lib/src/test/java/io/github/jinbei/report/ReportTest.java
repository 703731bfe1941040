package io.github.jinbei.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.Evaluation;
import io.github.jinbei.History;
import io.github.jinbei.Mlp;
import io.github.jinbei.data.Dataset;
import io.github.jinbei.table.Importance;
import io.github.jinbei.table.MlpClassifier;
import io.github.jinbei.table.Penguins;
import io.github.jinbei.table.Score;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** The methods of reports: what each one adds, and what they refuse. */
class ReportTest {

  @TempDir
  Path folder;

  private final Mlp mlp = ReportSamples.classifier(4, 3);
  private final Dataset rows = ReportSamples.classRows(30, 4, 3);
  private final Report report = Report.of(mlp, ReportSamples.history(3, epoch -> 1.0 / epoch), rows);

  private static MlpClassifier estimator() {
    return MlpClassifier.builder().units(4).epochs(2).folds(2).threads(1).seed(1).diagnostics(true)
        .fit(Penguins.train(), "species");
  }

  private static void assertRefused(Class<? extends Exception> type, String message, Executable call) {
    assertEquals(message, assertThrows(type, call).getMessage());
  }

  @Test
  void eachMethodAddsOneThingAndLeavesTheReportAsItIs() {
    String before = report.html();
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("seed", "42");
    settings.put("batch", "7 & <8>\nof two lines");
    String titled = report.title("A \"title\" of <mine>").html();
    assertTrue(titled.contains("<h1>A &quot;title&quot; of &lt;mine&gt;</h1>"), titled);
    String set = report.settings(settings).html();
    assertTrue(set.contains("<th>seed</th><td class=\"value\">42</td></tr>\n<tr><th>batch</th><td class=\"value\">"
        + "7 &amp; &lt;8&gt;<br/>of two lines</td>"), set);
    assertTrue(report.command(List.of("java", "-jar", "a b.jar")).html().contains("<code>java -jar &#39;a b.jar&#39;</code>"));
    List<String> named = ReportSamples.drawing(report.classNames(List.of("ant", "bee", "cat")).html(), "Confusion matrix")
        .texts();
    assertTrue(named.containsAll(List.of("ant", "bee", "cat")), named::toString);
    assertEquals(List.of("Loss", "Accuracy", "Confusion matrix", "ROC curves", "Calibration"), ReportSamples.titles(before));
    assertEquals(List.of("Loss", "Accuracy", "Learning rate", "Norm of the weights", "Norm of the gradient", "Saturated units",
        "Dead units", "Confusion matrix", "ROC curves", "Calibration", "Rows of the largest losses",
        "Weights of the first layer"),
        ReportSamples.titles(report.diagnostics(ReportSamples.diagnostics(3, 2)).images(2, 2).html()));
    Evaluation test = new Evaluation(1, 0.5, 15, 30);
    assertTrue(ReportSamples.drawing(report.tests(List.of(test, test)).html(), "Loss").texts().contains("test"));
    assertEquals(before, report.html(), "the report has not changed");
    assertEquals(before, Report.of(mlp, ReportSamples.history(3, epoch -> 1.0 / epoch), rows).html(), "equal arguments");
  }

  /** The network is copied: what happens to it later is not in the report. */
  @Test
  void laterTrainingDoesNotChangeTheReport() {
    String before = report.images(2, 2).html();
    mlp.setWeights(0, new float[20]);
    assertEquals(before, report.images(2, 2).html());
  }

  @Test
  void anEstimatorBringsItsHistoryAndItsDiagnostics() {
    MlpClassifier model = estimator();
    Importance importance = Importance.of(model, Penguins.heldOut(), Score.LOG_LOSS, 1, 2, 1);
    String html = ReportSamples.sound("penguins",
        Report.of(model, Penguins.heldOut()).importance(importance).html());
    assertEquals(List.of("Loss", "Accuracy", "Learning rate", "Norm of the weights", "Norm of the gradient", "Saturated units",
        "Dead units", "Confusion matrix", "ROC curves", "Calibration", "Worse predictions without a column"),
        ReportSamples.titles(html));
    assertTrue(html.contains("<h1>Training: species</h1>"), html);
    assertTrue(html.contains(Report.fingerprint(model.network(0), model.network(1))), html);
    assertTrue(html.contains("<b>" + (model.network(0).parameterCount() + model.network(1).parameterCount())
        + "</b>parameters of 2 networks"), html);
    assertTrue(html.contains("<th>island</th><td class=\"value\">text: 3 categories, Biscoe, Dream, Torgersen</td>"), html);
    List<String> bars = ReportSamples.drawing(html, "Worse predictions without a column").texts();
    for (Importance.Entry entry : importance.entries()) {
      assertTrue(bars.contains(entry.column()), bars::toString);
    }
    assertEquals(html, Report.of(model, Penguins.heldOut()).importance(importance).html());
  }

  /** The fifth row is on line 6, below the header; the tests are each fifth row. */
  @Test
  void theWorstRowsHaveTheirLinesInTheFile() {
    String html = Report.of(estimator(), Penguins.heldOut()).html();
    String rows = html.substring(html.indexOf("<h2>Worst rows"));
    assertTrue(rows.contains("<th class=\"n\">row</th><th class=\"n\">line of the file</th>"), rows);
    Matcher numbers = Pattern.compile("<tr><td class=\"n\">(\\d+)</td><td class=\"n\">(\\d+)</td>").matcher(rows);
    int found = 0;
    for (; numbers.find(); found++) {
      assertEquals(5 * Integer.parseInt(numbers.group(1)) + 1, Integer.parseInt(numbers.group(2)), rows);
    }
    assertEquals(10, found, rows);
  }

  @Test
  void anEstimatorFromAFileHasNoCurves() throws IOException {
    Path file = folder.resolve("model.safetensors");
    estimator().save(file);
    String html = ReportSamples.sound("from a file", Report.of(MlpClassifier.load(file), Penguins.heldOut()).html());
    assertTrue(html.contains("The model was read from a file, which has no curves."), html);
    assertEquals(List.of("Confusion matrix", "ROC curves", "Calibration"), ReportSamples.titles(html));
  }

  /** The hash of the little-endian bytes of the parameters of both networks, by the JDK alone. */
  @Test
  void theFingerprintIsTheHashOfTheParameters() throws NoSuchAlgorithmException {
    Mlp other = ReportSamples.regressor(1);
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (Mlp network : List.of(mlp, other)) {
      ByteBuffer bytes = ByteBuffer.allocate(4 * network.parameterCount()).order(ByteOrder.LITTLE_ENDIAN);
      bytes.asFloatBuffer().put(network.parameters());
      digest.update(bytes.array());
    }
    assertEquals("parameters sha256 " + HexFormat.of().formatHex(digest.digest()), Report.fingerprint(mlp, other));
  }

  @Test
  void filesAreWrittenAndCheckedByTheirName() throws IOException {
    Path file = folder.resolve("report.HTML");
    Report.check(file);
    assertFalse(Files.exists(file));
    report.write(file);
    assertEquals(report.html(), Files.readString(file));
    Path svg = folder.resolve("report.svg");
    String message = "file = " + svg + "; expected a name that ends in .html";
    assertRefused(IllegalArgumentException.class, message, () -> report.write(svg));
    assertRefused(IllegalArgumentException.class, message, () -> Report.check(svg));
    assertThrows(IOException.class, () -> Report.check(folder.resolve("absent/report.html")));
  }

  @Test
  void wrongArgumentsAreRefused() {
    Class<IllegalArgumentException> wrong = IllegalArgumentException.class;
    assertRefused(wrong, "test = 30 rows of 4 inputs, 3 classes; expected rows for the network 5-5-3",
        () -> Report.of(ReportSamples.classifier(5, 3), report.histories.get(0), rows));
    assertRefused(wrong, "test = 30 rows of 4 inputs, 3 classes; expected rows for the network 4-5-2",
        () -> Report.of(ReportSamples.classifier(4, 2), report.histories.get(0), rows));
    Dataset numbers = ReportSamples.numberRows(5, 2);
    assertRefused(wrong, "test = " + numbers + "; expected rows for the network 4-5-1",
        () -> Report.of(ReportSamples.regressor(1), report.histories.get(0), numbers));
    assertRefused(wrong, "afterEachEpoch.size() = 4; expected at most 3, one for each epoch of the history",
        () -> report.tests(Collections.nCopies(4, new Evaluation(1, 1, 1, 1))));
    assertRefused(wrong, "names.size() = 2; expected 3, one for each class", () -> report.classNames(List.of("a", "b")));
    assertRefused(wrong, "width = 3, height = 1; expected numbers above 0 whose product is 4, the number of inputs",
        () -> report.images(3, 1));
    assertRefused(wrong, "width = -2, height = -2; expected numbers above 0 whose product is 4, the number of inputs",
        () -> report.images(-2, -2));
    assertRefused(wrong, "epochs.get(0).layers().size() = 3; expected 2, one for each layer of the network",
        () -> report.diagnostics(ReportSamples.diagnostics(2, 3)));
    Report ofEstimator = Report.of(estimator(), Penguins.heldOut());
    Class<IllegalStateException> state = IllegalStateException.class;
    assertRefused(state, "tests in the report of an estimator; expected the report of a network",
        () -> ofEstimator.tests(List.of()));
    assertRefused(state, "diagnostics in the report of an estimator; expected the report of a network",
        () -> ofEstimator.diagnostics(List.of()));
    assertRefused(state, "classNames in the report of an estimator; expected the report of a network",
        () -> ofEstimator.classNames(List.of()));
    assertRefused(state, "images in the report of an estimator; expected the report of a network",
        () -> ofEstimator.images(1, 1));
    assertRefused(state, "importance in the report of a network; expected the report of an estimator",
        () -> report.importance(null));
  }

  @Test
  void nullIsRefusedByName() {
    History history = report.histories.get(0);
    Class<NullPointerException> type = NullPointerException.class;
    assertRefused(type, "network", () -> Report.of(null, history, rows));
    assertRefused(type, "history", () -> Report.of(mlp, null, rows));
    assertRefused(type, "test", () -> Report.of(mlp, history, null));
    assertRefused(type, "model", () -> Report.of(null, Penguins.heldOut()));
    assertRefused(type, "networks", () -> Report.fingerprint((Mlp[]) null));
    assertRefused(type, "text", () -> report.title(null));
    assertRefused(type, "afterEachEpoch", () -> report.tests(null));
    assertRefused(type, "epochs", () -> report.diagnostics(null));
    assertRefused(type, "names", () -> report.classNames(null));
    assertRefused(type, "values", () -> report.settings(null));
    assertRefused(type, "seed", () -> report.settings(Collections.singletonMap("seed", null)));
    assertRefused(type, "words", () -> report.command(null));
    assertRefused(type, "file", () -> report.write(null));
    assertRefused(type, "file", () -> Report.check(null));
  }
}
