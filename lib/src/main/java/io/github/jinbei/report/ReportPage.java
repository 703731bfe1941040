package io.github.jinbei.report;

import io.github.jinbei.Backend;
import io.github.jinbei.History;
import io.github.jinbei.internal.file.Resource;
import io.github.jinbei.internal.text.Count;
import io.github.jinbei.internal.text.Lines;
import io.github.jinbei.internal.text.Plain;
import io.github.jinbei.metrics.ClassReport;
import io.github.jinbei.metrics.ConfusionMatrix;
import io.github.jinbei.metrics.RegressionReport;
import io.github.jinbei.table.Column;
import io.github.jinbei.table.Features;
import io.github.jinbei.table.Importance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The HTML page of a {@link Report}. */
final class ReportPage {

  /** The most rows of the tables of classes, outputs, worst rows and columns; and the most columns of worst rows. */
  private static final int MOST_CLASSES = 50;
  private static final int MOST_OUTPUTS = 50;
  private static final int MOST_WORST = 10;
  private static final int MOST_COLUMNS = 40;
  private static final int WORST_COLUMNS = 6;

  /** The names of the categories of a column are listed if there are at most so many. */
  private static final int MOST_NAMES = 8;

  /** The greatest length of a text of the data, and the digits of a number. */
  private static final int VALUE = 40;
  private static final int DIGITS = 6;

  private static final Pattern NUMBER = Pattern.compile("[-\u2212]?[0-9][0-9.,]*(e-?[0-9]+| %)?|not defined|");

  private final Report report;
  private final Outcome outcome;
  private final StringBuilder html = new StringBuilder();

  ReportPage(Report report) {
    this.report = report;
    this.outcome = report.outcome;
  }

  String html() {
    html.append("<header>\n<p class=\"kind\">Jinbei</p>\n<h1>" + Svg.text(report.title) + "</h1>\n<p class=\"say\">"
        + Svg.text(summary()) + "</p>\n</header>\n");
    ClassReport classes = outcome.hasClasses() ? outcome.classReport() : null;
    figures(classes);
    training();
    section("By layer", layersLead(), Curves.ofLayers(report.diagnostics));
    if (classes != null) {
      classes(classes);
    } else {
      numbers();
    }
    if (report.importance != null) {
      section("Importance of the columns", "", List.of(ReportPictures.importance(report.importance)));
    }
    worst();
    if (report.images != null) {
      section("First layer", "Strokes and edges: the units have learned shapes. Only noise: the initial weights are too large,"
          + " or the training is too short.", List.of(ReportPictures.weights(report)));
    }
    settings();
    return Page.document(report.title, Resource.text(Page.class, "pictures.css") + Resource.text(Page.class, "report.css"),
        html.toString());
  }

  private void section(String title, String lead, List<Picture> pictures) {
    if (pictures.isEmpty()) {
      return;
    }
    heading(title, lead);
    html.append("<div class=\"pictures\">\n");
    for (Picture picture : pictures) {
      html.append("<figure>\n" + picture.svg("") + "<figcaption>" + Svg.signed(picture.caption())
          + "</figcaption>\n</figure>\n");
    }
    html.append("</div>\n");
  }

  private void heading(String title, String lead) {
    html.append("<h2>" + Svg.text(title) + "</h2>\n");
    paragraph(lead);
  }

  private void paragraph(String words) {
    html.append(words.isEmpty() ? "" : "<p class=\"lead\">" + Svg.text(words) + "</p>\n");
  }

  /** Appends a table, which scrolls inside its box where it is too wide. Numbers are on the right of their cells. */
  private void table(List<String> heads, List<List<String>> rows) {
    html.append("<div class=\"wide\"><table>\n");
    row("th", heads, rows.get(0));
    rows.forEach(row -> row("td", row, row));
    html.append("</table></div>\n");
  }

  private void row(String tag, List<String> cells, List<String> like) {
    html.append("<tr>");
    for (int i = 0; i < cells.size(); i++) {
      html.append("<" + tag + (NUMBER.matcher(like.get(i)).matches() ? " class=\"n\">" : ">") + Svg.signed(cells.get(i)) + "</"
          + tag + ">");
    }
    html.append("</tr>\n");
  }

