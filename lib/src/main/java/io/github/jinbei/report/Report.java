package io.github.jinbei.report;

import io.github.jinbei.EpochDiagnostics;
import io.github.jinbei.Evaluation;
import io.github.jinbei.History;
import io.github.jinbei.Mlp;
import io.github.jinbei.data.Dataset;
import io.github.jinbei.internal.file.AtomicFile;
import io.github.jinbei.internal.text.CommandLine;
import io.github.jinbei.internal.text.Digest;
import io.github.jinbei.table.Importance;
import io.github.jinbei.table.MlpEstimator;
import io.github.jinbei.table.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * The report of a training, as one HTML page: curves by epoch, the state of each layer, the test with its pictures, the rows
 * that are predicted worst, settings and environment. The page has no script and no external reference. It is light or dark as
 * set in the reader's system, and legible on screens from 360 pixels on.
 *
 * <pre>{@code
 * MlpClassifier model = MlpClassifier.builder().units(16).epochs(30).fit(Penguins.train(), "species");
 * Report.of(model, Penguins.heldOut()).title("Penguins").write(Path.of("penguins.html"));
 * }</pre>
 *
 * <p>Immutable: each method that sets or adds something returns a new report. Equal reports give equal bytes on one machine and
 * JDK. The page names both; it has no date.
 */
public final class Report {

  /** A copy of the network, or the first network of the estimator. */
  final Mlp network;

  /** The estimator, its test rows and its parts; null in the report of a network. */
  final MlpEstimator model;
  final Table table;

  /** The test rows of a network; null in the report of an estimator. */
  final Dataset test;

  final List<History> histories;
  final String fingerprint;
  Outcome outcome;
  String title;
  List<Evaluation> tests = List.of();
  List<EpochDiagnostics> diagnostics = List.of();
  Importance importance;
  Images images;
  Map<String, String> settings = Map.of();
  String command = "";

  private Report(Mlp network, MlpEstimator model, Table table, Dataset test, List<History> histories, String fingerprint) {
    this.network = network;
    this.model = model;
    this.table = table;
    this.test = test;
    this.histories = histories;
    this.fingerprint = fingerprint;
  }

  private Report(Report other) {
    this(other.network, other.model, other.table, other.test, other.histories, other.fingerprint);
    outcome = other.outcome;
    title = other.title;
    tests = other.tests;
    diagnostics = other.diagnostics;
    importance = other.importance;
    images = other.images;
    settings = other.settings;
    command = other.command;
  }

  /**
   * Tests a network, and returns its report. If the rows have classes, those of {@link Mlp#classOf} are compared with them;
   * otherwise the outputs are compared with the targets. Weights of the rows are not used.
   *
   * @param network the trained network, which is copied
   * @param history the training; without epochs the report has no curves
   * @param test the rows to test on
   * @return the report
   * @throws IllegalArgumentException if the rows do not fit the network
   * @throws NullPointerException if an argument is null
   */
  public static Report of(Mlp network, History history, Dataset test) {
    Mlp copy = Objects.requireNonNull(network, "network").copy();
    Report report = new Report(copy, null, null, Objects.requireNonNull(test, "test"),
        List.of(Objects.requireNonNull(history, "history")), fingerprint(copy));
    report.outcome = Outcome.of(copy, test);
    report.title = "Training of a network";
    return report;
  }

  /**
   * Tests an estimator, and returns its report, with its history and its diagnostics.
   *
   * @param model the estimator; if it was read from a file, the report has no curves
   * @param test rows with the columns of the inputs and the target
   * @return the report
   * @throws IllegalArgumentException as {@link MlpEstimator#answers}
   * @throws NullPointerException if an argument is null
   */
  public static Report of(MlpEstimator model, Table test) {
    Mlp[] networks = IntStream.range(0, Objects.requireNonNull(model, "model").networks()).mapToObj(model::network)
        .toArray(Mlp[]::new);
    Report report = new Report(networks[0], model, Objects.requireNonNull(test, "test"), null, model.history(),
        fingerprint(networks));
    report.outcome = Outcome.of(model, test);
    report.title = "Training: " + model.target();
    List<List<EpochDiagnostics>> diagnostics = model.diagnostics();
    report.diagnostics = diagnostics.isEmpty() ? List.of() : diagnostics.get(0);
    return report;
  }

