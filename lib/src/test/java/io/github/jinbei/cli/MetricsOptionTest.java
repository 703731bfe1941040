package io.github.jinbei.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.Json;
import io.github.jinbei.Mlp;
import io.github.jinbei.data.Dataset;
import io.github.jinbei.data.Digits;
import io.github.jinbei.metrics.ClassReport;
import io.github.jinbei.metrics.ConfusionMatrix;
import io.github.jinbei.metrics.Metrics;
import io.github.jinbei.metrics.RegressionReport;
import io.github.jinbei.table.Column;
import io.github.jinbei.table.Csv;
import io.github.jinbei.table.MlpClassifier;
import io.github.jinbei.table.MlpRegressor;
import io.github.jinbei.table.Penguins;
import io.github.jinbei.table.Table;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The report that train and evaluate print, and the figures that {@code --metrics} writes, against those of the library. */
class MetricsOptionTest {

  @TempDir
  Path folder;

  private static Object[] words(Object... words) {
    List<Object> all = new ArrayList<>();
    for (Object word : words) {
      all.addAll(word instanceof Object[] several ? List.of(several) : List.of(word));
    }
    return all.toArray();
  }

  private static Object[] penguins(Object... more) {
    return words("train", "--sample", "penguins", "--units", 8, "--folds", 2, "--epochs", 20, more);
  }

  /** Returns the lines between the result and the next line of the training, without empty lines at both ends. */
  private static String report(Run run, String result) {
    String text = run.out();
    String from = text.substring(text.indexOf("\n" + result + " ") + 1);
    String rest = from.substring(from.indexOf('\n') + 1);
    assertTrue(rest.startsWith("\n"), "no empty line before the report:\n" + text);
    int end = rest.indexOf("\n\ntime ");
    return (end < 0 ? rest : rest.substring(0, end)).strip();
  }

  private Map<String, Object> read(Path file) throws IOException {
    return Json.parse(Files.readString(file));
  }

  /** The report and the figures of classes. Both commands write the same bytes, as they test the same rows. */
  @Test
  void aClassifierHasTheReportOfTheLibrary() throws IOException {
    Path model = folder.resolve("model");
    Path first = folder.resolve("first.json");
    Path second = folder.resolve("second.json");
    Run trained = Run.good(penguins("--save", model, "--metrics", first));
    Run evaluated = Run.good("evaluate", model, "--sample", "penguins", "--metrics", second);
    MlpClassifier classifier = MlpClassifier.load(model);
    ClassReport expected = report(classifier, Penguins.heldOut(), "species");
    assertEquals(expected.toString(), report(trained, "final"));
    assertEquals(expected.toString(), report(evaluated, "right").replace("\n\nmetrics    " + second, ""));
    assertEquals(first.toString(), trained.entry("metrics"));
    assertEquals(second.toString(), evaluated.entry("metrics"));
    assertEquals(Files.readString(first), Files.readString(second));
    Map<String, Object> figures = read(first);
    assertEquals(List.of("data", "rows", "target", "task", "weights", "figures", "classes", "confusion_matrix",
        "parameters_sha256"), List.copyOf(figures.keySet()));
    assertEquals("embedded penguins", figures.get("data"));
    assertEquals(68.0, figures.get("rows"));
    assertEquals("species", figures.get("target"));
    assertEquals("classes", figures.get("task"));
    assertNull(figures.get("weights"));
    assertEquals(trained.lastLine(), "parameters sha256 " + figures.get("parameters_sha256"));
    assertFigures(expected, figures);
  }

  /** Predicts the rows, and computes the figures of the predictions. */
  private static ClassReport report(MlpClassifier model, Table rows, String target) {
    Column column = rows.column(target);
    int[] labels = IntStream.range(0, rows.rows()).map(row -> model.classes().indexOf(column.text(row))).toArray();
    return ClassReport.of(model.classes(), labels, model.probabilities(rows));
  }