  private int networks() {
    return report.model == null ? 1 : report.model.networks();
  }

  private String summary() {
    String shape = networks() == 1 ? "A network " + report.network : networks() + " networks " + report.network;
    String trained = report.model == null ? "" : ", trained on " + Count.of(report.model.rows(), "row");
    int tested = outcome.rows.length + outcome.leftOut;
    return shape + trained + ", tested on " + Count.of(tested, "row") + ". Figures and pictures of the test are of these rows.";
  }

  /** Appends the figures at the top, and the hash. */
  private void figures(ClassReport classes) {
    Map<String, String> figures = new LinkedHashMap<>();
    if (classes != null) {
      figures.put("accuracy", percent(classes.confusion().accuracy()));
      figures.put("balanced accuracy", percent(classes.confusion().balancedAccuracy()));
      if (outcome.probabilities != null) {
        figures.put("log loss, nats", Curves.number(classes.logLoss()));
        figures.put("area under the ROC curve", Curves.number(classes.rocAuc()));
      }
    } else if (outcome.rows.length > 0 && outcome.names.size() == 1) {
      RegressionReport numbers = numbers(0);
      figures.put("RMSE", Curves.number(numbers.rootMeanSquaredError()));
      figures.put("mean absolute error", Curves.number(numbers.meanAbsoluteError()));
      figures.put("R\u00b2", Curves.number(numbers.r2()));
    }
    figures.put("rows to test on", grouped(outcome.rows.length + outcome.leftOut));
    int epochs = report.histories.stream().mapToInt(history -> history.epochs().size()).max().orElse(0);
    if (epochs > 0) {
      figures.put(networks() == 1 ? "epochs" : "epochs, at most", grouped(epochs));
    }
    figures.put("parameters" + (networks() == 1 ? "" : " of " + networks() + " networks"),
        grouped((long) networks() * report.network.parameterCount()));
    html.append("<ul class=\"figures\">\n");
    figures.forEach((name, value) -> html.append("<li><b>" + Svg.signed(value) + "</b>" + Svg.text(name) + "</li>\n"));
    html.append("</ul>\n<p class=\"lead hash\">" + Svg.text(report.fingerprint) + "</p>\n");
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f %%", 100 * share);
  }

