package io.github.jinbei.cli;

import io.github.jinbei.Backend;
import io.github.jinbei.Mlp;
import io.github.jinbei.internal.file.AtomicFile;
import io.github.jinbei.internal.text.Count;
import io.github.jinbei.table.Column;
import io.github.jinbei.table.Csv;
import io.github.jinbei.table.CsvException;
import io.github.jinbei.table.CsvFormat;
import io.github.jinbei.table.CsvReader;
import io.github.jinbei.table.Features;
import io.github.jinbei.table.MlpClassifier;
import io.github.jinbei.table.MlpEstimator;
import io.github.jinbei.table.MlpRegressor;
import io.github.jinbei.table.Penguins;
import io.github.jinbei.table.Table;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A model that was trained on a table. */
record TableModel(Path file, MlpEstimator estimator) implements SavedModel {

  private static final Option<Path> OUT = new Option<>("--out", Kind.path("FILE", "the name of a file"), null,
      "the CSV file to write (default standard output)");

  /** Rows predicted at a time, so that memory does not grow with the data. */
  private static final int CHUNK = 2048;

  /** Returns the options of the command {@code evaluate} that are for tables. */
  static Section evaluation() {
    return new Section("Models for tables",
        Stream.concat(Stream.of(TableEvaluation.IMPORTANCE), CsvOptions.ofKnownColumns().stream()).toList());
  }

  /** Returns the options of the command {@code predict} that are for tables. */
  static Section prediction() {
    return new Section("Models for tables", Stream.concat(Stream.of(OUT), CsvOptions.ofKnownColumns().stream()).toList());
  }

  @Override
  public boolean isForTables() {
    return true;
  }

  /** Returns a description of the networks of a model. */
  static String networks(MlpEstimator model) {
    String network = Text.network(model.network(0));
    return model.networks() == 1 ? network : model.networks() + " of " + network + " each";
  }

  /** Returns the last line of a training: the hash of all parameters, for the comparison of runs. */
  static String fingerprint(MlpEstimator model) {
    return Text.fingerprint(IntStream.range(0, model.networks()).mapToObj(model::network).toArray(Mlp[]::new));
  }

  @Override
  public void evaluate(Options.Values values, PrintStream out) throws IOException {
    CsvOptions.requireFile(values);
    SaveFile metrics = SaveFile.ofMetrics(values);
    Table table = TableData.forTesting(values, typesWithTarget(), estimator.weights().orElse(null));
    TableEvaluation evaluation = new TableEvaluation(estimator, table);
    out.println(Text.entry("model", networks(estimator)));
    out.println(Text.entry("data", TableData.name(values) + ": " + Count.of(table.rows(), "row") + " to test on"));
    if (!evaluation.weights().isEmpty()) {
      out.println(Text.entry("weights", evaluation.weights()));
    }
    out.println(Text.entry(evaluation.word(), evaluation.result()));
    evaluation.printReport(out);
    if (values.has(TableEvaluation.IMPORTANCE)) {
      evaluation.computeImportance(Runtime.getRuntime().availableProcessors(), out);
      evaluation.printImportance(out);
    }
    Figures.end(metrics, evaluation.figures(TableData.name(values), null, true), out);
  }

  /** Returns whether the columns have numbers. Classes that are numbers are compared as numbers. */
  private Map<String, Boolean> typesWithTarget() {
    Map<String, Boolean> types = new HashMap<>(estimator.features().types());
    types.put(estimator.target(), !(estimator instanceof MlpClassifier classifier)
        || classifier.classes().stream().allMatch(TableModel::isNumber));
    return types;
  }

  /** Returns whether a label is that of a number: {@code 1}, but not {@code 01}. */
  private static boolean isNumber(String label) {
    return label.matches(Kind.DECIMAL) && Column.numbers("", Double.parseDouble(label)).text(0).equals(label);
  }

