package io.github.jinbei.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.jinbei.Activation;
import io.github.jinbei.EpochResult;
import io.github.jinbei.Evaluation;
import io.github.jinbei.History;
import io.github.jinbei.Mlp;
import io.github.jinbei.MlpBuilder;
import io.github.jinbei.data.Dataset;
import io.github.jinbei.metrics.Metrics;
import io.github.jinbei.table.Column;
import io.github.jinbei.table.MlpRegressor;
import io.github.jinbei.table.Table;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages of reports with awkward trainings, data and names. */
class ReportPageTest {

  private static final String NAME = "a <\"very\" long> & 'awkward' name of number ";
  private static final int MEGABYTE = 1_000_000;

  private static Report classes(int classes, History history) {
    return Report.of(ReportSamples.classifier(4, classes), history,
        ReportSamples.classRows(Math.max(30, 3 * classes), 4, classes));
  }

  private static History history(IntToDoubleFunction loss, int epochs) {
    return ReportSamples.history(epochs, loss);
  }

  private static String loss(IntToDoubleFunction loss, int epochs) {
    String what = "losses from " + loss.applyAsDouble(1) + " to " + loss.applyAsDouble(epochs) + " in " + epochs;
    return ReportSamples.sound(what, classes(3, history(loss, epochs)).html());
  }

  @Test
  void lossesOfEveryKindHaveCurves() {
    List<IntToDoubleFunction> losses = List.of(epoch -> 0.7, epoch -> 0, epoch -> 1.0 / epoch, epoch -> Math.exp(-epoch),
        epoch -> 1e-12 * epoch, epoch -> 1e12 / epoch, epoch -> 1e300, epoch -> 1e6 + 1e-3 * epoch, epoch -> 1e-320,
        epoch -> epoch % 3 == 0 ? Double.NaN : 0.1 * epoch, epoch -> epoch == 2 ? Double.POSITIVE_INFINITY : 0.5,
        epoch -> epoch < 5 ? 1000 : 0, epoch -> -0.1 * epoch);
    for (IntToDoubleFunction loss : losses) {
      for (int epochs : new int[] {1, 40}) {
        assertTrue(ReportSamples.titles(loss(loss, epochs)).contains("Loss"), epochs + " epochs");
      }
    }
    String none = classes(3, history(epoch -> Double.NaN, 4)).html();
    assertEquals("Accuracy", ReportSamples.titles(ReportSamples.sound("no finite loss", none)).get(0));
  }

  /** 1000 / 1 spans more than two decades, 0.9 / 0.1 does not. */
  @Test
  void theAxisOfLossesIsLogarithmicIfTheySpanTwoDecades() {
    List<String> wide = ReportSamples.drawing(loss(epoch -> epoch == 1 ? 1000 : 1, 9), "Loss").texts();
    assertTrue(wide.containsAll(List.of("1", "10", "100", "1000")), wide::toString);
    List<String> narrow = ReportSamples.drawing(loss(epoch -> epoch == 1 ? 0.9 : 0.1, 9), "Loss").texts();
    assertTrue(narrow.containsAll(List.of("0.0", "1.0")), narrow::toString);
  }

  @Test
  void theEpochOfTheLowestValidationIsNamed() {
    String html = loss(epoch -> Math.abs(epoch - 7) + 1, 20);
    List<String> texts = ReportSamples.drawing(html, "Loss").texts();
    assertTrue(texts.containsAll(List.of("training", "validation", "lowest validation, epoch 7", "epoch")), texts::toString);
  }

  @Test
  void theEpochOfTheHighestAccuracyIsNamed() {
    List<EpochResult> results = IntStream.rangeClosed(1, 9).mapToObj(epoch -> new EpochResult(epoch, 1, 0.5,
        new Evaluation(1, 0.9 - 0.1 * Math.abs(epoch - 4), 5, 10))).toList();
    List<String> texts = ReportSamples.drawing(classes(3, new History(results, History.End.EPOCHS)).html(), "Accuracy").texts();
    assertTrue(texts.contains("highest validation, epoch 4"), texts::toString);
  }

  @Test
  void withoutEpochsThePageSaysSo() {
    History none = new History(List.of(), History.End.INTERRUPT);
    String html = ReportSamples.sound("no epoch", classes(3, none).html());
    assertTrue(html.contains("No epoch was completed, so there are no curves."), html);
    assertEquals(List.of("Confusion matrix", "ROC curves", "Calibration"), ReportSamples.titles(html));
  }