  private static String grouped(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  private RegressionReport numbers(int output) {
    return RegressionReport.of(outcome.targets[output], outcome.predictions[output], outcome.weights);
  }

  private void training() {
    boolean classes = outcome.hasClasses();
    String loss = report.model == null ? "loss" : classes ? "cross-entropy, nats" : "squared error / 2, scaled";
    List<Picture> pictures = Curves.of(report.histories, report.tests, loss);
    if (pictures.isEmpty()) {
      heading("Training", report.histories.isEmpty() ? "The model was read from a file, which has no curves."
          : "No epoch was completed, so there are no curves.");
    }
    section("Training", ends(), pictures);
  }

  /** Returns what ended the training: of each network, by the number of networks. */
  private String ends() {
    Map<History.End, Long> ends = report.histories.stream().collect(Collectors.groupingBy(History::end, Collectors.counting()));
    List<String> words = new ArrayList<>();
    for (History.End end : History.End.values()) {
      if (ends.containsKey(end)) {
        words.add((networks() == 1 ? "" : Count.of(ends.get(end), "network") + " ") + switch (end) {
          case EARLY_STOPPING -> "ended early, because the validation did not improve";
          case INTERRUPT, LISTENER -> "ended early";
          case EPOCHS -> "completed all epochs";
        });
      }
    }
    return (networks() == 1 ? "The training " : "") + String.join("; ", words) + ".";
  }

  private String layersLead() {
    return "Measured at the end of epochs, always on the same batch."
        + (networks() == 1 ? "" : " These are the layers of the first network.");
  }

  private void classes(ClassReport figures) {
    section("Test", outcome.probabilities != null ? ""
        : "There are no probabilities: the outputs are not those of softmax or sigmoid, or some are not finite.",
        ClassPictures.of(outcome, figures));
    ConfusionMatrix confusion = figures.confusion();
    double[] areas = figures.rocAucByClass();
    List<Integer> shown = new ArrayList<>(IntStream.range(0, areas.length).boxed().toList());
    boolean all = shown.size() <= MOST_CLASSES;
    if (!all) {
      shown.sort(Comparator.comparingDouble(confusion::f1));
      shown = shown.subList(0, MOST_CLASSES);
    }
    boolean numbered = ClassPictures.isNumbered(figures.classes());
    List<List<String>> rows = new ArrayList<>();
    for (int k : shown) {
      List<String> row = new ArrayList<>(List.of("" + k, name(figures.classes().get(k)),
          Curves.number(confusion.support(k)), Curves.number(confusion.predicted(k)), decimals(confusion.precision(k)),
          decimals(confusion.recall(k)), decimals(confusion.f1(k))));
      if (outcome.probabilities != null) {
        row.add(decimals(areas[k]));
      }
      rows.add(row.subList(numbered ? 0 : 1, row.size()));
    }
    html.append("<h3>By class</h3>\n");
    paragraph((all ? "" : "The " + MOST_CLASSES + " of " + areas.length + " classes that have the lowest F1. ")
        + "Precision: the share of right predictions among the rows that are predicted as the class. Recall: the share of right"
        + " predictions among the rows of the class. A class that is never predicted has a recall of 0.");
    List<String> heads = List.of("no.", "class", outcome.weights.length == 0 ? "rows" : "weight", "predicted", "precision",
        "recall", "F1", "AUC");
    table(heads.subList(numbered ? 0 : 1, outcome.probabilities != null ? 8 : 7), rows);
  }

  private static String decimals(double share) {
    return Double.isNaN(share) ? "not defined" : String.format(Locale.ROOT, "%.4f", share);
  }

  private static String name(String text) {
    return Lines.cut(Plain.text(text), VALUE);
  }

  private void numbers() {
    String lead = outcome.leftOut == 0 ? "" : Count.of(outcome.leftOut, "row") + " with a prediction that is not finite "
        + (outcome.leftOut == 1 ? "is" : "are") + " left out.";
    int outputs = outcome.names.size();
    if (outcome.rows.length == 0) {
      heading("Test", lead);
      return;
    }
    section("Test", lead + (outputs > NumberPictures.MOST_OUTPUTS ? " Pictures of the first " + NumberPictures.MOST_OUTPUTS
        + " of " + outputs + " outputs." : ""), NumberPictures.of(outcome));
    List<List<String>> rows = new ArrayList<>();
    for (int output = 0; output < Math.min(MOST_OUTPUTS, outputs); output++) {
      RegressionReport figures = numbers(output);
      rows.add(List.of(name(outcome.names.get(output)), Curves.number(figures.rootMeanSquaredError()),
          Curves.number(figures.meanAbsoluteError()), Curves.number(figures.medianAbsoluteError()), decimals(figures.r2()),
          decimals(figures.explainedVariance())));
    }
    html.append("<h3>Figures</h3>\n");
    paragraph((outputs > MOST_OUTPUTS ? "The first " + MOST_OUTPUTS + " of " + outputs + " outputs. " : "")
        + "R\u00b2 is 1 if all predictions are right, 0 if they are as good as the mean of the targets, and below 0 if worse.");
    table(List.of("output", "RMSE", "mean absolute error", "median absolute error", "R\u00b2", "explained variance"), rows);
  }

  private void worst() {
    int[] worst = outcome.worst(MOST_WORST);
    if (worst.length == 0) {
      return;
    }
    if (report.images != null) {
      section("Worst rows", "Check their targets: wrong labels and damaged images are often among these rows.",
          List.of(ReportPictures.worst(report, worst)));
      return;
    }
    heading("Worst rows", "The rows that are predicted worst. Check their targets: mistakes in the data are often among these"
        + " rows. Rows are counted from 1.");
    boolean sure = outcome.probabilities != null;
    boolean ofFile = report.model != null && report.table.line(0) > 0;
    List<String> heads = new ArrayList<>(ofFile ? List.of("row", "line of the file") : List.of("row"));
    if (!outcome.hasClasses() && outcome.names.size() > 1) {
      heads.add("output");
    }
    heads.addAll(List.of("true", "predicted"));
    if (!outcome.hasClasses() || sure) {
      heads.addAll(outcome.hasClasses() ? List.of("probability", "of the true class") : List.of("residual"));
    }
    List<Column> columns = report.model == null ? List.of() : columns();
    columns.forEach(column -> heads.add(name(column.name())));
    List<List<String>> rows = new ArrayList<>();
    for (int i : worst) {
      List<String> row = new ArrayList<>(List.of("" + (outcome.rows[i] + 1)));
      if (ofFile) {
        row.add("" + report.table.line(outcome.rows[i]));
      }
      if (outcome.hasClasses()) {
        row.addAll(List.of(name(outcome.names.get(outcome.labels[i])), name(outcome.names.get(outcome.predicted[i]))));
        if (sure) {
          double[] p = outcome.probabilities[i];
          row.addAll(List.of(percent(p[outcome.predicted[i]]), percent(p[outcome.labels[i]])));
        }
      } else {
        if (outcome.names.size() > 1) {
          row.add(name(outcome.names.get(outcome.worstOutput(i))));
        }
        row.addAll(Arrays.asList(ReportPictures.numbers(outcome, i)));
      }
      columns.forEach(column -> row.add(value(column, outcome.rows[i])));
      rows.add(row);
    }
    table(heads, rows);
  }

  private static String value(Column column, int row) {
    return column.isMissing(row) ? "missing" : column.isNumeric() ? Curves.number(column.number(row), DIGITS,
        Curves.LARGE) : name(column.text(row));
  }

  /** Returns the columns that are shown of the worst rows: the most important ones if importance is given, else the first. */
  private List<Column> columns() {
    List<String> names = report.importance == null ? report.model.features().columns()
        : report.importance.entries().stream().map(Importance.Entry::column).toList();
    return names.stream().filter(report.table::hasColumn).limit(WORST_COLUMNS).map(report.table::column).toList();
  }

  private void settings() {
    Map<String, String> all = new LinkedHashMap<>(report.settings);
    all.putIfAbsent("network", report.network + " ("
        + IntStream.range(0, report.network.layers()).mapToObj(layer -> Plain.hyphens(report.network.activation(layer).name()))
            .collect(Collectors.joining(", ")) + ")" + (networks() == 1 ? "" : ", " + networks() + " of them"));
    heading("Settings", "");
    entries(all);
    if (report.model != null && !report.settings.containsKey("columns")) {
      Map<String, String> understood = new LinkedHashMap<>();
      Features features = report.model.features();
      List<String> columns = features.columns();
      for (String column : columns.subList(0, Math.min(MOST_COLUMNS, columns.size()))) {
        List<String> categories = features.categories(column);
        String key = understood.containsKey(name(column)) ? column : name(column);
        understood.put(key, features.isNumeric(column) ? "numbers" : "text: "
            + Count.of(categories.size(), "category", "categories")
            + (categories.size() > MOST_NAMES || categories.isEmpty() ? ""
                : ", " + categories.stream().map(ReportPage::name).collect(Collectors.joining(", "))));
      }
      html.append("<h3>Columns</h3>\n");
      paragraph(columns.size() > MOST_COLUMNS ? "The first " + MOST_COLUMNS + " of " + columns.size() + " columns." : "");
      entries(understood);
    }
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("Java", System.getProperty("java.version") + ", " + System.getProperty("java.vm.name"));
    environment.put("system", System.getProperty("os.name") + ", " + System.getProperty("os.arch"));
    environment.put("processors", "" + Runtime.getRuntime().availableProcessors());
    environment.put("backend", Backend.current().toString());
    heading("Environment", "The same data, settings and seed give the same parameters, to the last bit, on every machine.");
    entries(environment);
    if (!report.command.isEmpty()) {
      html.append("<h2>Made by</h2>\n<pre><code>" + Svg.text(report.command) + "</code></pre>\n");
    }
  }

  /** Appends a table of names and values. */
  private void entries(Map<String, String> entries) {
    html.append("<div class=\"wide\"><table>\n");
    entries.forEach((name, value) -> html.append("<tr><th>" + Svg.text(name) + "</th><td class=\"value\">"
        + value.lines().map(Svg::text).collect(Collectors.joining("<br/>")) + "</td></tr>\n"));
    html.append("</table></div>\n");
  }
}