  /** Each number has the bits of the library's. */
  @SuppressWarnings("unchecked")
  private static void assertFigures(ClassReport expected, Map<String, Object> found) {
    assertEquals(expected.figures(), found.get("figures"));
    ConfusionMatrix confusion = expected.confusion();
    List<Object> classes = (List<Object>) found.get("classes");
    List<Object> matrix = (List<Object>) found.get("confusion_matrix");
    assertEquals(confusion.classes(), classes.size());
    assertEquals(confusion.classes(), matrix.size());
    double[] areas = expected.rocAucByClass();
    for (int k = 0; k < confusion.classes(); k++) {
      Map<String, Object> one = (Map<String, Object>) classes.get(k);
      assertEquals(Figures.object("name", expected.classes().get(k), "rows", confusion.support(k), "predicted",
          confusion.predicted(k), "precision", confusion.precision(k), "recall", confusion.recall(k), "f1", confusion.f1(k),
          "roc_auc", Double.isNaN(areas[k]) ? null : areas[k]), one);
      int label = k;
      assertEquals(IntStream.range(0, areas.length).mapToObj(j -> confusion.count(label, j)).toList(), matrix.get(k));
    }
  }

  @Test
  void aRegressorHasTheReportOfTheLibrary() throws IOException {
    Path people = PeopleData.write(folder.resolve("people.csv"), 100);
    Path model = folder.resolve("model");
    Path json = folder.resolve("metrics.json");
    Run trained = Run.good("train", "--data", people, "--test", people, "--target", "income", "--drop", "class", "--units", 8,
        "--folds", 1, "--epochs", 5, "--save", model, "--metrics", json);
    Table rows = Csv.read(people);
    double[] targets = IntStream.range(0, 100).mapToDouble(row -> rows.column("income").number(row)).toArray();
    double[] predicted = MlpRegressor.load(model).predict(rows);
    RegressionReport expected = RegressionReport.of(targets, predicted);
    assertEquals(expected.toString(), report(trained, "final"));
    assertEquals(expected.toString(), report(Run.good("evaluate", model, "--data", people), "error"));
    Map<String, Object> figures = read(json);
    assertEquals("regression", figures.get("task"));
    assertEquals(expected.figures(), figures.get("figures"));
    assertEquals(Metrics.meanAbsoluteError(targets, predicted), ((Map<?, ?>) figures.get("figures")).get("mae"));
    assertFalse(figures.containsKey("confusion_matrix"), figures::toString);
  }

  /** Of softmax the outputs are the probabilities; those of several sigmoids are divided by their sum; others are none. */
  @ParameterizedTest
  @ValueSource(strings = {"softmax", "sigmoid", "tanh", "step"})
  void imagesHaveTheReportOfTheLibrary(String output) throws IOException {
    Path model = folder.resolve("model");
    Path first = folder.resolve("first.json");
    Path second = folder.resolve("second.json");
    Run trained =
        Run.good("train", "--layers", "64,10", "--output", output, "--epochs", 1, "--save", model, "--metrics", first);
    Run evaluated = Run.good("evaluate", model, "--metrics", second);
    ClassReport expected = report(Mlp.load(model), output);
    String note = output.equals("sigmoid") ? "\n\nprobabilities: the outputs of each row, divided by their sum" : "";
    assertEquals(expected + note, report(trained, "final"));
    assertEquals(expected + note, report(evaluated, "right").replace("\n\nmetrics    " + second, ""));
    assertEquals(Files.readString(first), Files.readString(second));
    Map<String, Object> figures = read(first);
    assertEquals(List.of("data", "rows", "task", "figures", "classes", "confusion_matrix", "parameters_sha256"),
        List.copyOf(figures.keySet()));
    assertFigures(expected, figures);
    assertEquals(!output.matches("tanh|step"), ((Map<?, ?>) figures.get("figures")).containsKey("log_loss"));
    double right = Double.parseDouble(evaluated.entry("right").split(" ")[0]);
    assertEquals(right / 359, ((Map<?, ?>) figures.get("figures")).get("accuracy"));
  }

  private static ClassReport report(Mlp mlp, String output) {
    Dataset test = Digits.heldOut();
    int[] labels = IntStream.range(0, test.rows()).map(test::classOf).toArray();
    double[][] shares = new double[test.rows()][10];
    int[] predicted = new int[test.rows()];
    for (int row = 0; row < test.rows(); row++) {
      float[] in = new float[64];
      test.copyInputs(row, 1, in, 0);
      float[] out = mlp.predict(in);
      predicted[row] = mlp.predictClass(in);
      double sum = IntStream.range(0, 10).mapToDouble(label -> out[label]).reduce(0, Double::sum);
      for (int label = 0; label < 10; label++) {
        shares[row][label] = output.equals("sigmoid") ? out[label] / sum : out[label];
      }
    }
    return output.matches("tanh|step") ? ClassReport.of(mlp.labels(), labels, predicted)
        : ClassReport.of(mlp.labels(), labels, shares);
  }