  /**
   * Returns the hash by which trainings are compared, as the command line prints it: {@code parameters sha256} and the SHA-256
   * of the parameters of all networks, in their order, in hexadecimal. If a network has statistics of a batch norm, they are
   * hashed too, and the line begins with {@code parameters and statistics}.
   *
   * @param networks the networks; not modified
   * @return a line of text
   * @throws NullPointerException if the array or a network is null
   */
  public static String fingerprint(Mlp... networks) {
    Digest digest = new Digest();
    boolean statistics = false;
    for (Mlp mlp : Objects.requireNonNull(networks, "networks")) {
      digest.add(mlp.parameters()).add(mlp.statistics());
      statistics |= mlp.statistics().length > 0;
    }
    return (statistics ? "parameters and statistics" : "parameters") + " sha256 " + digest.hex();
  }

  /**
   * Sets the headline. Default: {@code Training of a network}, or {@code Training: } and the target of the estimator.
   *
   * @param text the headline
   * @return the report
   * @throws NullPointerException if text is null
   */
  public Report title(String text) {
    Report report = new Report(this);
    report.title = Objects.requireNonNull(text, "text");
    return report;
  }

  /**
   * Adds the curves of evaluations on the rows to test on.
   *
   * @param afterEachEpoch the evaluations after the last epochs of the history, in the order of the epochs; copied. If there
   *     are fewer than epochs, the first epochs have none.
   * @return the report
   * @throws IllegalArgumentException if there are more evaluations than epochs
   * @throws IllegalStateException if this is the report of an estimator
   * @throws NullPointerException if the list or an element is null
   */
  public Report tests(List<Evaluation> afterEachEpoch) {
    requireNetwork("tests");
    Report report = new Report(this);
    report.tests = List.copyOf(Objects.requireNonNull(afterEachEpoch, "afterEachEpoch"));
    int epochs = histories.get(0).epochs().size();
    if (report.tests.size() > epochs) {
      throw new IllegalArgumentException("afterEachEpoch.size() = " + report.tests.size() + "; expected at most " + epochs
          + ", one for each epoch of the history");
    }
    return report;
  }

  /**
   * Adds the learning rate and the curves of the layers. An estimator has its own: see {@link MlpEstimator#diagnostics}.
   *
   * @param epochs the measurements of one network, for example {@link io.github.jinbei.DiagnosticsListener#diagnostics}; copied
   * @return the report
   * @throws IllegalArgumentException if an epoch does not have one element for each layer of the network
   * @throws IllegalStateException if this is the report of an estimator
   * @throws NullPointerException if the list or an element is null
   */
  public Report diagnostics(List<EpochDiagnostics> epochs) {
    requireNetwork("diagnostics");
    for (int i = 0; i < Objects.requireNonNull(epochs, "epochs").size(); i++) {
      int layers = epochs.get(i).layers().size();
      if (layers != network.layers()) {
        throw new IllegalArgumentException("epochs.get(" + i + ").layers().size() = " + layers + "; expected "
            + network.layers() + ", one for each layer of the network");
      }
    }
    Report report = new Report(this);
    report.diagnostics = List.copyOf(epochs);
    return report;
  }

  /**
   * Adds the importance of the columns.
   *
   * @param columns the importance of the columns of the inputs
   * @return the report
   * @throws IllegalStateException if this is the report of a network
   * @throws NullPointerException if columns is null
   */
  public Report importance(Importance columns) {
    if (model == null) {
      throw new IllegalStateException("importance in the report of a network; expected the report of an estimator");
    }
    Report report = new Report(this);
    report.importance = Objects.requireNonNull(columns, "columns");
    return report;
  }