  /** After a resumption the first epochs, and the tests of the first, may be missing. */
  @Test
  void testsBelongToTheLastEpochs() {
    List<EpochResult> results = IntStream.rangeClosed(91, 100)
        .mapToObj(epoch -> new EpochResult(epoch, 1.0 / epoch, Double.NaN, null)).toList();
    Report report = classes(3, new History(results, History.End.EPOCHS));
    Evaluation test = new Evaluation(0.011, Double.NaN, 0, 10);
    String html = ReportSamples.sound("resumed", report.tests(List.of(test, test)).html());
    Drawing loss = ReportSamples.drawing(html, "Loss");
    String line = loss.paths("line s2").get(1);
    assertTrue(line.matches("M\\S+ \\S+L348 \\S+"), line + " after the sample of the legend");
    assertTrue(loss.texts().containsAll(List.of("90", "100")), loss.texts()::toString);
    assertFalse(ReportSamples.titles(html).contains("Accuracy"));
  }

  @Test
  void aMillionEpochsGiveASmallPageWithAllSpikes() {
    History history = history(epoch -> epoch == 777_777 ? 5 : 0.5 + 0.1 * Math.sin(epoch), 1_000_000);
    MlpBuilder deep = Mlp.builder(64);
    for (int layer = 0; layer < 11; layer++) {
      deep.dense(5, Activation.TANH);
    }
    Report report = Report.of(deep.classes(3).build(), history, ReportSamples.classRows(3000, 64, 3))
        .diagnostics(ReportSamples.diagnostics(128, 12)).images(8, 8).tests(history.epochs().stream()
            .map(EpochResult::validation).toList());
    String html = ReportSamples.sound("a million epochs", report.html());
    int bytes = html.getBytes(StandardCharsets.UTF_8).length;
    assertTrue(bytes < 2 * MEGABYTE, bytes + " bytes");
    String training = ReportSamples.drawing(html, "Loss").paths("line s0").get(1);
    // The axis ends 5 % above the largest value, which is the 1.5 fold of the spike in the validation.
    double top = 190 * (1 - 5 / (7.5 * 1.05));
    assertTrue(Arrays.stream(training.split("[ML]")).skip(1)
        .anyMatch(point -> Math.abs(Double.parseDouble(point.split(" ")[1]) - top) < 0.01), "no point at " + top);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 6, 12, 13, 260})
  void anyNumberOfClassesHasItsPictures(int classes) {
    Report report = classes > 1 ? classes(classes, history(epoch -> 1.0 / epoch, 3))
        : Report.of(ReportSamples.classifier(4, 2), history(epoch -> 1, 3), ReportSamples.classRows(7, 4, 1));
    List<String> names = IntStream.range(0, Math.max(2, classes)).mapToObj(k -> NAME + k).toList();
    for (Report each : List.of(report, report.classNames(names))) {
      String html = ReportSamples.sound(classes + " classes", each.html());
      assertTrue(ReportSamples.titles(html).containsAll(List.of("Confusion matrix", "Calibration")), "of " + classes);
      assertTrue(html.length() < MEGABYTE, html.length() + " letters");
    }
  }

  /** Names that are the same after a cut have the number of their class, in the pictures and in the table. */
  @Test
  void namesThatAreCutStayDistinct() {
    Report report = classes(3, history(epoch -> 1, 3));
    List<String> distinct = List.of("a name with a long end 0", "b name with a long end 1", "c");
    List<String> same = List.of("a name with a 0 in it to cut", "a name with a 1 in it to cut", "c");
    String html = report.classNames(distinct).html();
    assertTrue(html.contains(">a nam..end 0<") && !html.contains("<th class=\"n\">no.</th>"), html);
    html = report.classNames(same).html();
    assertTrue(html.contains(">0 a na.. cut<") && html.contains(">2 c<") && html.contains("<th class=\"n\">no.</th>"), html);
  }

  /** A network whose biases make it predict class 2 always: the counts of the matrix, and the recalls of the table. */
  @Test
  void aClassThatIsNeverPredictedHasTheRecall0() {
    Mlp mlp = ReportSamples.classifier(4, 3);
    mlp.setBiases(1, new float[] {-50, -50, 50});
    String html = ReportSamples.sound("one class", Report.of(mlp, history(epoch -> 1, 3),
        ReportSamples.classRows(30, 4, 3)).html());
    List<String> cells = ReportSamples.drawing(html, "Confusion matrix").elements("text").stream()
        .filter(text -> text.getAttribute("class").equals("cell")).map(text -> text.getTextContent()).toList();
    assertEquals(List.of("10", "10", "10"), cells);
    assertTrue(html.contains("<td class=\"n\">0</td><td class=\"n\">10</td><td class=\"n\">0</td><td class=\"n\">0.0000</td>"
        + "<td class=\"n\">0.0000</td><td class=\"n\">0.0000</td>"), html);
  }

  /** All 60 classes but the first, which is always predicted, have an F1 of 0. */
  @Test
  void ofManyClassesThoseOfTheLowestF1AreListed() {
    Mlp mlp = ReportSamples.classifier(4, 60);
    float[] biases = new float[60];
    biases[0] = 50;
    mlp.setBiases(1, biases);
    String html = Report.of(mlp, history(epoch -> 1, 1), ReportSamples.classRows(60, 4, 60)).html();
    String table = html.substring(html.indexOf("<h3>By class"), html.indexOf("<h2>Worst rows"));
    List<String> numbers = Pattern.compile("<tr><td class=\"n\">([0-9]+)</td>").matcher(table).results()
        .map(found -> found.group(1)).toList();
    assertEquals(IntStream.rangeClosed(1, 50).mapToObj(Integer::toString).toList(), numbers);
  }

  /** Step and identity are no probabilities; outputs that are not finite are no probabilities either. */
  @Test
  void withoutProbabilitiesThereAreNoPicturesOfThem() {
    Dataset rows = ReportSamples.classRows(30, 4, 3);
    Mlp broken = ReportSamples.classifier(4, 3);
    broken.setBiases(1, new float[] {Float.NaN, 0, 0});
    Mlp linear = Mlp.builder(4).dense(3, Activation.IDENTITY).seed(1).build();
    for (Mlp mlp : List.of(broken, linear)) {
      String html = ReportSamples.sound("no probabilities", Report.of(mlp, history(epoch -> 1, 3), rows).images(2, 2).html());
      assertEquals(List.of("Loss", "Accuracy", "Confusion matrix", "The first wrong rows", "Weights of the first layer"),
          ReportSamples.titles(html));
      assertFalse(html.contains("<th>AUC"), html);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 60})
  void numbersHavePicturesOfTheFirstOutputs(int outputs) {
    Report report = Report.of(ReportSamples.regressor(outputs), history(epoch -> 1.0 / epoch, 3),
        ReportSamples.numberRows(50, outputs));
    String html = ReportSamples.sound(outputs + " outputs", report.html());
    assertEquals(Math.min(3, outputs), ReportSamples.titles(html).stream().filter(t -> t.startsWith("Residuals")).count());
    assertEquals(outputs > 3, html.contains("Pictures of the first 3 of " + outputs + " outputs."));
  }

  /** Each histogram begins and ends at the lower edge of its frame, so that its area has a straight bottom. */
  @Test
  void theBottomOfAHistogramIsStraight() {
    for (int rows = 2; rows < 40; rows++) {
      Report report = Report.of(ReportSamples.regressor(1), history(epoch -> 1, 1), ReportSamples.numberRows(rows, 1));
      String area = ReportSamples.drawing(report.html(), "Histogram of residuals").paths("line area s0").get(0);
      assertTrue(area.matches("M62 230L.*L348 230"), rows + " rows: " + area);
    }
  }

  @Test
  void awkwardNumbersHaveSoundPictures() {
    float[] x = new float[20];
    for (float target : new float[] {0, 7, -1e6f, 1e-30f, 1e30f}) {
      float[] y = new float[5];
      Arrays.fill(y, target);
      Report constant = Report.of(ReportSamples.regressor(1), history(epoch -> 1, 1), Dataset.ofTargets(x, 4, y, 1));
      ReportSamples.sound("targets " + target, constant.html());
    }
    Mlp broken = ReportSamples.regressor(1);
    broken.setBiases(1, new float[] {Float.NaN});
    String html = Report.of(broken, history(epoch -> 1, 1), ReportSamples.numberRows(5, 1)).html();
    assertTrue(ReportSamples.sound("NaN", html).contains("5 rows with a prediction that is not finite are left out."), html);
    assertEquals(List.of("Loss", "Accuracy"), ReportSamples.titles(html));
  }

  @Test
  void manyPointsAreThinnedAndTheWorstKept() {
    Random random = new Random(ReportSamples.SEED);
    double[] residuals = random.doubles(50_000, -1, 1).toArray();
    int[] shown = NumberPictures.shown(residuals);
    assertTrue(shown.length <= 2000 && shown.length > 1000, shown.length + " points");
    double[] magnitudes = Arrays.stream(residuals).map(Math::abs).sorted().toArray();
    long kept = IntStream.of(shown).filter(row -> Math.abs(residuals[row]) >= magnitudes[50_000 - 200]).count();
    assertEquals(200, kept);
    assertTrue(IntStream.range(1, shown.length).allMatch(i -> shown[i] > shown[i - 1]), "in the order of the rows");
    String html = Report.of(ReportSamples.regressor(1), history(epoch -> 1, 1), ReportSamples.numberRows(5000, 1)).html();
    assertTrue(html.length() < MEGABYTE / 2, html.length() + " letters");
  }

  private static List<String> worstRows(String html) {
    return Pattern.compile("<tr><td class=\"n\">([0-9]+)</td>").matcher(html.substring(html.indexOf("<h2>Worst rows")))
        .results().map(found -> found.group(1)).toList();
  }

  /** The class 0 of all rows has probabilities from 1e-9 down to 1e-35: 1 minus most of them is 1. */
  @Test
  void certainMistakesAreInTheirOrderToo() {
    int rows = 31;
    float[] x = new float[rows];
    for (int row = 0; row < rows; row++) {
      x[row] = 20 + 2 * row;
    }
    Mlp mlp = Mlp.builder(1).dense(2, Activation.SOFTMAX).build();
    mlp.setWeights(0, new float[] {-0.5f, 0.5f});
    Report report = Report.of(mlp, history(epoch -> 1, 1), Dataset.ofClasses(x, 1, new int[rows], 2));
    assertEquals(List.of("31", "30", "29", "28", "27", "26", "25", "24", "23", "22"), worstRows(report.html()));
  }

  /** A row of weight 0 is not among the worst, whatever its residual. Numbers keep all digits before the point. */
  @Test
  void rowsOfWeight0AreNotAmongTheWorst() {
    double[] x = IntStream.range(0, 40).mapToDouble(i -> 20_261_100 + i).toArray();
    double[] y = IntStream.range(0, 40).mapToDouble(i -> i == 7 || i == 9 ? 1000 : i).toArray();
    double[] w = IntStream.range(0, 40).mapToDouble(i -> i == 7 ? 0 : 1).toArray();
    Table table = Table.of(Column.numbers("day", x), Column.numbers("w", w), Column.numbers("y", y));
    MlpRegressor model = MlpRegressor.builder().weights("w").units(2).epochs(2).folds(1).threads(1).fit(table, "y");
    String html = Report.of(model, table).html();
    List<String> worst = worstRows(html);
    assertEquals("10", worst.get(0), worst::toString);
    assertFalse(worst.contains("8"), worst::toString);
    assertTrue(html.contains("<td class=\"n\">20261109</td>"), html);
  }

  /** Columns that are the same after a cut all have their line. */
  @Test
  void columnsOfLongNamesAreAllListed() {
    String start = "the mean of the measurements at station ";
    String end = " in degrees Celsius, corrected";
    double[] x = new Random(ReportSamples.SEED).doubles(30).toArray();
    Table table = Table.of(Column.numbers(start + 1 + end, x), Column.numbers(start + 2 + end, x), Column.numbers("y", x));
    MlpRegressor model = MlpRegressor.builder().units(2).epochs(1).folds(1).threads(1).fit(table, "y");
    assertEquals(2, Report.of(model, table).html().split("<td class=\"value\">numbers</td>", -1).length - 1);
  }

  @Test
  void aTrainingThatWasEndedIsCalledSo() {
    List<EpochResult> epochs = history(epoch -> 1, 2).epochs();
    for (History.End end : History.End.values()) {
      String words = switch (end) {
        case EPOCHS -> "completed all epochs.";
        case EARLY_STOPPING -> "ended early, because the validation did not improve.";
        case LISTENER, INTERRUPT -> "ended early.";
      };
      String html = classes(3, new History(epochs, end)).html();
      assertTrue(html.contains("<p class=\"lead\">The training " + words + "</p>"), end + ": " + html);
    }
  }

  /** The figures of the page are those of the metrics of the same predictions. */
  @Test
  void figuresAreThoseOfTheMetrics() {
    Random random = new Random(ReportSamples.SEED);
    double[] x = random.doubles(200).toArray();
    double[] y = Arrays.stream(x).map(value -> 3 * value + 0.1 * random.nextGaussian()).toArray();
    String[] place = IntStream.range(0, 200).mapToObj(i -> i % 7 == 0 ? null : NAME + i % 3).toArray(String[]::new);
    Table table = Table.of(Column.numbers("x & \"y\"", x), Column.texts("place", place), Column.numbers("price <net>", y));
    MlpRegressor model = MlpRegressor.builder().units(4).epochs(3).folds(2).threads(1).seed(1).fit(table, "price <net>");
    String html = ReportSamples.sound("regression", Report.of(model, table).html());
    double[] predicted = model.predict(table);
    assertTrue(html.contains("<b>" + Curves.number(Metrics.rootMeanSquaredError(y, predicted)) + "</b>RMSE"), html);
    assertTrue(html.contains("<b>" + Curves.number(Metrics.r2(y, predicted)).replace('-', '\u2212') + "</b>R\u00b2"), html);
    int worst = 0;
    for (int row = 0; row < y.length; row++) {
      worst = Math.abs(y[row] - predicted[row]) > Math.abs(y[worst] - predicted[worst]) ? row : worst;
    }
    assertTrue(html.contains("<tr><td class=\"n\">" + (worst + 1) + "</td>"), html);
    assertTrue(html.contains("<th>place</th><td class=\"value\">text: 3 categories, a &lt;&quot;very"), html);
  }
}