  /** A single sigmoid has two classes, whose probabilities are the output and the rest. */
  @Test
  void aSingleOutputHasTwoClasses() throws IOException {
    IdxData.write(folder, "train", IdxData.labels(40, 2));
    IdxData.write(folder, "t10k", IdxData.labels(10, 2));
    Path json = folder.resolve("metrics.json");
    Run run =
        Run.good("train", "--data", folder, "--layers", "4,5,1", "--output", "sigmoid", "--epochs", 2, "--metrics", json);
    Map<String, Object> figures = read(json);
    assertEquals(2, ((List<?>) figures.get("classes")).size());
    double loss = Double.parseDouble(run.entry("final").replaceFirst(".*binary-cross-entropy ", ""));
    assertEquals(loss, (Double) ((Map<?, ?>) figures.get("figures")).get("log_loss"), 1e-5 * loss + 1e-6, "six digits");
    assertTrue(((Map<?, ?>) figures.get("figures")).containsKey("average_precision"));
  }

  /** A class that the model has not learned, and one without rows. */
  @Test
  void figuresThatAreNotDefinedAreNull() throws IOException {
    Path people = PeopleData.write(folder.resolve("people.csv"), 60);
    Path model = folder.resolve("model");
    Path json = folder.resolve("metrics.json");
    Run.good("train", "--data", people, "--target", "class", "--units", 4, "--folds", 1, "--epochs", 1, "--save", model);
    Path other = Files.writeString(folder.resolve("other.csv"), PeopleData.HEADER + "30,Rome,1,2.5,new\n40,Oslo,2,3.5,new\n");
    Run run = Run.good("evaluate", model, "--data", other, "--metrics", json);
    assertEquals("0 / 2 (0.00 %)", run.entry("right"));
    Map<String, Object> figures = read(json);
    assertEquals(3, ((List<?>) figures.get("classes")).size());
    assertNull(((Map<?, ?>) figures.get("figures")).get("roc_auc"));
    assertTrue(((Map<?, ?>) figures.get("figures")).containsKey("roc_auc"));
    assertEquals(0.0, ((Map<?, ?>) figures.get("figures")).get("accuracy"));
  }

  @Test
  void theFileIsCheckedBeforeTheWork() throws IOException {
    Path model = folder.resolve("model");
    Run.good("train", "--layers", "64,10", "--epochs", 1, "--save", model);
    Path absent = folder.resolve("absent/x.json");
    for (Object[] command : List.of(words("train"), penguins(), words("evaluate", model),
        words("train", "--resume", folder.resolve("none")))) {
      Run run = Run.of(words(command, "--metrics", absent));
      assertEquals(2, run.code(), run::toString);
      assertEquals("", run.out(), "nothing was done");
      assertEquals(1, run.err().lines().count(), run.err());
      if (!List.of(command).contains("--resume")) {
        assertTrue(run.err().startsWith("jinbei: --metrics " + absent + ": cannot be written, there is no folder"), run.err());
      }
    }
    for (Object[] command : List.of(words("train"), penguins())) {
      Run run = Run.of(words(command, "--save", model, "--metrics", folder.resolve("../" + folder.getFileName() + "/model")));
      assertEquals(2, run.code(), run::toString);
      assertTrue(run.err().contains("is the file of --save; give another one"), run.err());
    }
  }

  /** The folder vanishes during the work. */
  @Test
  void figuresThatCannotBeWrittenAreInTheTemporaryFolder() throws IOException {
    Path file = Files.createDirectory(folder.resolve("figures")).resolve("metrics.json");
    SaveFile metrics =
        SaveFile.ofMetrics(new EvaluateCommand().options().parse(List.of("model", "--metrics", file.toString())));
    Files.delete(file.getParent());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    FailureException failure = assertThrows(FailureException.class, () -> Figures.end(metrics, Figures.object("rows", 3),
        new PrintStream(out, true, StandardCharsets.UTF_8)));
    Path rescued = Path.of(new Run(1, out.toString(StandardCharsets.UTF_8), "").entry("metrics"));
    try {
      assertEquals("--metrics " + file + ": cannot be written, there is no folder " + file.getParent() + "; the figures are in "
          + rescued + " instead", failure.getMessage());
      assertEquals("{\n  \"rows\": 3\n}\n", Files.readString(rescued));
    } finally {
      Files.delete(rescued);
    }
  }
}