  /**
   * Sets the names of the classes of a network. Default: {@link Mlp#labels}, or the numbers from 0 on.
   *
   * @param names one for each class; copied
   * @return the report
   * @throws IllegalArgumentException if there are more or fewer names than classes; without classes, if there is a name
   * @throws IllegalStateException if this is the report of an estimator
   * @throws NullPointerException if the list or an element is null
   */
  public Report classNames(List<String> names) {
    requireNetwork("classNames");
    Report report = new Report(this);
    List<String> copy = List.copyOf(Objects.requireNonNull(names, "names"));
    int classes = outcome.hasClasses() ? network.classes() : 0;
    if (copy.size() != classes) {
      throw new IllegalArgumentException("names.size() = " + copy.size() + "; expected " + classes + ", one for each class");
    }
    report.outcome = classes == 0 ? outcome : outcome.named(copy);
    return report;
  }

  /**
   * Adds images: of the rows that are predicted worst, and of the weights of the first layer. The inputs of a row are the
   * pixels of its image, line after line.
   *
   * @param width the pixels of a line
   * @param height the number of lines
   * @return the report
   * @throws IllegalArgumentException if a number is below 1, or their product is not the number of inputs
   * @throws IllegalStateException if this is the report of an estimator
   */
  public Report images(int width, int height) {
    requireNetwork("images");
    if (width < 1 || height < 1 || (long) width * height != network.inputs()) {
      throw new IllegalArgumentException("width = " + width + ", height = " + height + "; expected numbers above 0 whose"
          + " product is " + network.inputs() + ", the number of inputs");
    }
    Report report = new Report(this);
    report.images = new Images(width, height);
    return report;
  }

  /**
   * Sets the table of settings. If the setting {@code network} or, for an estimator, {@code columns} is not among them, the
   * page describes the network or the columns itself. Default: no settings.
   *
   * @param values the names of the settings and their values, in the order of the table; a value may have several lines; copied
   * @return the report
   * @throws NullPointerException if the map, a name or a value is null
   */
  public Report settings(Map<String, String> values) {
    Report report = new Report(this);
    Map<String, String> copy = new LinkedHashMap<>();
    Objects.requireNonNull(values, "values").forEach((name, value) -> copy.put(Objects.requireNonNull(name, "a name in values"),
        Objects.requireNonNull(value, name)));
    report.settings = Collections.unmodifiableMap(copy);
    return report;
  }

  /**
   * Sets the command that makes the same training and report. Default: none.
   *
   * @param words the words of the command, which the page quotes for a shell; copied
   * @return the report
   * @throws NullPointerException if the list or a word is null
   */
  public Report command(List<String> words) {
    Report report = new Report(this);
    report.command = CommandLine.of(List.copyOf(Objects.requireNonNull(words, "words")));
    return report;
  }

  private void requireNetwork(String what) {
    if (model != null) {
      throw new IllegalStateException(what + " in the report of an estimator; expected the report of a network");
    }
  }

  /**
   * Returns the page as HTML that is also well-formed XML.
   *
   * @return the text of the HTML file
   */
  public String html() {
    return new ReportPage(this).html();
  }

  /**
   * Writes the page to a file, which is replaced atomically if it exists.
   *
   * @param file the file; its name ends in .html
   * @throws IllegalArgumentException if the name ends otherwise
   * @throws IOException if the file cannot be written; an existing file is then unchanged
   * @throws NullPointerException if file is null
   */
  public void write(Path file) throws IOException {
    checkName(file);
    AtomicFile.replace(file, html());
  }

  /**
   * Throws the exception that {@link #write} would throw before it writes to the file. Leaves an existing file unchanged.
   *
   * @param file the file
   * @throws IllegalArgumentException if its name does not end in .html
   * @throws IOException if the file cannot be written
   * @throws NullPointerException if file is null
   */
  public static void check(Path file) throws IOException {
    checkName(file);
    AtomicFile.check(file);
  }

  private static void checkName(Path file) {
    if (!Objects.requireNonNull(file, "file").toString().toLowerCase(Locale.ROOT).endsWith(".html")) {
      throw new IllegalArgumentException("file = " + file + "; expected a name that ends in .html");
    }
  }
}