  @Override
  public void predict(Options.Values values, PrintStream out) throws IOException {
    CsvOptions.requireFile(values);
    Path to = values.get(OUT);
    if (to == null || DataSource.isStandardInput(to)) {
      predict(values, new OutputStreamWriter(out, CsvFormat.DEFAULT.charset()));
      return;
    }
    SaveFile.check(OUT, to);
    try {
      AtomicFile.replace(to, stream ->
          predict(values, new BufferedWriter(new OutputStreamWriter(stream, CsvFormat.DEFAULT.charset()))));
    } catch (IOException e) {
      throw new FailureException(OUT.name() + " " + e.getMessage());
    }
  }

  private void predict(Options.Values values, Writer to) throws IOException {
    CsvFormat format = CsvOptions.format(values);
    CsvFormat rows = CsvFormat.DEFAULT.withSeparator(format.separator()).withoutHeader();
    if (!values.has(DataSource.DATA)) {
      Csv.write(header(), to, rows);
      Csv.write(predictions(Penguins.heldOut()), to, rows);
      return;
    }
    Path from = values.get(DataSource.DATA);
    try (CsvReader reader = CsvOptions.open(from, format, estimator.features().types(), Set.of())) {
      Table predicted = next(reader);
      Csv.write(header(), to, rows);
      while (predicted != null) {
        Csv.write(predicted, to, rows);
        predicted = next(reader);
      }
    } catch (CsvException e) {
      throw new UsageException(CsvOptions.named(from, e).getMessage());
    }
  }

  /** Returns the names of the columns as a row, since a class may have the name of the first column. */
  private Table header() {
    List<Column> names = new ArrayList<>(List.of(Column.texts("prediction", "prediction")));
    if (estimator instanceof MlpClassifier classifier) {
      for (String name : classifier.classes()) {
        names.add(Column.texts("p" + names.size(), name));
      }
    }
    return Table.of(names);
  }

  /** Returns the predictions for the next rows, or null if there are no more. */
  private Table next(CsvReader reader) throws IOException {
    Table piece = reader.next(CHUNK);
    return piece == null ? null : predictions(piece);
  }

  private Table predictions(Table piece) {
    if (estimator instanceof MlpRegressor regressor) {
      return Table.of(Column.numbers("prediction", regressor.predict(piece)));
    }
    MlpClassifier classifier = (MlpClassifier) estimator;
    List<String> classes = classifier.classes();
    double[][] probabilities = classifier.probabilities(piece);
    List<Column> columns = new ArrayList<>();
    columns.add(Column.texts("prediction", Stream.of(probabilities).map(classifier::classOf).toArray(String[]::new)));
    for (int k = 0; k < classes.size(); k++) {
      int at = k;
      columns.add(Column.numbers("p" + columns.size(), Stream.of(probabilities).mapToDouble(row -> row[at]).toArray()));
    }
    return Table.of(columns);
  }

  @Override
  public void info(PrintStream out) throws IOException {
    Features features = estimator.features();
    out.println(Text.file(file));
    out.println(Text.entry("target", estimator.target() + ": " + (estimator instanceof MlpClassifier classifier
        ? Count.of(classifier.classes().size(), "class", "classes") + TableWords.listed(classifier.classes()) : "numbers")));
    TableWords.entries("columns", features.columns().stream().map(this::column).toList()).forEach(out::println);
    estimator.weights().ifPresent(name -> out.println(Text.entry("weights", name)));
    out.println(Text.entry("inputs", features.inputs() + TableWords.listed(features.names())));
    out.println(Text.entry("networks", networks(estimator)));
    out.println(Text.entry("training", Count.of(estimator.rows(), "row") + ", seed " + estimator.seed()));
    out.println(Text.entry("backend", Backend.current().toString()));
    out.println(fingerprint(estimator));
  }

  private String column(String name) {
    Features features = estimator.features();
    List<String> categories = features.categories(name);
    return name + ": " + (features.isNumeric(name) ? "numbers"
        : "text, " + Count.of(categories.size(), "category", "categories") + TableWords.listed(categories));
  }
}
